"""A thousand people press the button of an envelope with fifty shares at once.

The bot runs in this process, with its inbox, lanes, units and deliveries; the Bot API is a loopback
one in the same process. Measured is the time from the first update's receipt to the commit of the
last claim, and to the last answer that Telegram got; then the books are looked at. In the same run,
in turns, the same presses go one unit each.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import msgspec

from benchmarks import database, envelope, people, table
from benchmarks.options import Options
from benchmarks.process import Failed
from benchmarks.server import serve
from benchmarks.traffic import Traffic

_BATCH = 100
"""Updates that Telegram hands over at once."""


@dataclass(frozen=True)
class Wave:
    """Seconds until all was committed and until all was answered, and of the processor for both."""

    committed: float
    answered: float
    cpu: float


def presses(traffic: Traffic, data: str, count: int) -> list[bytes]:
    """As many people press the same button below a message of the bot's, each once."""
    group = traffic.groups[0]
    message = {
        "message_id": 77,
        "from": people.BOT,
        "chat": group.chat,
        "date": traffic.now,
        "text": "🧧",
    }
    first = traffic.first + len(traffic.payloads)
    return [
        msgspec.json.encode(
            {
                "update_id": first + number,
                "callback_query": {
                    "id": str(4_000_000_000_000 + number),
                    "from": people.stranger(traffic.random, number),
                    "message": message,
                    "chat_instance": "-4000000000000000001",
                    "data": data,
                },
            }
        )
        for number in range(count)
    ]


@contextmanager
def house(*, joined: bool) -> Iterator[None]:
    """The bot's features and the envelope's; without `joined`, every press is a unit alone."""
    from bot import app
    from bot.core import turn

    discover = app.discover

    def more(forbidden: Any = ()) -> list[Any]:
        return [*discover(forbidden), envelope.FEATURE]

    most = turn.JOINED if joined else 1
    with patch.object(app, "discover", more), patch.object(turn, "JOINED", most):
        yield


async def measure(kind: str, count: int, *, joined: bool) -> Wave:
    """One wave on a new database."""
    from bot.app import Warden
    from bot.config import Config

    traffic = Traffic(groups=1)
    traffic.arrive(traffic.groups[0])
    traffic.mixed(200, one_in=0)
    with TemporaryDirectory() as folder, house(joined=joined):
        async with database.temporary(kind, Path(folder)) as url, serve() as server:
            config = Config(
                telegram={"token": people.TOKEN, "api_base_url": server.url},
                database={"url": url},
                metrics={"listen": ""},
            )
            async with Warden(config) as warden:
                await warden.store.write(envelope.lay_out)
                await warden.runtime.receive(traffic.payloads)
                await _rest(warden)
                seal = warden.runtime.house.seal
                data = seal.close(traffic.groups[0].id, envelope.PRESS)
                wave = presses(traffic, data, count)
                before = server.api.calls["answerCallbackQuery"]
                begun, busy = warden.clock.monotonic(), time.process_time()
                for at in range(0, count, _BATCH):
                    await warden.runtime.receive(wave[at : at + _BATCH])
                while len(warden.runtime.lanes):
                    await warden.clock.sleep(0.002)
                committed = warden.clock.monotonic() - begun
                await _rest(warden)
                busy = time.process_time() - busy
                answered = server.api.last_call - begun
                calls = server.api.calls["answerCallbackQuery"] - before
                found = await warden.store.read(envelope.outcome)
    if found != envelope.expected(count) or calls != count:
        raise Failed(f"not exact: {found}, {calls} answers")
    return Wave(committed, answered, busy)


async def _rest(warden: Any) -> None:
    """Wait until nothing is under way."""
    while (
        len(warden.runtime.lanes)
        or warden.deliverer.waiting
        or not await warden.deliveries.drain(0)
    ):
        await warden.clock.sleep(0.01)


async def run(options: Options) -> None:
    """Print both ways, their ratio, and whether a thousand are done within a second."""
    count = max(envelope.SHARES, int(1000 * options.scale))
    waves: dict[bool, list[Wave]] = {False: [], True: []}
    for number in range(options.runs):
        for joined, found in waves.items():
            found.append(await measure(options.database, count, joined=joined))
            label = "joined" if joined else "one unit each"
            spent = f"{found[-1].committed:.2f} s, {found[-1].cpu:.2f} s of the processor"
            print(f"  run {number + 1} {label}: {spent}")
    ratios = [
        one.committed / many.committed for one, many in zip(waves[False], waves[True], strict=True)
    ]
    rows = [
        (
            "joined" if joined else "one unit each",
            f"{median(one.committed for one in found):.2f}",
            f"{median(one.answered for one in found):.2f}",
            f"{median(one.cpu for one in found):.2f}",
            f"{median(ratios):.1f}" if joined else "1",
            f"{min(ratios):.1f}–{max(ratios):.1f}" if joined else "",
        )
        for joined, found in waves.items()
    ]
    heads = ("s until all are", "committed", "answered", "s CPU", "× faster", "in single runs")
    title = f"{count} claims of {envelope.SHARES} shares on {options.database}"
    table.show(f"{title}, median of {options.runs}", heads, rows)
    done = median(one.committed for one in waves[True])
    if options.database == "sqlite":
        table.target(f"1,000 claims ≤ 1 s ({done * 1000 / count:.2f})", done * 1000 / count <= 1)

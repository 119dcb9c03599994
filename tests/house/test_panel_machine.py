"""Whatever is pressed and typed: it is answered, nothing is half done, and nothing breaks."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.app import Warden
from models.room import Setting
from rehearsal.message import Message
from tests.house.conftest import Scene
from tests.house.desk import Desk, quarantined

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

KEYS = ("ads.level", "ads.policy", "ads.block", "ads.trust_after", "log.chat", "zone", "nonsense")
VALUES = (
    "strict",
    "ban 30d",
    "off",
    "snake oil, /eggs+/",
    "/(/",
    "25",
    "１２３",
    "1e9",
    "٣",
    "-0",
    str(10**30),
    "1.5",
    "asia/tokyo",
    "-1001234567890",
    "<b>&amp;{ $x }</b>",
    "\ue0000\ue001",
    "90m",
)
TEXT = st.text(min_size=1, max_size=60).filter(str.strip)
LINE = st.one_of(
    st.sampled_from(VALUES),
    st.builds("{} {}".format, st.sampled_from(KEYS), st.one_of(st.sampled_from(VALUES), TEXT)),
    st.builds("{}@{} {}".format, st.sampled_from(KEYS), st.integers(-1, 10**17), TEXT),
    st.builds("\n{}: {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES)),
    st.sampled_from(KEYS),
    TEXT,
    st.just(""),
)
COMMANDS = ("set", "reset", "config", "setconfig", "viewconfig", "setup", "lang", "settings")


def run_in(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, None]) -> None:
    """Do something where the bot lives, from another thread."""
    asyncio.run_coroutine_threadsafe(work, loop).result()


async def explore(check: Callable[[], None]) -> None:
    """Let hypothesis work in a thread of its own, beside the running bot."""
    await asyncio.to_thread(check)


async def stored(warden: Warden) -> dict[tuple[int, int, str], Any]:
    """Every value that is kept, by room, topic and key."""
    columns = (Setting.room_id, Setting.topic_id, Setting.key, Setting.value)
    rows = await warden.store.read(lambda c: c.execute(select(*columns)).all())
    return {tuple(row[:3]): msgspec.json.decode(row.value) for row in rows}


async def check_all(warden: Warden) -> None:
    """Nothing broke, and whatever is kept could have been typed."""
    assert await quarantined(warden) == []
    known = warden.runtime.house.settings
    for (_, topic, key), value in (await stored(warden)).items():
        assert known[key].accepts(value), (key, value)
        assert not topic or known[key].topical


def pressable(*places: list[Message]) -> list[tuple[Message, str]]:
    """The buttons in sight, those of the newest message first."""
    return [
        (message, button["callback_data"])
        for lines in places
        for message in reversed(lines)
        for row in (message.markup or {}).get("inline_keyboard", [])
        for button in row
        if "callback_data" in button
    ]


async def test_presses_and_typed_texts(scene: Scene, warden: Warden) -> None:
    """T2, T3, T4, T5: any buttons in any order, old ones too, and anything typed in between."""
    loop = asyncio.get_running_loop()
    desk = Desk(scene, scene.ann)
    await desk.opens()
    await scene.ask(scene.ann, "/setup fans")
    number = st.integers(0, 40)
    steps = st.one_of(
        st.tuples(st.just("press"), number),
        st.tuples(st.just("press"), number),
        st.tuples(st.just("press twice"), number),
        st.tuples(st.just("press an old one"), st.integers(0, 300)),
        st.tuples(st.just("type"), st.one_of(st.sampled_from(VALUES), TEXT)),
    )

    async def play(steps: list[tuple[str, Any]]) -> None:
        for how, what in steps:
            scene.clock.advance(2)
            if how == "type":
                scene.ann.tells_bot(what)
                continue
            newest = pressable(desk.lines[-1:])
            every = pressable(desk.lines, scene.lines())
            there = every if how == "press an old one" or not newest else newest
            message, data = there[what % len(there)]
            times = 2 if how == "press twice" else 1
            for tap in [scene.ann.presses(message, forged=data) for _ in range(times)]:
                await tap.answer
            await scene.tg.idle(quiet=0.02)
        await desk.types("/settings")
        await check_all(warden)

    @settings(max_examples=12, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(steps, min_size=10, max_size=25))
    def check(steps: list[tuple[str, Any]]) -> None:
        run_in(loop, play(steps))

    await explore(check)


async def test_command_lines(scene: Scene, warden: Warden) -> None:
    """T67, T68, T70: every line is answered; where the answer is no ✅, nothing has changed."""
    loop = asyncio.get_running_loop()

    async def say(command: str, args: str) -> None:
        before = await stored(warden)
        answer = await scene.ask(scene.ann, f"/{command} {args}".strip())
        if not answer.text.startswith("✅"):
            assert await stored(warden) == before, answer.text
        await check_all(warden)

    @settings(max_examples=200, suppress_health_check=list(HealthCheck), database=None)
    @given(st.sampled_from((*COMMANDS, "help", "start")), LINE)
    def check(command: str, args: str) -> None:
        run_in(loop, say(command, args))

    await explore(check)


async def test_command_lines_in_private(scene: Scene, warden: Warden) -> None:
    """T8, T67, T68: the same in the private chat, links of `/start` among them."""
    loop = asyncio.get_running_loop()
    desk = Desk(scene, scene.ann)
    payload = st.one_of(
        st.builds("{}_{}".format, st.sampled_from(("set", "setup", "why", "x")), TEXT),
        st.builds("{}_{}".format, st.sampled_from(("set", "setup", "why")), st.integers()),
        TEXT,
    )

    async def say(command: str, args: str) -> None:
        before = await stored(warden)
        await desk.types(f"/{command} {args}".strip())
        assert await stored(warden) == before
        await check_all(warden)

    @settings(max_examples=150, suppress_health_check=list(HealthCheck), database=None)
    @given(
        st.one_of(
            st.tuples(st.just("start"), payload),
            st.tuples(st.sampled_from((*COMMANDS, "help", "start", "why")), LINE),
        )
    )
    def check(line: tuple[str, str]) -> None:
        run_in(loop, say(*line))

    await explore(check)

"""Where the microseconds of plain chatter go: each part of the bot with a stop-watch around it.

The bot runs in this process, on SQLite, and is handed batches of 100 messages without an
advertisement. It is processor time, without the waiting for the disk, so that the shares of one run
can be compared with each other on a busy machine, too.
"""

import functools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import table
from benchmarks.options import Options
from benchmarks.server import serve
from benchmarks.traffic import Traffic

_BATCH = 100
_WARM = 10
"""Batches before anything is measured."""

_TOKEN = "123456789:" + "A" * 35
_REST = "event loop, hand-over between threads"


class Stopwatch:
    """Seconds of the processor by part; what is measured within a part is not counted to it."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._within = threading.local()

    @contextmanager
    def around(self, owner: Any, name: str, part: str | Callable[..., str]) -> Iterator[None]:
        """Measure a function of a class or module, by what it calls itself or is called here."""
        function = getattr(owner, name)

        @functools.wraps(function)
        def timed(*args: Any, **options: Any) -> Any:
            stack = self._within.__dict__.setdefault("stack", [])
            stack.append(0.0)
            begun = time.thread_time()
            try:
                return function(*args, **options)
            finally:
                took = time.thread_time() - begun
                told = part if isinstance(part, str) else part(*args)
                self.spent[told] += took - stack.pop()
                if stack:
                    stack[-1] += took

        setattr(owner, name, timed)
        try:
            yield
        finally:
            setattr(owner, name, function)


def _table_of(bulk: Any, connection: Any, _rows: Any) -> str:
    text, _ = bulk._prepared(connection.dialect)
    return f"database: rows of {text.split()[2].strip('(')}"


async def run(options: Options) -> None:
    """Print the shares; one run is enough."""
    from bot.app import Warden
    from bot.config import Config
    from bot.core import inbox, runtime
    from bot.core.assess import Assessor
    from bot.core.sql import Bulk
    from services.ads import ruling

    traffic = Traffic()
    for group in traffic.groups:
        traffic.arrive(group)
    traffic.mixed(int(40_000 * options.scale), one_in=0)
    said = traffic.payloads
    batches = [said[at : at + _BATCH] for at in range(0, len(said), _BATCH)]
    watch = Stopwatch()
    with TemporaryDirectory() as folder, ExitStack() as parts:
        async with serve() as server:
            config = Config(
                telegram={"token": _TOKEN, "api_base_url": server.url},
                database={"url": f"sqlite:///{Path(folder) / 'shares.db'}"},
                metrics={"listen": ""},
            )
            async with Warden(config) as warden:
                for batch in batches[:_WARM]:
                    await warden.runtime.receive(batch)
                while warden.deliverer.waiting or len(warden.runtime.lanes):
                    await warden.clock.sleep(0.1)
                dialect = warden.store._full.dialect
                for owner, name, part in (
                    (runtime, "_perceive", "reading the update"),
                    (Assessor, "assess", "who wants it, who is above it"),
                    (ruling, "judge", "judging"),
                    (runtime.Runtime, "_effects", "making rows"),
                    (inbox, "insert_new", "making rows"),
                    (Bulk, "__call__", _table_of),
                    (dialect, "do_execute", "database: begin, savepoint"),
                    (dialect, "do_commit", "database: commit"),
                ):
                    parts.enter_context(watch.around(owner, name, part))
                begun = time.process_time()
                for batch in batches[_WARM:]:
                    await warden.runtime.receive(batch)
                whole = time.process_time() - begun
    watch.spent[_REST] = whole - watch.spent.total()
    shares = [(part, spent / whole) for part, spent in watch.spent.most_common()]
    rows = [(part, f"{share:.0%}") for part, share in shares if share >= 0.005]
    each = whole / (len(said) - _WARM * _BATCH) * 1e6
    table.show(f"plain chatter, {each:.0f} µs a message", ("at work on", "share"), rows)

"""A bot under test: a process of its own, pinned to the bot's core."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks import machine, people

ROOT = Path(__file__).resolve().parent.parent
_T = TypeVar("_T")

_CONFIG = """\
[telegram]
token = "{token}"
api_base_url = "{api}"

[database]
url = "{database}"

[metrics]
listen = "127.0.0.1:0"
"""


class Failed(Exception):
    """A run that cannot be counted: what was waited for, and the end of the bot's log."""


@dataclass
class Bot:
    """A started bot; `started` is when, on the loop's clock."""

    name: str
    process: asyncio.subprocess.Process
    log: Path
    started: float

    async def until(
        self, fact: Awaitable[_T], what: str, progress: Callable[[], object], patience: float = 30
    ) -> _T:
        """Await a fact while the bot lives and `progress()` changes at least every `patience` s."""
        task, death = asyncio.ensure_future(fact), asyncio.ensure_future(self.process.wait())
        try:
            mark = progress()
            while True:
                await asyncio.wait({task, death}, timeout=patience, return_when="FIRST_COMPLETED")
                if task.done():
                    return task.result()
                now = progress()
                if death.done() or now == mark:
                    raise Failed(self._complaint(what, now))
                mark = now
        finally:
            task.cancel()
            death.cancel()

    def _complaint(self, what: str, progress: object) -> str:
        code = self.process.returncode
        state = "still running" if code is None else f"ended with {code}"
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-25:])
        return f"{self.name} ({state}): waited for {what}, got to {progress}\n{tail}"

    async def stop(self) -> None:
        """Ask it to end, and after 25 seconds make it end."""
        if self.process.returncode is None:
            self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), 25)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()


def _command(name: str, folder: Path, api: str, database: str, extra: str) -> list[str]:
    if name != "louzhang":
        return [sys.executable, "-m", f"benchmarks.{name}"]
    config = folder / "config.toml"
    text = _CONFIG.format(token=people.TOKEN, api=api, database=database)
    config.write_text(text + extra)
    return [str(Path(sys.executable).with_name("louzhang")), "run", "--config", str(config)]


@asynccontextmanager
async def running(
    name: str, *, folder: Path, api: str, database: str, extra: str = ""
) -> AsyncIterator[Bot]:
    """Start `louzhang`, `baseline` or `bare`, and stop it in the end; `extra` is TOML."""
    log = folder / f"{name}.log"
    environment = {key: text for key, text in os.environ.items() if "proxy" not in key.lower()}
    environment |= {
        "BENCH_API": api,
        "BENCH_TOKEN": people.TOKEN,
        "BENCH_DATABASE": database.replace("postgresql://", "postgresql+asyncpg://"),
        "PYTHONPATH": str(ROOT),
    }
    command = _command(name, folder, api, database, extra)
    with log.open("ab") as output:
        started = asyncio.get_running_loop().time()
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder,
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=lambda: machine.pin(machine.BOT_CORE),
        )
    bot = Bot(name, process, log, started)
    try:
        yield bot
    finally:
        await bot.stop()

"""The stage: a simulated Telegram, the bot before it, and a database of their own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import sys
import tempfile
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot import transfer
from bot.config import Config
from bot.core.recipe import BadRecipe
from rehearsal.chat import Chat
from rehearsal.stage.cast import Cast, gather
from rehearsal.stage.journal import Step
from rehearsal.stage.time import MovedClock
from rehearsal.telegram import Telegram

PATIENCE = 30.0
"""Real seconds the bot may take to come up."""

NOTICED = 2.0
"""Real seconds within which the bot sees what another program changed: two of its ticks."""

LINES = 200
"""Lines of the bot's log that are kept."""


class NotUp(Exception):
    """The bot does not come up; its last words are in the message."""


class Stage:
    """Opens with the cast in place and the bot at work; nothing of it outlives the context.

    `changed` is called whenever something may look different. With `settled` steps wait until
    the bot has done all it had to.
    """

    def __init__(self, language: str = "zh", *, validate: bool = True) -> None:
        self.language = language
        self.validate = validate
        self.folder = Path(tempfile.mkdtemp(prefix="louzhang-rehearsal-"))
        self.clock = MovedClock(self.folder / "clock")
        self.telegram = Telegram(self.clock, validate=validate)
        self.cast: Cast = gather(self.telegram, language)
        self.journal: list[Step] = []
        self.log: deque[str] = deque(maxlen=LINES)
        self.changed: Callable[[], None] = lambda: None
        self._bot: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._up = False

    @property
    def database(self) -> Path:
        """The bot's database (SQLite)."""
        return self.folder / "louzhang.db"

    @property
    def zone(self) -> str:
        """The time zone of the cast."""
        return "Asia/Shanghai" if self.language == "zh" else "UTC"

    async def take_settings(self, chat: Chat, file: str) -> list[str]:
        """Give a group the settings of a file; the keys that were left out.

        Raises:
            ValueError: the file has mistakes, or the bot does not know the group.
        """
        try:
            left = await transfer.take_over(self._config(), chat.id, file.encode())
        except (transfer.Unknown, BadRecipe) as error:
            raise ValueError(str(error)) from None
        await asyncio.sleep(NOTICED)
        return left

    async def export(self, chat: Chat) -> str:
        """The settings of a group as a file, for `louzhang import`.

        Raises:
            ValueError: the bot does not know the group.
        """
        try:
            return await transfer.export(self._config(), chat.id)
        except transfer.Unknown as error:
            raise ValueError(str(error)) from None

    @property
    def url(self) -> str:
        """The same as an SQLAlchemy URL."""
        return f"sqlite+aiosqlite:///{self.database}"

    @property
    def alive(self) -> bool:
        """Whether the bot's process runs."""
        return self._bot is not None and self._bot.returncode is None

    @property
    def at_work(self) -> bool:
        """Whether the bot has come up, and runs."""
        return self._up and self.alive

    @property
    def bot_pid(self) -> int:
        """The bot's process, 0 while there is none."""
        return self._bot.pid if self._bot is not None and self.alive else 0

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def open(self) -> None:
        """Raise the curtain; where that fails nothing is left behind.

        Raises:
            NotUp: the bot does not come up.
        """
        try:
            await self._open()
        except BaseException:
            await self.stop_bot(kill=True)
            await self.close()
            raise

    async def _open(self) -> None:
        await self.telegram.start()
        wake = self.telegram.server.on_call

        def seen() -> None:
            wake()
            self.changed()

        self.telegram.server.on_call = seen
        await self.start_bot()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let the curtain fall, and tidy up."""
        try:
            await self.stop_bot()
            await self.telegram.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    async def start_bot(self) -> None:
        """Have the bot's process run, and wait until it polls.

        Raises:
            NotUp: it ended, or took too long.
        """
        told = {"config": self._told(), "clock": str(self.folder / "clock")}
        pipe = asyncio.subprocess.PIPE
        self._bot = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "rehearsal.child",
            stdin=pipe,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=pipe,
        )
        assert self._bot.stdin is not None
        self._bot.stdin.write(json.dumps(told).encode() + b"\n")
        self._reading = asyncio.get_running_loop().create_task(self._read(self._bot))
        polls = len(self.telegram.polls)
        with contextlib.suppress(TimeoutError):
            await self.telegram.until(
                lambda: len(self.telegram.polls) > polls or not self.alive, PATIENCE
            )
        if len(self.telegram.polls) == polls:
            raise NotUp("the bot does not come up:\n" + "\n".join(list(self.log)[-5:]))
        self._up = True
        self.changed()

    def _told(self) -> dict[str, dict[str, Any]]:
        groups = [one.id for one in self.cast.chats.values() if one.kind == "supergroup"]
        return {
            "payments": {"enabled": True, "chats": groups},
            "telegram": {"token": self.telegram.token, "api_base_url": self.telegram.base_url},
            "database": {"url": self.url},
            "metrics": {"listen": ""},
            "language": {"default": self.language},
        }

    def _config(self) -> Config:
        return Config.model_validate(self._told())

    async def _read(self, bot: asyncio.subprocess.Process) -> None:
        assert bot.stderr is not None
        async for line in bot.stderr:
            self.log.append(line.decode("utf-8", "replace").rstrip())
        self.changed()

    async def stop_bot(self, *, kill: bool = False) -> None:
        """End the bot's process: in good order, or as a power failure does."""
        self._up = False
        if self._bot is None:
            return
        if self.alive:
            if kill:
                self._bot.kill()
            elif self._bot.stdin is not None:
                self._bot.stdin.close()
            try:
                await asyncio.wait_for(self._bot.wait(), 15)
            except TimeoutError:
                self._bot.kill()
                await self._bot.wait()
        if self._reading is not None:
            await self._reading
        self._bot = None
        self.changed()

    async def settle(self, seconds: float = 10.0) -> None:
        """Wait until the bot has nothing to do just now."""
        if self.alive:
            with contextlib.suppress(TimeoutError):
                await self.telegram.idle(quiet=0.25, timeout=seconds)

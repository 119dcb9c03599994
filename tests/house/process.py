"""The bot as a program of its own, which can be stopped and killed."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from rehearsal import Telegram

ROOT = Path(__file__).parents[2]


class Program:
    """`louzhang run` in a folder; what it says goes to `said`."""

    def __init__(
        self,
        tg: Telegram,
        url: str,
        folder: Path,
        *,
        level: str = "info",
        form: str = "text",
        telegram: str = "",
    ) -> None:
        """`telegram` is what else stands in that section."""
        self._tg = tg
        self.said = folder / "said.txt"
        self._config = folder / "config.toml"
        self._config.write_text(
            f"[telegram]\ntoken = {json.dumps(tg.token)}\n"
            f"api_base_url = {json.dumps(tg.base_url)}\n{telegram}"
            f"[database]\nurl = {json.dumps(url)}\n"
            f'[metrics]\nlisten = ""\n'
            f"[log]\nlevel = {json.dumps(level)}\nformat = {json.dumps(form)}\n",
            "utf-8",
        )
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """The running process."""
        assert self._process is not None
        return self._process.pid

    async def __aenter__(self) -> Self:
        """Start, and wait until it polls, or has set its webhook."""
        before = self._begun()
        with self.said.open("ab") as said:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", "--config", str(self._config)),
                cwd=ROOT,
                stdout=said,
                stderr=said,
                env={k: v for k, v in os.environ.items() if not k.startswith("LOUZHANG__")},
            )
        await self._tg.until(lambda: self._begun() > before)
        return self

    def _begun(self) -> int:
        return len(self._tg.polls) + sum(call.ok for call in self._tg.calls_of("setWebhook"))

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.kill()

    async def kill(self) -> None:
        """kill -9."""
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(25):
            return await self._process.wait()

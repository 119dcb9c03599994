"""The bot as a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_CONFIG = """\
[telegram]
token = "{token}"
api_base_url = "{api}"

[database]
url = "{database}"

[metrics]
listen = ""

[forbid]
features = ["antiraid"]
"""
"""So many come at once that it would be a raid: then they are asked, and may not write yet."""


class Bot:
    """`louzhang run`, or a variant of it with a planted bug; started as often as one likes."""

    def __init__(self, folder: Path, *, api: str, token: str, database: str, bug: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "bot.log"
        self._config = folder / "config.toml"
        self._config.write_text(_CONFIG.format(token=token, api=api, database=database), "utf-8")
        self._module = ["tests.torture.planted", bug] if bug else ["bot"]
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it; it is not ready when this returns."""
        environment = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("LOUZHANG_", "COVERAGE", "COV_")) and "proxy" not in key.lower()
        }
        with self.log.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *self._module,
                "run",
                "--config",
                str(self._config),
                cwd=self._config.parent,
                env=environment | {"PYTHONPATH": str(ROOT)},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    @property
    def runs(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.returncode is None

    async def kill(self) -> None:
        """End it where it stands; returns when it is dead."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    @property
    def was_killed(self) -> bool:
        """Whether it ended because it was killed, and not by itself before that."""
        return self._process is not None and self._process.returncode == -signal.SIGKILL

    async def stop(self) -> int:
        """Ask it to end, and after 25 seconds make it end; its exit code."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.terminate()
        try:
            return await asyncio.wait_for(self._process.wait(), 60)
        except TimeoutError:
            self._process.kill()
            return await self._process.wait()

    async def end(self) -> None:
        """Leave nothing behind."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def complaints(self) -> list[str]:
        """Lines of its log that tell of an error."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        return [line for line in lines if "[error" in line or line.startswith("Traceback")]

"""One time for two processes: the page moves it, the bot follows."""

import asyncio
import mmap
import struct
from pathlib import Path

from rehearsal.clock import RunningClock

LOOK = 0.02
"""Real seconds between two looks of the bot at how far time was moved."""

_AHEAD = struct.Struct("<d")


class MovedClock(RunningClock):
    """Time that passes by itself and can be moved; how far is written into a file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        path.write_bytes(_AHEAD.pack(0.0))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _AHEAD.size)

    def advance(self, seconds: float) -> None:
        """Move time on, here and for whoever follows."""
        super().advance(seconds)
        self._shared[:] = _AHEAD.pack(self._ahead)


class FollowingClock(RunningClock):
    """The same time in another process. It looks at the file while its loop runs."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        with path.open("rb") as file:
            self._shared = mmap.mmap(file.fileno(), _AHEAD.size, access=mmap.ACCESS_READ)
        self._loop = asyncio.get_running_loop()
        self._look()

    def _look(self) -> None:
        (ahead,) = _AHEAD.unpack(self._shared[:])
        if ahead > self._ahead:
            self.advance(ahead - self._ahead)
        self._loop.call_later(LOOK, self._look)

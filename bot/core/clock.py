"""The only place where time is read and waited for."""

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Two clocks: the wall for dates and deadlines, the monotonic one for limits and backoff."""

    def now(self) -> float:
        """Seconds since 1970 (UTC); may jump."""

    def monotonic(self) -> float:
        """Seconds since some instant; never goes back."""

    async def sleep(self, seconds: float) -> None:
        """Wait that long by the monotonic clock."""


class SystemClock:
    """The machine's clocks."""

    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

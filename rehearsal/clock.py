"""Clocks of the rehearsal: the machine's, and one that a test moves by hand."""

import asyncio
import heapq
import itertools
import time
from typing import Protocol

NOON = 1_795_176_000.0
"""2026-11-20 12:00:00 UTC, where a `ManualClock` starts."""


class Clock(Protocol):
    """A wall for dates, a monotonic clock for terms, and a way to wait by the latter."""

    def now(self) -> float:
        """Seconds since 1970 (UTC); may jump."""

    def monotonic(self) -> float:
        """Seconds since some instant; never goes back."""

    async def sleep(self, seconds: float) -> None:
        """Wait that long by the monotonic clock."""


class RealClock:
    """The machine's clocks."""

    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class ManualClock:
    """A clock that stands still until somebody moves it."""

    def __init__(self, now: float = NOON) -> None:
        self._wall = now
        self._monotonic = 1000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    def now(self) -> float:
        return self._wall

    def monotonic(self) -> float:
        return self._monotonic

    @property
    def sleepers(self) -> int:
        """How many are waiting for this clock to move."""
        return sum(not future.done() for _, _, future in self._sleepers)

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock was moved that far; a sleep of zero only yields."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._monotonic + seconds, next(self._order), future))
        await future

    def advance(self, seconds: float) -> None:
        """Move both clocks on and wake who slept until then, in order of their due times."""
        if seconds < 0:
            raise ValueError("Time goes forward; use jump() to set the wall back.")
        self._wall += seconds
        self._monotonic += seconds
        while self._sleepers and self._sleepers[0][0] <= self._monotonic + 1e-9:
            _, _, future = heapq.heappop(self._sleepers)
            if not future.done():
                future.set_result(None)

    def jump(self, seconds: float) -> None:
        """Set the wall on (or back) without any time passing: nobody wakes."""
        self._wall += seconds

    async def elapse(self, seconds: float, turns: int = 20) -> None:
        """Let time pass sleeper by sleeper, each woken at its own instant.

        Between two instants the event loop turns `turns` times, so that who slept may act,
        and sleep again, before the next one wakes.
        """
        end = self._monotonic + seconds
        while self._sleepers and self._sleepers[0][0] <= end:
            self.advance(max(0.0, self._sleepers[0][0] - self._monotonic))
            for _ in range(turns):
                await asyncio.sleep(0)
        self.advance(max(0.0, end - self._monotonic))
        for _ in range(turns):
            await asyncio.sleep(0)


class RunningClock:
    """The machine's clocks, and further on: time passes by itself, and can be moved as well."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._jumped = 0.0
        self._moved: asyncio.Event = asyncio.Event()

    def now(self) -> float:
        return time.time() + self._ahead + self._jumped

    def monotonic(self) -> float:
        return time.monotonic() + self._ahead

    async def sleep(self, seconds: float) -> None:
        """Wait that long, or until the clock was moved past the end."""
        end = self.monotonic() + seconds
        while (left := end - self.monotonic()) > 0:
            moved = self._moved
            try:
                # Not wait_for: where both happen at once, Python 3.11's swallows a cancellation.
                async with asyncio.timeout(left):
                    await moved.wait()
            except TimeoutError:
                return
        await asyncio.sleep(0)

    def advance(self, seconds: float) -> None:
        """Move both clocks on, and wake who slept until then."""
        if seconds < 0:
            raise ValueError("Time goes forward; use jump() to set the wall back.")
        self._ahead += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    def jump(self, seconds: float) -> None:
        """Set the wall on (or back) without any time passing."""
        self._jumped += seconds

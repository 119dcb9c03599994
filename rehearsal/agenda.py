"""What happens by itself when the clock gets there."""

import asyncio
from collections.abc import Callable

from rehearsal.clock import Clock


class Agenda:
    """Things to come: terms of payment, renewals, polls that close."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()

    def at(self, due: float, happen: Callable[[], None]) -> None:
        """Let something happen at that moment of the wall's time, or at once if it is past."""
        task = asyncio.get_running_loop().create_task(self._wait(due, happen))
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    async def _wait(self, due: float, happen: Callable[[], None]) -> None:
        while (left := due - self._clock.now()) > 0:
            await self._clock.sleep(left)
        happen()

    def _finished(self, task: asyncio.Task[None]) -> None:
        if task.cancelled() or task.exception() is None:
            self._tasks.discard(task)

    async def close(self) -> None:
        """Let nothing happen any more, and raise what went wrong when something did."""
        tasks, self._tasks = self._tasks, set()
        for task in tasks:
            task.cancel()
        for end in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(end, Exception):
                raise end

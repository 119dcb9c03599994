"""A store with a stopwatch."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.clock import Clock
from bot.core.savepoint import Savepoints
from bot.core.store import Store
from bot.core.tally import Tally

T = TypeVar("T")


class TimedStore(Store):
    """Counts how long committed transactions took, from the asking to the commit."""

    def __init__(self, url: str, tally: Tally, clock: Clock) -> None:
        super().__init__(url)
        self._tally = tally
        self._time = clock.monotonic

    async def write(self, work: Callable[[Connection], T], *, durable: bool = True) -> T:
        """Run `work` in one writing transaction and commit it; nothing of it stays on an error."""
        begun = self._time()
        result = await super().write(work, durable=durable)
        self._tally.commits.observe(self._time() - begun)
        return result

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[AsyncSession]:
        """An ORM session in one writing transaction, committed at the end of the block."""
        begun = self._time()
        async with super().unit() as session:
            yield session
        self._tally.units.observe(self._time() - begun)

    @asynccontextmanager
    async def shared(self) -> AsyncIterator[Savepoints]:
        """One writing transaction for several units, committed at the end of the block."""
        begun = self._time()
        async with super().shared() as savepoints:
            yield savepoints
        self._tally.units.observe(self._time() - begun)

"""The database: who may write when, and how surely it is on the disk afterwards.

Two ways lead in. `write` and `read` take a plain function of a connection and run it in one
transaction: on SQLite in a thread of its own, so that a transaction costs one hand-over instead of
one a statement. `unit` opens an asynchronous ORM session for handlers, `shared` one
transaction for several of them. On SQLite all writers queue
at one lock, begin with `BEGIN IMMEDIATE`, and choose their durability: `FULL` reaches the disk
before it returns, `NORMAL` with the next `FULL` one at the latest.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, StaticPool

from bot.core.handover import connecting
from bot.core.savepoint import Savepoints

T = TypeVar("T")

BUSY_TIMEOUT = 5_000
"""Milliseconds to wait for another program's write on SQLite."""

LOCK_TIMEOUT = 1_000
"""Milliseconds a unit waits for a lock of somebody else on PostgreSQL: sooner than it is overdue,
so that it is seen to be the database, for which one waits."""

_LOCK_TIMEOUT = text(f"SET LOCAL lock_timeout = {LOCK_TIMEOUT}")

SMALL_CACHE = 2_000
"""KiB of pages a connection keeps on SQLite, unless most of the writing is done through it."""


class Store:
    """One database, SQLite or PostgreSQL, by its SQLAlchemy URL."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._lock = asyncio.Lock()
        if self.sqlite:
            plain = self.url.set(drivername="sqlite")
            self._writer = ThreadPoolExecutor(1, "store-write")
            self._reader = ThreadPoolExecutor(1, "store-read")
            self._full = _sqlite(plain, "FULL", begin="BEGIN IMMEDIATE", cache=8_000)
            self._normal = _sqlite(plain, "NORMAL", begin="BEGIN IMMEDIATE")
            self._reads = _sqlite(plain, "NORMAL", begin="BEGIN")
            units = self.url.set(drivername="sqlite+aiosqlite")
            self._units = create_async_engine(
                units,
                async_creator=connecting(units),
                poolclass=AsyncAdaptedQueuePool,
                pool_size=1,
                max_overflow=0,
                hide_parameters=True,
            )
            _prepare(self._units.sync_engine, "FULL", begin="BEGIN IMMEDIATE")
        else:
            self._units = create_async_engine(
                self.url.set(drivername="postgresql+asyncpg"),
                pool_size=8,
                max_overflow=4,
                pool_pre_ping=True,
                hide_parameters=True,
            )

    @property
    def engine(self) -> AsyncEngine:
        """The engine under the units."""
        return self._units

    async def write(self, work: Callable[[Connection], T], *, durable: bool = True) -> T:
        """Run `work` in one writing transaction and commit it; nothing of it stays on an error."""
        if not self.sqlite:
            async with self._units.begin() as connection:
                if not durable:
                    await connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
                return await connection.run_sync(work)
        engine = self._full if durable else self._normal
        async with self._lock:
            return await self._in_thread(self._writer, engine, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` on what is committed."""
        if not self.sqlite:
            async with self._units.connect() as connection:
                return await connection.run_sync(work)
        return await self._in_thread(self._reader, self._reads, work)

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[AsyncSession]:
        """An ORM session in one writing transaction, committed at the end of the block."""
        async with AsyncExitStack() as stack:
            if self.sqlite:
                await stack.enter_async_context(self._lock)
            session = await stack.enter_async_context(
                AsyncSession(self._units, expire_on_commit=False)
            )
            await stack.enter_async_context(session.begin())
            if not self.sqlite:
                await session.execute(_LOCK_TIMEOUT)
            yield session

    @asynccontextmanager
    async def shared(self) -> AsyncIterator[Savepoints]:
        """One writing transaction for several units, committed at the end of the block.

        On SQLite the loop itself executes what they ask for, statement by statement.
        """
        async with AsyncExitStack() as stack:
            if self.sqlite:
                await stack.enter_async_context(self._lock)
            connection = await stack.enter_async_context(self._units.begin())
            driver: Any = (await connection.get_raw_connection()).driver_connection
            if self.sqlite:
                stack.enter_context(driver.at_hand())
            else:
                await connection.execute(_LOCK_TIMEOUT)
            yield Savepoints(connection, driver.say if self.sqlite else driver.execute)

    async def __aenter__(self) -> Self:
        """For as long as the block lasts; see `close`."""
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Give every connection back."""
        await self._units.dispose()
        if self.sqlite:
            for engine, thread in (
                (self._full, self._writer),
                (self._normal, self._writer),
                (self._reads, self._reader),
            ):
                await asyncio.get_running_loop().run_in_executor(thread, engine.dispose)
            self._writer.shutdown()
            self._reader.shutdown()

    @staticmethod
    async def _in_thread(
        thread: ThreadPoolExecutor, engine: Engine, work: Callable[[Connection], T]
    ) -> T:
        def run() -> T:
            with engine.begin() as connection:
                return work(connection)

        # A transaction that has begun ends before its lock is given back, cancelled or not.
        future = asyncio.get_running_loop().run_in_executor(thread, run)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            await asyncio.wait([future])
            raise


def _sqlite(url: Any, synchronous: str, *, begin: str, cache: int = SMALL_CACHE) -> Engine:
    engine = create_engine(
        url, poolclass=StaticPool, connect_args={"check_same_thread": False}, hide_parameters=True
    )
    _prepare(engine, synchronous, begin=begin, cache=cache)
    return engine


def _prepare(engine: Engine, synchronous: str, *, begin: str, cache: int = SMALL_CACHE) -> None:
    @event.listens_for(engine, "connect")
    def connected(raw: Any, _record: Any) -> None:
        raw.isolation_level = None
        cursor = raw.cursor()
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT}",
            "journal_mode = WAL",
            f"synchronous = {synchronous}",
            "foreign_keys = ON",
            "wal_autocheckpoint = 10000",
            f"cache_size = -{cache}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

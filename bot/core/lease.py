"""The lease: one bot at a time on a database."""

import fcntl
import os
from types import TracebackType
from typing import Self

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.store import Store

LOCK = 0x6C6F757A68616E67
"""The advisory lock's number: "louzhang" in ASCII."""


class Held(Exception):
    """Somebody else holds the lease."""


class Lease:
    """Held while the program runs, and round migrations; it ends with the process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._file: int | None = None
        self._connection: AsyncConnection | None = None

    async def __aenter__(self) -> Self:
        """Take the lease.

        Raises:
            Held: another program has it.
        """
        if self._store.sqlite:
            self._file = os.open(f"{self._store.url.database}.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(self._file)
                self._file = None
                raise Held("another louzhang runs on this database") from None
            return self
        await self._take()
        return self

    async def keep(self) -> None:
        """See that the lease is still held: PostgreSQL gives it back with a connection that ends.

        Raises:
            Held: another program took it meanwhile.
        """
        if self._store.sqlite:
            return
        if self._connection is not None:
            try:
                await self._connection.execute(text("SELECT 1"))
                await self._connection.commit()
                return
            except DBAPIError:
                await self._give_back()
        await self._take()

    async def _take(self) -> None:
        connection = await self._store.engine.connect()
        try:
            got = await connection.execute(
                text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LOCK}
            )
            if not got.scalar():
                raise Held("another louzhang runs on this database")
            await connection.commit()
        except BaseException:
            await connection.close()
            raise
        self._connection = connection

    async def _give_back(self) -> None:
        if self._connection is not None:
            # Ending the connection gives the lock back, and works on one that is broken already.
            await self._connection.invalidate()
            await self._connection.close()
            self._connection = None

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
        await self._give_back()

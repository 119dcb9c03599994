"""SQLite for units: one hand-over to the thread of the connection for each statement, or none.

aiosqlite hands over to open a cursor, to execute, to fetch and to close, which for our statements
takes longer than SQLite itself, while other writers wait.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple, Self

import aiosqlite
from sqlalchemy import URL

CHUNK = 64
"""Rows that aiosqlite would fetch at once where one iterates, which nobody does."""


class _Answer(NamedTuple):
    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None


class _Cursor:
    """A cursor as SQLAlchemy uses it: its rows are there as soon as the statement is executed."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self._answer = _Answer()
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        """Nothing is opened before there is something to execute."""
        return self

    @property
    def description(self) -> Any:
        """The columns of the rows; None if the statement returns none."""
        return self._answer.description

    @property
    def rowcount(self) -> int:
        """Rows that were changed, -1 where that is not said."""
        return self._answer.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The number of the last row that was inserted."""
        return self._answer.lastrowid

    async def execute(self, statement: str, values: Any = ()) -> Self:
        """Execute a statement, and fetch what it returns."""
        return await self._do(lambda cursor: cursor.execute(statement, values))

    async def executemany(self, statement: str, rows: Any) -> Self:
        """Execute a statement for many rows."""
        return await self._do(lambda cursor: cursor.executemany(statement, rows))

    async def fetchall(self) -> Sequence[Any]:
        """The rows, once."""
        rows, self._rows = self._rows, ()
        return rows

    async def close(self) -> None:
        """It is closed already."""

    async def _do(self, work: Callable[[sqlite3.Cursor], Any]) -> Self:
        self._rows, self._answer = await self._connection.hand_over(work)
        return self


class Connection(aiosqlite.Connection):
    """A connection whose cursors hand over once."""

    _at_hand = False

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """Hand nothing over meanwhile: the loop waits for each statement, so they must be short.

        Begin and commit, which wait for others and for the disk, belong outside.
        """
        self._at_hand = True
        try:
            yield
        finally:
            self._at_hand = False

    async def say(self, statement: str) -> None:
        """Execute a statement that has no parameters and returns nothing."""
        await self.hand_over(lambda cursor: cursor.execute(statement))

    def cursor(self) -> Any:
        """A cursor as SQLAlchemy uses it."""
        return _Cursor(self)

    async def hand_over(
        self, work: Callable[[sqlite3.Cursor], Any]
    ) -> tuple[Sequence[Any], _Answer]:
        """Do something with a cursor in the connection's thread; its rows and what it says."""

        def do() -> tuple[Sequence[Any], _Answer]:
            cursor = self._conn.cursor()
            try:
                work(cursor)
                rows = cursor.fetchall() if cursor.description else ()
                return rows, _Answer(cursor.description, cursor.rowcount, cursor.lastrowid)
            finally:
                cursor.close()

        if self._at_hand:
            return do()
        done: tuple[Sequence[Any], _Answer] = await self._execute(do)  # type: ignore[no-untyped-call]
        return done


def connecting(url: URL) -> Callable[[], Awaitable[Connection]]:
    """What connects to the database of a URL."""
    places, given = url.get_dialect()().create_connect_args(url)
    options = {**given, "check_same_thread": False}
    open_it: Callable[[], sqlite3.Connection] = partial(sqlite3.connect, *places, **options)

    async def connect() -> Connection:
        connection = Connection(open_it, CHUNK)
        connection._thread.daemon = True  # as SQLAlchemy has it: no exit waits for it
        await connection
        return connection

    return connect

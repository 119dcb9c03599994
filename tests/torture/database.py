"""A migrated database for each round, and a look into it from outside."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg
from sqlalchemy import make_url

from bot.core.schema import upgrade
from bot.core.store import Store
from tools.postgres import USUAL, VARIABLE

_numbers = itertools.count(1)


class Database:
    """One database, by the URL that the bot gets."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._path = url.partition(":///")[2] if url.startswith("sqlite") else ""

    async def rows(self, question: str, *, asleep: bool = False) -> list[tuple[Any, ...]]:
        """The answer to a SELECT. `asleep` says that nobody else has the database open."""
        if not self._path:
            connection = await asyncpg.connect(self.url)
            try:
                return [tuple(row) for row in await connection.fetch(question)]
            finally:
                await connection.close()
        return await asyncio.to_thread(self._ask_copy if asleep else self._ask, question)

    def _ask(self, question: str, path: str = "") -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(path or self._path, timeout=60)) as connection:
            return connection.execute(question).fetchall()

    def _ask_copy(self, question: str) -> list[tuple[Any, ...]]:
        # The last to close a database folds its log in: what a kill left is not ours to mend.
        with TemporaryDirectory(prefix="torture-") as folder:
            for end in ("", "-wal"):
                if Path(self._path + end).exists():
                    shutil.copy(self._path + end, f"{folder}/copy.db{end}")
            return self._ask(question, f"{folder}/copy.db")


class Databases:
    """Makes databases of one kind from a migrated template."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self._folder = folder
        self._name = f"torture_{os.getpid()}_{next(_numbers)}"
        self._server = (os.environ.get(VARIABLE) or USUAL).replace("+asyncpg", "")

    async def __aenter__(self) -> Databases:
        if self.kind == "postgresql":
            await self._administer(f"CREATE DATABASE {self._name}")
        store = Store(self._url(self._name))
        try:
            await upgrade(store)
        finally:
            await store.close()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.kind == "postgresql":
            await self._administer(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")

    @asynccontextmanager
    async def new(self) -> AsyncIterator[Database]:
        """A database of one's own."""
        name = f"{self._name}_{next(_numbers)}"
        if self.kind == "sqlite":
            shutil.copy(self._folder / f"{self._name}.db", self._folder / f"{name}.db")
            yield Database(self._url(name))
            return
        await self._administer(f"CREATE DATABASE {name} TEMPLATE {self._name}")
        try:
            yield Database(self._url(name))
        finally:
            await self._administer(f"DROP DATABASE {name} WITH (FORCE)")

    def _url(self, name: str) -> str:
        if self.kind == "sqlite":
            return f"sqlite:///{self._folder}/{name}.db"
        return make_url(self._server).set(database=name).render_as_string(hide_password=False)

    async def _administer(self, statement: str) -> None:
        connection = await asyncpg.connect(self._server, timeout=60)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

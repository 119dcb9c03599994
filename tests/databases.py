"""Databases for tests: emptied and used again, for making one takes longer than most tests."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from typing import Any, TypeVar

import asyncpg
import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from bot.core.schema import upgrade
from bot.core.store import Store
from models import metadata

_SERVER = os.environ.get("LOUZHANG_TEST_POSTGRES") or ("postgresql://postgres@127.0.0.1:5432/test")
_REQUIRED = os.environ.get("LOUZHANG_REQUIRE_POSTGRES") == "1"
_numbers = itertools.count()


T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Do something before there is a loop, or beside the one that runs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()  # type: ignore[arg-type]


async def prepare(url: str) -> None:
    store = Store(url)
    await upgrade(store)
    await store.close()


async def _administer(*statements: str) -> None:
    connection = await asyncpg.connect(_SERVER.replace("+asyncpg", ""), timeout=60)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@cache
def in_memory() -> Engine:
    """One SQLite database with every table and no migration, for plain functions on a connection.

    Who uses it rolls back: making the tables again for each example took most of a machine's time.
    """
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    return engine


def _name(name: str) -> str:
    return make_url(_SERVER).set(database=name).render_as_string(hide_password=False)


@contextmanager
def postgres_template(worker: str) -> Iterator[str]:
    """The name of an empty, migrated PostgreSQL database, from which others are made."""
    name = f"louzhang_{os.getpid()}_{worker}"
    try:
        run(_administer(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}"))
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        if _REQUIRED:
            pytest.fail(f"PostgreSQL is required here and cannot be used: {error}")
        pytest.skip(f"no PostgreSQL at {make_url(_SERVER).host}: {error}")
    run(prepare(_name(name)))
    yield name
    left = [name, *(one for names in _spare.values() for one in names)]
    _spare.clear()
    run(_administer(*(f"DROP DATABASE IF EXISTS {one} WITH (FORCE)" for one in left)))


_SHAPE = """
SELECT md5(string_agg(line, E'\\n' ORDER BY line)) FROM (
    SELECT format('%s %s %s %s', attrelid::regclass, attname, atttypid::regtype, attnotnull) AS line
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0
    UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT version_num FROM alembic_version
    UNION ALL SELECT array_to_string(setconfig, ' ') FROM pg_db_role_setting
    JOIN pg_database ON pg_database.oid = setdatabase WHERE datname = current_database()
) AS lines
"""
"""What has to be as it was for a database to be used again: tables, keys, indexes, settings."""

_spare: dict[str, list[str]] = {}
"""Databases that a test has left, emptied, by the shape they have to be of."""


async def _shape(connection: asyncpg.Connection) -> str:
    return str(await connection.fetchval(_SHAPE))


async def _take(template: str) -> tuple[str, str]:
    """An empty, migrated database, and its shape: making one takes longer than most tests."""
    if not _spare:
        connection = await asyncpg.connect(plain_url(_name(template)), timeout=60)
        try:
            _spare[await _shape(connection)] = []
        finally:
            await connection.close()
    shape, names = next(iter(_spare.items()))
    if names:
        return names.pop(), shape
    name = f"{template}_{next(_numbers)}"
    await _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name, shape


async def _give_back(name: str, shape: str) -> None:
    """Empty a database for the next test, or drop it, if the test has changed more than rows."""
    await _administer(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    )
    connection = await asyncpg.connect(plain_url(_name(name)), timeout=60)
    try:
        same = await _shape(connection) == shape
        if same:
            tables = await connection.fetch(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                " AND tablename <> 'alembic_version'"
            )
            await connection.execute("SET session_replication_role = replica")
            await connection.execute(";".join(f'DELETE FROM "{row[0]}"' for row in tables))
            await connection.execute(
                "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
            )
    finally:
        await connection.close()
    if same:
        _spare[shape].append(name)
    else:
        await _administer(f"DROP DATABASE {name} WITH (FORCE)")


def plain_url(url: str) -> str:
    """The address of a database as its driver wants it."""
    return url.replace("+asyncpg", "")


@asynccontextmanager
async def take_database(template: str) -> AsyncIterator[str]:
    """An empty, migrated PostgreSQL database."""
    name, shape = await _take(template)
    yield _name(name)
    await _give_back(name, shape)


@cache
def share_compiled() -> None:
    """Let all databases of a kind share the statements that SQLAlchemy has compiled.

    Each bot has engines of its own, and compiling anew what the one before it had compiled takes
    a seventh of the time of all tests. Dialects of one class are the same here: one server of
    each kind, one driver.
    """
    shared: dict[type, LRUCache[Any, Any]] = {}
    opened = Store.__init__

    def share(store: Store, url: str) -> None:
        opened(store, url)
        for name in ("_full", "_normal", "_reads", "_units"):
            engine = getattr(store, name, None)
            if engine is not None:
                plain = getattr(engine, "sync_engine", engine)
                plain._compiled_cache = shared.setdefault(type(plain.dialect), LRUCache(5000))

    Store.__init__ = share  # type: ignore[method-assign]
    DefaultDialect.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign]
    DefaultDialect.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign]

"""The database: whole transactions or nothing, one writer, and what happens when it is away."""

import asyncio
import signal
import sqlite3
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from kit import count, rows_of
from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.core.clock import SystemClock
from bot.core.errors import is_outage
from bot.core.store import Store
from bot.core.tally import Tally
from bot.core.timed import TimedStore
from models.deadline import Meta, Pulse


def note(connection: Connection, key: str, value: str = "1") -> None:
    connection.execute(insert(Meta).values(key=key, value=value))


async def keys(store: Store) -> list[str]:
    return [key for (key,) in await rows_of(store, Meta.key)]


async def test_write_error_leaves_nothing(store: Store) -> None:
    def work(connection: Connection) -> None:
        note(connection, "a")
        note(connection, "a")

    with pytest.raises(IntegrityError):
        await store.write(work)
    assert await keys(store) == []
    await store.write(lambda c: note(c, "b"))
    assert await keys(store) == ["b"]


async def test_unit_error_leaves_nothing(store: Store) -> None:

    async def work() -> None:
        async with store.unit() as session:
            await session.execute(insert(Meta).values(key="a", value="1"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await work()
    assert await keys(store) == []
    async with store.unit() as session:
        await session.execute(insert(Meta).values(key="b", value="1"))
    assert await keys(store) == ["b"]


async def test_unit_says_what_its_statements_did(store: Store) -> None:
    """What a cursor says of rows and columns is what the driver says."""
    async with store.unit() as session:
        await session.execute(insert(Meta), [{"key": key, "value": "1"} for key in "abc"])
        hit: Any = await session.execute(update(Meta).where(Meta.key > "a").values(value="2"))
        assert hit.rowcount == 2
        gone = await session.execute(delete(Meta).where(Meta.key == "c").returning(Meta.value))
        assert gone.all() == [("2",)]
        found = await session.execute(select(Meta.key, Meta.value).order_by(Meta.key))
        assert [tuple(found.keys()), *map(tuple, found)] == [
            ("key", "value"),
            ("a", "1"),
            ("b", "2"),
        ]
        with pytest.raises(IntegrityError):
            async with session.begin_nested():
                await session.execute(insert(Meta).values(key="a", value="3"))
    assert await rows_of(store, Meta.key, Meta.value) == [("a", "1"), ("b", "2")]


async def test_unit_cancelled_leaves_nothing(store: Store) -> None:
    begun = asyncio.Event()

    async def work() -> None:
        async with store.unit() as session:
            await session.execute(insert(Meta).values(key="a", value="1"))
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.ensure_future(work())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await store.write(lambda c: note(c, "b"))
    assert await keys(store) == ["b"]


async def test_write_cancelled_is_whole_or_nothing(store: Store) -> None:
    """The lock is given back only when the transaction has ended."""
    for number in range(20):
        task = asyncio.ensure_future(
            store.write(lambda c, n=number: (note(c, f"a{n}"), note(c, f"b{n}")))
        )
        for _ in range(number % 5):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    found = await keys(store)
    assert {key[1:] for key in found if key[0] == "a"} == {
        key[1:] for key in found if key[0] == "b"
    }


async def test_read_sees_what_is_committed_only(store: Store) -> None:
    async with store.unit() as session:
        await session.execute(insert(Meta).values(key="a", value="1"))
        assert await keys(store) == []
    assert await keys(store) == ["a"]


async def test_write_from_many_sides_loses_nothing(store: Store) -> None:
    """Law 18: units, durable and quick writes queue at one lock on SQLite."""

    async def unit(number: int) -> None:
        async with store.unit() as session:
            await session.execute(insert(Pulse).values(minute=number))

    def write(number: int, durable: bool) -> object:
        return store.write(
            lambda c: c.execute(insert(Pulse).values(minute=number)), durable=durable
        )

    await asyncio.gather(
        *(unit(number) for number in range(15)),
        *(write(100 + number, True) for number in range(15)),
        *(write(200 + number, False) for number in range(15)),
    )
    assert await store.read(lambda c: count(c, Pulse)) == 45


async def test_quick_write_is_on_disk_with_the_next_durable_one(store: Store) -> None:
    if not store.sqlite:
        await store.write(lambda c: note(c, "a"), durable=False)
        setting = await store.read(lambda c: c.execute(text("SHOW synchronous_commit")).scalar())
        assert (await keys(store), setting) == (["a"], "on")
        return

    def synchronous(connection: Connection) -> int:
        return connection.exec_driver_sql("PRAGMA synchronous").scalar_one()

    assert await store.write(synchronous) == 2
    assert await store.write(synchronous, durable=False) == 1
    async with store.unit() as session:
        assert await (await session.connection()).run_sync(synchronous) == 2


async def test_sqlite_is_set_up_on_every_connection(store: Store) -> None:
    if not store.sqlite:
        return

    def setup(connection: Connection) -> tuple[object, ...]:
        names = ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        return tuple(connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names)

    async with store.unit() as session:
        unit = await (await session.connection()).run_sync(setup)
    usual, normal, full = ("wal", 1, 5000), 1, 2
    assert (unit, await store.write(setup)) == ((*usual, full), (*usual, full))
    assert await store.write(setup, durable=False) == (*usual, normal)
    assert await store.read(setup) == (*usual, normal)


async def test_locked_database_is_an_outage_and_leaves_nothing(store: Store) -> None:
    """T96: somebody else holds the write lock for longer than we wait."""
    if not store.sqlite:
        return
    await store.write(lambda c: c.exec_driver_sql("PRAGMA busy_timeout = 20"))
    other = sqlite3.connect(str(store.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DBAPIError) as raised:
        await store.write(lambda c: note(c, "a"))
    assert is_outage(raised.value)
    assert await keys(store) == []
    other.execute("ROLLBACK")
    other.close()
    await store.write(lambda c: note(c, "a"))
    assert await keys(store) == ["a"]


async def test_full_disk_is_an_outage_and_leaves_nothing(store: Store) -> None:
    """T96"""
    if not store.sqlite:
        return

    def limit(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    await store.write(limit)
    with pytest.raises(DBAPIError) as raised:
        await store.write(lambda c: [note(c, f"{n}", "x" * 4000) for n in range(200)])
    assert is_outage(raised.value)
    assert await keys(store) == []
    await store.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 100000"))
    await store.write(lambda c: note(c, "a", "x" * 4000))
    assert await keys(store) == ["a"]


async def test_read_only_database_is_an_outage_and_leaves_nothing(store: Store) -> None:
    """T96"""
    name = "query_only" if store.sqlite else "transaction_read_only"

    def read_only(connection: Connection) -> None:
        set_ = f"PRAGMA {name} = 1" if store.sqlite else f"SET LOCAL {name} = on"
        connection.exec_driver_sql(set_)
        note(connection, "a")

    with pytest.raises(DBAPIError) as raised:
        await store.write(read_only)
    assert is_outage(raised.value)
    assert await keys(store) == []


async def test_killed_connection_is_an_outage_and_the_next_works(store: Store) -> None:
    """T96: PostgreSQL was restarted in the middle of a unit."""
    if store.sqlite:
        return
    url = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    other = await asyncpg.connect(url)

    async def work() -> None:
        async with store.unit() as session:
            await session.execute(insert(Meta).values(key="a", value="1"))
            await other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            await session.execute(select(Meta.key))

    with pytest.raises(DBAPIError) as raised:
        await work()
    await other.close()
    assert is_outage(raised.value)
    await store.write(lambda c: note(c, "b"))
    assert await keys(store) == ["b"]


async def test_database_that_refuses_connections_is_asked_again(store: Store) -> None:
    """T96: while PostgreSQL starts, every connection attempt is refused."""
    if store.sqlite:
        return
    await store.close()
    name = store.url.database
    server = store.url.set(drivername="postgresql", database="postgres")
    other = await asyncpg.connect(server.render_as_string(hide_password=False))
    await other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    with pytest.raises(DBAPIError):
        await store.write(lambda c: note(c, "a"))
    await other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    await other.close()
    await store.write(lambda c: note(c, "b"))
    assert await keys(store) == ["b"]


async def test_missing_folder_is_an_outage(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}")
    with pytest.raises(DBAPIError) as raised:
        await store.read(lambda c: c.exec_driver_sql("SELECT 1"))
    assert is_outage(raised.value)
    await store.close()


VICTIM = """
import asyncio, os, signal, sys
from sqlalchemy import insert
from bot.core.store import Store
from models.deadline import Meta

async def main():
    store = Store(sys.argv[1])
    await store.write(lambda c: c.execute(insert(Meta).values(key="committed", value="1")))
    async with store.unit() as session:
        await session.execute(insert(Meta).values(key="open", value="1"))
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_killed_process_leaves_what_it_committed(store: Store, database_url: str) -> None:
    """T97: the next process finds what was committed, and nothing of what was open."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", VICTIM, database_url)
    assert await process.wait() == -signal.SIGKILL
    assert await keys(store) == ["committed"]
    await store.write(lambda c: note(c, "b"))
    assert await keys(store) == ["b", "committed"]


async def test_shared_transaction_is_one_and_is_timed_once(database_url: str) -> None:
    """What is undone to its savepoint is gone, with what the session had; the rest is committed."""
    tally, held = Tally(), list[Meta]()
    async with TimedStore(database_url, tally, SystemClock()) as store:
        async with store.shared() as shared:

            async def put(key: str) -> None:
                row = insert(Meta).values(key=key, value="1")
                await shared.connection.execute(row)
                held.append(Meta(key=f"{key} by the session", value="1"))
                shared.session.add(held[-1])
                if key == "b":
                    await shared.session.flush()
                    raise ZeroDivisionError

            async def look() -> None:
                await shared.connection.execute(update(Meta).values(value="2"))
                again = await shared.session.get(Meta, "c by the session")
                assert again is not None
                assert again.value == "2", "what another unit has read is not read again"

            ended = [await shared.attempt(partial(put, key)) for key in ("a", "b", "c", "a")]
            assert await shared.attempt(look) is None
        names = [type(one).__name__ for one in ended]
        assert names == ["NoneType", "ZeroDivisionError", "NoneType", "IntegrityError"]
        said = {key for key in await keys(store) if len(key) == 1 or " by " in key}
        assert said == {"a", "a by the session", "c", "c by the session"}
        assert sum(tally.units.counts) == 1
        with suppress(ZeroDivisionError):
            async with store.shared() as shared:
                await shared.attempt(partial(put, "d"))
                raise ZeroDivisionError
        assert "d" not in await keys(store)

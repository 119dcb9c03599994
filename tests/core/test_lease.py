"""The lease: one bot at a time on a database."""

import asyncio
import signal
import sys

import asyncpg
import pytest

from bot.core.lease import Held, Lease
from bot.core.store import Store


async def test_lease_second_holder_is_refused(store: Store, database_url: str) -> None:
    """Law 20"""
    other = Store(database_url)
    async with Lease(store):
        for _ in range(2):
            with pytest.raises(Held):
                await Lease(other).__aenter__()
    async with Lease(other):
        pass
    await other.close()


async def test_lease_does_not_stand_in_the_way_of_writes(store: Store, database_url: str) -> None:
    """`import` writes beside a running bot."""
    other = Store(database_url)
    async with Lease(store):
        await other.write(lambda c: c.exec_driver_sql("INSERT INTO meta VALUES ('a', '1')"))
    await other.close()


async def test_lease_is_given_back_after_an_error(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        async with Lease(store):
            raise ZeroDivisionError
    async with Lease(store):
        pass


async def test_lease_on_a_killed_connection_ends_quietly(store: Store) -> None:
    """T96: PostgreSQL was restarted meanwhile; the program must still be able to stop."""
    if store.sqlite:
        return
    url = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    other = await asyncpg.connect(url)
    async with Lease(store):
        await other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    await other.close()
    async with Lease(store):
        pass


async def test_lease_that_was_lost_is_taken_again_or_given_up(
    store: Store, database_url: str
) -> None:
    """Law 20: PostgreSQL was restarted, and somebody was quicker."""
    if store.sqlite:
        return
    url = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    killer, other = await asyncpg.connect(url), Store(database_url)
    kill = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    lease = Lease(store)
    async with lease:
        await lease.keep()
        await killer.execute(kill)
        await lease.keep()
        with pytest.raises(Held):
            await Lease(other).__aenter__()
        await killer.execute(kill)
        async with Lease(other):
            with pytest.raises(Held):
                await lease.keep()
    await killer.close()
    await other.close()


HOLDER = """
import asyncio, sys
from bot.core.lease import Lease
from bot.core.store import Store

async def main():
    async with Lease(Store(sys.argv[1])):
        print("held", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_lease_ends_with_a_killed_process(store: Store, database_url: str) -> None:
    """T97: nobody has to tidy up after `kill -9`."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLDER, database_url), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"held\n"
    with pytest.raises(Held):
        await Lease(store).__aenter__()
    process.send_signal(signal.SIGKILL)
    await process.wait()
    async with asyncio.timeout(5):
        while True:
            try:
                async with Lease(store):
                    return
            except Held:
                await asyncio.sleep(0.01)

"""T82: somebody pays while the database is out of reach."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from sqlalchemy import make_url

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.shop import invoices, knock, pay, said, selling

LOCKED = 12.0
"""Seconds; Telegram waits for ten."""


@asynccontextmanager
async def locked(database_url: str) -> AsyncIterator[None]:
    """Nothing can be written meanwhile."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        file = sqlite3.connect(url.database or "", isolation_level=None, check_same_thread=False)
        await asyncio.to_thread(file.execute, "BEGIN IMMEDIATE")
        yield
        file.execute("ROLLBACK")
        file.close()
        return
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute("LOCK TABLE inbox, deadlines, outbox IN ACCESS EXCLUSIVE MODE")
    yield
    await transaction.rollback()
    await connection.close()


async def test_t82_slow_database_under_the_ten_seconds(
    tg: Telegram, clock: RunningClock, launch: Launch, database_url: str
) -> None:
    """Locked for 12 s, with an earlier update already waiting to be written down."""
    async with selling(tg, clock, launch) as shop:
        cem = await knock(shop)
        before = cem.stars
        began = clock.monotonic()
        async with locked(database_url):
            shop.bob.says(shop.group, "Good evening")
            await asyncio.sleep(0.5)
            outcome = await pay(shop, cem)
            assert outcome.refusal == (
                "This cannot be decided just now. You have paid nothing: please try again in a "
                "moment."
            )
            assert clock.monotonic() - began < 10.5
            await asyncio.sleep(max(0.0, LOCKED - (clock.monotonic() - began)))
        assert cem.stars == before
        await shop.quiet()
        assert (await pay(shop, cem)).paid
        await shop.out(cem, "member")
        await tg.until(lambda: said(shop, cem).count("received") == 1)
        assert before - cem.stars == 50
        assert len(invoices(shop, cem)) == 1

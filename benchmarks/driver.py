"""Compare asyncpg with psycopg 3 under SQLAlchemy, on the work that this program does.

Run it with both drivers installed (`pip install asyncpg 'psycopg[binary]'`):

    python -m benchmarks.driver [--url postgresql://postgres@127.0.0.1:5432/test] [--units 500]

It makes a database of its own beside the one that the URL names and drops it at the end. The
drivers take turns, so that other load on the machine falls on both. Figures are medians of the
runs: wall time and this process's own processor time, for one repetition.
"""

from __future__ import annotations

import argparse
import asyncio
import secrets
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Text,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

DRIVERS = ("asyncpg", "psycopg")
NOW = datetime(2030, 1, 1, tzinfo=UTC)
MEMBERS = 1_000


class Base(DeclarativeBase):
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy's own form)
        int: BigInteger,
        str: Text,
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
    }


class Member(Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    messages: Mapped[int] = mapped_column(default=0)


class Case(Base):
    __tablename__ = "case"
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    rule: Mapped[str]
    evidence: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class Outbox(Base):
    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(index=True)
    action: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="new")


class Inbox(Base):
    __tablename__ = "inbox"
    update_id: Mapped[int] = mapped_column(primary_key=True)
    payload: Mapped[str | None]
    done_at: Mapped[datetime | None]


class Archive(Base):
    __tablename__ = "archive"
    chat_id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(primary_key=True)
    author: Mapped[int]
    text: Mapped[str]
    at: Mapped[datetime]


@dataclass
class Figure:
    """Milliseconds per repetition, one entry a run."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @contextmanager
    def measure(self, repetitions: int) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall.append((time.perf_counter() - wall) / repetitions * 1_000)
        self.cpu.append((time.process_time() - cpu) / repetitions * 1_000)

    def __str__(self) -> str:
        spread = f"{min(self.wall):.2f}-{max(self.wall):.2f}"
        wall, cpu = statistics.median(self.wall), statistics.median(self.cpu)
        return f"{wall:8.2f} ms  ({spread})  {cpu:8.2f} ms CPU"


async def unit(engine: AsyncEngine, ids: Iterator[int]) -> None:
    """One update handled: read a member, write a case, two actions and the tombstone."""
    number = next(ids)
    async with AsyncSession(engine, expire_on_commit=False) as session, session.begin():
        member = (
            await session.execute(select(Member).where(Member.id == 1 + number % MEMBERS))
        ).scalar_one()
        case = Case(member_id=member.id, rule="ads", evidence={"text": "加V领红包"}, made_at=NOW)
        session.add(case)
        await session.flush()
        session.add_all(
            Outbox(subject=f"1/{member.id}", action={"kind": kind, "case": case.id})
            for kind in ("delete", "kick")
        )
        settled = await session.execute(
            update(Inbox)
            .where(Inbox.update_id == number, Inbox.done_at.is_(None))
            .values(done_at=NOW, payload=None)
            .returning(Inbox.update_id)
        )
        settled.scalar_one()


async def bulk(engine: AsyncEngine, ids: Iterator[int]) -> None:
    """A flush of the archive: 500 rows, those already there left alone."""
    rows = [
        {"chat_id": -100, "message_id": next(ids), "author": 7, "text": "大家晚上好" * 6, "at": NOW}
        for _ in range(500)
    ]

    def write(connection: Connection) -> None:
        connection.execute(pg_insert(Archive).on_conflict_do_nothing(), rows)

    async with engine.begin() as connection:
        await connection.run_sync(write)


async def returning(engine: AsyncEngine, ids: Iterator[int]) -> None:
    """A batch of updates entering the inbox: 100 rows, those that are new come back."""
    rows = [{"update_id": next(ids), "payload": '{"message": 1}' * 20} for _ in range(100)]
    statement = pg_insert(Inbox).on_conflict_do_nothing().returning(Inbox.update_id)
    async with engine.begin() as connection:
        new = (await connection.execute(statement, rows)).scalars().all()
    assert len(new) == 100


async def prepare(engine: AsyncEngine, updates: int) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.run_sync(Base.metadata.create_all)
        members = [{"id": n, "name": f"member {n}"} for n in range(1, MEMBERS + 1)]
        await connection.execute(insert(Member), members)
        waiting = [{"update_id": n, "payload": "{}"} for n in range(updates)]
        await connection.execute(insert(Inbox), waiting)


Work = Callable[[AsyncEngine, Iterator[int]], Awaitable[None]]
WORKS: dict[str, tuple[Work, int]] = {
    "unit of work": (unit, 1),
    "500 rows on conflict": (bulk, 20),
    "100 rows returning": (returning, 10),
}


async def measure(url: str, units: int, runs: int) -> dict[tuple[str, str], Figure]:
    figures: dict[tuple[str, str], Figure] = {}
    for _ in range(runs):
        for driver in DRIVERS:
            engine = create_async_engine(make_url(url).set(drivername=f"postgresql+{driver}"))
            try:
                await prepare(engine, 2 * units)
                ids = count()
                for name, (work, share) in WORKS.items():
                    if work is returning:
                        ids = count(1_000_000)
                    for _ in range(5):  # statements prepared, pool and caches warm
                        await work(engine, ids)
                    repetitions = units // share
                    with figures.setdefault((name, driver), Figure()).measure(repetitions):
                        for _ in range(repetitions):
                            await work(engine, ids)
            finally:
                await engine.dispose()
    return figures


async def main(url: str, units: int, runs: int) -> None:
    admin = create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"), isolation_level="AUTOCOMMIT"
    )
    name = f"louzhang_driver_{secrets.token_hex(4)}"
    async with admin.connect() as connection:
        version = await connection.scalar(select(func.version()))
        await connection.execute(text(f"CREATE DATABASE {name}"))
    own = make_url(url).set(database=name).render_as_string(hide_password=False)
    try:
        figures = await measure(own, units, runs)
    finally:
        async with admin.connect() as connection:
            await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        await admin.dispose()
    print(version)
    for (work, driver), figure in sorted(figures.items()):
        print(f"{work:22} {driver:8} {figure}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="postgresql://postgres@127.0.0.1:5432/test")
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    asyncio.run(main(given.url, given.units, given.runs))

"""The club as a test finds it: opened once by each process, and copied for every test.

Opening it (the bot comes and introduces itself, two people join, an hour passes) takes longer than
most tests. What the bot remembers is in the database alone, so a test starts it on a copy of that.
"""

import asyncio
import copy
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot.app import Warden
from bot.config import Config
from models.archive import WORDS
from rehearsal import Telegram
from rehearsal.agenda import Agenda
from rehearsal.clock import RunningClock
from rehearsal.user import ANONYMOUS_ADMIN, CHANNEL_WRITER, TELEGRAM
from tests.databases import plain_url, run, take_database
from tests.house.cast import Cast
from tests.house.scene import Scene

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


@dataclass
class Opening:
    """A club in one language with its database; `now` is the wall's time in it."""

    cast: Cast
    now: float
    file: Path | None = None
    rows: Rows = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)

    def copy(self, clock: RunningClock) -> Cast:
        """People and places of a test's own, who live by its clock."""
        clock.jump(self.now - clock.now())
        world = self.cast.world
        same = {id(one): one for one in (ANONYMOUS_ADMIN, CHANNEL_WRITER, TELEGRAM)}
        own = {
            id(world.clock): clock,
            id(world.agenda): Agenda(clock),
            id(world.queue.arrived): asyncio.Event(),
        }
        return copy.deepcopy(self.cast, {**same, **own})

    async def fill(self, url: str) -> None:
        """Give an empty, migrated PostgreSQL database what the bot remembers."""
        connection = await asyncpg.connect(plain_url(url), timeout=60)
        try:
            await connection.execute("SET session_replication_role = replica")
            await connection.execute("DELETE FROM meta")
            for table, (columns, rows) in self.rows.items():
                await connection.copy_records_to_table(table, records=rows, columns=columns)
            for name, last in self.counters.items():
                await connection.execute("SELECT setval($1::regclass, $2)", name, last)
        finally:
            await connection.close()


_ROWS = f"""
SELECT tablename FROM pg_tables WHERE schemaname = 'public'
AND tablename NOT IN ('alembic_version', '{WORDS}')
"""
"""The index is made again from the messages."""

_COUNTERS = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"

_openings: dict[tuple[str, str], Opening] = {}


def opening_of(request: pytest.FixtureRequest, language: str) -> Opening:
    """The club on the kind of database that a test is for."""
    kind = request.node.callspec.params["database_url"]
    if (kind, language) not in _openings:
        if kind == "sqlite":
            path = request.getfixturevalue("sqlite_template").with_name(f"{language}.db")
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
            found = run(_open(f"sqlite+aiosqlite:///{path}", language))
            found.file = path
        else:
            found = run(_open_on_postgres(request.getfixturevalue("postgres_template"), language))
        _openings[kind, language] = found
    return _openings[kind, language]


async def _open(url: str, language: str) -> Opening:
    clock = RunningClock()
    async with Telegram(clock) as tg:
        telegram = {"token": tg.token, "api_base_url": tg.base_url}
        config = Config(telegram=telegram, database={"url": url}, metrics={"listen": ""})
        async with Warden(config, clock):
            await tg.until(lambda: tg.polling)
            scene = Scene(tg, clock, language)
            await scene.open()
            await tg.idle()
        cast = Cast(tg.world, scene.ann, scene.bob, scene.eve, scene.group)
        return Opening(cast, clock.now())


async def _open_on_postgres(template: str, language: str) -> Opening:
    async with take_database(template) as url:
        opening = await _open(url, language)
        connection = await asyncpg.connect(plain_url(url), timeout=60)
        try:
            for (table,) in await connection.fetch(_ROWS):
                if rows := await connection.fetch(f'SELECT * FROM "{table}"'):
                    opening.rows[table] = list(rows[0].keys()), [tuple(row) for row in rows]
            opening.counters = dict(await connection.fetch(_COUNTERS))  # type: ignore[arg-type]
        finally:
            await connection.close()
    return opening

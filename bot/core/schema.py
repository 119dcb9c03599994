"""Bringing a database to today's schema."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

import migrations
from bot.core.store import Store

T = TypeVar("T")

FOLDER = Path(migrations.__file__).parent

BASE = "base"
"""The revision before the first: no tables."""


class TooNew(Exception):
    """The database was made by a newer version of the program."""


async def upgrade(store: Store) -> None:
    """Run what migrations are missing. Call it with the lease held.

    Raises:
        TooNew: the database is ahead of the program.
    """
    if await store.read(version) == head():
        return
    await alone(store, migrate)


async def alone(store: Store, work: Callable[[Connection], T]) -> T:
    """Run `work` in one transaction in which tables may be made and dropped; the lease is held.

    On SQLite it has a connection of its own, with foreign keys off from before the transaction:
    who writes there has to check them.
    """
    if store.sqlite:
        return _alone_sqlite(store, work)
    async with store.engine.begin() as connection:
        return await connection.run_sync(work)


def revisions() -> list[str]:
    """The revisions the program knows, the oldest first; file names begin with them."""
    return sorted(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def head() -> str:
    """The newest revision the program knows."""
    return revisions()[-1]


def version(connection: Connection) -> str | None:
    """The revision a database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(connection: Connection, to: str = "head") -> None:
    """Go up to a revision, or down to `BASE`, in the transaction of the caller.

    Raises:
        TooNew: the database is at a revision that the program does not know.
    """
    # Imported late: a start on a database that is up to date does without alembic.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    try:
        if to == BASE:
            command.downgrade(config, to)
        else:
            command.upgrade(config, to)
    except CommandError as error:
        raise TooNew("this database was made by a newer version of louzhang") from error


def _alone_sqlite(store: Store, work: Callable[[Connection], T]) -> T:
    engine = create_engine(
        store.url.set(drivername="sqlite"), poolclass=NullPool, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def connected(raw: object, _record: object) -> None:
        raw.isolation_level = None  # type: ignore[attr-defined]
        raw.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            return work(connection)
    finally:
        engine.dispose()

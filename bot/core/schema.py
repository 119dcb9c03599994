"""Bringing a database to today's schema."""

from pathlib import Path

from sqlalchemy import Connection, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

import migrations
from bot.core.store import Store

FOLDER = Path(migrations.__file__).parent


class TooNew(Exception):
    """The database was made by a newer version of the program."""


async def upgrade(store: Store) -> None:
    """Run what migrations are missing. Call it with the lease held.

    Raises:
        TooNew: the database is ahead of the program.
    """
    if await store.read(version) == head():
        return
    if store.sqlite:
        _upgrade_sqlite(store)
    else:
        async with store.engine.begin() as connection:
            await connection.run_sync(_migrate)


def head() -> str:
    """The newest revision the program knows; file names begin with it."""
    return max(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def version(connection: Connection) -> str | None:
    """The revision a database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade_sqlite(store: Store) -> None:
    """On a connection of its own, foreign keys off before the transaction begins."""
    engine = create_engine(store.url.set(drivername="sqlite"), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def connected(raw: object, _record: object) -> None:
        raw.isolation_level = None  # type: ignore[attr-defined]
        raw.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        _migrate(connection)
    engine.dispose()


def _migrate(connection: Connection) -> None:
    # Imported late: a start on a database that is up to date does without alembic.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise TooNew("this database was made by a newer version of louzhang") from error

"""What is waited for, and what is not."""

import asyncpg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.exc import DBAPIError

from bot.core.errors import is_outage
from bot.core.store import Store

PASSES = (
    asyncpg.CannotConnectNowError("the database system is starting up"),
    asyncpg.AdminShutdownError("terminating connection due to administrator command"),
    asyncpg.CrashShutdownError("terminating connection because of crash"),
    asyncpg.TooManyConnectionsError("sorry, too many clients already"),
    asyncpg.DiskFullError("could not extend file"),
    asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
    asyncpg.DeadlockDetectedError("deadlock detected"),
    asyncpg.SerializationError("could not serialize access"),
    asyncpg.ReadOnlySQLTransactionError("cannot execute INSERT in a read-only transaction"),
    asyncpg.LockNotAvailableError("could not obtain lock"),
    asyncpg.PostgresIOError("could not read block"),
)
STAYS = (
    asyncpg.UndefinedTableError("relation does not exist"),
    asyncpg.UniqueViolationError("duplicate key"),
    asyncpg.NotNullViolationError("null value"),
    asyncpg.NumericValueOutOfRangeError("value out of range"),
    asyncpg.CharacterNotInRepertoireError("invalid byte sequence"),
)


def wrapped(error: asyncpg.PostgresError) -> DBAPIError:
    """The error as SQLAlchemy raises it."""
    orig = AsyncAdapt_asyncpg_dbapi.Error(str(error), error)
    return DBAPIError("SELECT 1", {}, orig)


@pytest.mark.parametrize("error", PASSES, ids=lambda error: type(error).__name__)
def test_outage_of_postgresql_passes(error: asyncpg.PostgresError) -> None:
    """T96"""
    assert is_outage(wrapped(error))


@pytest.mark.parametrize("error", STAYS, ids=lambda error: type(error).__name__)
def test_mistake_is_no_outage(error: asyncpg.PostgresError) -> None:
    assert not is_outage(wrapped(error))


@pytest.mark.parametrize(
    "error", [ConnectionRefusedError(), TimeoutError(), ConnectionResetError()]
)
def test_unreachable_server_is_an_outage(error: OSError) -> None:
    assert is_outage(error)


@pytest.mark.parametrize("error", [ValueError(), OSError(), KeyError("connection")])
def test_crash_is_no_outage(error: Exception) -> None:
    assert not is_outage(error)


@pytest.mark.parametrize(
    "statement", ["SELECT * FROM connection", "SELEKT 1", "INSERT INTO meta VALUES ('a', NULL)"]
)
async def test_wrong_statement_is_no_outage(store: Store, statement: str) -> None:
    """Waiting would not help, whatever words the message happens to hold."""

    def work(connection: Connection) -> None:
        connection.execute(text(statement))

    with pytest.raises(DBAPIError) as raised:
        await store.write(work)
    assert not is_outage(raised.value)

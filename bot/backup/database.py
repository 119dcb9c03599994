"""Whether the database can be used at all, and why not in one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.core.errors import UserError, brief
from bot.core.schema import TooNew, version
from bot.core.store import Store
from bot.redaction import redact


def expect_file(store: Store) -> None:
    """Refuse an SQLite file that is not there: opening would make an empty one.

    Raises:
        UserError: there is none.
    """
    if store.sqlite and not Path(store.url.database or "").is_file():
        raise UserError(f"database.url: there is no database at {store.url.database}")


async def reach(store: Store) -> None:
    """Connect once.

    Raises:
        UserError: why that fails.
    """
    try:
        await store.read(version)
    except Exception as error:  # drivers raise what they like when they cannot connect
        raise UserError(f"database.url: {_said(error)}") from error


@contextmanager
def speaking() -> Iterator[None]:
    """Turn what the database objects to into a UserError; others pass."""
    try:
        yield
    except (OSError, SQLAlchemyError, TooNew) as error:
        raise UserError(f"the database refuses: {_said(error)}") from error


def _said(error: Exception) -> str:
    said = brief(error)
    if isinstance(error, DBAPIError):  # "(driver.Error) what it says"
        said = said.partition(") ")[2] or said
    return redact(said)

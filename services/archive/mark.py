"""The mark: up to which message everything is in the index.

It is a line of `meta`. PostgreSQL gives out ids before the
commit, so that a row may turn up below one that is there: the mark goes no further there than
`safe`, the highest id that was seen a minute ago, when whatever was below it was on its way.
"""

from msgspec import Struct
from sqlalchemy import Connection, func, select

from bot.core.sql import inserting
from models.deadline import Meta
from models.message import Message
from services.archive import index
from services.archive.words import VERSION

KEY = "archive.mark"
LAG = 60
"""Seconds within which every transaction has ended."""

FLYING = 10_000
"""Ids that transactions under way may have been given at most."""

_CLOCK = "SELECT extract(epoch FROM clock_timestamp())::bigint"
_NEWEST = select(func.coalesce(func.max(Message.id), 0))
_LOCK = select(Meta.value).where(Meta.key == KEY)


class Mark(Struct, frozen=True, gc=False):
    """Messages up to `id` are in the index. Up to `safe` none can turn up any more; `ahead` was the
    newest `at` an instant of the server's clock."""

    id: int = 0
    safe: int = 0
    ahead: int = 0
    at: int = 0


def read(connection: Connection) -> Mark:
    """The mark that holds, without a look at the index."""
    return _parse(connection.execute(_LOCK).scalar())


def take(connection: Connection) -> Mark:
    """The mark, held against others until the commit. Where the index is not there, or is of
    another version, both are begun anew."""
    query = _LOCK if connection.dialect.name == "sqlite" else _LOCK.with_for_update()
    text = connection.execute(query).scalar()
    if text is None:
        row = {"key": KEY, "value": _show(Mark())}
        connection.execute(inserting(connection, Meta).values(**row).on_conflict_do_nothing())
        text = connection.execute(query).scalar()
    if index.is_of(connection, VERSION):
        return _parse(text)
    index.begin_anew(connection, VERSION)
    put(connection, Mark())
    return Mark()


def put(connection: Connection, mark: Mark) -> None:
    """Write it down."""
    statement = inserting(connection, Meta).values(key=KEY, value=_show(mark))
    connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": _show(mark)})
    )


def lower(connection: Connection) -> None:
    """After messages went: SQLite gives their ids out again."""
    if connection.dialect.name != "sqlite":
        return
    mark = read(connection)
    top = connection.execute(_NEWEST).scalar_one()
    if mark.id > top:
        put(connection, Mark(top))


def moved(connection: Connection, mark: Mark, last: int) -> Mark:
    """The mark once everything up to an id has been gone through."""
    if connection.dialect.name == "sqlite":
        return Mark(max(mark.id, last))
    now = int(connection.exec_driver_sql(_CLOCK).scalar_one())
    safe, ahead, at = mark.safe, mark.ahead, mark.at
    if not at or now >= at + LAG:
        newest = connection.execute(_NEWEST).scalar_one()
        safe, ahead, at = ahead if at else max(0, newest - FLYING), newest, now
    return Mark(max(mark.id, min(safe, last)), safe, ahead, at)


def _parse(text: str | None) -> Mark:
    parts = (text or "").split(":")
    if len(parts) != 4 or not all(part.isdigit() for part in parts):
        return Mark()
    return Mark(*map(int, parts))


def _show(mark: Mark) -> str:
    return f"{mark.id}:{mark.safe}:{mark.ahead}:{mark.at}"

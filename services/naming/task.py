"""Who was asked to change their name. All functions run inside a transaction."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, select, update

from bot.core.sql import bulk_upsert
from models.naming import NamingTask as Row

OPEN, LATE, MUTED, KICKED, MENDED = "open", "late", "muted", "kicked", "mended"

_REPLACED = ("state", "mark", "began_at", "due_at", "reminded", "case_id", "looked")
_PUT = bulk_upsert(
    Row,
    ("room_id", "user_id", *_REPLACED),
    keys=("room_id", "user_id"),
    replace=_REPLACED,
)


class Task(Struct, frozen=True, gc=False, kw_only=True):
    """A task; see `models.naming` for the fields."""

    room_id: int
    user_id: int
    state: str
    mark: str
    began_at: int
    due_at: int
    reminded: int = 0
    case_id: int | None = None
    looked: int = 0


_COLUMNS = tuple(getattr(Row, name) for name in Task.__struct_fields__)


def get(connection: Connection, room: int, person: int) -> Task | None:
    """Somebody's task in a room."""
    found = connection.execute(
        select(*_COLUMNS).where(Row.room_id == room, Row.user_id == person)
    ).first()
    return Task(**found._mapping) if found else None


def put(connection: Connection, one: Task) -> None:
    """Give somebody a task, in place of the one they had."""
    _PUT(connection, [msgspec.structs.astuple(one)])


def change(connection: Connection, room: int, person: int, **values: Any) -> None:
    """Write something of it anew."""
    connection.execute(
        update(Row).where(Row.room_id == room, Row.user_id == person).values(**values)
    )


def drop(connection: Connection, room: int, person: int) -> None:
    """It is done, or not asked for any more."""
    connection.execute(delete(Row).where(Row.room_id == room, Row.user_id == person))


def some(connection: Connection, room: int, *, after: int, limit: int) -> list[Task]:
    """The next tasks of a room, by the number of whose they are."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.room_id == room, Row.user_id > after)
        .order_by(Row.user_id)
        .limit(limit)
    )
    return [Task(**row._mapping) for row in rows]


def waiting(connection: Connection, room: int, limit: int) -> list[int]:
    """Some of those who wait to be reminded in the group."""
    rows = connection.execute(
        select(Row.user_id)
        .where(Row.room_id == room, Row.reminded == 2)
        .order_by(Row.user_id)
        .limit(limit)
    )
    return list(rows.scalars())


def states(connection: Connection, room: int, people: list[int]) -> dict[int, Task]:
    """The tasks of some people."""
    rows = connection.execute(select(*_COLUMNS).where(Row.room_id == room, Row.user_id.in_(people)))
    return {row.user_id: Task(**row._mapping) for row in rows}

"""Deadlines are rows. All functions run inside a transaction; instants are whole seconds."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import BigInteger, Connection, Text, bindparam, delete, func, select, update

from bot.core.sql import among, bulk_upsert
from models.deadline import Deadline as Row

GRACE = 300
"""Seconds somebody who is waited for has at least left after an outage."""

_SET = bulk_upsert(
    Row,
    ("kind", "key", "room_id", "due_at", "term", "data"),
    keys=("kind", "key"),
    replace=("room_id", "due_at", "term", "data"),
)
_SET_OVER = bulk_upsert(
    Row,
    ("kind", "key", "room_id", "due_at", "term", "data", "at"),
    keys=("kind", "key"),
    replace=("room_id", "due_at", "term", "data"),
    only=lambda _: Row.due_at <= bindparam("at", type_=BigInteger),
    returning=("id",),
)


class Deadline(Struct, frozen=True, gc=False):
    """Something that is due."""

    id: int
    kind: str
    key: str
    room: int
    due_at: int
    data: Any


def set_deadline(
    connection: Connection,
    *,
    kind: str,
    key: str,
    room: int,
    due_at: int,
    data: Any = None,
    term: int = 0,
) -> None:
    """Have `kind` handled at `due_at`; a second one with the same key replaces the first.

    `term` is how many seconds a person was given, 0 if nobody is waited for.
    """
    encoded = msgspec.json.encode(data).decode()
    _SET(connection, [(kind, key, room, due_at, term, encoded)])


def set_unless(
    connection: Connection, *, kind: str, key: str, room: int, due_at: int, at: int
) -> bool:
    """Set a deadline without data, unless there is one that is still to come at an instant; whether
    it was set."""
    return _SET_OVER.one(connection, (kind, key, room, due_at, 0, "null", at)) is not None


def set_each_unless(
    connection: Connection, *, kind: str, keys: Sequence[str], room: int, due_at: int, at: int
) -> list[str]:
    """The same for many keys together; those of which it was set."""
    query = select(Row.key).where(
        Row.kind == kind, among(Row.key, "keys", Text), Row.due_at > bindparam("at")
    )
    waiting = set(connection.execute(query, {"keys": list(keys), "at": at}).scalars())
    fresh = [key for key in dict.fromkeys(keys) if key not in waiting]
    _SET(connection, [(kind, key, room, due_at, 0, "null") for key in fresh])
    return fresh


def cancel_deadline(connection: Connection, *, kind: str, key: str) -> bool:
    """Take a deadline back; False if there was none."""
    gone = connection.execute(delete(Row).where(Row.kind == kind, Row.key == key))
    return gone.rowcount == 1


def take(connection: Connection, *, kind: str, key: str, at: int) -> Any:
    """The data of a deadline that was still to come at an instant, and is taken back; else None."""
    data = connection.execute(
        delete(Row).where(Row.kind == kind, Row.key == key, Row.due_at > at).returning(Row.data)
    ).scalar()
    return None if data is None else msgspec.json.decode(data)


def peek(connection: Connection, *, kind: str, key: str, at: int) -> Any:
    """The data of a deadline that is still to come at an instant; else None."""
    data = connection.execute(
        select(Row.data).where(Row.kind == kind, Row.key == key, Row.due_at > at)
    ).scalar()
    return None if data is None else msgspec.json.decode(data)


def is_set(connection: Connection, *, kind: str, key: str, at: int = 0) -> bool:
    """Whether a deadline waits that is still to come at an instant."""
    found = connection.execute(
        select(Row.id).where(Row.kind == kind, Row.key == key, Row.due_at > at)
    )
    return found.first() is not None


def pending(connection: Connection, *, kind: str, room: int, at: int) -> int:
    """How many deadlines of a kind are still to come in a room at an instant."""
    found = select(func.count()).where(Row.kind == kind, Row.room_id == room, Row.due_at > at)
    return connection.execute(found).scalar_one()


def find_due(connection: Connection, now: int, limit: int) -> list[Deadline]:
    """What is due, in order."""
    rows = connection.execute(
        select(Row.id, Row.kind, Row.key, Row.room_id, Row.due_at, Row.data)
        .where(Row.due_at <= now)
        .order_by(Row.due_at, Row.id)
        .limit(limit)
    )
    return [Deadline(*row[:5], msgspec.json.decode(row.data)) for row in rows]


def claim(connection: Connection, deadline: Deadline) -> bool:
    """Take a due row away; False if it was moved, replaced, cancelled or handled meanwhile.

    The id alone says nothing: SQLite gives that of a row that is gone to the next one.
    """
    gone = connection.execute(
        delete(Row).where(
            Row.id == deadline.id,
            Row.kind == deadline.kind,
            Row.key == deadline.key,
            Row.due_at == deadline.due_at,
            Row.data == msgspec.json.encode(deadline.data).decode(),
        )
    )
    return gone.rowcount == 1


def extend_after_outage(connection: Connection, now: int) -> int:
    """Give everybody who is waited for at least min(their term, 5 minutes) from now."""
    rows: Sequence[Any] = connection.execute(
        select(Row.id, Row.term).where(Row.term > 0, Row.due_at < now + GRACE)
    ).all()
    extended = 0
    for number, term in rows:
        due_at = now + min(term, GRACE)
        extended += connection.execute(
            update(Row).where(Row.id == number, Row.due_at < due_at).values(due_at=due_at)
        ).rowcount
    return extended

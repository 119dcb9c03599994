"""The rows of keyword replies and notes. All functions run inside a transaction."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, delete, func, select

from bot.core.sql import among, bulk_upsert
from models.snippet import Snippet as Row

FILTER, NOTE = "filter", "note"

MOST: Final = {FILTER: 5_000, NOTE: 1_000}
"""Of each kind in one group."""

_PUT = bulk_upsert(
    Row,
    ("room_id", "kind", "name", "shown", "source", "media", "file", "set_at"),
    keys=("room_id", "kind", "name"),
    replace=("shown", "source", "media", "file", "set_at"),
)


class Snippet(Struct, frozen=True, gc=False):
    """What is said: a template's source, and a picture or the like."""

    shown: str
    source: str
    media: str = ""
    file: str = ""


def put(
    connection: Connection,
    *,
    room: int,
    kind: str,
    named: Sequence[tuple[str, str]],
    source: str,
    media: str,
    file: str,
    now: int,
) -> None:
    """Have the same said to several words, (folded, as typed); what was said to them is gone."""
    _PUT(connection, [(room, kind, *one, source, media, file, now) for one in named])


def find(connection: Connection, *, room: int, kind: str, name: str) -> Snippet | None:
    """What is said to a folded word."""
    row = connection.execute(
        select(Row.shown, Row.source, Row.media, Row.file).where(
            Row.room_id == room, Row.kind == kind, Row.name == name
        )
    ).first()
    return Snippet(*row) if row else None


def clear(connection: Connection, *, room: int, kind: str, name: str) -> bool:
    """Nothing is said any more to a folded word; False if nothing was."""
    gone = connection.execute(
        delete(Row).where(Row.room_id == room, Row.kind == kind, Row.name == name)
    )
    return gone.rowcount == 1


def count(connection: Connection, *, room: int, kind: str) -> int:
    """How many a group has."""
    found = select(func.count()).select_from(Row).where(Row.room_id == room, Row.kind == kind)
    return connection.execute(found).scalar_one()


def listed(connection: Connection, *, room: int, kind: str) -> list[str]:
    """The words of a group as they were typed, in the order of what they fold to."""
    found = select(Row.shown).where(Row.room_id == room, Row.kind == kind).order_by(Row.name)
    return list(connection.execute(found).scalars())


def recall(connection: Connection, rooms: Sequence[int], kind: str) -> dict[int, tuple[str, ...]]:
    """The folded words of those of some rooms that have any."""
    rows = connection.execute(
        select(Row.room_id, Row.name)
        .where(among(Row.room_id, "rooms"), Row.kind == kind)
        .order_by(Row.room_id, Row.name),
        {"rooms": list(rooms)},
    )
    found: dict[int, list[str]] = {}
    for room, name in rows:
        found.setdefault(room, []).append(name)
    return {room: tuple(names) for room, names in found.items()}

"""Helpers: members who may do a few things by the bot though Telegram gives them no right."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select

from bot.core.sql import bulk_upsert
from models.helper import Helper as Row

_PUT = bulk_upsert(
    Row,
    ("room_id", "user_id", "powers", "added_by", "at"),
    keys=("room_id", "user_id"),
    replace=("powers", "added_by", "at"),
)


def powers_of(connection: Connection, room: int, person: int) -> frozenset[str]:
    """What somebody may do in a room as a helper."""
    found = connection.execute(
        select(Row.powers).where(Row.room_id == room, Row.user_id == person)
    ).scalar()
    return frozenset((found or "").split())


def helpers_of(connection: Connection, room: int) -> list[tuple[int, frozenset[str]]]:
    """Everybody who helps in a room, with their powers."""
    rows = connection.execute(
        select(Row.user_id, Row.powers).where(Row.room_id == room).order_by(Row.user_id)
    )
    return [(person, frozenset(powers.split())) for person, powers in rows]


def appoint(
    connection: Connection, *, room: int, person: int, powers: Iterable[str], by: int, now: int
) -> None:
    """Give somebody just these powers; none take all they had."""
    kept = " ".join(sorted(powers))
    if kept:
        _PUT(connection, [(room, person, kept, by, now)])
    else:
        connection.execute(delete(Row).where(Row.room_id == room, Row.user_id == person))

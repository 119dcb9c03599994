"""What changes about a room: the bot's place in it, its language, its size."""

from typing import Any

from sqlalchemy import Connection, select, update

from bot.core.room import find
from models.room import Room
from services.roster import PRESENT


def note_bot(
    connection: Connection,
    *,
    room: int,
    status: str,
    came_at: int | None,
    language: str,
) -> None:
    """Write down the bot's own status in a room; `came_at` if it came just now."""
    values: dict[str, Any] = {"bot_status": status}
    if came_at is not None:
        values |= {"bot_since": came_at, "size_then": None, "language": language}
    connection.execute(update(Room).where(Room.id == room).values(**values))


def note_size(connection: Connection, *, room: int, size: int) -> None:
    """How many members a room had when the bot came."""
    connection.execute(
        update(Room).where(Room.id == room, Room.size_then.is_(None)).values(size_then=size)
    )


def title_of(connection: Connection, room: int) -> str:
    """What a room is called; empty if that is not known."""
    return connection.execute(select(Room.title).where(Room.id == room)).scalar() or ""


def present_in(connection: Connection, chat: int) -> int | None:
    """The room of a chat that the bot is in; None for any other chat."""
    room = find(connection, [chat]).get(chat)
    return room.id if room and room.bot_status in PRESENT else None

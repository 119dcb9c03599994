"""What changes about a room: the bot's place in it, its language, its size."""

from typing import Any

from sqlalchemy import Connection, select, update

from bot.core import settings
from bot.core.room import find, names
from models.room import Room


def note_bot(
    connection: Connection,
    *,
    room: int,
    status: str,
    came_at: int | None,
    language: str,
) -> None:
    """Write down the bot's own status in a room; `came_at` if it came just now.

    `language` holds where none was chosen before.
    """
    values: dict[str, Any] = {"bot_status": status}
    if came_at is not None:
        values |= {"bot_since": came_at, "size_then": None}
    connection.execute(update(Room).where(Room.id == room).values(**values))
    connection.execute(
        update(Room).where(Room.id == room, Room.language == "").values(language=language)
    )


def note_size(connection: Connection, *, room: int, size: int) -> None:
    """How many members a room had when the bot came."""
    connection.execute(
        update(Room).where(Room.id == room, Room.size_then.is_(None)).values(size_then=size)
    )


def title_of(connection: Connection, room: int) -> str:
    """What a room is called; empty if that is not known."""
    return connection.execute(select(Room.title).where(Room.id == room)).scalar() or ""


def settings_of(connection: Connection, room: int) -> tuple[dict[int, dict[str, Any]], str, str]:
    """What a room has set, by topic, with its username and its language."""
    username, language = names(connection, [room]).get(room, ("", ""))
    return settings.load(connection, [room]).get(room, {}), username, language


def present_in(connection: Connection, chat: int) -> int | None:
    """The room of a chat that the bot is in; None for any other chat."""
    room = find(connection, [chat]).get(chat)
    return room.id if room and room.has_bot else None

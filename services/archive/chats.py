"""Chats by the small numbers under which the index knows them, and whether they opted out."""

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from bot.core.sql import among, bulk_upsert
from models.archive import ArchiveChat

_NEW = bulk_upsert(ArchiveChat, ("chat_id", "room_id", "off", "since", "due_at"), keys=("chat_id",))
_OFF = select(ArchiveChat.room_id).where(ArchiveChat.off == 1)
_NUMBERS = select(ArchiveChat.chat_id, ArchiveChat.number).where(
    among(ArchiveChat.chat_id, "chats")
)


def numbers(connection: Connection, chats: Iterable[int]) -> dict[int, int]:
    """The numbers of chats that have one."""
    rows = connection.execute(_NUMBERS, {"chats": sorted(set(chats))})
    return {row.chat_id: row.number for row in rows}


def enter(connection: Connection, chats: Iterable[tuple[int, int]], now: int) -> dict[int, int]:
    """The numbers of chats, given with their rooms; new ones get one."""
    rooms = dict(chats)
    known = numbers(connection, rooms)
    new = sorted(rooms.keys() - known.keys())
    if not new:
        return known
    shut = rooms_off(connection)
    rows = [(chat, rooms[chat], int(rooms[chat] in shut), 0, now) for chat in new]
    _NEW(connection, rows)
    return numbers(connection, rooms)


def of_room(connection: Connection, room: int) -> list[tuple[int, int]]:
    """The chats (number, chat id) of a room in the archive, the newest first: a group that became
    a supergroup has two."""
    rows = connection.execute(
        select(ArchiveChat.number, ArchiveChat.chat_id).where(ArchiveChat.room_id == room)
    )
    # A supergroup's address is far below any basic group's, and comes after it.
    return sorted(((row.number, row.chat_id) for row in rows), key=lambda one: (one[1], -one[0]))


def rooms_off(connection: Connection) -> frozenset[int]:
    """Rooms that opted out."""
    return frozenset(connection.execute(_OFF).scalars())


def look_again(connection: Connection, room: int, now: int) -> None:
    """Have what is too old of a room looked for at once."""
    connection.execute(update(ArchiveChat).where(ArchiveChat.room_id == room).values(due_at=now))

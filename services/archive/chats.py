"""Chats by the small numbers under which the index knows them, and for how long each is kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select, text, update

from bot.core import settings
from bot.core.sql import among, bulk_upsert
from models.archive import ArchiveChat

KEY = "archive.keep"
USUAL = 30 * 86_400
"""Seconds for which messages are kept where nothing else is set."""

FOREVER = -1
OFF = 0

_NEW = bulk_upsert(
    ArchiveChat, ("chat_id", "room_id", "keep", "since", "due_at"), keys=("chat_id",)
)
# In these words, or the partial index is not used.
_OFF = select(ArchiveChat.room_id).where(text("keep = 0"))
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
    kept = keeps(connection, sorted({rooms[chat] for chat in new}))
    _NEW(connection, [(chat, rooms[chat], kept[rooms[chat]], 0, now) for chat in new])
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


def keeps(connection: Connection, rooms: Sequence[int]) -> dict[int, int]:
    """For how many seconds rooms want messages to be kept; FOREVER, or OFF."""
    stored: Mapping[int, Mapping[int, Mapping[str, Any]]] = settings.load(connection, rooms)
    found = {}
    for room in rooms:
        value = stored.get(room, {}).get(0, {}).get(KEY, USUAL)
        found[room] = value if type(value) is int and value >= FOREVER else USUAL
    return found


def kept_until_now(connection: Connection, room: int) -> int:
    """For how many seconds a room has kept messages so far, as it was last acted upon."""
    query = select(func.max(ArchiveChat.number)).where(ArchiveChat.room_id == room)
    last = select(ArchiveChat.keep).where(ArchiveChat.number == query.scalar_subquery())
    found = connection.execute(last).scalar()
    return USUAL if found is None else found


def decide(connection: Connection, room: int, keep: int, now: int, *, since: int | None) -> None:
    """Keep messages of a room so long from now on, and look at once for what is too old."""
    values = {"keep": keep, "due_at": now} | ({} if since is None else {"since": since})
    connection.execute(update(ArchiveChat).where(ArchiveChat.room_id == room).values(**values))

"""From when on the archive is complete, and what is missing since."""

from msgspec import Struct
from sqlalchemy import Connection, func, insert, or_, select

from models.archive import ArchiveChat, ArchiveSpan
from models.message import Message
from models.room import Room
from services.archive import chats

HOLE, IMPORT = "hole", "import"


class Coverage(Struct, frozen=True, gc=False):
    """Everything since an instant is there, but for the holes (from, to); None: nothing is."""

    since: int | None
    holes: tuple[tuple[int, int], ...] = ()


def coverage(connection: Connection, *, room: int, now: int, keep: int) -> Coverage:
    """What of a room is in the archive; `keep` is for how many seconds it is kept, -1 for ever.

    Something sent while the bot may not read, or that Telegram never reported, is not known.
    """
    if keep == 0:
        return Coverage(None)
    came = connection.execute(select(Room.bot_since).where(Room.id == room)).scalar() or 0
    on = connection.execute(
        select(func.max(ArchiveChat.since)).where(ArchiveChat.room_id == room)
    ).scalar()
    since = max(came, on or 0)
    if not since:
        oldest = _oldest(connection, room)
        if oldest is None:
            return Coverage(None)
        since = oldest
    spans = connection.execute(
        select(ArchiveSpan.kind, ArchiveSpan.since, ArchiveSpan.until)
        .where(or_(ArchiveSpan.room_id == room, ArchiveSpan.room_id == 0))
        .order_by(ArchiveSpan.since.desc())
    ).all()
    brought = [(one.since, one.until) for one in spans if one.kind == IMPORT]
    for first, last in brought:
        if first < since <= last + 1:
            since = first
    if keep > 0:
        since = max(since, now - keep)
    holes = [
        (max(one.since, since), one.until)
        for one in reversed(spans)
        if one.kind == HOLE
        and one.until > since
        and not any(first <= one.since and one.until <= last for first, last in brought)
    ]
    return Coverage(since, tuple(holes))


def cover(connection: Connection, *, room: int, since: int, until: int) -> None:
    """An import brought everything of a room from one instant to another. Safe to repeat."""
    _note(connection, room, IMPORT, since, until)


def note_hole(connection: Connection, *, room: int, since: int, until: int) -> None:
    """Nothing is known of a room (0: of any) from one instant to another. Safe to repeat."""
    _note(connection, room, HOLE, since, until)


def _note(connection: Connection, room: int, kind: str, since: int, until: int) -> None:
    values = {"room_id": room, "kind": kind, "since": since, "until": until}
    same = [getattr(ArchiveSpan, name) == value for name, value in values.items()]
    if connection.execute(select(ArchiveSpan.id).where(*same)).first() is None:
        connection.execute(insert(ArchiveSpan).values(**values))


def _oldest(connection: Connection, room: int) -> int | None:
    found = []
    for _, chat in chats.of_room(connection, room):
        query = select(Message.at).where(Message.chat_id == chat).order_by(Message.message_id)
        found.append(connection.execute(query.limit(1)).scalar())
    return min((at for at in found if at is not None), default=None)

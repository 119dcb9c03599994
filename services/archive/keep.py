"""For how long a group keeps what was said: a chore that never looks at more than a chunk."""

from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select, update

from bot.core import settings
from models.archive import ArchiveChat, Climb
from models.deadline import Pulse
from models.message import Message
from services.archive.change import blank, erase
from services.archive.chats import enter
from services.archive.coverage import note_hole

KEY = "archive.keep"
USUAL = 30 * 86_400
"""Seconds for which messages are kept where nothing else is set."""

FOREVER = -1
OFF = 0
CHUNK = 500
CHATS = 20
"""Chats that one call looks at."""

ENFORCED = 2 * 86_400
"""Seconds for which a group that opted out keeps numbers: as far back as Telegram deletes."""

REACH = 86_400
"""Seconds for which Telegram keeps updates. https://core.telegram.org/bots/api#getting-updates"""

_HOUR = 3_600
_DAY = 86_400


def forget(connection: Connection, now: int) -> int:
    """Delete what is too old of the chats that are due, a chunk; how many rows were looked at."""
    due = connection.execute(
        select(ArchiveChat.number, ArchiveChat.chat_id, ArchiveChat.room_id)
        .where(ArchiveChat.due_at <= now)
        .order_by(ArchiveChat.due_at)
        .limit(CHATS)
    ).all()
    kept = keeps(connection, [row.room_id for row in due])
    done = 0
    for row in due:
        keep = kept[row.room_id]
        gone, again = _forget(connection, row.chat_id, keep, now)
        connection.execute(
            update(ArchiveChat).where(ArchiveChat.number == row.number).values(due_at=again)
        )
        done += 1 + gone
        if gone >= CHUNK:
            break
    return done


def forget_climbs(connection: Connection, now: int) -> int:
    """Delete searches that are a day old; how many."""
    old = connection.execute(select(Climb.id).where(Climb.at < now - _DAY).limit(CHUNK)).scalars()
    gone = list(old)
    for number in gone:
        connection.execute(Climb.__table__.delete().where(Climb.id == number))  # type: ignore[attr-defined]
    return len(gone)


def keeps(connection: Connection, rooms: list[int]) -> dict[int, int]:
    """For how many seconds rooms keep messages; FOREVER, or OFF."""
    stored: dict[int, dict[int, dict[str, Any]]] = settings.load(connection, rooms)
    found = {}
    for room in rooms:
        value = stored.get(room, {}).get(0, {}).get(KEY, USUAL)
        found[room] = value if type(value) is int and value >= FOREVER else USUAL
    return found


def follow(connection: Connection, *, room: int, chat: int, keep: int, now: int) -> int | None:
    """Act on what a room has decided; what it keeps from now on is looked at within a minute.

    How long it kept messages before, None if that is not known.
    """
    enter(connection, [(chat, room)], now)
    rows = connection.execute(
        select(ArchiveChat.off, ArchiveChat.since).where(ArchiveChat.room_id == room)
    ).all()
    was_off = any(row.off for row in rows)
    values: dict[str, int] = {"off": int(keep == OFF), "due_at": now}
    if was_off and keep != OFF:
        values["since"] = now
    connection.execute(update(ArchiveChat).where(ArchiveChat.room_id == room).values(**values))
    return OFF if was_off else None


def note_outages(connection: Connection, now: int) -> int:
    """Write down what Telegram did not keep for us: of a longer silence, all but its last day."""
    minutes = list(
        connection.execute(select(Pulse.minute).order_by(Pulse.minute.desc()).limit(5)).scalars()
    )
    for later, earlier in pairwise(minutes):
        since, until = (earlier + 1) * 60, later * 60 - REACH
        if until > since:
            note_hole(connection, room=0, since=since, until=until)
    return 0


def _forget(connection: Connection, chat: int, keep: int, now: int) -> tuple[int, int]:
    """Forget a chunk of a chat; how many rows, and when to look again."""
    if keep == FOREVER:
        return 0, now + _DAY
    before = now - (keep if keep != OFF else ENFORCED)
    rows = connection.execute(
        select(Message.id, Message.at)
        .where(Message.chat_id == chat)
        .order_by(Message.message_id)
        .limit(CHUNK)
    ).all()
    old = [row.id for row in rows if row.at < before]
    erase(connection, old)
    if len(old) == CHUNK:
        return CHUNK, now
    if keep == OFF:
        spoken = connection.execute(
            select(Message.id).where(Message.chat_id == chat, Message.content != "").limit(CHUNK)
        ).scalars()
        worded = list(spoken)
        blank(connection, worded)
        if len(worded) == CHUNK:
            return CHUNK, now
    left = [row.at for row in rows if row.at >= before]
    again = left[0] + now - before if left else now + _DAY
    # Each minute would be too often, and a day is how late a change by another program is seen.
    return len(old), min(max(again, now + _HOUR // 6), now + _DAY)

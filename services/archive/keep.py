"""For how long a group keeps what was said: a chore that never looks at more than a chunk."""

from itertools import pairwise

from sqlalchemy import Connection, select, update

from models.archive import ArchiveChat, Climb
from models.deadline import Pulse
from models.message import Message
from services.archive import chats
from services.archive.change import blank, erase
from services.archive.chats import FOREVER, OFF, keeps
from services.archive.coverage import note_hole

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


def follow(connection: Connection, *, room: int, chat: int, keep: int, now: int) -> int:
    """Act on what a room has decided; what is too old then goes within a minute.

    For how many seconds it kept messages before.
    """
    before = chats.kept_until_now(connection, room)
    chats.enter(connection, [(chat, room)], now)
    fresh = before == OFF and keep != OFF
    chats.decide(connection, room, keep, now, since=now if fresh else None)
    return before


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

"""What was said and by whom, written in bulk."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, func, or_, select, text, update

from bot.core.daily import OTHERS
from bot.core.incoming import Facts
from bot.core.period import date_at, month_number, week_number
from bot.core.sql import Bulk, among, bulk_upsert, pair_among, written
from models.case import CaseMessage
from models.member import Member, People
from models.message import Message
from services.points import speech

SUBSTANCE = 5
"""Characters from which a message counts as one of substance."""

KEPT = 30 * 86_400
"""Seconds for which messages are kept."""

CHUNK = 500
_DAY, _QUARTER = 86_400, 900

_MESSAGE = (
    "chat_id",
    "message_id",
    "room_id",
    "user_id",
    "at",
    "thread_id",
    "reply_to",
    "media_group",
    "content",
    "text",
)


def _storing(*columns: str) -> Bulk:
    return bulk_upsert(
        Message,
        (*_MESSAGE, *columns),
        keys=("chat_id", "message_id"),
        compute=lambda new: {
            # The newest edit holds, in whatever order they come.
            "text": case(
                (new.edited_at >= func.coalesce(Message.edited_at, written(0)), new.text),
                else_=Message.text,
            ),
            "edited_at": case(
                (new.edited_at > func.coalesce(Message.edited_at, written(0)), new.edited_at),
                else_=Message.edited_at,
            ),
            "deleted_at": func.coalesce(new.deleted_at, Message.deleted_at),
        },
    )


# Most is neither edited nor taken away; the driver is slow with None, which it tries to adapt.
_SAID = _storing()
_CHANGED = _storing("edited_at", "deleted_at")
_PEOPLE = bulk_upsert(
    People,
    ("user_id", "first_name", "last_name", "username", "seen_at", "bot"),
    keys=("user_id",),
    replace=("first_name", "last_name", "username", "seen_at", "bot"),
    # Most people are who they were: a row that stays as it is costs no page of the log.
    only=lambda new: or_(
        People.first_name != new.first_name,
        People.last_name != new.last_name,
        People.username != new.username,
        People.bot != new.bot,
        People.seen_at < new.seen_at - written(_DAY),
    ),
)


def _lately(new: Any, name: str) -> dict[str, Any]:
    """The newest week or month, and what was said in it; what comes late is of an older one."""
    number, count = getattr(Member, name), getattr(Member, f"{name}_messages")
    newer, more = getattr(new, name), getattr(new, f"{name}_messages")
    return {
        f"{name}_messages": case(
            (newer == number, count + more), (newer > number, more), else_=count
        ),
        name: case((newer > number, newer), else_=number),
    }


_COUNTS = bulk_upsert(
    Member,
    (
        "room_id",
        "user_id",
        "messages",
        "substance",
        "days",
        "last_day",
        "seen_at",
        "week",
        "week_messages",
        "month",
        "month_messages",
    ),
    keys=("room_id", "user_id"),
    compute=lambda new: {
        "messages": Member.messages + new.messages,
        "substance": Member.substance + new.substance,
        "days": Member.days + case((new.last_day > Member.last_day, written(1)), else_=written(0)),
        "last_day": case((new.last_day > Member.last_day, new.last_day), else_=Member.last_day),
        "seen_at": case((new.seen_at > Member.seen_at, new.seen_at), else_=Member.seen_at),
        **_lately(new, "week"),
        **_lately(new, "month"),
    },
)
_DELETED = Bulk(
    ("now", "chat", "message"),
    lambda _: (
        update(Message)
        .where(Message.chat_id == bindparam("chat"), Message.message_id == bindparam("message"))
        .values(deleted_at=bindparam("now"))
    ),
)
# Numbers ascend with time in a chat, so that no index by author has to be kept for this.
_BEFORE = (
    select(Message.message_id)
    .where(Message.chat_id == bindparam("chat"), Message.at < bindparam("since"))
    .order_by(Message.message_id.desc())
    .limit(1)
)
_RECENT = (
    select(Message.message_id)
    .where(
        Message.chat_id == bindparam("chat"),
        Message.message_id > bindparam("before"),
        Message.user_id == bindparam("author"),
        Message.at >= bindparam("since"),
        Message.deleted_at.is_(None),
    )
    .order_by(Message.message_id)
)
_ALBUM = select(Message.chat_id, Message.message_id).where(
    Message.room_id == bindparam("room"),
    Message.media_group == bindparam("album"),
    text("media_group <> ''"),  # in these words, or the partial index is not used
    Message.deleted_at.is_(None),
)


def write(
    connection: Connection,
    stays: Sequence[Facts],
    goes: Sequence[Facts] = (),
    now: int = 0,
    *,
    zones: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """Store messages, edits replacing the text, and count those that stay for their authors.

    Weeks and months are those of the rooms' `zones`, UTC where there is none. `goes` are messages
    the bot takes away, at the instant `now`.
    """
    # What goes at once has earned nothing yet, but for what was edited.
    speech.give_back(connection, [(one.chat_id, one.message_id) for one in goes if one.edited], now)
    _SAID(connection, [_row(facts) for facts in stays if not facts.edited])
    _CHANGED(
        connection,
        [(*_row(facts), facts.at, None) for facts in stays if facts.edited]
        + [(*_row(facts), facts.at if facts.edited else None, now) for facts in goes],
    )
    _PEOPLE(connection, _people(stays, goes))
    _COUNTS(connection, _counts(stays, zones))


def author_of(facts: Facts) -> int:
    """Who wrote it: the chat it was written as, else the person; 0 for nobody."""
    if facts.sender_chat:
        return facts.sender_chat.id
    return facts.person.id if facts.person else 0


def is_substance(facts: Facts) -> bool:
    """Whether a message says something, for the count that earns trust."""
    return (
        not facts.edited
        and len(facts.text) >= SUBSTANCE
        and facts.text[0] not in "/!／！"
        and not facts.forwarded
    )


def mark_deleted(connection: Connection, messages: Sequence[tuple[int, int]], now: int) -> None:
    """Write down that the bot takes messages (chat, message) away, and have them earn nothing."""
    speech.give_back(connection, messages, now)
    _DELETED(connection, [(now, chat, message) for chat, message in messages])


def cases_of(
    connection: Connection, messages: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], int]:
    """The cases that messages (chat, message) belong to, of those that do."""
    rows = connection.execute(
        select(CaseMessage.chat_id, CaseMessage.message_id, CaseMessage.case_id).where(
            pair_among(CaseMessage.chat_id, CaseMessage.message_id, "pairs")
        ),
        {"pairs": list(messages)},
    )
    return {(chat, message): case for chat, message, case in rows}


def since(
    connection: Connection,
    *,
    chat: int,
    at: int,
    first: int = 0,
    last: int,
    thread: int | None = None,
    author: int | None = None,
    limit: int,
) -> list[int]:
    """Numbers of messages of a chat that are there still, the newest first.

    Those from `first` to `last`, said at or after the instant `at`; of one topic or author where
    one is given.
    """
    query = select(Message.message_id).where(
        Message.chat_id == chat,
        Message.message_id.between(first, last),
        Message.at >= at,
        Message.deleted_at.is_(None),
    )
    if thread is not None:
        query = query.where(Message.thread_id == thread)
    if author is not None:
        query = query.where(Message.user_id == author)
    return list(
        connection.execute(query.order_by(Message.message_id.desc()).limit(limit)).scalars()
    )


def recent_of(
    connection: Connection, *, chat: int, author: int, since: int
) -> list[tuple[int, int]]:
    """What somebody wrote in a chat since an instant and is still there, as (chat, message).

    Reads all that was written there since.
    """
    asked = {"chat": chat, "author": author, "since": since}
    before = connection.execute(_BEFORE, asked).scalar() or 0
    return [
        (chat, one) for one in connection.execute(_RECENT, {**asked, "before": before}).scalars()
    ]


def album_of(connection: Connection, *, room: int, media_group: str) -> list[tuple[int, int]]:
    """The parts of an album that are known and still there."""
    rows = connection.execute(_ALBUM, {"room": room, "album": media_group})
    return [(chat, message) for chat, message in rows]


def forget(connection: Connection, before: int) -> int:
    """Delete messages older than an instant, of the chunk that was written first; how many went.

    Rows are written as messages come: behind a chunk with nothing old there is nothing old, but
    for what came late. To be sure of it, the whole archive would be read each minute.
    """
    first = connection.execute(select(Message.id, Message.at).order_by(Message.id).limit(CHUNK))
    old = [row.id for row in first if row.at < before]
    if old:
        connection.execute(delete(Message).where(among(Message.id, "ids")), {"ids": old})
    return len(old)


def _row(facts: Facts) -> tuple[object, ...]:
    return (
        facts.chat_id,
        facts.message_id,
        facts.room,
        author_of(facts),
        facts.at,
        facts.thread_id,
        facts.reply_to,
        facts.media_group,
        facts.content,
        facts.text,
    )


def _people(*said: Sequence[Facts]) -> list[tuple[object, ...]]:
    rows = {
        person.id: (
            person.id,
            person.first_name,
            person.last_name,
            person.username.lower(),
            facts.at,
            int(person.is_bot),
        )
        for several in said
        for facts in several
        if (person := facts.person)
    }
    return [rows[person] for person in sorted(rows)]


@lru_cache(maxsize=1024)
def _span(zone: str, quarter: int) -> tuple[int, int]:
    """Week and month of a quarter of an hour: no clock is off by less."""
    day = date_at(quarter * _QUARTER, zone)
    return week_number(day), month_number(day)


def _counts(said: Sequence[Facts], zones: Mapping[int, str]) -> list[tuple[int, ...]]:
    """A row for each author, and one more for each further day, week or month of theirs."""
    counts: dict[tuple[int, int], list[list[int]]] = {}
    for facts in said:
        author = author_of(facts)
        if not author or facts.edited:
            continue
        week, month = _span(zones.get(facts.room, OTHERS), facts.at // _QUARTER)
        who = (facts.room, author)
        rows = counts.get(who)
        if rows is None:
            rows = counts[who] = [[0, 0, 0, 0, 0, week, 0, month, 0]]
        row = rows[-1]
        if row[5] != week or row[7] != month:
            row = [0, 0, 0, 0, 0, week, 0, month, 0]
            rows.append(row)
        if is_substance(facts):
            day = facts.at // _DAY
            if day > row[3] > 0:
                row = [0, 0, 0, 0, 0, week, 0, month, 0]
                rows.append(row)
            row[1] += 1
            row[2] = 1
            if day > row[3]:
                row[3] = day
        row[0] += 1
        if facts.at > row[4]:
            row[4] = facts.at
        row[6] += 1
        row[8] += 1
    return [(*who, *row) for who in sorted(counts) for row in counts[who]]

"""What was said and by whom, written in bulk."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_

from bot.core.incoming import Facts
from bot.core.perception import is_number
from bot.core.sql import bulk_upsert
from models.member import Member, People
from models.message import Message
from services.archive.change import react, with_words
from services.archive.chats import rooms_off
from services.archive.said import COMMAND, extra_of, has_of

SUBSTANCE = 5
"""Characters from which a message counts as one of substance."""

_DAY = 86_400
_MESSAGE = frozenset(("message", "edited_message"))
_COMMAND = re.compile("[/／][A-Za-z]")
_MOST_REACTIONS = 2**31 - 1


def _holding(new: Any) -> dict[str, Any]:
    """What holds of a message that is there: the newest edit, in whatever order they come, and of
    one that was taken away nothing but its numbers."""
    gone = or_(new.deleted_at.is_not(None), Message.deleted_at.is_not(None))
    newer = new.edited_at >= func.coalesce(Message.edited_at, 0)
    values: dict[str, Any] = {
        name: case((gone, empty), (newer, new[name]), else_=Message.__table__.c[name])
        for name, empty in (("text", ""), ("extra", ""), ("content", ""), ("has", 0))
    }
    return values | {
        "edited_at": case((newer, new.edited_at), else_=Message.edited_at),
        "deleted_at": func.coalesce(new.deleted_at, Message.deleted_at),
    }


_MESSAGES = bulk_upsert(
    Message,
    (
        *("chat_id", "message_id", "room_id", "user_id", "at", "thread_id", "reply_to"),
        *("media_group", "content", "text", "edited_at", "deleted_at", "has", "extra"),
    ),
    keys=("chat_id", "message_id"),
    compute=_holding,
    # What is kept as it came is not written twice.
    only=lambda new: or_(
        and_(new.deleted_at.is_not(None), Message.deleted_at.is_(None)),
        new.edited_at >= func.coalesce(Message.edited_at, 0),
    ),
)
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
        People.seen_at < new.seen_at - _DAY,
    ),
)
_COUNTS = bulk_upsert(
    Member,
    ("room_id", "user_id", "messages", "substance", "days", "last_day", "seen_at"),
    keys=("room_id", "user_id"),
    compute=lambda new: {
        "messages": Member.messages + new.messages,
        "substance": Member.substance + new.substance,
        "days": Member.days + case((new.last_day > Member.last_day, 1), else_=0),
        "last_day": case((new.last_day > Member.last_day, new.last_day), else_=Member.last_day),
        "seen_at": case((new.seen_at > Member.seen_at, new.seen_at), else_=Member.seen_at),
    },
)


def write(
    connection: Connection, stays: Sequence[Facts], goes: Sequence[Facts] = (), now: int = 0
) -> None:
    """Store messages, edits replacing the text, and count those that stay for their authors.

    `goes` are messages the bot takes away, at the instant `now`: nothing that they say is kept.
    Of a room that opted out only numbers, authors and times are. Among those that stay may be
    reactions.
    """
    said = [facts for facts in stays if facts.kind in _MESSAGE]
    if len(said) < len(stays):
        _react(connection, [facts for facts in stays if facts.kind not in _MESSAGE])
    shut = rooms_off(connection)
    rows = [_row(facts, None, facts.room in shut) for facts in said]
    rows += [_row(facts, now, True) for facts in goes]
    store = partial(_MESSAGES, connection, rows)
    edits = [(one.chat_id, one.message_id) for one in (*said, *goes) if one.edited]
    if edits:
        with_words(connection, edits, store, again=True)
    else:
        store()
    _PEOPLE(connection, _people(said, goes))
    _COUNTS(connection, _counts(said))


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


def _row(facts: Facts, deleted: int | None, bare: bool) -> tuple[object, ...]:
    extra = "" if bare else extra_of(facts)
    return (
        facts.chat_id,
        facts.message_id,
        facts.room,
        author_of(facts),
        _said_at(facts),
        facts.thread_id,
        facts.reply_to,
        facts.media_group,
        "" if bare else COMMAND if _COMMAND.match(facts.text) else facts.content,
        "" if bare else facts.text,
        facts.at if facts.edited else None,
        deleted,
        0 if bare else has_of(facts, extra),
        extra,
    )


def _said_at(facts: Facts) -> int:
    """When it was said, not when it was edited: numbers ascend with that."""
    told = (facts.raw or {}).get(facts.kind) if facts.edited else None
    date = told.get("date") if isinstance(told, dict) else None
    return date if is_number(date) and date else facts.at


def _react(connection: Connection, said: Sequence[Facts]) -> None:
    more: list[tuple[int, int, int]] = []
    counted: list[tuple[int, int, int]] = []
    for facts in said:
        told: Any = (facts.raw or {}).get(facts.kind)
        if facts.kind == "message_reaction":
            count = _long(told, "new_reaction") - _long(told, "old_reaction")
            more.append((count, facts.chat_id, facts.message_id))
        elif facts.kind == "message_reaction_count":
            listed = told.get("reactions") if isinstance(told.get("reactions"), list) else []
            count = sum(
                one["total_count"]
                for one in listed
                if isinstance(one, dict) and type(one.get("total_count")) is int
            )
            counted.append((min(max(count, 0), _MOST_REACTIONS), facts.chat_id, facts.message_id))
    react(connection, more, counted)


def _long(told: dict[str, Any], key: str) -> int:
    value = told.get(key)
    return len(value) if isinstance(value, list) else 0


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


def _counts(said: Sequence[Facts]) -> list[tuple[int, ...]]:
    """A row for each author, and one more for each further day of theirs."""
    counts: dict[tuple[int, int], list[list[int]]] = {}
    for facts in said:
        author = author_of(facts)
        if not author or facts.edited:
            continue
        rows = counts.setdefault((facts.room, author), [[0, 0, 0, 0, 0]])
        row = rows[-1]
        if is_substance(facts):
            day = facts.at // _DAY
            if day > row[3] > 0:
                row = [0, 0, 0, 0, 0]
                rows.append(row)
            row[1] += 1
            row[2] = 1
            row[3] = max(row[3], day)
        row[0] += 1
        row[4] = max(row[4], facts.at)
    return [(*who, *row) for who in sorted(counts) for row in counts[who]]

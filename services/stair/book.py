"""The rows of codes. All functions run inside a transaction; instants are seconds since 1970."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Connection, func, select, update

from bot.core.sql import among
from models.stair import Stair as Row
from services.stair import serial
from services.stair.code import Asked, part, tag_of, tags_of
from services.stair.serial import GONE

PLAIN, TALK, TYPED = "plain", "talk", "typed"
"""Kinds: of a message, of a talk, and in the form of WeChat."""

THERE, OPEN, CLOSED = "there", "open", "closed"
"""States; the last one is GONE."""

LINES: Final = 36
"""Codes in one message of the index: with two entities each they stay below the hundred that
Telegram takes in a message, and with the longest titles below its 4096 characters."""

LISTED: Final = 500
"""Codes that are shown by pages; who wants others asks for a word."""

TELLING: Final = 4
"""Characters from which on a word is looked for in tags, too: a short number is in most of them."""

SEARCHED: Final = 5_000
"""Codes among which words are looked for."""

ALIKE: Final = 10
"""Codes among which somebody is asked to choose."""


class Stair(Struct, frozen=True, gc=False, kw_only=True):
    """A code; see `models.stair` for the fields."""

    id: int
    room_id: int
    day: int
    serial: int
    digits: str
    prefix: str
    title: str
    kind: str
    state: str
    chat_id: int
    message_id: int
    thread_id: int
    post_chat: int
    post_id: int
    pinned: int
    card_id: int
    last_id: int
    month: int
    part: int
    by_id: int | None
    at: int
    closed_at: int | None

    @property
    def tag(self) -> str:
        """The tag that can be tapped."""
        return tag_of(self.prefix, self.digits)

    @property
    def tags(self) -> str:
        """The tag and that of its family."""
        return tags_of(self.prefix, self.digits)

    @property
    def begins(self) -> tuple[int, int]:
        """The message (chat, message) with which it begins; the number is 0 if that is unknown."""
        if self.message_id:
            return self.chat_id, self.message_id
        return self.post_chat, self.post_id


_COLUMNS = tuple(getattr(Row, name) for name in Stair.__struct_fields__)


class New(Struct, frozen=True, gc=False, kw_only=True):
    """A code that is to be; `digits` are those that somebody typed, empty for the next ones."""

    room: int
    chat: int
    title: str
    prefix: str
    kind: str = PLAIN
    state: str = THERE
    message: int = 0
    thread: int = 0
    by: int | None = None
    digits: str = ""


def day_of(at: int, zone: str) -> int:
    """The day of an instant in a zone, as 20170201."""
    there = datetime.fromtimestamp(at, ZoneInfo(zone))
    return there.year * 10_000 + there.month * 100 + there.day


def put(connection: Connection, new: New, *, at: int, zone: str) -> Stair | None:
    """Write a code down; None if the digits that were typed are taken.

    Raises:
        serial.Full: the day has no number left.
        ValueError: what was typed is no code.
    """
    today = day_of(at, zone)
    values: dict[str, Any] = {
        "room_id": new.room,
        "prefix": new.prefix,
        "title": new.title,
        "kind": new.kind,
        "state": new.state,
        "chat_id": new.chat,
        "message_id": new.message,
        "thread_id": new.thread,
        "post_chat": new.chat,
        "post_id": 0,
        "pinned": 0,
        "card_id": 0,
        "last_id": 0,
        "month": today // 100,
        "part": _part(connection, new.room, today // 100),
        "by_id": new.by,
        "at": at,
        "closed_at": None,
    }
    number: int | None
    if new.digits:
        typed = part(new.digits)
        if typed is None:
            raise ValueError(new.digits)
        number = serial.claim(connection, *typed, new.digits, values)
    else:
        number, _ = serial.give(connection, today, values)
    return get(connection, new.room, number) if number is not None else None


def _part(connection: Connection, room: int, month: int) -> int:
    """The message of a month in which there is place for one more."""
    last = connection.execute(
        select(Row.part, func.count())
        .where(Row.room_id == room, Row.month == month, Row.state != GONE)
        .group_by(Row.part)
        .order_by(Row.part.desc())
        .limit(1)
    ).first()
    return (last[0] + (last[1] >= LINES)) if last else 1


def get(connection: Connection, room: int, number: int) -> Stair | None:
    """A code of a room by its row."""
    found = connection.execute(
        select(*_COLUMNS).where(Row.id == number, Row.room_id == room)
    ).first()
    return Stair(**found._mapping) if found else None


def at_post(connection: Connection, room: int, chat: int, message: int) -> Stair | None:
    """The code that a message carries."""
    found = connection.execute(
        select(*_COLUMNS).where(
            Row.room_id == room, Row.post_id == message, Row.post_chat == chat, Row.state != GONE
        )
    ).first()
    return Stair(**found._mapping) if found else None


def change(
    connection: Connection, room: int, number: int, *, states: Sequence[str] = (), **values: Any
) -> bool:
    """Write something of a code anew, where its state is one of some; False if it is not."""
    query = update(Row).where(Row.id == number, Row.room_id == room)
    if states:
        query = query.where(Row.state.in_(states))
    return bool(connection.execute(query.values(**values)).rowcount)


def asked(connection: Connection, room: int, wanted: Asked) -> list[Stair]:
    """The codes of a room that a spelling may mean, the newest day first."""
    query = select(*_COLUMNS).where(Row.room_id == room, Row.state != GONE)
    if wanted.day:
        query = query.where(Row.day == wanted.day)
    if wanted.date:
        query = query.where(Row.day % 10_000 == wanted.date)
    if wanted.serial:
        query = query.where(Row.serial == wanted.serial)
    rows = connection.execute(query.order_by(Row.day.desc(), Row.serial).limit(LISTED))
    found = [Stair(**row._mapping) for row in rows]
    prefix = wanted.prefix.casefold()
    return [one for one in found if not prefix or one.prefix.casefold() == prefix][:ALIKE]


def listed(connection: Connection, room: int, words: str) -> list[Stair]:
    """The newest codes of a room whose title or tag has all of some words, newest first."""
    wanted = [_fold(word) for word in words.split()]
    columns = (Row.id, Row.title, Row.prefix, Row.digits)
    rows = connection.execute(
        select(*columns)
        .where(Row.room_id == room, Row.state != GONE)
        .order_by(Row.at.desc(), Row.id.desc())
        .limit(SEARCHED if wanted else LISTED)
    )
    ids = []
    for number, title, prefix, digits in rows:
        said, tag = _fold(title), _fold(tag_of(prefix, digits))
        if all(word in said or (len(word) >= TELLING and word in tag) for word in wanted):
            ids.append(number)
    found = connection.execute(
        select(*_COLUMNS).where(among(Row.id, "ids")).order_by(Row.at.desc(), Row.id.desc()),
        {"ids": ids[:LISTED]},
    )
    return [Stair(**row._mapping) for row in found]


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def in_part(connection: Connection, room: int, month: int, part: int) -> list[Stair]:
    """The codes that one message of the index lists, in the order in which they were given."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.room_id == room, Row.month == month, Row.part == part, Row.state != GONE)
        .order_by(Row.at, Row.id)
    )
    return [Stair(**row._mapping) for row in rows]


def talks(
    connection: Connection, room: int, *states: str, kind: str = "", since: int = 0
) -> list[Stair]:
    """Codes of a room in some states, begun at or after an instant, the newest first."""
    query = select(*_COLUMNS).where(Row.room_id == room, Row.state.in_(states), Row.at >= since)
    if kind:
        query = query.where(Row.kind == kind)
    rows = connection.execute(query.order_by(Row.at.desc(), Row.id.desc()).limit(20))
    return [Stair(**row._mapping) for row in rows]


def pinned(connection: Connection, room: int, limit: int) -> list[Stair]:
    """Codes of a room whose messages the bot pinned, newest first."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.room_id == room, Row.pinned == 1)
        .order_by(Row.id.desc())
        .limit(limit)
    )
    return [Stair(**row._mapping) for row in rows]

"""Erasing somebody, by what the tables declare: at most a chunk of rows at a time, again and again
until there is nothing left. Everything may be repeated."""

from typing import Any

from msgspec import Struct
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    delete,
    func,
    or_,
    select,
    text,
    tuple_,
    update,
)

from models.base import ASKED, Trace
from models.message import Message
from models.room import Address
from services import archive, points
from services.privacy import inside
from services.privacy.declared import traces
from services.privacy.inside import CHUNK, WINDOW, Marks

_AGED = {"strikes": "given_at"}
"""Where the instant of a row is not called `at`."""


class Wish(Struct, frozen=True):
    """Who is erased, since when they wish it, and before which instant a case is finished."""

    marks: Marks
    asked: int
    now: int
    since: int

    @property
    def bounds(self) -> dict[str, int]:
        """What the conditions of the tables ask for."""
        return {"now": self.now, "since": self.since}


class Cursor(Struct, frozen=True):
    """How far a room has got: its rows are done, and messages of a chat up to one."""

    chat: int = 0
    after: int = 0
    messages: bool = False


def erase_room(connection: Connection, room: int, wish: Wish, cursor: Cursor) -> Cursor | None:
    """Erase one chunk of what a room holds of somebody; where to go on, None if that was all."""
    if not cursor.messages:
        points.retire(connection, room=room, person=wish.marks.person, now=wish.now)
        done = 0
        for table, trace in traces(by_room=True):
            done += _erase(connection, table, trace, room, wish, CHUNK - done)
            if done >= CHUNK:
                return cursor
        inside.scrub_room(connection, room, wish.marks)
        return Cursor(messages=True)
    return _erase_messages(connection, room, wish.marks.person, cursor)


def erase_finished(connection: Connection, room: int, wish: Wish) -> bool:
    """Erase what has been finished since, of what was there when they wished it; True if more is
    left that is finished."""
    done = 0
    for table, trace in traces(by_room=True):
        at = aged(table)
        if at is None or not (trace.gone or trace.cut) or not trace.stays:
            continue
        done += _erase(connection, table, trace, room, wish, CHUNK - done, at <= wish.asked)
        if done >= CHUNK:
            return True
    return False


def aged(table: Table) -> Column[Any] | None:
    """The column that says when a row was written."""
    return table.columns.get(_AGED.get(table.name, "at"))


def erase_everywhere(connection: Connection, wish: Wish, after: int) -> int | None:
    """Erase what is in no room; the id behind which to go on, None if that was all."""
    for table, trace in traces(by_room=False):
        _erase(connection, table, trace, None, wish, CHUNK)
    inside.wipe_quarantine(connection, wish.marks)
    return inside.wipe_outbox(connection, wish.marks, after)


def _erase(
    connection: Connection,
    table: Table,
    trace: Trace,
    room: int | None,
    wish: Wish,
    limit: int,
    also: ColumnElement[bool] | None = None,
) -> int:
    """Do to the rows of one column what it declares; how many that were."""
    mine = [table.c[trace.column] == wish.marks.person]
    if room is not None:
        mine.append(table.c.room_id == room)
    if also is not None:
        mine.append(also)
    done = 0
    if trace.gone and limit > 0:
        gone = _picked(table, [*mine, _sql(trace.gone)], limit)
        done += connection.execute(delete(table).where(gone), wish.bounds).rowcount
    if trace.blank and limit > done:
        values = {
            name: wish.asked if value == ASKED else value for name, value in trace.blank.items()
        }
        differs = or_(*(table.c[name].is_distinct_from(value) for name, value in values.items()))
        where = [*mine, differs, *([_sql(f"NOT ({trace.but})")] if trace.but else [])]
        blank = update(table).where(_picked(table, where, limit - done)).values(**values)
        done += connection.execute(blank, _asked(wish, trace.but)).rowcount
    if trace.cut and limit > done:
        cut = _picked(table, [*mine, _sql(trace.cut)], limit - done)
        empty = update(table).where(cut).values({trace.column: trace.empty})
        done += connection.execute(empty, _asked(wish, trace.cut)).rowcount
    return done


def _asked(wish: Wish, condition: str) -> dict[str, int]:
    """Only what is asked for: an UPDATE takes anything else for a column."""
    return {name: value for name, value in wish.bounds.items() if f":{name}" in condition}


def _sql(condition: str) -> ColumnElement[bool]:
    return text(f"({condition})")  # type: ignore[return-value]


def _picked(table: Table, where: list[Any], limit: int) -> ColumnElement[bool]:
    keys = list(table.primary_key.columns)
    found: Select[Any] = select(*keys).where(and_(*where)).limit(limit)
    return tuple_(*keys).in_(found) if len(keys) > 1 else keys[0].in_(found)


def _erase_messages(
    connection: Connection, room: int, person: int, cursor: Cursor
) -> Cursor | None:
    """Go through the messages of a room, for there is no index by author."""
    chat = connection.execute(
        select(func.min(Address.chat_id)).where(
            Address.room_id == room, Address.chat_id >= cursor.chat
        )
        if cursor.chat
        else select(func.min(Address.chat_id)).where(Address.room_id == room)
    ).scalar()
    if chat is None:
        return None
    after = cursor.after if chat == cursor.chat else 0
    rows = connection.execute(
        select(Message.message_id, Message.user_id, Message.id)
        .where(Message.chat_id == chat, Message.message_id > after)
        .order_by(Message.message_id)
        .limit(WINDOW)
    ).all()
    own = [row for row in rows if row.user_id == person][:CHUNK]
    if own:
        archive.erase(connection, [row.id for row in own])
    if len(own) == CHUNK:
        return Cursor(chat, own[-1].message_id, messages=True)
    if len(rows) == WINDOW:
        return Cursor(chat, rows[-1].message_id, messages=True)
    following = connection.execute(
        select(func.min(Address.chat_id)).where(Address.room_id == room, Address.chat_id > chat)
    ).scalar()
    return None if following is None else Cursor(following, 0, messages=True)

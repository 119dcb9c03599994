"""Somebody's file: gathered step by step, a part at a time, then put together."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Table, delete, func, insert, select

from models import metadata
from models.base import Trace
from models.message import Message
from models.outbox import Outbox
from models.privacy import Export
from models.room import Address
from services.privacy.declared import declared, traces
from services.privacy.inside import CHUNK, WINDOW, Marks, naming

KEPT = 86_400
"""Seconds for which parts of a file that was never finished are kept."""

MOST = 10_000
"""Rows of one table and room that are gathered."""


class Step(Struct, frozen=True):
    """How far a file has got: rooms to go, messages of one up to one, the outbox up to one."""

    rooms: tuple[int, ...]
    chats: tuple[int, ...] = ()
    after: int = 0
    last: bool = False


def gather(connection: Connection, marks: Marks, step: Step, now: int) -> Step | None:
    """Gather the next part; where to go on, None if that was all."""
    person = marks.person
    if step.chats:
        return _messages(connection, person, step, now)
    if step.rooms:
        room, *left = step.rooms
        for table, trace in traces(by_room=True):
            _put(
                connection, person, table.name, _theirs(connection, table, trace, person, room), now
            )
        for name, rows in naming(connection, room, marks).items():
            _put(connection, person, name, rows, now)
        chats = connection.execute(select(Address.chat_id).where(Address.room_id == room))
        return Step(tuple(left), tuple(chats.scalars()))
    if not step.last:
        for table, trace in traces(by_room=False):
            _put(connection, person, table.name, _theirs(connection, table, trace, person), now)
        return Step((), last=True)
    return _outbox(connection, marks, step, now)


def take_file(connection: Connection, person: int) -> str:
    """The whole file as JSON: every table with something of people, with the rows of somebody."""
    found: dict[str, list[Any]] = {
        table.name: [] for table in metadata.sorted_tables if declared(table).matter
    }
    rows = connection.execute(
        select(Export.name, Export.body).where(Export.user_id == person).order_by(Export.part)
    )
    for name, body in rows:
        known = found.setdefault(name, [])
        known += [one for one in msgspec.json.decode(body) if one not in known]
    connection.execute(delete(Export).where(Export.user_id == person))
    return msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n"


def drop(connection: Connection, person: int) -> None:
    """Begin anew."""
    connection.execute(delete(Export).where(Export.user_id == person))


def forget_parts(connection: Connection, now: int) -> int:
    """Delete parts of files that were never finished; how many."""
    old = connection.execute(
        select(Export.user_id, Export.part).where(Export.at < now - KEPT).limit(CHUNK)
    ).all()
    for person, part in old:
        connection.execute(delete(Export).where(Export.user_id == person, Export.part == part))
    return len(old)


def _messages(connection: Connection, person: int, step: Step, now: int) -> Step:
    chat, *others = step.chats
    rows = (
        connection.execute(
            select(*Message.__table__.columns)
            .where(Message.chat_id == chat, Message.message_id > step.after)
            .order_by(Message.message_id)
            .limit(WINDOW)
        )
        .mappings()
        .all()
    )
    own = [dict(row) for row in rows if row["user_id"] == person]
    _put(connection, person, "messages", own, now)
    if len(rows) == WINDOW:
        return Step(step.rooms, step.chats, rows[-1]["message_id"])
    return Step(step.rooms, tuple(others))


def _outbox(connection: Connection, marks: Marks, step: Step, now: int) -> Step | None:
    rows = (
        connection.execute(
            select(*Outbox.__table__.columns)
            .where(Outbox.id > step.after)
            .order_by(Outbox.id)
            .limit(CHUNK)
        )
        .mappings()
        .all()
    )
    inside = ("action", "then_data", "result")
    own = [dict(row) for row in rows if any(marks.are_in(row[name]) for name in inside)]
    _put(connection, marks.person, "outbox", own, now)
    return Step((), after=rows[-1]["id"], last=True) if len(rows) == CHUNK else None


def _theirs(
    connection: Connection, table: Table, trace: Trace, person: int, room: int | None = None
) -> list[dict[str, Any]]:
    """Rows with somebody's number, as far as they may see them."""
    shown = trace.shows.split()
    columns = [table.c[name] for name in (*shown, trace.column)] if shown else list(table.columns)
    query = select(*columns).where(table.c[trace.column] == person).limit(MOST)
    if room is not None:
        query = query.where(table.c.room_id == room)
    return [dict(row) for row in connection.execute(query).mappings()]


def _put(
    connection: Connection, person: int, name: str, rows: list[dict[str, Any]], now: int
) -> None:
    if not rows or name == Export.__tablename__:
        return
    part = select(func.coalesce(func.max(Export.part), 0) + 1).where(Export.user_id == person)
    plain = [
        {
            key: value.decode("utf-8", "replace") if isinstance(value, bytes) else value
            for key, value in row.items()
        }
        for row in rows
    ]
    connection.execute(
        insert(Export).values(
            user_id=person,
            part=connection.execute(part).scalar_one(),
            name=name,
            body=msgspec.json.encode(plain).decode(),
            at=now,
        )
    )

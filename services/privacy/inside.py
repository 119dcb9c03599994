"""What names somebody inside of texts and JSON, where no column says so.

What is on its way (updates that wait, actions that are not done, most deadlines) is left: it is
gone within moments, and what it does has to be done. What is finished goes.
"""

import re
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Table, delete, select, text, update

from bot.core.manner.who import PENDING
from bot.core.question import LAPSED
from bot.core.unit import HUSH
from models import metadata
from models.code import Code
from models.deadline import Deadline
from models.greeting import Greeting
from models.guestlist import Guest
from models.inbox import Quarantine
from models.manner import Letter, Notice
from models.member import People
from models.outbox import Outbox
from models.raid import Arrival
from services.greeting import Waiting

CHUNK = 500
"""Rows that are changed at once."""

WINDOW = 5000
"""Rows that are read at once."""

SHORTEST = 2
"""Characters of a name that is looked for."""


class Marks(Struct, frozen=True):
    """By what somebody is found: their number, and what they were called."""

    person: int
    names: tuple[str, ...] = ()

    def pattern(self) -> re.Pattern[str]:
        """All of it, but not in the midst of a number or of a word in Latin letters."""
        words = [re.escape(name) for name in self.names if len(name) >= SHORTEST]
        called = "|".join(words) or "(?!)"
        return re.compile(
            rf"(?<!\d){self.person}(?!\d)|(?<![A-Za-z0-9_])(?:{called})(?![A-Za-z0-9_])",
            re.IGNORECASE,
        )

    def are_in(self, value: Any) -> bool:
        """Whether something names them, if only in JSON's own spelling."""
        if value is None:
            return False
        said = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        return bool(self.pattern().search(said))


def marks_of(connection: Connection, person: int) -> Marks:
    """By what somebody is found."""
    row = connection.execute(
        select(People.first_name, People.last_name, People.username).where(People.user_id == person)
    ).first()
    if row is None:
        return Marks(person)
    full = f"{row.first_name} {row.last_name}".strip()
    return Marks(person, tuple(dict.fromkeys(filter(None, (full, row.first_name, row.username)))))


def scrub_room(connection: Connection, room: int, marks: Marks) -> None:
    """Take somebody out of what a room keeps in texts; a chunk of each, which is more than all."""
    for scrub in _BY_ROOM.values():
        scrub(connection, room, marks)


def _deadlines(connection: Connection, room: int, marks: Marks) -> None:
    """What is not done again, who confirms, what was asked; the others fall due and are gone."""
    kinds = (HUSH, PENDING, LAPSED)
    rows = connection.execute(
        select(Deadline.id, Deadline.key, Deadline.data)
        .where(Deadline.kind.in_(kinds), Deadline.room_id == room)
        .limit(WINDOW)
    )
    own = [row.id for row in rows if marks.are_in(row.key) or marks.are_in(row.data)]
    connection.execute(delete(Deadline).where(Deadline.id.in_(own[:CHUNK])))


def _greetings(connection: Connection, room: int, marks: Marks) -> None:
    found = connection.execute(select(Greeting.waiting).where(Greeting.room_id == room)).scalar()
    if not found or not marks.are_in(found):
        return
    try:
        waiting = msgspec.json.decode(found, type=Waiting)
    except msgspec.DecodeError:
        waiting = Waiting()
    left = Waiting(
        tuple(one for one in waiting.people if one.id != marks.person),
        waiting.more - waiting.others.count(marks.person),
        tuple(one for one in waiting.others if one != marks.person),
    )
    kept = msgspec.json.encode(left).decode()
    connection.execute(update(Greeting).where(Greeting.room_id == room).values(waiting=kept))


def _arrivals(connection: Connection, room: int, marks: Marks) -> None:
    number = str(marks.person)
    rows = connection.execute(
        select(Arrival.minute, Arrival.who)
        .where(Arrival.room_id == room, Arrival.who.contains(number))
        .limit(CHUNK)
    ).all()
    for minute, who in rows:
        left = " ".join(one for one in who.split() if one != number)
        connection.execute(
            update(Arrival)
            .where(Arrival.room_id == room, Arrival.minute == minute)
            .values(who=left)
        )


def _guests(connection: Connection, room: int, marks: Marks) -> None:
    """Whom a group put on its list by number or username; tokens are hashes, and name nobody."""
    rows = connection.execute(select(Guest.value).where(Guest.room_id == room).limit(WINDOW))
    own = [value for (value,) in rows if marks.are_in(value)]
    connection.execute(delete(Guest).where(Guest.room_id == room, Guest.value.in_(own[:CHUNK])))


def _codes(connection: Connection, room: int, marks: Marks) -> None:
    """Codes that let in a username alone: nobody else could use them."""
    rows = connection.execute(
        select(Code.id, Code.for_name)
        .where(Code.room_id == room, Code.for_name != "")
        .limit(WINDOW)
    )
    own = [row.id for row in rows if marks.are_in(row.for_name)]
    connection.execute(delete(Code).where(Code.id.in_(own[:CHUNK])))


def _notices(connection: Connection, room: int, marks: Marks) -> None:
    rows = connection.execute(
        select(Notice.matter, Notice.wanted).where(
            Notice.room_id == room, Notice.wanted.is_not(None)
        )
    ).all()
    for matter, wanted in rows:
        if marks.are_in(wanted):
            connection.execute(
                update(Notice)
                .where(Notice.room_id == room, Notice.matter == matter)
                .values(wanted=None)
            )


def _letters(connection: Connection, room: int, marks: Marks) -> None:
    """Letters that wait for others: who is named in them is not any more."""
    pattern = marks.pattern()
    rows = connection.execute(
        select(Letter.id, Letter.body).where(Letter.room_id == room).limit(WINDOW)
    ).all()
    for number, body in rows:
        letter = msgspec.json.decode(body)
        said = letter.get("text", "")
        if pattern.search(said):
            left = msgspec.json.encode({**letter, "text": pattern.sub("…", said)}).decode()
            connection.execute(update(Letter).where(Letter.id == number).values(body=left))


_BY_ROOM: dict[str, Callable[[Connection, int, Marks], None]] = {
    "deadlines": _deadlines,
    "greetings": _greetings,
    "arrivals": _arrivals,
    "guests": _guests,
    "codes": _codes,
    "notices": _notices,
    "letters": _letters,
}


def wipe_outbox(connection: Connection, marks: Marks, after: int) -> int | None:
    """Empty actions that are done and name somebody, in the window behind an id.

    The id to go on behind; None at the end. The rows stay, for their ids are counted on.
    """
    rows = connection.execute(
        select(Outbox.id, Outbox.state, Outbox.action, Outbox.then_data, Outbox.result)
        .where(Outbox.id > after)
        .order_by(Outbox.id)
        .limit(CHUNK)
    ).all()
    own = [
        row.id
        for row in rows
        if row.state not in ("new", "sending") and any(marks.are_in(one) for one in row[2:])
    ]
    if own:
        empty = {"action": "{}", "then_data": None, "result": None}
        connection.execute(update(Outbox).where(Outbox.id.in_(own)).values(**empty))
    return rows[-1].id if len(rows) == CHUNK else None


def wipe_quarantine(connection: Connection, marks: Marks) -> None:
    """Delete what could not be handled and names somebody."""
    rows = connection.execute(
        select(Quarantine.id, Quarantine.reference, Quarantine.payload, Quarantine.error)
        .order_by(Quarantine.id.desc())
        .limit(WINDOW)
    )
    own = [row.id for row in rows if any(marks.are_in(one) for one in row[1:])]
    connection.execute(delete(Quarantine).where(Quarantine.id.in_(own[:CHUNK])))


LOOKED_INTO = frozenset((*_BY_ROOM, "outbox", "quarantine", "inbox"))
"""Tables whose content is looked into; the inbox is emptied as it is handled."""


def naming(connection: Connection, room: int, marks: Marks) -> dict[str, list[dict[str, Any]]]:
    """What names somebody inside of what a room keeps, for their file."""
    return {
        name: [row for row in _rows(connection, metadata.tables[name], room) if _names(row, marks)]
        for name in sorted(LOOKED_INTO - {"outbox"})
    }


def _rows(connection: Connection, table: Table, room: int) -> list[dict[str, Any]]:
    query = select(table).where(table.c.room_id == room).limit(WINDOW)
    if table.name == "inbox":
        query = query.where(text("done_at IS NULL"))
    return [dict(row) for row in connection.execute(query).mappings()]


def _names(row: dict[str, Any], marks: Marks) -> bool:
    return any(marks.are_in(value) for value in row.values() if isinstance(value, str | bytes))

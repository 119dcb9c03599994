"""Who is at the door: applications and their steps. All functions run inside a transaction."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, case, delete, func, insert, select, update

from bot.core.gate import Applicant
from bot.core.sql import bulk_upsert, inserting
from models.entry import Application as Row
from models.entry import SeatHold
from models.entry import Step as StepRow

OPEN, HELD, QUEUED, OFFERED, READY = "open", "held", "queued", "offered", "ready"
"""At the gates; kept back by a raid; on the waiting list; offered a seat; through, and let in."""

PASSED, FAILED, WITHDRAWN, ELSEWHERE = "passed", "failed", "withdrawn", "elsewhere"
"""In; turned away; gone by themselves; somebody else decided."""

KEPT = 90 * 86_400
"""Seconds for which it is remembered who was at the door."""

CHUNK = 500

_COLUMNS = tuple(getattr(Row, name) for name in Applicant.__struct_fields__)
_PUT_STEP = bulk_upsert(
    StepRow,
    ("application_id", "room_id", "user_id", "gate", "state", "tries", "data", "at"),
    keys=("application_id", "gate"),
    replace=("state", "tries", "data", "at"),
)


class Step(Struct, frozen=True, gc=False):
    """How far an applicant is at one gate."""

    state: str
    tries: int
    data: dict[str, Any]
    at: int


def apply(connection: Connection, **values: Any) -> Applicant:
    """Somebody comes to the door."""
    blank = {
        "focus": "",
        "card": 0,
        "pictured": 0,
        "stale": 0,
        "porch": 0,
        "ended_at": None,
    }
    known = {**blank, **values}
    row = {**known, "seen": msgspec.json.encode(known["seen"]).decode(), "why": "", "ended_by": 0}
    number = connection.execute(insert(Row).values(**row).returning(Row.id)).scalar_one()
    return Applicant(id=number, **known)


def get(connection: Connection, number: int) -> Applicant | None:
    """An application, if there is one."""
    return _one(connection, Row.id == number)


def live(connection: Connection, room: int, person: int) -> Applicant | None:
    """The application of somebody who is at a room's door just now."""
    return _one(connection, Row.room_id == room, Row.user_id == person, Row.ended_at.is_(None))


def live_and_last(
    connection: Connection, room: int, person: int
) -> tuple[Applicant | None, Applicant | None]:
    """The application of somebody who is at a room's door just now, and the newest that is over."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.room_id == room, Row.user_id == person)
        .order_by(Row.ended_at.is_(None).desc(), Row.id.desc())
        .limit(2)
    )
    found = [_made(row) for row in rows]
    here = found.pop(0) if found and found[0].ended_at is None else None
    return here, found[0] if found else None


def named(connection: Connection, room: int, username: str) -> Applicant | None:
    """Who stands at a room's door just now under a username (without @), in any case."""
    return _one(
        connection,
        Row.room_id == room,
        func.lower(Row.username) == username.lower(),
        Row.ended_at.is_(None),
    )


def mine(connection: Connection, person: int) -> list[Applicant]:
    """Everywhere somebody is at the door just now, the newest first."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.user_id == person, Row.ended_at.is_(None))
        .order_by(Row.id.desc())
        .limit(20)
    )
    return [_made(row) for row in rows]


def last(connection: Connection, room: int, person: int) -> tuple[Applicant, str] | None:
    """The newest application of somebody that is over, and why it ended."""
    row = connection.execute(
        select(*_COLUMNS, Row.why)
        .where(Row.room_id == room, Row.user_id == person, Row.ended_at.is_not(None))
        .order_by(Row.id.desc())
        .limit(1)
    ).first()
    return (_made(row[:-1]), row[-1]) if row else None


def ended(connection: Connection, number: int) -> tuple[str, str] | None:
    """How an application ended, and why; None if it is not over."""
    row = connection.execute(
        select(Row.state, Row.why).where(Row.id == number, Row.ended_at.is_not(None))
    ).first()
    return (row.state, row.why) if row else None


def at(
    connection: Connection, room: int, *states: str, limit: int = 50, after: int = 0
) -> list[Applicant]:
    """Who stands at the door in one of some states, in the order they came."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.room_id == room, Row.state.in_(states), Row.id > after)
        .order_by(Row.id)
        .limit(limit)
    )
    return [_made(row) for row in rows]


def count(connection: Connection, room: int, *states: str) -> int:
    """How many stand at the door in one of some states."""
    return connection.execute(
        select(func.count()).where(Row.room_id == room, Row.state.in_(states))
    ).scalar_one()


def before(connection: Connection, room: int, number: int, state: str) -> int:
    """How many in the same state came before somebody."""
    return connection.execute(
        select(func.count()).where(Row.room_id == room, Row.state == state, Row.id < number)
    ).scalar_one()


def promised(connection: Connection, room: int, *, since: int, besides: int) -> int:
    """Seats that somebody was promised, or took since an instant."""
    found = connection.execute(
        select(func.count()).where(
            Row.room_id == room,
            Row.id != besides,
            Row.state.in_((READY, OFFERED)) | ((Row.state == PASSED) & (Row.ended_at >= since)),
        )
    )
    return found.scalar_one()


def kept(connection: Connection, room: int, *, at: int, besides: int) -> int:
    """Seats that are kept at an instant for people who are still at the gates."""
    found = connection.execute(
        select(func.count())
        .select_from(Row)
        .join(SeatHold, SeatHold.application_id == Row.id)
        .where(
            Row.room_id == room, Row.id != besides, Row.state.in_((OPEN, HELD)), SeatHold.until > at
        )
    )
    return found.scalar_one()


def keep(connection: Connection, number: int, until: int) -> None:
    """Keep a seat for somebody until an instant, or longer if it is kept already."""
    row = inserting(connection, SeatHold).values(application_id=number, until=until)
    later = case((SeatHold.until > until, SeatHold.until), else_=until)
    connection.execute(
        row.on_conflict_do_update(index_elements=["application_id"], set_={"until": later})
    )


def came_in(connection: Connection, room: int, since: int) -> int:
    """How many came in by themselves after an instant, whatever has become of them."""
    return connection.execute(
        select(func.count()).where(Row.room_id == room, Row.way == "open", Row.began_at > since)
    ).scalar_one()


def change(connection: Connection, number: int, **values: Any) -> bool:
    """Write something down about an application that is not over; False if it is."""
    hit = connection.execute(
        update(Row).where(Row.id == number, Row.ended_at.is_(None)).values(**values)
    )
    return hit.rowcount == 1


def saw(connection: Connection, number: int, *, seen: Mapping[str, Any], **values: Any) -> bool:
    """Write down what is known of somebody by now; False if their application is over."""
    return change(connection, number, seen=msgspec.json.encode(seen).decode(), **values)


def end(
    connection: Connection, number: int, *, state: str, why: str, now: int, by: int = 0
) -> bool:
    """An application is over; False if it was before."""
    return change(connection, number, state=state, why=why, ended_at=now, ended_by=by)


def note_card(connection: Connection, number: int, **values: int | str) -> None:
    """Write down where the messages of an application stand, even if it is over."""
    connection.execute(update(Row).where(Row.id == number).values(**values))


def steps(connection: Connection, number: int) -> dict[str, Step]:
    """How far an applicant is, by gate."""
    rows = connection.execute(
        select(StepRow.gate, StepRow.state, StepRow.tries, StepRow.data, StepRow.at).where(
            StepRow.application_id == number
        )
    )
    return {
        row.gate: Step(row.state, row.tries, msgspec.json.decode(row.data), row.at) for row in rows
    }


def put_step(connection: Connection, one: Applicant, gate: str, step: Step) -> None:
    """Write down how far an applicant is at one gate."""
    data = msgspec.json.encode(step.data).decode()
    row = (one.id, one.room_id, one.user_id, gate, step.state, step.tries, data, step.at)
    _PUT_STEP(connection, [row])


def states_of(known: Mapping[str, Step]) -> dict[str, bool]:
    """The gates that are decided."""
    return {gate: step.state == PASSED for gate, step in known.items() if step.state != OPEN}


def forget(connection: Connection, now: int) -> int:
    """Forget who was at the door long ago; how many."""
    old = select(Row.id).where(Row.ended_at < now - KEPT).limit(CHUNK)
    return connection.execute(delete(Row).where(Row.id.in_(old))).rowcount


def _one(connection: Connection, *where: Any) -> Applicant | None:
    row = connection.execute(select(*_COLUMNS).where(*where)).first()
    return _made(row) if row else None


_SEEN = Applicant.__struct_fields__.index("seen")


def _made(row: Any) -> Applicant:
    values = list(row)
    values[_SEEN] = msgspec.json.decode(values[_SEEN])
    return Applicant(**dict(zip(Applicant.__struct_fields__, values, strict=True)))


class Tally(Struct, frozen=True, kw_only=True):
    """How many came to a door since an instant, and what became of them."""

    came: int
    passed: int
    withdrawn: int
    elsewhere: int
    unreached: int
    failed: dict[str, int]
    waiting: dict[str, int]


def tally(connection: Connection, room: int, since: int) -> Tally:
    """The funnel of a door: who failed by the gate or reason, who waits by the gate."""
    rows = connection.execute(
        select(Row.state, Row.why, func.count())
        .where(Row.room_id == room, Row.began_at >= since)
        .group_by(Row.state, Row.why)
    ).all()
    by_state: dict[str, int] = {}
    failed: dict[str, int] = {}
    for state, why, many in rows:
        by_state[state] = by_state.get(state, 0) + many
        if state == FAILED:
            failed[why] = failed.get(why, 0) + many
    waiting: dict[str, int] = {}
    for focus, many in connection.execute(
        select(Row.focus, func.count())
        .where(Row.room_id == room, Row.state == OPEN)
        .group_by(Row.focus)
    ):
        name = focus.partition(" ")[0].partition(">")[0].partition("(")[0]
        waiting[name] = waiting.get(name, 0) + many
    unreached = connection.execute(
        select(func.count()).where(Row.room_id == room, Row.began_at >= since, Row.card == -2)
    ).scalar_one()
    return Tally(
        came=sum(by_state.values()),
        passed=by_state.get(PASSED, 0),
        withdrawn=by_state.get(WITHDRAWN, 0),
        elsewhere=by_state.get(ELSEWHERE, 0),
        unreached=unreached,
        failed=failed,
        waiting=waiting,
    )

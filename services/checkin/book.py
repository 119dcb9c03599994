"""The log of dates in the database. All functions run inside a transaction; days are numbers, see
`services.checkin.calendar`, instants whole seconds."""

import itertools
from collections.abc import Iterator, Sequence

from msgspec import Struct
from sqlalchemy import Connection, bindparam, func, select, update

from bot.core.sql import inserting
from models.checkin import SignIn, SignInAway, SignInDay, SignInRoom
from services.checkin.calendar import Calendar
from services.checkin.streak import Run, run_to

CHUNKS = (40, 500)
"""Lines of somebody's log that are read at first, and then each time."""


class Line(Struct, frozen=True):
    """A line of the log."""

    user_id: int
    day: int
    slot: int
    kind: str
    at: int
    rank: int = 0
    pay: int = 0
    milestone: int = 0
    zone: str = ""
    starts: int = 0

    @property
    def calendar(self) -> Calendar:
        """The calendar by which its day was found."""
        return Calendar(self.zone, self.starts)


_COLUMNS = tuple(getattr(SignIn, name) for name in Line.__struct_fields__)
_MINE = (SignIn.room_id == bindparam("room"), SignIn.user_id == bindparam("person"))
_BACK = (
    select(SignIn.day, SignIn.slot, SignIn.milestone)
    .where(
        *_MINE,
        (SignIn.day < bindparam("day"))
        | ((SignIn.day == bindparam("day")) & (SignIn.slot < bindparam("slot"))),
    )
    .order_by(SignIn.day.desc(), SignIn.slot.desc())
    .limit(bindparam("most"))
)
_ON = select(*_COLUMNS).where(
    *_MINE, SignIn.day == bindparam("day"), SignIn.slot == bindparam("slot")
)
_LAST = (
    select(*_COLUMNS)
    .where(*_MINE, SignIn.kind == "own")
    .order_by(SignIn.day.desc(), SignIn.slot.desc())
    .limit(12)
)
_FIRST = select(func.min(SignIn.day)).where(*_MINE)
_NEWEST = select(func.max(SignIn.day)).where(*_MINE)
_AWAY = select(SignInAway.day).where(
    SignInAway.room_id == bindparam("room"), SignInAway.day >= bindparam("since")
)
_STATE = select(*SignInRoom.__table__.columns).where(SignInRoom.room_id == bindparam("room"))


def write(connection: Connection, room: int, line: Line) -> bool:
    """Write a line, unless there is one of this person, date and slot; whether it was written."""
    values = {name: getattr(line, name) for name in Line.__struct_fields__}
    statement = inserting(connection, SignIn).values(room_id=room, **values)
    return bool(connection.execute(statement.on_conflict_do_nothing()).rowcount)


def complete(
    connection: Connection, room: int, line: Line, *, rank: int, pay: int, milestone: int
) -> None:
    """Write down what a line that was just written earned, and its rank."""
    connection.execute(
        update(SignIn)
        .where(
            SignIn.room_id == room,
            SignIn.user_id == line.user_id,
            SignIn.day == line.day,
            SignIn.slot == line.slot,
        )
        .values(rank=rank, pay=pay, milestone=milestone)
    )


def on(connection: Connection, room: int, person: int, day: int, slot: int) -> Line | None:
    """What is in the log for somebody, a date and a slot."""
    asked = {"room": room, "person": person, "day": day, "slot": slot}
    row = connection.execute(_ON, asked).first()
    return Line(*row) if row else None


def between(connection: Connection, room: int, person: int, first: int, last: int) -> list[Line]:
    """Somebody's lines of some days, in order."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(
            SignIn.room_id == room,
            SignIn.user_id == person,
            SignIn.day >= first,
            SignIn.day <= last,
        )
        .order_by(SignIn.day, SignIn.slot)
    )
    return [Line(*row) for row in rows]


def last_own(connection: Connection, room: int, person: int) -> Line | None:
    """The sign-in of somebody that came last, of the newest few days: a zone may have changed."""
    rows = connection.execute(_LAST, {"room": room, "person": person})
    return max((Line(*row) for row in rows), key=lambda one: one.at, default=None)


def newest_day(connection: Connection, room: int, person: int) -> int | None:
    """The newest day in somebody's log."""
    return connection.execute(_NEWEST, {"room": room, "person": person}).scalar()


def first_day(connection: Connection, room: int, person: int) -> int:
    """The first day in somebody's log; 0 if it is empty."""
    found = connection.execute(_FIRST, {"room": room, "person": person}).scalar()
    return found or 0


def run(connection: Connection, room: int, person: int, end: int, away: frozenset[int]) -> Run:
    """Somebody's run of days that ends on a day; no more of the log is read than it takes."""
    return run_to(_backwards(connection, room, person, end), end, away)


def _backwards(
    connection: Connection, room: int, person: int, end: int
) -> Iterator[tuple[int, int]]:
    asked = {"room": room, "person": person, "day": end + 1, "slot": 0}
    for limit in itertools.chain(CHUNKS, itertools.repeat(CHUNKS[-1])):
        rows = connection.execute(_BACK, {**asked, "most": limit}).all()
        for row in rows:
            yield row.day, row.milestone
        if len(rows) < limit:
            return
        asked |= {"day": rows[-1].day, "slot": rows[-1].slot}


def standing(connection: Connection, room: int, person: int, today: int) -> Run:
    """The run that somebody has now: to today if that counts, else to yesterday."""
    newest = newest_day(connection, room, person)
    end = today - 1 if newest is None or newest < today else newest
    return run(connection, room, person, end, away_days(connection, room))


def away_days(connection: Connection, room: int, since: int = 0) -> frozenset[int]:
    """Days on which the bot was away for long, from one on."""
    rows = connection.execute(_AWAY, {"room": room, "since": since})
    return frozenset(rows.scalars())


def next_rank(connection: Connection, room: int, day: int, slot: int) -> int:
    """The rank of who signs in next on a day: it is taken by asking."""
    statement = inserting(connection, SignInDay).values(room_id=room, day=day, slot=slot, count=1)
    rank: int = connection.execute(
        statement.on_conflict_do_update(
            index_elements=["room_id", "day", "slot"], set_={"count": SignInDay.count + 1}
        ).returning(SignInDay.count)
    ).scalar_one()
    return rank


def counts(connection: Connection, room: int, day: int) -> dict[int, int]:
    """How many signed in on a day, by slot."""
    rows = connection.execute(
        select(SignInDay.slot, SignInDay.count)
        .where(SignInDay.room_id == room, SignInDay.day == day)
        .order_by(SignInDay.slot)
    )
    return {row.slot: row[1] for row in rows}


def first_and_newest(
    connection: Connection, room: int, day: int, slot: int, *, first: int, newest: int
) -> list[Line]:
    """The first who signed in on a day, and the newest of the others, by their ranks."""
    mine = (
        SignIn.room_id == room,
        SignIn.day == day,
        SignIn.slot == slot,
        SignIn.rank > 0,
    )
    query = select(*_COLUMNS).where(*mine)
    head = [Line(*row) for row in connection.execute(query.order_by(SignIn.rank).limit(first))]
    if len(head) < first:
        return head
    tail = [
        Line(*row)
        for row in connection.execute(
            query.where(SignIn.rank > head[-1].rank).order_by(SignIn.rank.desc()).limit(newest)
        )
    ]
    return [*head, *reversed(tail)]


def lengths(connection: Connection, room: int, people: Sequence[int], end: int) -> dict[int, int]:
    """How long the streaks of a few people are on a day they signed in on."""
    away = away_days(connection, room)
    return {one: run(connection, room, one, end, away).length for one in people}


def newest_zone(connection: Connection, room: int) -> str:
    """The zone by which the newest day with a sign-in was found; empty if nobody ever signed in."""
    found = connection.execute(
        select(SignIn.zone).where(SignIn.room_id == room).order_by(SignIn.day.desc()).limit(1)
    ).scalar()
    return found or ""


def state(connection: Connection, room: int, today: int) -> SignInRoom:
    """How far a room has been looked at; on the first look everything before is behind it."""
    row = connection.execute(_STATE, {"room": room}).first()
    if row is None:
        statement = inserting(connection, SignInRoom).values(
            room_id=room, checked_day=today - 1, judged_week=0, duty_from=None, told_at=0
        )
        connection.execute(statement.on_conflict_do_nothing())
        row = connection.execute(_STATE, {"room": room}).one()
    return SignInRoom(**row._mapping)


def note(connection: Connection, room: int, **values: int | None) -> None:
    """Write down how far a room has been looked at."""
    connection.execute(update(SignInRoom).where(SignInRoom.room_id == room).values(**values))

"""Signing in: once for each member, date and slot, whatever happens twice."""

from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, select

from bot.core.settings import Values
from models.member import Member
from services.checkin import away, book, freeze, purse
from services.checkin.book import Line
from services.checkin.calendar import Calendar, calendar_of, date_of
from services.checkin.pay import ahead, milestones, pay, reached
from services.checkin.slot import find, slots_of
from services.checkin.streak import Run

APART: Final = 20 * 3600
"""Seconds between two sign-ins, where a change of the zone would make a second one."""


class Entry(Struct, frozen=True, kw_only=True):
    """What came of it. `state` is `done`; `again`, of which `at` was the first; or `closed`,
    outside of every slot. `points` are all that were paid, `reached` the milestones among
    them, `frozen` the days that freezes have just bridged."""

    state: str
    day: int
    at: int
    slot: int = 0
    rank: int = 0
    streak: int = 0
    points: int = 0
    reached: tuple[int, ...] = ()
    frozen: tuple[int, ...] = ()
    ahead: tuple[int, int] | None = None


def sign_in(
    connection: Connection,
    *,
    room: int,
    person: int,
    at: int,
    now: int,
    values: Values,
    update: int = 0,
) -> Entry:
    """Sign somebody in who said so at an instant (Telegram's)."""
    calendar, slots = calendar_of(values), slots_of(values["checkin.slots"])
    day, slot = calendar.day_of(at), find(slots, calendar.minute(at))
    if slot is None:
        return Entry(state="closed", day=day, at=at)
    away.settle(connection, room, calendar, slots, now)
    bridged = settle(connection, room, person, calendar=calendar, today=day)
    gone = book.away_days(connection, room)
    first = _earlier(connection, room, person, calendar, day, slot, at)
    line = Line(person, day, slot, "own", at, zone=calendar.zone, starts=calendar.starts)
    if first is None and not book.write(connection, room, line):
        first = book.on(connection, room, person, day, slot)
    if first is not None:
        streak = book.standing(connection, room, person, day).length
        rank = first.rank if first.day == day else 0
        return Entry(state="again", day=first.day, at=first.at, slot=slot, rank=rank, streak=streak)
    run = book.run(connection, room, person, day, gone)
    return _reward(connection, room, line, values, run, bridged, update)


def settle(
    connection: Connection, room: int, person: int, *, calendar: Calendar, today: int
) -> list[int]:
    """Spend the freezes that missed days took; the days that are bridged by it now."""
    return freeze.settle(
        connection,
        room,
        person,
        calendar=calendar,
        today=today,
        since=lambda: joined_on(connection, room, person, calendar),
        away=lambda: book.away_days(connection, room),
    )


def joined_on(connection: Connection, room: int, person: int, calendar: Calendar) -> int:
    """The day on which somebody came; 0 for whom nobody saw come: they were always there."""
    joined = connection.execute(
        select(Member.joined_at).where(Member.room_id == room, Member.user_id == person)
    ).scalar()
    return 0 if joined is None else calendar.day_of(joined)


def _earlier(
    connection: Connection,
    room: int,
    person: int,
    calendar: Calendar,
    day: int,
    slot: int,
    at: int,
) -> Line | None:
    """The line that makes it a second time: of this date, or of one that only another zone, or
    another beginning of the day, has turned into this."""
    line = book.on(connection, room, person, day, slot)
    if line is not None:
        return line
    last = book.last_own(connection, room, person)
    if last is None or at < last.at:
        return None
    if day < last.day:
        return last
    moved = last.calendar != calendar and day > last.day
    if moved and at - last.at < APART and last.calendar.day_of(at) == last.day:
        return last
    return None


def _reward(
    connection: Connection,
    room: int,
    line: Line,
    values: Values,
    run: Run,
    bridged: list[int],
    update: int,
) -> Entry:
    person, day, slot = line.user_id, line.day, line.slot
    rank = book.next_rank(connection, room, day, slot)
    worth = milestones(values)
    passed = reached(run.length, run.milestone, worth)
    points = 0
    if pays(values):
        key = f"{date_of(day)}:{slot}:{rank}"
        how = {"at": line.at, "update": update}
        points = purse.pay(
            connection,
            room,
            person,
            pay(values, run.length),
            reason="checkin",
            reference=key,
            **how,
        )
        for one in passed:
            points += purse.pay(
                connection,
                room,
                person,
                worth[one],
                reason="streak",
                reference=f"{key}:{one}",
                **how,
            )
    book.complete(
        connection,
        room,
        line,
        rank=rank,
        pay=points,
        milestone=max(passed, default=0),
    )
    return Entry(
        state="done",
        day=day,
        at=line.at,
        slot=slot,
        rank=rank,
        streak=run.length,
        points=points,
        reached=tuple(passed),
        frozen=tuple(bridged),
        ahead=ahead(run.length, worth),
    )


def pays(values: Values) -> bool:
    """Whether there are points in this group."""
    return values.get("points.enabled", True)

"""Freezes: bought beforehand, held, and spent by themselves on missed days.

Nothing watches over them: what a missed day takes is found when somebody signs in or asks, and is
the same as if it had been taken the moment the day was over.
"""

from collections.abc import Callable, Container, Sequence

from sqlalchemy import Connection, func, insert, select, update

from models.checkin import Freeze
from services.checkin import book
from services.checkin.book import Line
from services.checkin.calendar import Calendar
from services.checkin.streak import missed


def spend(
    gaps: Sequence[int], bought: Sequence[tuple[int, int]], since: int
) -> list[tuple[int, int]]:
    """Which freeze goes on which day: (day, number).

    `gaps` are the missed days in order, `bought` the freezes that are held as (number, the day it
    was bought on), oldest first; before `since` nothing is bridged. It ends with the first day that
    none is there for: the streak has ended then.
    """
    left, spent = list(bought), []
    for day in gaps:
        fit = next((one for one in left if one[1] <= day), None)
        if fit is None or day < since:
            break
        left.remove(fit)
        spent.append((day, fit[0]))
    return spent


def settle(
    connection: Connection,
    room: int,
    person: int,
    *,
    calendar: Calendar,
    today: int,
    since: Callable[[], int],
    away: Callable[[], Container[int]],
) -> list[int]:
    """Spend what the days before today took; the days that are bridged by it now.

    `since` and `away` are asked only where somebody holds one.
    """
    rows = connection.execute(
        select(Freeze.id, Freeze.bought_at)
        .where(Freeze.room_id == room, Freeze.user_id == person, Freeze.used_day.is_(None))
        .order_by(Freeze.id)
    ).all()
    newest = book.newest_day(connection, room, person) if rows else None
    if newest is None:
        return []
    held = [(row.id, calendar.day_of(row.bought_at)) for row in rows]
    spent = spend(missed(newest, today, away()), held, since())
    for day, number in spent:
        connection.execute(update(Freeze).where(Freeze.id == number).values(used_day=day))
        ends = calendar.begins(day + 1)
        line = Line(person, day, 0, "freeze", ends, zone=calendar.zone, starts=calendar.starts)
        book.write(connection, room, line)
    return [day for day, _ in spent]


def held(connection: Connection, room: int, person: int) -> int:
    """How many freezes somebody holds."""
    return connection.execute(
        select(func.count()).where(
            Freeze.room_id == room, Freeze.user_id == person, Freeze.used_day.is_(None)
        )
    ).scalar_one()


def add(connection: Connection, room: int, person: int, at: int) -> None:
    """Give somebody a freeze."""
    connection.execute(
        insert(Freeze).values(room_id=room, user_id=person, bought_at=at, used_day=None)
    )

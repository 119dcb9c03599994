"""Weeks and months of a group, by its own clock. A week begins on Monday."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

ALL, WEEK, MONTH = "all", "week", "month"

PERIODS = (ALL, WEEK, MONTH)

EARLIEST, LATEST = 86_400, 253_402_000_000
"""The second day of 1970, and the last ones of the year 9999."""


class Period(Struct, frozen=True, gc=False):
    """One of PERIODS: the `number` of it (weeks since 1970, months since the year 0; 0 for all
    time), and the instant at which it began."""

    name: str
    number: int = 0
    since: int = 0


def period(name: str, at: int, zone: str) -> Period:
    """The week or month in which an instant lies, or all time."""
    if name == ALL:
        return Period(ALL)
    here = ZoneInfo(zone)
    day = date_at(at, zone)
    first = day - timedelta(days=day.weekday()) if name == WEEK else day.replace(day=1)
    number = week_number(day) if name == WEEK else month_number(day)
    return Period(name, number, _began(first, here))


def date_at(at: int, zone: str) -> date:
    """The date of an instant in a zone; of one that no calendar has, the nearest it has."""
    return datetime.fromtimestamp(min(max(at, EARLIEST), LATEST), ZoneInfo(zone)).date()


def week_number(day: date) -> int:
    """Weeks since 1970, of which the first began on a Monday before it."""
    return (day.toordinal() - date(1969, 12, 29).toordinal()) // 7


def month_number(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def _began(day: date, here: ZoneInfo) -> int:
    """The first instant of a day."""
    start = int(datetime.combine(day, time(), here).timestamp())
    # Where clocks go forward at midnight, that instant is still of the day before.
    while datetime.fromtimestamp(start, here).date() < day:
        start += int(timedelta(minutes=15).total_seconds())
    return start

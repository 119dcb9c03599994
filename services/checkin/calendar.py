"""Local dates: which day of a group an instant belongs to.

A day is a number: days since 1970-01-01 on the group's own calendar. It begins with the first
instant at which the wall clock there has reached the day's date at `starts`, so that every instant
belongs to one day whatever the clocks do: an hour that is skipped takes nothing away, one that
comes twice is counted to where it came first.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.core.daily import zone_of
from bot.core.settings import Values

EPOCH = date(1970, 1, 1)
_NOWHERE = datetime(1970, 1, 1)  # noqa: DTZ001 – a wall clock, in whatever zone
WEEK = 7

STARTS = "checkin.day_start"
"""The setting that holds when a group's day begins, in minutes after midnight."""


class Calendar(Struct, frozen=True):
    """A zone by its name in the tz database, and when its days begin (minutes after midnight)."""

    zone: str
    starts: int = 240

    def day_of(self, at: int) -> int:
        """The day to which an instant belongs."""
        wall = self.wall(at) - timedelta(minutes=self.starts)
        day = (wall.date() - EPOCH).days
        while at < self.begins(day):
            day -= 1
        while at >= self.begins(day + 1):
            day += 1
        return day

    def wall(self, at: int) -> datetime:
        """What a clock on the wall shows, without a zone."""
        return datetime.fromtimestamp(at, ZoneInfo(self.zone)).replace(tzinfo=None)

    def minute(self, at: int) -> int:
        """The minutes after midnight that a clock on the wall shows."""
        wall = self.wall(at)
        return wall.hour * 60 + wall.minute

    def begins(self, day: int) -> int:
        """The first instant of a day; the next day's is its end."""
        return _reached(self.zone, day * 1440 + self.starts)

    def at(self, day: int, minute: int) -> int:
        """The first instant of a day at which the wall has reached a time (minutes after midnight).

        What is earlier than the day's beginning comes at its end, after midnight.
        """
        late = 1440 if minute < self.starts else 0
        return _reached(self.zone, day * 1440 + minute + late)


def calendar_of(values: Values) -> Calendar:
    """The calendar of a group."""
    return Calendar(zone_of(values), values.get(STARTS, 240))


def date_of(day: int) -> date:
    """A day as a date."""
    return EPOCH + timedelta(days=day)


def number_of(when: date) -> int:
    """A date as a day."""
    return (when - EPOCH).days


def monday(day: int) -> int:
    """The Monday of a day's week."""
    return day - (day + 3) % WEEK  # the first day of all was a Thursday


@lru_cache(maxsize=4096)
def _reached(zone: str, minutes: int) -> int:
    """The first instant at which the wall has reached so many minutes since 1970."""
    place = ZoneInfo(zone)
    wanted = _NOWHERE + timedelta(minutes=minutes)
    found = int(wanted.replace(tzinfo=place).timestamp())
    if datetime.fromtimestamp(found, place).replace(tzinfo=None) == wanted:
        return found
    # The wall skips it: the change itself is looked for, between the two readings of that time.
    low, high = sorted((int(wanted.replace(tzinfo=place, fold=1).timestamp()), found))
    after = _offset(high, place)
    while low < high:
        middle = (low + high) // 2
        if _offset(middle, place) == after:
            high = middle
        else:
            low = middle + 1
    return low


def _offset(at: int, place: ZoneInfo) -> timedelta:
    shift = datetime.fromtimestamp(at, UTC).astimezone(place).utcoffset()
    assert shift is not None
    return shift

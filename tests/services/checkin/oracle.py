"""Signing in as it would be told by somebody with a wall calendar, a clock and patience.

Nothing here is taken from the program but the figures: days are `date`s, found by walking along the
clock on the wall; streaks are found by walking forward through the dates, all of them, every time.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STEP = timedelta(minutes=15)
ONE = timedelta(days=1)


class Wall:
    """Which date it is at a place where a date begins at some time of day.

    It walks: a date begins when the clock has reached its beginning for the first time.
    """

    def __init__(self, zone: str, starts: time, begin: datetime, end: datetime) -> None:
        place = ZoneInfo(zone)
        self.turns: list[tuple[datetime, date]] = []
        at = begin - timedelta(days=3)
        wall = at.astimezone(place).replace(tzinfo=None)
        today = wall.date() if wall.time() >= starts else wall.date() - ONE
        self.turns.append((at, today))
        while at < end + timedelta(days=3):
            at += STEP
            wall = at.astimezone(place).replace(tzinfo=None)
            while wall >= datetime.combine(today + ONE, starts):
                today += ONE
                self.turns.append((at, today))

        self.times = [turn for turn, _ in self.turns]
        self.began = {day: turn for turn, day in self.turns}

    def date(self, at: datetime) -> date:
        """The date at an instant."""
        return self.turns[bisect_right(self.times, at) - 1][1]

    def span(self, day: date) -> tuple[datetime, datetime]:
        """When a date began, and when the next did."""
        return self.began[day], self.began[day + ONE]


@dataclass
class Diary:
    """What somebody did, date by date; `kind` is own, makeup or freeze."""

    joined: date
    kinds: dict[date, str] = field(default_factory=dict)
    milestones: dict[date, int] = field(default_factory=dict)
    freezes: list[date] = field(default_factory=list)
    points: int = 0

    def chain(self, today: date, away: Callable[[date], bool]) -> list[date]:
        """The unbroken dates up to one: it is walked from the first of all dates, forward."""
        chain: list[date] = []
        day = min(self.kinds, default=today)
        while day <= today:
            if day in self.kinds or (chain and away(day)):
                chain.append(day)
            else:
                chain = []
            day += ONE
        return chain

    def spend(self, today: date, away: Callable[[date], bool]) -> None:
        """What freezes did on the dates that are over, one evening after the other."""
        day = max(self.kinds, default=today) + ONE
        while day < today and self.freezes:
            if not away(day):
                fit = [one for one in self.freezes if one <= day]
                if not fit or day < self.joined:
                    return
                self.freezes.remove(fit[0])
                self.kinds[day] = "freeze"
            day += ONE

    def sign(self, today: date, away: Callable[[date], bool]) -> int:
        """Sign in; the points that brings."""
        self.spend(today, away)
        self.kinds[today] = "own"
        chain = self.chain(today, away)
        length = len(chain)
        points = int(5 + min(length - 1, 20) * 0.5)
        paid = max((self.milestones.get(day, 0) for day in chain), default=0)
        for days, worth in ((7, 20), (30, 100), (100, 300), (365, 1000)):
            if paid < days <= length:
                points += worth
                self.milestones[today] = days
        self.points += points
        return points

    def make_up(self, day: date, away: Callable[[date], bool]) -> int:
        """Fill a date; the points that brings, without its price."""
        self.kinds[day] = "makeup"
        points = int(5 + min(len(self.chain(day, away)) - 1, 20) * 0.5) // 2
        self.points += points
        return points


def instant(at: datetime) -> int:
    """Seconds since 1970."""
    return int(at.astimezone(UTC).timestamp())

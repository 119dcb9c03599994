"""Streaks, derived from the log of dates. Pure: days are numbers, see `services.checkin.calendar`.

A day counts if something is in the log for it, or if the bot was away on it and the day before
counts: who had a streak keeps it, and nobody begins one by an outage.
"""

from collections.abc import Container, Iterable

from msgspec import Struct


class Run(Struct, frozen=True):
    """A run of days that count. `length` is 0 if there is none; `milestone` the largest that was
    paid in it, 0 for none."""

    first: int = 0
    last: int = 0
    milestone: int = 0

    @property
    def length(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1 if self.last >= self.first > 0 else 0


NONE = Run(first=1, last=0)


def run_to(log: Iterable[tuple[int, int]], end: int, away: Container[int]) -> Run:
    """The run that ends on a day.

    `log` are the days in the log with the milestone that was paid on each, newest first, several
    of a day together; it is read no further than the run goes.
    """
    expected, first, milestone = end, 0, 0
    for day, paid in log:
        if day > end:
            continue
        if first and day == first:  # another slot of the same day
            milestone = max(milestone, paid)
            continue
        while expected > day and expected in away:
            expected -= 1
        if expected != day:
            break
        first, milestone = day, max(milestone, paid)
        expected = day - 1
    return Run(first, end, milestone) if first else NONE


def missed(newest: int, today: int, away: Container[int]) -> list[int]:
    """The days between the newest that is in the log and today on which nothing happened."""
    return [day for day in range(newest + 1, today) if day not in away]

"""A month of somebody's log, as a calendar shows it. All functions run inside a transaction."""

import calendar as months
import re
from datetime import date

from msgspec import Struct
from sqlalchemy import Connection

from services.checkin import book
from services.checkin.calendar import date_of, number_of

_TYPED = re.compile(r"(?:([0-9]{4})\s*[-/.年]\s*)?([0-9]{1,2})\s*月?")
_LAST = frozenset(("上月", "上个月", "last"))
STEPS = (3, 7)
"""Lengths of a streak from which a day is shown deeper."""


class Month(Struct, frozen=True):
    """A month: what counts on its days, by their number, as (kind, how deep)."""

    first: date
    days: int
    marks: dict[int, tuple[str, int]]
    done: int


def read(text: str, today: date) -> date | None:
    """The first of a month as people type it (`10`, `2026-10`, `上月`); None if it is none."""
    typed = text.strip().lower()
    if not typed:
        return today.replace(day=1)
    if typed in _LAST:
        return (today.replace(day=1) - date.resolution).replace(day=1)
    found = _TYPED.fullmatch(typed)
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    month = int(found[2])
    year = int(found[1]) if found[1] else today.year - (month > today.month)
    return date(year, month, 1) if 1970 < year <= today.year + 1 else None


def look(connection: Connection, room: int, person: int, first: date, today: int) -> Month:
    """Somebody's month up to today. What was before they ever signed in was not missed."""
    count = months.monthrange(first.year, first.month)[1]
    begin, end = number_of(first), number_of(first) + count - 1
    away = book.away_days(connection, room)
    kinds: dict[int, str] = {}
    for line in book.between(connection, room, person, begin, end):
        if kinds.get(line.day) != "own":
            kinds[line.day] = line.kind
    length = book.run(connection, room, person, begin - 1, away).length
    since = book.first_day(connection, room, person)
    marks: dict[int, tuple[str, int]] = {}
    for day in range(begin, end + 1):
        kind = kinds.get(day) or ("away" if day in away and length else "")
        length = length + 1 if kind else 0
        if kind or since <= day < today:
            depth = sum(length >= step for step in STEPS)
            marks[date_of(day).day] = (kind or "missed", depth)
    done = sum(kind != "missed" for kind, _ in marks.values())
    return Month(first, count, marks, done)

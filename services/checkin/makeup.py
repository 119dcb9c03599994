"""Make-up cards: they fill a date that was missed, count for the streak, and pay half."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, select

from bot.core.settings import Values
from models.checkin import SignIn
from services.checkin import away, book, purse
from services.checkin.book import Line
from services.checkin.calendar import Calendar, calendar_of, date_of, number_of
from services.checkin.enter import joined_on, pays, settle
from services.checkin.pay import pay
from services.checkin.slot import slots_of

_PARTS = re.compile(r"(?:([0-9]{4})\s*[-/.年]\s*)?([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?")
OLDEST = 62
"""Days back at most on which a card of this month may stand: a month, and as far as cards reach."""

_WORDS = {"昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2}


class Filled(Struct, frozen=True, kw_only=True):
    """What came of it: `state` is `done`, or why not (`future`, `today`, `old`, `before`, `there`,
    `many`, `short`, `off`). `streak` is the one that it leads to, `points` what it paid, `balance`
    what is left, or what there is where that is too little."""

    state: str
    day: int = 0
    streak: int = 0
    points: int = 0
    balance: int = 0
    kind: str = ""


def read_date(text: str, today: date) -> date | None:
    """A date as people type it (`11-20`, `2026-11-20`, `11月20日`, `昨天`); None if it is none.

    Without a year it is the last one there was.
    """
    typed = unicodedata.normalize("NFKC", text).strip().lower()
    if typed in _WORDS:
        return today - timedelta(days=_WORDS[typed])
    found = _PARTS.fullmatch(typed)
    if found is None:
        return None
    years = [int(found[1])] if found[1] else [today.year, today.year - 1]
    for year in years:
        try:
            when = date(year, int(found[2]), int(found[3]))
        except ValueError:
            continue
        # Tomorrow is more likely meant than nearly a year ago.
        if found[1] or when <= today + timedelta(days=60):
            return when
    return None


def fill(
    connection: Connection,
    *,
    room: int,
    person: int,
    day: int,
    at: int,
    now: int,
    values: Values,
    update: int = 0,
) -> Filled:
    """Fill a date of somebody with a make-up card that they pay for at once."""
    calendar = calendar_of(values)
    today = calendar.day_of(at)
    away.settle(connection, room, calendar, slots_of(values["checkin.slots"]), now)
    settle(connection, room, person, calendar=calendar, today=today)
    if why := judge(connection, room, person, day, today=today, values=values):
        there = book.between(connection, room, person, day, day)
        return Filled(state=why, day=day, kind=there[0].kind if there else "")
    price = values["checkin.makeup_price"]
    if price and not pays(values):
        return Filled(state="off", day=day)
    how: dict[str, Any] = {"reference": f"{update}:{at}", "at": at, "update": update}
    try:
        purse.buy(connection, room, person, price, reason="makeup-card", **how)
    except purse.Short as short:
        return Filled(state="short", day=day, balance=short.balance)
    line = Line(person, day, 0, "makeup", at, zone=calendar.zone, starts=calendar.starts)
    if not book.write(connection, room, line):
        raise RuntimeError("a date was filled while it was looked at")
    gone = book.away_days(connection, room)
    length = book.run(connection, room, person, day, gone).length
    points = 0
    if pays(values):
        half = pay(values, length) // 2
        points = purse.pay(connection, room, person, half, reason="makeup", **how)
    book.complete(connection, room, line, rank=0, pay=points, milestone=0)
    return Filled(
        state="done",
        day=day,
        streak=book.standing(connection, room, person, today).length,
        points=points,
        balance=purse.has(connection, room, person),
    )


def judge(
    connection: Connection, room: int, person: int, day: int, *, today: int, values: Values
) -> str:
    """Why a date cannot be filled; empty if it can, but for the price."""
    if day > today:
        return "future"
    if day == today:
        return "today"
    if today - day > values["checkin.makeup_days"]:
        return "old"
    calendar = calendar_of(values)
    if day < joined_on(connection, room, person, calendar):
        return "before"
    if counts(connection, room, person, day):
        return "there"
    used = used_this_month(connection, room, person, today, calendar)
    return "many" if used >= values["checkin.makeup_month"] else ""


def missing(
    connection: Connection, room: int, person: int, *, today: int, values: Values
) -> list[int]:
    """The dates that could be filled, newest first, but for how many a month and the price."""
    first = max(
        today - values["checkin.makeup_days"],
        joined_on(connection, room, person, calendar_of(values)),
    )
    return [
        day for day in range(today - 1, first - 1, -1) if not counts(connection, room, person, day)
    ]


def counts(connection: Connection, room: int, person: int, day: int) -> bool:
    """Whether a date counts for somebody already."""
    return book.run(connection, room, person, day, book.away_days(connection, room)).length > 0


def used_this_month(
    connection: Connection, room: int, person: int, today: int, calendar: Calendar
) -> int:
    """How many cards somebody used since the first of the month."""
    since = calendar.begins(number_of(date_of(today).replace(day=1)))
    return connection.execute(
        select(func.count()).where(
            SignIn.room_id == room,
            SignIn.user_id == person,
            SignIn.kind == "makeup",
            SignIn.at >= since,
            SignIn.day >= today - OLDEST,
        )
    ).scalar_one()

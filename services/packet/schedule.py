"""Greeting envelopes: from the treasury, at a time of the group's own clock.

Every day, on some days of the week, on a day of the year, or once.

All functions of a connection run inside a transaction of the caller.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from cronsim import CronSim
from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select

from models.packet import Greeting as Row

MOST = 20
"""Greetings of a room."""

DAILY = "daily"

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_CHINESE = "日一二三四五六"
_NAMES = {
    **{name: name for name in _DAYS},
    **{f"周{sign}": name for sign, name in zip(_CHINESE, _DAYS, strict=True)},
    **{f"星期{sign}": name for sign, name in zip(_CHINESE, _DAYS, strict=True)},
    "周天": "sun",
    "星期天": "sun",
}
_GROUPS = {
    **dict.fromkeys(("daily", "每天"), DAILY),
    **dict.fromkeys(("weekdays", "工作日"), "mon,tue,wed,thu,fri"),
    **dict.fromkeys(("weekends", "周末"), "sat,sun"),
}
_DATE = re.compile(r"(?:([0-9]{4})[-年])?([0-9]{1,2})[-月]([0-9]{1,2})日?")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:：]([0-5][0-9])")


class Greeting(Struct, frozen=True):
    """One of them. `day` is as it is stored: `daily`, `mon,fri`, `12-31`, or `2026-12-31`."""

    id: int
    day: str
    minute: int
    total: int
    shares: int
    mode: str
    wish: str

    @property
    def is_once(self) -> bool:
        """Whether it comes once only."""
        return self.day[:4].isdigit()


def read_when(text: str) -> tuple[str, int, str] | None:
    """Day and minute, and what is left; None if it does not begin with a time."""
    first, _, rest = text.strip().partition(" ")
    day = DAILY
    if (found := _CLOCK.fullmatch(first)) is None:
        named = _day(first)
        first, _, rest = rest.strip().partition(" ")
        found = _CLOCK.fullmatch(first)
        if named is None or found is None:
            return None
        day = named
    return day, int(found[1]) * 60 + int(found[2]), rest.strip()


def next_at(day: str, minute: int, zone: str, now: int) -> int | None:
    """The next instant after `now` at which it comes; None if it never does again."""
    here = datetime.fromtimestamp(now, ZoneInfo(zone))
    hour, minutes = divmod(minute, 60)
    if day[:4].isdigit():
        year, month, date = map(int, day.split("-"))
        at = datetime(year, month, date, hour, minutes, tzinfo=ZoneInfo(zone)).timestamp()
        return int(at) if at > now else None
    when = "* * *"
    if day[0].isdigit():
        month, date = map(int, day.split("-"))
        when = f"{date} {month} *"
    elif day != DAILY:
        when = f"* * {','.join(str(_DAYS.index(one)) for one in day.split(','))}"
    instants = (int(one.timestamp()) for one in CronSim(f"{minutes} {hour} {when}", here))
    return next(at for at in instants if at > now)  # an hour may come twice


def add(
    connection: Connection, *, room: int, greeting: Greeting, by: int | None, now: int
) -> int | None:
    """Keep a greeting (its `id` is ignored); its number, None if a room has too many."""
    held = select(func.count()).select_from(Row).where(Row.room_id == room)
    if connection.execute(held).scalar_one() >= MOST:
        return None
    values = {name: getattr(greeting, name) for name in Greeting.__struct_fields__[1:]}
    number: int = connection.execute(
        insert(Row).values(room_id=room, by_id=by, at=now, **values).returning(Row.id)
    ).scalar_one()
    return number


def remove(connection: Connection, *, room: int, number: int) -> bool:
    """Take a greeting back; False if there is none of that number."""
    gone = connection.execute(delete(Row).where(Row.room_id == room, Row.id == number))
    return gone.rowcount == 1


def find(connection: Connection, *, room: int, number: int) -> Greeting | None:
    """A greeting of a room."""
    return next((one for one in of(connection, room) if one.id == number), None)


def of(connection: Connection, room: int) -> list[Greeting]:
    """The greetings of a room."""
    columns = [getattr(Row, name) for name in Greeting.__struct_fields__]
    rows = connection.execute(select(*columns).where(Row.room_id == room).order_by(Row.id))
    return [Greeting(*row) for row in rows]


def _day(text: str) -> str | None:
    """A day as it is stored; None if it is none."""
    word = text.lower()
    if word in _GROUPS:
        return _GROUPS[word]
    if found := _DATE.fullmatch(word):
        year, month, date = found[1], int(found[2]), int(found[3])
        try:
            # In a leap year, where none is said: the 29th of February comes every four.
            datetime(int(year or 2000), month, date)  # noqa: DTZ001 – a date alone
        except ValueError:
            return None
        return f"{year}-{month:02}-{date:02}" if year else f"{month:02}-{date:02}"
    named = [_NAMES.get(one) for one in re.split("[,，、]", word)]
    if None in named:
        return None
    return ",".join(one for one in _DAYS if one in named)

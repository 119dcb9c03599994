"""What people earn in a week and a month: what the treasury gave them, less what it took back.

Gifts, envelopes and games are not earned: points that only go around would make a board of who
sends them around most.
"""

from typing import Any

from sqlalchemy import Connection, Select, case, select

from bot.core import daily
from bot.core.period import MONTH, WEEK, Period, period
from bot.core.sql import bulk_upsert
from models.earning import Earning as Row
from models.ledger import Account

_NOTE = bulk_upsert(
    Row,
    ("room_id", "user_id", "week", "week_points", "month", "month_points"),
    keys=("room_id", "user_id"),
    compute=lambda new: {
        "week_points": case(
            (new.week > Row.week, new.week_points),
            (new.week == Row.week, Row.week_points + new.week_points),
            else_=Row.week_points,
        ),
        "week": case((new.week > Row.week, new.week), else_=Row.week),
        "month_points": case(
            (new.month > Row.month, new.month_points),
            (new.month == Row.month, Row.month_points + new.month_points),
            else_=Row.month_points,
        ),
        "month": case((new.month > Row.month, new.month), else_=Row.month),
    },
)


def note(connection: Connection, *, room: int, person: int, amount: int, at: int) -> None:
    """Points came to somebody from the treasury, or (below 0) went back to it."""
    zone = daily.zone_in(connection, room)
    week, month = (period(name, at, zone).number for name in (WEEK, MONTH))
    _NOTE(connection, [(room, person, week, amount, month, amount)])


def scores(room: int, when: Period) -> Select[Any]:
    """Who has how many points: all they hold, or what they earned in a week or a month."""
    if when.name == WEEK:
        return _of(Row.user_id, Row.week_points).where(Row.room_id == room, Row.week == when.number)
    if when.name == MONTH:
        return _of(Row.user_id, Row.month_points).where(
            Row.room_id == room, Row.month == when.number
        )
    return _of(Account.user_id, Account.balance).where(
        Account.room_id == room, Account.kind == "member"
    )


def _of(person: Any, amount: Any) -> Select[Any]:
    return select(person.label("person"), amount.label("amount"))

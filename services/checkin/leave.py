"""Leave of absence: days that are not owed to duty. All functions run inside a transaction."""

from sqlalchemy import Connection, delete, select

from bot.core.sql import inserting
from models.checkin import LeaveDay

MOST = 30
"""Days that leave lasts at most, from today on."""


def take(
    connection: Connection, room: int, person: int, *, first: int, days: int, at: int
) -> tuple[int, int]:
    """Take leave for so many days from one on; the first and the last day of it."""
    for day in range(first, first + days):
        statement = inserting(connection, LeaveDay).values(
            room_id=room, user_id=person, day=day, at=at
        )
        connection.execute(statement.on_conflict_do_nothing())
    return first, first + days - 1


def end(connection: Connection, room: int, person: int, today: int) -> bool:
    """Be back from a day on; False if there was no leave."""
    gone = connection.execute(
        delete(LeaveDay).where(
            LeaveDay.room_id == room, LeaveDay.user_id == person, LeaveDay.day >= today
        )
    )
    return bool(gone.rowcount)


def last_day(connection: Connection, room: int, person: int, today: int) -> int | None:
    """The last day of the leave that somebody is on or will be; None without one."""
    rows = connection.execute(
        select(LeaveDay.day)
        .where(LeaveDay.room_id == room, LeaveDay.user_id == person, LeaveDay.day >= today)
        .order_by(LeaveDay.day.desc())
        .limit(1)
    )
    return rows.scalar()

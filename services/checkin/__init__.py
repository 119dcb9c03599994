"""Signing in: dates of a group, the log of them, streaks, and what follows from them.

What other features ask: `today`, `signed_in_on`, `standing`.
"""

from sqlalchemy import Connection, select

from bot.core.settings import Values
from models.checkin import SignIn
from services.checkin.book import standing
from services.checkin.calendar import calendar_of, number_of
from services.checkin.enter import Entry, sign_in

__all__ = ["Entry", "number_of", "sign_in", "signed_in_on", "standing", "today"]


def today(values: Values, at: int) -> int:
    """The day of a group that an instant belongs to: days since 1970-01-01."""
    return calendar_of(values).day_of(at)


def signed_in_on(connection: Connection, room: int, person: int, day: int) -> bool:
    """Whether somebody signed in themselves on a day: neither a card nor a freeze is that."""
    found = connection.execute(
        select(SignIn.slot)
        .where(
            SignIn.room_id == room,
            SignIn.user_id == person,
            SignIn.day == day,
            SignIn.kind == "own",
        )
        .limit(1)
    )
    return found.first() is not None

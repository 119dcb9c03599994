"""Serial numbers: the bot's own follow each other without a gap, day by day; typed ones are kept.

Who gives a number writes it in the same transaction. The row of the day makes units of one room
wait for each other, and the unique key of the codes decides about what was typed meanwhile.
"""

from typing import Any

from sqlalchemy import Connection, update

from bot.core.sql import bulk_upsert, inserting
from models.stair import Stair as Row
from models.stair import StairDay as Day
from services.stair.code import MOST, digits_of

GONE = "gone"
"""The state of a code that was taken off."""

_NEXT = bulk_upsert(
    Day,
    ("room_id", "day", "last"),
    keys=("room_id", "day"),
    compute=lambda _: {"last": Day.last + 1},
    returning=("last",),
)


class Full(Exception):
    """A day has no number left."""


def give(connection: Connection, day: int, values: dict[str, Any]) -> tuple[int, str]:
    """Write a code with the next number of its day; the row's id, and the digits.

    Numbers that somebody typed are passed over. A transaction that is rolled back gives back its
    number.

    Raises:
        Full: there are no more than MOST on a day.
    """
    room = values["room_id"]
    while (serial := _NEXT.one(connection, (room, day, 1)).last) <= MOST:
        digits = digits_of(day, serial)
        number = _insert(connection, {**values, "day": day, "serial": serial, "digits": digits})
        if number is not None:
            return number, digits
    raise Full


def claim(
    connection: Connection, day: int, serial: int, digits: str, values: dict[str, Any]
) -> int | None:
    """Write a code with just these digits; None if they are taken.

    What was taken off makes room for what somebody types anew.
    """
    row = {**values, "day": day, "serial": serial, "digits": digits}
    number = _insert(connection, row)
    if number is not None:
        return number
    free = update(Row).where(
        Row.room_id == values["room_id"], Row.day == day, Row.serial == serial, Row.state == GONE
    )
    return connection.execute(free.values(**row).returning(Row.id)).scalar()


def _insert(connection: Connection, row: dict[str, Any]) -> int | None:
    statement = inserting(connection, Row).values(**row)
    unique = ["room_id", "day", "serial"]
    found: int | None = connection.execute(
        statement.on_conflict_do_nothing(index_elements=unique).returning(Row.id)
    ).scalar()
    return found

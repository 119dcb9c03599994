"""Who wants to be reminded in private. All functions run inside a transaction."""

from sqlalchemy import Connection, delete, exists, select

from bot.core.sql import inserting
from models.checkin import Reminded, SignIn

CHUNK = 50
"""People that are reminded in one unit."""


def switch(connection: Connection, room: int, person: int, now: int) -> bool:
    """Have somebody reminded from now on, or not any more; whether they are."""
    if forget(connection, room, person):
        return False
    statement = inserting(connection, Reminded).values(room_id=room, user_id=person, at=now)
    connection.execute(statement.on_conflict_do_nothing())
    return True


def forget(connection: Connection, room: int, person: int) -> bool:
    """Remind somebody no more; False if nobody did."""
    gone = connection.execute(
        delete(Reminded).where(Reminded.room_id == room, Reminded.user_id == person)
    )
    return bool(gone.rowcount)


def waiting(connection: Connection, room: int, day: int, after: int) -> list[int]:
    """The next who want to be reminded, by number, and have nothing in the log for a day."""
    there = exists().where(
        SignIn.room_id == room, SignIn.user_id == Reminded.user_id, SignIn.day == day
    )
    rows = connection.execute(
        select(Reminded.user_id)
        .where(Reminded.room_id == room, Reminded.user_id > after, ~there)
        .order_by(Reminded.user_id)
        .limit(CHUNK)
    )
    return list(rows.scalars())

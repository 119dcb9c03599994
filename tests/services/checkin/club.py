"""A room in which people sign in, without a bot around it."""

from typing import Any

from sqlalchemy import Connection, func, insert, select

from bot.core.kinds import zone
from bot.core.settings import Values
from models.checkin import Freeze, SignIn
from models.deadline import Outage, Pulse
from models.ledger import Account
from models.member import Member
from models.room import Room
from services.checkin.setting import SETTINGS

DECLARED = {one.key: one for one in (*SETTINGS, zone("zone", "Asia/Shanghai"))}


def values_of(**changed: Any) -> Values:
    """Settings, with `_` for the dot: `checkin_base=7`."""
    return Values(DECLARED, {key.replace("_", ".", 1): value for key, value in changed.items()})


def open_room(connection: Connection) -> int:
    """A room of its own."""
    number: int = connection.execute(
        insert(Room)
        .values(chat_id=-1_000_000_000_001, type="supergroup", title="Club", seen_at=0)
        .returning(Room.id)
    ).scalar_one()
    return number


def joins(connection: Connection, room: int, person: int, at: int | None) -> None:
    """Somebody is there, who came at an instant; None: nobody saw it."""
    connection.execute(
        insert(Member).values(room_id=room, user_id=person, status="member", joined_at=at)
    )


def was_off(connection: Connection, began: int, ended: int) -> None:
    """The bot did not run."""
    connection.execute(insert(Outage).values(began_at=began, ended_at=ended))


def is_alive(connection: Connection, now: int) -> None:
    """The bot runs."""
    minute = now // 60
    known = connection.execute(select(Pulse.minute).where(Pulse.minute == minute)).first()
    if known is None:
        connection.execute(insert(Pulse).values(minute=minute))


def log_of(connection: Connection, room: int, person: int) -> dict[int, list[tuple[int, str]]]:
    """The whole log of somebody: (slot, kind) by day."""
    rows = connection.execute(
        select(SignIn.day, SignIn.slot, SignIn.kind)
        .where(SignIn.room_id == room, SignIn.user_id == person)
        .order_by(SignIn.day, SignIn.slot)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for day, slot, kind in rows:
        found.setdefault(day, []).append((slot, kind))
    return found


def earned(connection: Connection, room: int, person: int) -> int:
    """All that the log says somebody was paid."""
    return connection.execute(
        select(func.coalesce(func.sum(SignIn.pay), 0)).where(
            SignIn.room_id == room, SignIn.user_id == person
        )
    ).scalar_one()


def bought(connection: Connection, room: int, person: int) -> tuple[int, int]:
    """How many freezes somebody ever bought, and how many of them are spent."""
    rows = connection.execute(
        select(Freeze.used_day).where(Freeze.room_id == room, Freeze.user_id == person)
    )
    used = [row.used_day for row in rows]
    return len(used), len([one for one in used if one is not None])


def sum_of_all(connection: Connection, room: int) -> int:
    """What all accounts of a room hold together."""
    return connection.execute(
        select(func.coalesce(func.sum(Account.balance), 0)).where(Account.room_id == room)
    ).scalar_one()

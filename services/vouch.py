"""Vouches: a few members a month answer for somebody at the door."""

from msgspec import Struct
from sqlalchemy import Connection, delete, select

from bot.core import phrase
from bot.core.sql import inserting
from models.vouch import Vouch as Row
from services.roster import PRESENT

ADMINS = frozenset(("administrator", "creator"))


class Vouch(Struct, frozen=True):
    """Who vouched for somebody."""

    voucher: int
    person: int


def month_of(now: int, zone: str) -> str:
    """The month by a zone's clock: `2026-11`."""
    return phrase.stamp(now, zone)[:7]


def judge(*, asked: bool, own: bool, waiting: bool, status: str) -> str:
    """Why somebody cannot vouch: `over`, `own`, `waiting` or `stranger`; empty if they can.

    `asked`: the application waits for a vouch; `own`: it is theirs; `waiting`: they are at the door
    themselves; `status` is Telegram's word for their place in the group.
    """
    if not asked:
        return "over"
    if own:
        return "own"
    if waiting:
        return "waiting"
    return "" if status in PRESENT else "stranger"


def vouch(
    connection: Connection,
    *,
    room: int,
    voucher: int,
    application: int,
    person: int,
    quota: int | None,
    now: int,
    zone: str,
) -> bool:
    """Use one of a member's vouches of this month, of which they have `quota` (None: any number);
    False if none is left.

    Each is a numbered row, so that two at once cannot be the same one.
    """
    month = month_of(now, zone)
    taken = set(
        connection.execute(
            select(Row.number).where(
                Row.room_id == room, Row.voucher_id == voucher, Row.month == month
            )
        ).scalars()
    )
    last = quota if quota is not None else len(taken) + 1
    for number in range(1, last + 1):
        if number in taken:
            continue
        row = inserting(connection, Row).values(
            room_id=room,
            voucher_id=voucher,
            month=month,
            number=number,
            application_id=application,
            user_id=person,
            at=now,
        )
        if connection.execute(row.on_conflict_do_nothing()).rowcount:
            return True
    return False


def of(connection: Connection, application: int) -> Vouch | None:
    """Who vouched for an application."""
    row = connection.execute(
        select(Row.voucher_id, Row.user_id).where(Row.application_id == application)
    ).first()
    return Vouch(*row) if row else None


def give_back(connection: Connection, application: int) -> None:
    """An application was not let in: who vouched for it may vouch for somebody else."""
    connection.execute(delete(Row).where(Row.application_id == application))

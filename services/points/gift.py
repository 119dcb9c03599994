"""Points that one member gives another."""

from typing import Any

from sqlalchemy import Connection, func, select

from bot.core import daily
from bot.core.actions import Button, Buttons
from bot.core.duration import DAY
from bot.core.errors import UserError
from bot.core.room import ABSENT
from bot.core.unit import Unit
from models.ledger import Account, Entry, Transfer
from models.member import Member
from services import roster
from services.points.account import member
from services.points.day import began
from services.points.ledger import Short, move

GIVE = "give.daily"
"""The setting: points that somebody gives away a day at most."""

STAYED = 6 * DAY
"""Seconds somebody has been in the group on their seventh day; giving begins then."""

TIPS = (5, 10, 20)
"""Points of the buttons below something that deserves some."""

_REASONS = ("give", "tip")


async def give(
    unit: Unit, *, giver: int, target: int, amount: int, reason: str, reference: str
) -> bool:
    """Move points from one member to another; False if that was done before for this reference.

    Raises:
        UserError: why not; nothing was moved.
    """
    room, now = unit.room.id, unit.now
    if target == unit.bot_id:
        raise UserError(unit.say("points-no-person"))
    since, most = began(now, daily.zone_of(unit.values)), unit.values[GIVE]
    if why := await unit.run(lambda c: _judge(c, room, giver, target, now)):
        raise UserError(unit.say(f"points-no-{why}"))
    given: int = await unit.run(lambda c: given_since(c, room, giver, since))
    if given + amount > most:
        left = str(max(most - given, 0))
        raise UserError(unit.say("points-no-more", most=most, left=left))
    values: dict[str, Any] = {"room": room, "at": now, "update_id": unit.facts.update_id}
    values |= {"amount": amount, "reason": reason, "reference": reference}
    try:
        moved = await unit.run(
            lambda c: move(c, source=member(giver), target=member(target), **values)
        )
    except Short as short:
        raise UserError(unit.say("points-short", n=short.balance)) from None
    return moved is not None


def given_since(connection: Connection, room: int, giver: int, since: int) -> int:
    """How many points somebody has given away since an instant."""
    rows = (
        select(func.coalesce(func.sum(Entry.amount), 0))
        .join(Account, Account.id == Entry.account_id)
        .join(Transfer, Transfer.id == Entry.transfer_id)
        .where(
            Account.room_id == room,
            Account.user_id == giver,
            Entry.side == -1,
            Transfer.at >= since,
            Transfer.reason.in_(_REASONS),
        )
    )
    return int(connection.execute(rows).scalar_one())


def _judge(connection: Connection, room: int, giver: int, target: int, now: int) -> str:
    """Why these two do not give each other anything; empty if they may."""
    if target <= 0 or roster.is_bot(connection, target):
        return "person"
    if giver == target:
        return "self"
    known = {
        row.user_id: row
        for row in connection.execute(
            select(Member.user_id, Member.status, Member.joined_at).where(
                Member.room_id == room, Member.user_id.in_((giver, target))
            )
        )
    }
    if target not in known or known[target].status in ABSENT:
        return "gone"
    mine = known.get(giver)
    if mine is not None and mine.status in ABSENT:
        return "left"
    if mine is not None and mine.joined_at is not None and now < mine.joined_at + STAYED:
        return "new"
    return ""


def tip_buttons(unit: Unit, person: int) -> Buttons:
    """A row of buttons that give somebody points; none where there are no points to give."""
    if not unit.values.get("points.enabled", False) or not unit.values.get(GIVE, 0):
        return ()
    return (
        tuple(
            Button(text=unit.say("points-tip", n=str(n)), data=f"tip:{n}:{person}") for n in TIPS
        ),
    )

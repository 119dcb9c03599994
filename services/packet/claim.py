"""Who may have a share of an envelope, and has it.

All functions run inside a transaction; that which claims locks the envelope first, so that two who
come at once wait for each other whatever else is going on.
"""

import importlib
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from bot.core.room import ABSENT
from bot.core.settings import Values
from models.member import Member
from services import roster
from services.moderation import restraint
from services.packet import book, change
from services.packet.packet import Packet

CHECKIN = "checkin"
"""The feature that knows who signed in today."""


class Claim(Struct, frozen=True):
    """What came of somebody's wish for a share.

    `outcome`: `done`; `before`, `empty`, `expired`, `none` (no such envelope); or why not:
    `guest`, `bot`, `left`, `muted`, `new`, `unchecked`; `unknown`: the bot never saw them, and
    Telegram has to be asked. `amount` is what they have now, or had before; `wait`, seconds until
    somebody `new` may. `packet` is the envelope afterwards; `closes`: it was closed by this.
    """

    outcome: str
    amount: int = 0
    packet: Packet | None = None
    wait: int = 0
    closes: bool = False


def claim(
    connection: Connection,
    *,
    room: int,
    number: int,
    person: int,
    values: Values,
    now: int,
    at: int,
    bot: bool = False,
    update_id: int | None = None,
) -> Claim:
    """Give somebody a share, if there is one and they may have it; `at` is when they wished it.

    With the last share the envelope is closed, and so is one whose time is over.
    """
    packet = book.find(connection, room, number, locked=True)
    if packet is None:
        return Claim("none")
    had = book.share_of(connection, number, person)
    if had is not None:
        return Claim("before", had, packet)
    if not packet.is_open:
        return Claim(packet.state, 0, packet)
    if at >= packet.expires_at:
        return Claim(
            "expired", 0, change.close(connection, room=room, number=number, now=now), 0, True
        )
    why, wait = judge(connection, packet, person, values, at=at, bot=bot)
    if why:
        return Claim(why, 0, packet, wait)
    share = change.hand_out(connection, packet, person=person, now=now, update_id=update_id)
    last = share.position == packet.shares
    if last:
        change.close(connection, room=room, number=number, now=now)
    return Claim("done", share.amount, book.find(connection, room, number), 0, last)


def judge(
    connection: Connection, packet: Packet, person: int, values: Values, *, at: int, bot: bool
) -> tuple[str, int]:
    """Why somebody may not have a share, and for how many seconds; empty if they may."""
    if bot:
        return "bot", 0
    if packet.guests and person not in book.guests_of(connection, packet.id):
        return "guest", 0
    why, wait = standing(connection, packet.room_id, person, values["packet.min_stay"], at)
    if not why and packet.checked and not has_signed_in(connection, packet, person, values, at):
        return "unchecked", 0
    return why, wait


def standing(
    connection: Connection, room: int, person: int, min_stay: int, at: int
) -> tuple[str, int]:
    """Why somebody is in no good standing, and for how many seconds; empty if they are.

    Whose coming was not seen has stayed long enough.
    """
    row = connection.execute(
        select(Member.status, Member.joined_at, Member.restriction).where(
            Member.room_id == room, Member.user_id == person
        )
    ).first()
    if row is None:
        return "unknown", 0
    if row.status in ABSENT:
        return "left", 0
    silent = row.status == "restricted" and not _may_write(row.restriction, at)
    if silent or restraint.muted(connection, room, [person]):
        return "muted", 0
    if row.joined_at is not None and at < row.joined_at + min_stay:
        return "new", row.joined_at + min_stay - at
    return ("bot" if roster.is_bot(connection, person) else ""), 0


def knows_who_signed_in(values: Values) -> bool:
    """Whether a group has sign-in, so that it can be a condition."""
    return _checkin() is not None and bool(values.get(f"{CHECKIN}.enabled", False))


def has_signed_in(
    connection: Connection, packet: Packet, person: int, values: Values, at: int
) -> bool:
    """Whether somebody has signed in on the day of an instant. Nobody has where that is not
    known: the envelope goes back to who sent it."""
    checkin = _checkin()
    if checkin is None:
        return False
    day = checkin.today(values, at)
    return bool(checkin.signed_in_on(connection, packet.room_id, person, day))


def _checkin() -> Any:
    """The service that knows it, None where this house has none: looked up late, since envelopes
    do without it."""
    try:
        return importlib.import_module(f"services.{CHECKIN}")
    except ModuleNotFoundError:
        return None


def _may_write(restriction: str, at: int) -> bool:
    """Whether a restriction leaves somebody their voice, or is over."""
    if not restriction:
        return True
    held = msgspec.json.decode(restriction)
    return 0 < held["until"] <= at or "can_send_messages" in held["can"]

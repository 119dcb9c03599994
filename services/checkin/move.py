"""A group's zone, once sign-ins go by it: changed once a week at most."""

from bot.core import deadline
from bot.core.errors import UserError
from bot.core.unit import HUSH, Unit
from services.checkin import book

WEEK = 7 * 86_400
MATTER = "checkin.zone"


async def check_zone(unit: Unit, zone: str) -> None:
    """See that the zone of this group may be changed to another.

    Raises:
        UserError: it was within a week, and people have signed in.
    """
    room, key, now = unit.room.id, f"{unit.room.id}:{MATTER}", unit.now
    if await unit.run(lambda c: book.newest_zone(c, room)) in ("", zone):
        return
    if await unit.run(lambda c: deadline.is_set(c, kind=HUSH, key=key, at=now)):
        raise UserError(unit.say("checkin-zone-week"))


async def follow_zone(unit: Unit) -> None:
    """The zone may have been changed: the next change has to wait."""
    room = unit.room.id
    if await unit.run(lambda c: book.newest_zone(c, room)) not in ("", unit.values["zone"]):
        await unit.once(MATTER, WEEK)

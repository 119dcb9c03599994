"""Removing those who have been silent: a few in each unit, told in one message, until it is done.

Where it has got to stands in a deadline, which is set anew in the unit that removed the last ones:
whatever dies when, it goes on from there, and nobody is removed twice.
"""

from functools import partial
from typing import Any

from bot.core import audit, deadline
from bot.core.actions import Button, Buttons
from bot.core.duration import DAY
from bot.core.manner import notice
from bot.core.unit import Unit
from bot.core.verdict import Sanction
from handlers.members.preview import RIGHT, read
from services import inactive, moderation
from services.inactive import PAUSE, TOGETHER, Silent, Sought
from services.moderation import Order

REMOVE = "members.remove"
MATTER = "members"


async def begin(unit: Unit) -> None:
    """Somebody confirmed; a removal that is under way comes first."""
    sought, key = read(unit.args), str(unit.room.id)
    unit.delete()
    if sought is None:
        unit.answer()
        return
    unit.require_own(RIGHT)
    if await unit.run(lambda c: deadline.is_set(c, kind=REMOVE, key=key)):
        unit.answer(unit.say("members-busy"), alert=True)
        return
    room, by, now = unit.room.id, unit.actor, unit.now
    total = await unit.run(lambda c: inactive.count(c, room=room, sought=sought))
    data = {
        "since": sought.since,
        "least": sought.least,
        "by": by,
        "began": now,
        "after": 0,
        "done": 0,
        "total": total,
    }
    await unit.run(
        lambda c: audit.note(c, room=room, at=now, by=by, what="inactive", said=str(total))
    )
    await unit.later(REMOVE, key, due_at=now, data=data)
    unit.answer()
    await _tell(unit, data, "going", anew=True)


async def remove(unit: Unit) -> None:
    """The next of them go; who wrote or came back meanwhile is not among them."""
    data, room = unit.data, unit.room.id
    sought = Sought(data["since"], data["least"])
    found: list[Silent] = await unit.run(
        lambda c: inactive.following(c, room=room, sought=sought, after=data["after"])
    )
    done = 0
    for one in found:
        done += await _remove_one(unit, one)
    data = {**data, "done": data["done"] + done}
    if len(found) < TOGETHER:
        await _tell(unit, data, "over")
        return
    data["after"] = found[-1].person
    await unit.later(REMOVE, str(room), due_at=unit.now + PAUSE, data=data)
    await _tell(unit, data, "going")


async def _remove_one(unit: Unit, one: Silent) -> int:
    """A case like any other, which can be undone; administrators are looked at once more."""
    if one.person in unit.admins.by_id or one.person == unit.bot_id:
        return 0
    order = Order(
        person=one.person,
        key=f"inactive:{unit.data['began']}:{one.person}",
        name=one.name or str(one.person),
        act=Sanction.KICK,
        rule=inactive.RULE,
        by=unit.data["by"],
    )
    carry = partial(
        moderation.carry_out, order=order, room=unit.room.id, values=unit.values, now=unit.now
    )
    outcome = await unit.run(carry)
    for action in outcome.actions:
        unit.do(action, case=outcome.case, expires_at=unit.now + DAY)
    return 1


async def stop(unit: Unit) -> None:
    """Somebody says stop: nobody goes any more."""
    room = str(unit.room.id)
    data = await unit.run(lambda c: deadline.take(c, kind=REMOVE, key=room, at=0))
    if data is None:
        unit.stale()
        return
    unit.answer()
    await _tell(unit, data, "stopped")


async def _tell(unit: Unit, data: dict[str, Any], how: str, *, anew: bool = False) -> None:
    """One message for all of it."""
    buttons: Buttons = ()
    if how == "going":
        buttons = ((Button(text=unit.say("members-stop"), data="members_stop"),),)
    done, total = data["done"], max(data["total"], data["done"])
    text = unit.say(f"members-{how}", done=done, total=total)
    await notice(unit, MATTER, text, buttons=buttons, anew=anew)

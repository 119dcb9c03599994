"""`/points`: how many somebody has."""

from functools import partial

from bot.core.errors import UserError
from bot.core.feature import Whose
from bot.core.unit import Stay, Unit
from services import person as people
from services import points
from services.target import aim


async def show(unit: Unit) -> None:
    """One's own, or somebody's who is named; in private those of every group one is in."""
    if not unit.room.is_group:
        await _everywhere(unit)
        return
    target = await aim(unit) if unit.args or unit.facts.reply_to else None
    person = target.person if target else unit.identify()
    if person <= 0:
        raise UserError(unit.say("people-nameless"))
    room = unit.room.id
    held: int = await unit.run(lambda c: points.balance(c, room, points.member(person)))
    if target is not None and person != unit.actor:
        said = unit.say("points-balance-of", n=held, shown=str(held), name=target.shown[:64])
    else:
        said = unit.say("points-balance", n=held, shown=str(held))
    unit.reply(said, stay=Stay.LONG)


async def _everywhere(unit: Unit) -> None:
    own = unit.actor
    mine = points.member(own)
    lines = []
    for room, title in await unit.run(lambda c: people.groups_of(c, own)):
        held = await unit.run(partial(points.balance, room=room, account=mine))
        lines.append(unit.say("points-balance-in", n=held, shown=str(held), group=title[:64]))
    unit.reply("\n".join(lines) or unit.say("people-nowhere"))


async def card(unit: Unit, whose: Whose) -> list[str]:
    """The line on the card of `/me`."""
    held = await unit.run(lambda c: points.balance(c, whose.room, points.member(whose.person)))
    return [unit.say("points-card", n=held)]

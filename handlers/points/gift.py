"""`/give`, and the buttons below something that deserves it."""

from bot.core.errors import UserError
from bot.core.feature import aimed
from bot.core.incoming import Facts
from bot.core.unit import Stay, Unit
from services import points, roster
from services.points import gift
from services.points.gift import TIPS
from services.points.order import read_order


def is_whole(facts: Facts, rest: str) -> bool:
    """`打赏 10` in reply, or with a name: anything less is talk."""
    return any(word.isdigit() for word in rest.split()) and aimed(facts, rest)


async def give(unit: Unit) -> None:
    """Give somebody points of one's own."""
    giver = unit.identify()
    if not giver:
        raise UserError(unit.say("people-nameless"))
    amount, target = await read_order(unit, unit.say("points-usage-give"))
    facts = unit.facts
    done = await gift.give(
        unit,
        giver=giver,
        target=target.person,
        amount=amount,
        reason="give",
        reference=f"message:{facts.chat_id}:{facts.message_id}",
    )
    if not done:
        raise UserError(unit.say("points-gave-before"))
    if facts.person and facts.person.id == giver:
        name = facts.person.name
    else:
        names: dict[int, str] = await unit.run(lambda c: roster.names(c, [giver]))
        name = names.get(giver) or str(giver)
    unit.reply(
        unit.say("points-gave", giver=name[:64], n=amount, name=target.shown[:64]),
        stay=Stay.NOTICE,
    )


async def tip(unit: Unit) -> None:
    """A button below something: once a person and message."""
    amount, _, person = unit.args.partition(":")
    facts, giver = unit.facts, unit.actor
    if amount not in map(str, TIPS) or not person.isdigit() or not unit.room.is_group:
        unit.stale()
        return
    if not giver:
        raise UserError(unit.say("people-nameless"))
    account = await unit.run(lambda c: points.number_of(c, unit.room.id, points.member(giver)))
    done = await gift.give(
        unit,
        giver=giver,
        target=int(person),
        amount=int(amount),
        reason="tip",
        reference=f"message:{facts.chat_id}:{facts.message_id}:{account}",
    )
    unit.answer(
        unit.say("points-tipped", n=int(amount)) if done else unit.say("points-tipped-before")
    )

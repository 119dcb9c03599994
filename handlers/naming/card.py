"""Name cards: `/namecard`, and what the form hands over to the group."""

from bot.core.actions import Button, Send, Tag
from bot.core.errors import Lacking, UserError
from bot.core.unit import Unit
from services import roster, tag
from services.naming import card, follow, form, keep, words
from services.naming.policy import Policy, policy_of
from services.target import aim

RIGHT = "can_restrict_members"
_CLEAR = frozenset(("clear", "off", "remove", "清除", "删除"))


async def command(unit: Unit) -> None:
    """`/namecard` opens the form; `/namecard clear @x` takes somebody's card away."""
    if not unit.room.is_group:
        await form.start(unit)
        return
    policy = policy_of(unit.values)
    if policy is None or not policy.asks_card:
        raise UserError(unit.say("naming-card-off"))
    verb, _, rest = unit.args.strip().partition(" ")
    if verb.lower() in _CLEAR:
        await _clear(unit, rest)
        return
    lines = [unit.say("naming-card-how"), words.wanted(unit, policy, card=True)]
    known = await unit.run(lambda c: card.get(c, unit.room.id, unit.actor))
    if known.name:
        lines.insert(0, unit.say("naming-card-is", name=known.name))
    unit.reply("\n".join(lines), buttons=((button(unit),),))


def button(unit: Unit) -> Button:
    """What opens the form, in the lane of the group."""
    return follow.fill(unit)[0][0]


def greets(unit: Unit) -> list[Button]:
    """The same below a welcome, where the group keeps cards."""
    policy = policy_of(unit.values)
    return [button(unit)] if policy is not None and policy.asks_card else []


async def _clear(unit: Unit, rest: str) -> None:
    if RIGHT not in unit.rights:
        raise Lacking(RIGHT)
    unit.args = rest.strip()
    target, room = await aim(unit), unit.room.id
    if target is None or target.person <= 0:
        raise UserError(unit.say("naming-card-usage"))
    person, now = target.person, unit.now
    known: card.Card = await unit.run(lambda c: card.get(c, room, person))
    if not known.name:
        raise UserError(unit.say("naming-card-none"))
    if known.tag and tag.may_set(unit):
        unit.do(Tag(room=room, person=person, tag=""), expires_at=now + 600)
    await unit.run(lambda c: card.put(c, room, person, card.Card("", known.tag), now))
    unit.reply(unit.say("naming-card-cleared"))


async def take(unit: Unit) -> None:
    """What was filled in privately is looked at once more, since the group goes on meanwhile."""
    person, room, name = unit.data["by"], unit.room.id, unit.data["card"]
    policy, here = policy_of(unit.values), unit.language
    unit.language = unit.data.get("language") or here
    inside = person in await unit.run(lambda c: roster.not_gone(c, room, [person]))
    if policy is None or not policy.asks_card or not inside:
        _tell(unit, unit.say("naming-card-nowhere"))
        return
    if why := await keep.refusal(unit, policy, person, name):
        _tell(unit, f"{why}\n{unit.say('naming-card-again')}")
        return
    await keep.keep(unit, person, name)
    _tell(unit, unit.say("naming-card-kept", group=unit.room.title[:64], name=name))
    unit.language = here
    await settle(unit, policy, person, unit.data["name"])


async def settle(unit: Unit, policy: Policy, person: int, name: str) -> None:
    """Their card is right: what was done about it ends, unless their profile is not."""
    if not await follow.fault(unit, policy, person, name):
        await follow.right(unit, person)


def _tell(unit: Unit, text: str) -> None:
    unit.do(Send(room=unit.room.id, to=unit.data["by"], text=text), expires_at=unit.now + 300)

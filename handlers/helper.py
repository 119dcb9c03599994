"""`/helper`: members who may do a few things by the bot, though they are no administrators."""

from bot.core import delegate, phrase
from bot.core.errors import UserError
from bot.core.feature import Command, Feature
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from services.target import aim, spared

RIGHT = "can_promote_members"
_ADD = frozenset(("add", "set", "加", "添加", "任命"))
_REMOVE = frozenset(("remove", "rm", "del", "delete", "删除", "移除", "撤销"))


async def helper(unit: Unit) -> None:
    """List them; with `add @x powers…` appoint one, with `remove @x` dismiss one."""
    verb, _, rest = unit.args.partition(" ")
    if not verb:
        await _list(unit)
        return
    if verb.lower() not in _ADD | _REMOVE:
        raise UserError(_usage(unit))
    by = unit.identify()
    unit.args = rest.strip()
    target = await aim(unit)
    if target is None:
        raise UserError(_usage(unit))
    if spared(unit, target.person) or target.person < 0:
        raise UserError(unit.say("helper-not"))
    powers = _powers(unit, target.rest) if verb.lower() in _ADD else frozenset()
    room, now = unit.room.id, unit.now
    await unit.run(
        lambda c: delegate.appoint(
            c, room=room, person=target.person, powers=powers, by=by, now=now
        )
    )
    if powers:
        text = unit.say("helper-added", name=target.shown, powers=_named(unit, powers))
    else:
        text = unit.say("helper-removed", name=target.shown)
    unit.reply(text, stay=Stay.LONG)


async def _list(unit: Unit) -> None:
    found = await unit.run(lambda c: delegate.helpers_of(c, unit.room.id))
    if not found:
        raise UserError(_usage(unit))
    lines = [
        unit.say("helper-line", name=await _name(unit, person), powers=_named(unit, powers))
        for person, powers in found
    ]
    unit.reply("\n".join([unit.say("helper-list"), *lines]), stay=Stay.LONG)


async def _name(unit: Unit, person: int) -> str:
    unit.args = str(person)
    target = await aim(unit)
    return target.shown if target else str(person)


def _powers(unit: Unit, text: str) -> frozenset[str]:
    """What is to be allowed, by its name or by its word in this language.

    Raises:
        UserError: nothing of it, or something that cannot be.
    """
    words = {unit.say(f"power-{power}"): power for power in unit.house.powers}
    words |= {power: power for power in unit.house.powers}
    asked = [one for one in text.lower().replace("，", " ").replace(",", " ").split() if one]
    if not asked or not set(asked) <= words.keys():
        raise UserError(unit.say("helper-powers", powers=_named(unit, unit.house.powers)))
    return frozenset(words[one] for one in asked)


def _named(unit: Unit, powers: frozenset[str] | tuple[str, ...]) -> Html:
    named = [unit.say(f"power-{power}") for power in sorted(powers)]
    return Html(phrase.listing(named, unit.language))


def _usage(unit: Unit) -> str:
    return unit.say("helper-usage", powers=_named(unit, unit.house.powers))


FEATURE = Feature(
    name="helper",
    key="rules",
    commands=(Command(name="helper", handle=helper, right=RIGHT, where="group"),),
)

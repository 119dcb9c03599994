"""`/buddy`: members who show newcomers around, in turn; the welcome tells whom."""

from collections.abc import Sequence
from html import escape

from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Whose, Word
from bot.core.manner import Pager
from bot.core.role import CHANGE
from bot.core.texts import Html
from bot.core.unit import Unit
from services import buddy, roster, template
from services.buddy import Listed
from services.target import aim

_ADD = frozenset(("add", "加", "添加"))
_REMOVE = frozenset(("remove", "rm", "去掉", "删除"))


async def command(unit: Unit) -> None:
    """`/buddy` lists them; `/buddy add @x` and `/buddy remove @x`, or in reply."""
    verb, _, rest = unit.args.strip().partition(" ")
    if not verb:
        await LIST.show(unit, empty=unit.say("buddy-none"))
        return
    if verb.lower() not in _ADD | _REMOVE:
        raise UserError(unit.say("buddy-usage"))
    by = unit.identify()
    unit.args = rest.strip()
    target = await aim(unit)
    if target is None or target.person <= 0 or target.person == unit.bot_id:
        raise UserError(unit.say("buddy-usage"))
    room, person, now, name = unit.room.id, target.person, unit.now, target.shown
    if verb.lower() in _REMOVE:
        done = await unit.run(lambda c: buddy.remove(c, room, person))
        unit.reply(unit.say("buddy-removed" if done else "buddy-is-none", name=name))
        return
    if person not in await unit.run(lambda c: roster.not_gone(c, room, [person])):
        raise UserError(unit.say("buddy-outside", name=name))
    if await unit.run(lambda c: roster.is_bot(c, person)):
        raise UserError(unit.say("buddy-bot", name=name))
    state = await unit.run(lambda c: buddy.add(c, room, person, by=by, now=now))
    if state == "many":
        raise UserError(unit.say("buddy-many", most=buddy.MOST))
    unit.reply(unit.say("buddy-is-one" if state == "one" else "buddy-added", name=name))


async def _lines(unit: Unit, _args: str) -> Sequence[str]:
    room = unit.room.id
    found: list[Listed] = await unit.run(lambda c: buddy.listed(c, room))
    people = [one.person for one in found]
    names = await unit.run(lambda c: roster.names(c, people))
    here = await unit.run(lambda c: roster.not_gone(c, room, people))
    return [
        unit.say(
            "buddy-listed" if one.person in here else "buddy-listed-gone",
            name=_shown(unit, names.get(one.person, "")),
            n=one.given,
        )
        for one in found
    ]


LIST = Pager("buddies", _lines, right=CHANGE, size=20)


def _shown(unit: Unit, name: str) -> str:
    """A name that harms nobody."""
    hidden = not name or template.is_ad(name, unit.values)
    return unit.say("template-somebody") if hidden else template.clean(name)


async def card(unit: Unit, whose: Whose) -> Sequence[str]:
    """What `/me` says of it."""
    room, person = whose.room, whose.person
    theirs = await unit.run(lambda c: buddy.buddy_of(c, room, person))
    if not theirs:
        return []
    names = await unit.run(lambda c: roster.names(c, [theirs]))
    name = Html(escape(_shown(unit, names.get(theirs, "")), quote=False))
    return [unit.say("buddy-me", person=str(theirs), name=name)]


FEATURE = Feature(
    name="buddy",
    key="vision",
    part_of="greeting",
    commands=(
        Command(
            name="buddy",
            handle=command,
            right=CHANGE,
            where="group",
            words=(Word(texts=("引路人",)),),
        ),
    ),
    presses=(LIST.press,),
    card=card,
)

"""`/intro`, and what administrators and helpers decide about an introduction."""

from bot.core.errors import Lacking, UserError
from bot.core.unit import Unit
from handlers.intro.link import button
from services.intro import book, form, judge, task
from services.intro.accept import accept, fresh, release, send_back
from services.intro.book import ACCEPTED
from services.target import Target, aim

RIGHT, POWER = "can_restrict_members", "intro"
_ACCEPT = frozenset(("accept", "ok", "通过"))
_RETURN = frozenset(("return", "reject", "退回"))


async def command(unit: Unit) -> None:
    """`/intro` opens the form; in reply, `/intro accept` and `/intro return [why]`."""
    verb, _, rest = unit.args.strip().partition(" ")
    if unit.room.is_group and not unit.values["intro.enabled"]:
        raise UserError(unit.say("intro-off"))
    if not verb and not unit.room.is_group:
        await form.start(unit)
    elif not verb:
        fields = unit.values["intro.fields"]
        text = unit.say("intro-how", form=judge.form(unit, fields))
        unit.reply(text, buttons=((button(unit),),))
    elif verb.lower() in _ACCEPT | _RETURN and unit.room.is_group:
        if RIGHT not in unit.rights and not await unit.delegate(POWER):
            raise Lacking(RIGHT)
        unit.args = rest.strip()
        target = await aim(unit)
        if target is None or target.person <= 0:
            raise UserError(unit.say("intro-usage"))
        await (_accept if verb.lower() in _ACCEPT else _return)(unit, target)
    else:
        raise UserError(unit.say("intro-usage"))


async def _whose(unit: Unit, target: Target) -> int:
    """Whose introduction is meant: also where it is the bot that posted it."""
    if target.person != unit.bot_id:
        return target.person
    room, chat = unit.room.id, unit.room.chat_id
    found = await unit.run(lambda c: book.of_message(c, room, chat, target.message))
    if found is None:
        raise UserError(unit.say("intro-usage"))
    return int(found)


async def _accept(unit: Unit, target: Target) -> None:
    person = await _whose(unit, target)
    one = await unit.run(lambda c: book.get(c, unit.room.id, person))
    if one is not None and one.state == ACCEPTED:
        raise UserError(unit.say("intro-was-accepted"))
    if target.message and target.text and target.person == person:
        one = fresh(unit, person, target.text, photo=False, message=target.message)
    if one is None:
        known = await unit.run(lambda c: task.get(c, unit.room.id, person))
        if known is None or known.state not in task.WAITING:
            raise UserError(unit.say("intro-usage"))
        await release(unit, person, task.FREED)
        unit.reply(unit.say("intro-freed", name=target.shown))
        return
    await accept(unit, one, "" if target.person != person else target.name)


async def _return(unit: Unit, target: Target) -> None:
    person = await _whose(unit, target)
    one = await unit.run(lambda c: book.get(c, unit.room.id, person))
    if one is None or one.state == book.RETURNED:
        raise UserError(unit.say("intro-nothing"))
    await send_back(unit, person, "", target.rest)


async def press_accept(unit: Unit) -> None:
    """The button below what is missing, or what was returned."""
    person = int(unit.args) if unit.args.isdecimal() else 0
    one = await unit.run(lambda c: book.get(c, unit.room.id, person))
    if one is None or one.state == ACCEPTED:
        unit.stale()
        return
    unit.answer()
    await accept(unit, one, "")


async def press_return(unit: Unit) -> None:
    """The button below a confirmation."""
    person = int(unit.args) if unit.args.isdecimal() else 0
    one = await unit.run(lambda c: book.get(c, unit.room.id, person))
    if one is None or one.state != ACCEPTED:
        unit.stale()
        return
    unit.answer()
    await send_back(unit, person, "", "")

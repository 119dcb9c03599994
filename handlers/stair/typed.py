"""The form of WeChat, `#爬楼20170201201#`: a bot makes the living tag of it."""

from bot.core.feature import in_reply
from bot.core.incoming import Facts
from bot.core.unit import Stay, Unit
from services import snippet
from services.stair import code, give, look_up, pin, shown
from services.stair.book import TYPED, Stair


def wanted(facts: Facts) -> bool:
    """Whether a message may hold it, said by somebody themselves."""
    return code.has_form(facts.text) and not facts.forwarded and snippet.is_said(facts)


async def hear(unit: Unit) -> None:
    """Give the message its code, with just these digits, if whoever wrote it may.

    Of others it is no more than something they said.
    """
    facts, form = unit.facts, code.find_form(unit.facts.text)
    if unit.gone or form is None or not unit.room.is_group or not await _may(unit):
        return
    about = facts.reply_to if in_reply(facts, "") else facts.message_id
    one = await give(
        unit,
        title=form.rest,
        message=about,
        thread=facts.thread_id,
        by=unit.actor,
        kind=TYPED,
        digits=form.digits,
        prefix=form.prefix,
    )
    if one is not None:
        return
    room = unit.room.id
    there = await unit.run(lambda c: look_up(c, room, form.digits))
    if isinstance(there, Stair):
        text, buttons = await shown.card(unit, there)
        head = unit.say("stair-taken")
        unit.reply(f"{head}\n{text}", buttons=buttons, stay=Stay.LONG)


async def _may(unit: Unit) -> bool:
    """An administrator with the right, if only behind the group's name, or a helper."""
    if unit.facts.sender_chat and unit.facts.sender_chat.id != unit.room.chat_id:
        return False
    if pin.RIGHT in unit.rights | unit.rights_hidden:
        return True
    return await unit.delegate(pin.POWER)

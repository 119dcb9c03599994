"""`/undo N` and the button: everything a case did is reversed, and what cannot be is said."""

from functools import partial

from bot.core.actions import Edit
from bot.core.errors import UserError
from bot.core.unit import Stay, Unit
from services import moderation
from services.moderation import File


async def undo(unit: Unit) -> None:
    """Take back the case with a number, or the one about the message that is replied to."""
    by = unit.identify()
    typed = unit.args.lstrip("#＃").strip()
    facts = unit.facts
    if not typed and facts.reply_to:
        about = partial(moderation.about, chat=facts.chat_id, message=facts.reply_to)
        found = await unit.run(about)
        typed = str(found or "")
    if not typed:
        raise UserError(unit.say("undo-usage"))
    case = await _find(unit, typed)
    if case is None:
        raise UserError(unit.say("case-unknown", number=typed[:18]))
    text = await reverse(unit, case, by)
    if text is None:
        raise UserError(unit.say("undo-before", number=str(case.id)))
    unit.reply(text, stay=Stay.NOTICE)


async def press(unit: Unit) -> None:
    """Somebody pressed the button below a notice."""
    case = await _find(unit, unit.args)
    text = await reverse(unit, case, unit.actor) if case else None
    if text is None:
        unit.stale()
        return
    unit.answer(text)
    message = unit.facts.message_id
    unit.do(Edit(room=unit.room.id, message=message, text=text, priority="reply"))


async def reverse(unit: Unit, case: File, by: int) -> str | None:
    """Reverse a case of this room; what came of it in words, None if that was done before."""
    reversal = await moderation.take_back(unit, case, by=by)
    if reversal is None:
        return None
    said = moderation.undone(unit, case, reversal)
    return "\n".join([unit.say("undo-done", number=str(case.id)), *said])


async def _find(unit: Unit, typed: str) -> File | None:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 18):
        return None
    case: File | None = await unit.run(lambda c: moderation.find(c, int(typed)))
    return case if case is not None and case.room_id == unit.room.id else None

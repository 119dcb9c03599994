"""Administrators decide: by a button, in a word, with a reason or without; and are reminded."""

from bot.core.actions import Answer, Button, Send
from bot.core.errors import UserError
from bot.core.unit import Stay, Unit
from handlers.appeal.card import AGAIN, find, matter_of, show_case, until
from handlers.appeal.finish import finish
from services import appeal as appeals
from services import desk, roster

DECIDE = "appeal.decide"
REASON = "appeal.reason"
"""The question why somebody decides so."""

LONGEST = 300


async def press(unit: Unit, how: str) -> None:
    """Somebody pressed a decision."""
    found = await find(unit, unit.args)
    if found is None:
        unit.stale()
        return
    await desk.refer(unit, found[1].room_id, DECIDE, case=found[1].id, how=how, reason="")


async def press_why(unit: Unit, how: str) -> None:
    """Somebody wants to decide and say why: in private they are asked, elsewhere they type it."""
    found = await find(unit, unit.args)
    if found is None:
        unit.stale()
        return
    number = str(found[1].id)
    if unit.room.is_group:
        unit.answer(unit.say("appeal-how", number=number), alert=True)
        return
    await unit.ask(REASON, {"case": found[1].id, "how": how})
    cancel = Button(text=unit.say("button-cancel"), data="cancel")
    unit.answer()
    text = unit.say(f"appeal-why-{how}", number=number)
    unit.do(Send(room=unit.room.id, text=text, buttons=((cancel,),)))


async def give_reason(unit: Unit) -> None:
    """In private, the reason was typed."""
    asked = unit.data
    found = await find(unit, asked["case"])
    if found is not None:
        await _typed(unit, found[1].room_id, asked["case"], asked["how"], unit.facts.text)


async def command(unit: Unit) -> None:
    """`/uphold 12 reason`, `/reverse 12 reason`, in the group or in the log chat."""
    by = unit.identify()
    first, _, reason = unit.args.partition(" ")
    found = await find(unit, first.lstrip("#＃"))
    if found is None or not by:
        raise UserError(unit.say("appeal-usage-decide", name=unit.typed))
    await _typed(unit, found[1].room_id, found[1].id, unit.typed, reason)


async def _typed(unit: Unit, room: int, case: int, how: str, reason: str) -> None:
    reason = " ".join(reason.split())[:LONGEST]
    await desk.refer(unit, room, DECIDE, case=case, how=how, reason=reason)


async def decide(unit: Unit) -> None:
    """Decide an appeal as an administrator wishes, if they may."""
    asked = unit.data
    found = await find(unit, asked["case"])
    if found is None:
        return
    appeal, case = found
    if desk.RIGHT not in unit.admins.rights_of(asked["by"]):
        unit.doubt()
        missing = unit.say("right-missing", right=unit.say(f"right-{desk.RIGHT}"))
        _answer(unit, missing, alert=True)
        return
    if appeal.state == appeals.OPEN and appeal.jury:
        _answer(unit, unit.say("appeal-jury", n=appeal.jury, until=until(unit, appeal)), alert=True)
        return
    done = await finish(
        unit, appeal, case, how=asked["how"], by=asked["by"], reason=asked["reason"]
    )
    _answer(unit, unit.say("case-done" if done else "case-before"))


def _answer(unit: Unit, text: str, *, alert: bool = False) -> None:
    """Answer the press, or what was typed."""
    asked = unit.data
    if asked["query"]:
        unit.do(Answer(room=unit.room.id, query=asked["query"], text=text, alert=alert))
        return
    stay = Stay.SHORT.seconds(unit.values) if asked["chat"] < 0 else 0
    unit.do(
        Send(
            room=unit.room.id,
            to=asked["chat"],
            reply_to=asked["message"],
            text=text,
            stay=stay,
        ),
        expires_at=unit.now + 300,
    )


async def remind(unit: Unit) -> None:
    """Nobody decided in time: administrators are asked, again and again; none lapses."""
    number = unit.data["case"]
    found = await find(unit, number)
    if found is None or found[0].state != appeals.OPEN:
        return
    appeal, case = found
    if case.state in appeals.LASTING:
        await finish(unit, appeal, case, how="reverse", by=case.decided_by)
        return
    within = unit.values["appeal.within"]
    await unit.run(lambda c: appeals.dismiss_jury(c, number))
    await unit.run(
        lambda c: appeals.wait(c, case=number, room=unit.room.id, within=within, now=unit.now)
    )
    await show_case(unit, number, anew=True)


async def told(unit: Unit) -> None:
    """The person heard what came of it, or the administrators hear that they did not."""
    number, person = unit.data["case"], unit.data["person"]
    if unit.fate is None:
        return
    state = unit.fate.state
    await unit.run(lambda c: appeals.note_told(c, number, state))
    if state == "refused":
        await unit.run(lambda c: roster.note_unreachable(c, person))
        await unit.later(AGAIN, matter_of(number), due_at=unit.now, data={"case": number})

"""`/grant` and `/fine`: points out of the group's treasury, and back into it."""

from bot.core.actions import Button
from bot.core.errors import UserError
from bot.core.unit import Stay, Unit
from services import moderation, points, roster
from services.moderation import Order
from services.points.order import read_order
from services.target import Target

NOTE = 300
"""Characters of a reason that are kept."""


async def grant(unit: Unit) -> None:
    """Give somebody points of the treasury's."""
    amount, target = await _asked(unit, "grant")
    case = await _case(unit, "grant", amount, target)
    await _move(unit, amount, target, case, reason="grant")
    _say(unit, "points-granted", case, amount, target)


async def fine(unit: Unit) -> None:
    """Take points from somebody: what is there. The rest is noted, not owed."""
    amount, target = await _asked(unit, "fine")
    room = unit.room.id
    held: int = await unit.run(lambda c: points.balance(c, room, points.member(target.person)))
    taken = min(held, amount)
    case = await _case(unit, "fine", amount, target, taken)
    if taken:
        await _move(unit, taken, target, case, reason="fine")
    key = "points-fined" if taken == amount else "points-fined-less"
    _say(unit, key, case, taken, target, whole=amount)


async def _asked(unit: Unit, word: str) -> tuple[int, Target]:
    unit.identify()
    amount, target = await read_order(unit, unit.say(f"points-usage-{word}"))
    nobody = target.person <= 0 or target.person == unit.bot_id
    if nobody or await unit.run(lambda c: roster.is_bot(c, target.person)):
        raise UserError(unit.say("points-no-person"))
    if not await unit.run(lambda c: roster.is_known(c, unit.room.id, target.person)):
        raise UserError(unit.say("points-no-gone"))
    return amount, target


async def _case(unit: Unit, word: str, amount: int, target: Target, taken: int = -1) -> int:
    """The case, by which it can be looked up and taken back."""
    facts, reason = unit.facts, target.rest[:NOTE]
    said = f"{'+' if word == 'grant' else '−'}{amount}"
    if taken not in (-1, amount):
        said += f" ({taken})"
    order = Order(
        person=target.person,
        key=f"c:{facts.chat_id}:{facts.message_id}:{target.person}",
        name=target.shown,
        rule=word,
        by=unit.identify(),
        reason=f"{said} {reason}".strip(),
        text=target.text,
    )
    return (await moderation.enforce(unit, order)).case


async def _move(unit: Unit, amount: int, target: Target, case: int, *, reason: str) -> None:
    mine, mint = points.member(target.person), points.TREASURY
    source, goal = (mint, mine) if reason == "grant" else (mine, mint)
    room, now, by = unit.room.id, unit.now, unit.identify()
    await unit.run(
        lambda c: points.move(
            c,
            room=room,
            source=source,
            target=goal,
            amount=amount,
            reason=reason,
            reference=f"case:{case}",
            at=now,
            update_id=unit.facts.update_id,
            case=case,
            by=by,
            note=target.rest[:NOTE],
        )
    )


def _say(unit: Unit, key: str, case: int, amount: int, target: Target, **more: object) -> None:
    text = unit.say(key, n=amount, name=target.shown[:64], number=str(case), **more)
    if target.rest:
        text += "\n" + unit.say("points-note", note=target.rest[:NOTE])
    undo = Button(text=unit.say("punish-undo"), data=f"undo:{case}")
    buttons = ((undo,),) if "undo" in unit.house.presses else ()
    unit.reply(text, buttons=buttons, stay=Stay.NOTICE)

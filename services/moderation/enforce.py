"""Enforcing from inside a unit: an order is carried out, and told to the log."""

from collections.abc import Iterable

from bot.core.actions import REVERSALS, AnyAction, Invite
from bot.core.unit import Unit
from services.moderation.act import Order, Outcome, carry_out
from services.moderation.docket import CARD, LAPSE
from services.moderation.record import File
from services.moderation.undo import LINK, Reversal, undo


async def enforce(unit: Unit, order: Order) -> Outcome:
    """Carry an order out in this unit's room."""
    room, values, now = unit.room.id, unit.values, unit.now
    outcome: Outcome = await unit.run(
        lambda connection: carry_out(connection, order, room=room, values=values, now=now)
    )
    for action in outcome.actions:
        unit.do(action, case=outcome.case, expires_at=now + LAPSE)
    await tell_log(unit, outcome.case)
    return outcome


async def take_back(unit: Unit, case: File, *, by: int | None) -> Reversal | None:
    """Reverse a case of this unit's room; None if that was done before, or it was dismissed.

    Whoever was removed, and who took that back (`by`, empty for a jury), get a way in.
    """
    reversal: Reversal | None = await unit.run(lambda c: undo(c, case, by=by, now=unit.now))
    if reversal is None:
        return None
    person = unit.facts.actor or unit.facts.person if unit.has_facts else None
    for action in reversal.actions:
        if isinstance(action, Invite):
            data = {
                "case": case.id,
                "person": case.subject_id,
                "name": case.name,
                "by": by if person else 0,
                "by_name": person.name if person else "",
            }
            unit.do(action, then=LINK, then_data=data)
        else:
            reverse(unit, [action], case.id)
    await tell_log(unit, case.id)
    return reversal


def reverse(unit: Unit, actions: Iterable[AnyAction], case: int | None) -> None:
    """Do what takes a case back; on it is written what does not get through.

    What another case does again is not done in the name of this one.
    """
    for action in actions:
        unit.do(action, case=case if isinstance(action, REVERSALS) else None)


async def tell_log(unit: Unit, case: int) -> None:
    """Have the log chat, if there is one, told of a case as it stands now."""
    if unit.values.get("log.chat", 0):
        data = {"case": case, "asks": False}
        await unit.later(CARD, str(case), due_at=unit.now, data=data)

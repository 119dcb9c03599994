"""Somebody's own figures: for the one person they concern, and a line on the card of `/me`."""

from collections.abc import Sequence

from bot.core.feature import Whose
from bot.core.texts import Html
from bot.core.unit import Unit
from handlers.checkin.word import days, span
from services.checkin import Entry, book, freeze
from services.checkin.calendar import calendar_of
from services.checkin.pay import ahead, milestones


def earned(unit: Unit, entry: Entry, held: int) -> str:
    """What a sign-in brought, in a few lines that an alert holds."""
    lines = [unit.say("checkin-mine-done", rank=str(entry.rank), points=entry.points)]
    if entry.reached:
        reached = max(entry.reached)
        lines.append(unit.say("checkin-mine-reached", n=reached))
    if entry.frozen:
        lines.append(unit.say("checkin-mine-frozen", days=days(unit, entry.frozen)))
    lines += _standing(unit, entry.streak, entry.ahead, held)
    return "\n".join(lines)


async def press_mine(unit: Unit) -> None:
    """The button of the board: whoever presses sees their own."""
    person = unit.actor
    if not person:
        unit.answer(unit.say("checkin-nameless"), alert=True)
        return
    room, today = unit.room.id, calendar_of(unit.values).day_of(unit.now)
    lines = await unit.run(lambda c: book.between(c, room, person, today, today))
    own = next((one for one in lines if one.kind == "own"), None)
    run = await unit.run(lambda c: book.standing(c, room, person, today))
    held = await unit.run(lambda c: freeze.held(c, room, person))
    first = (
        unit.say("checkin-mine-today", rank=str(own.rank), points=own.pay)
        if own
        else unit.say("checkin-mine-not-yet")
    )
    next_one = ahead(run.length, milestones(unit.values))
    said = "\n".join([first, *_standing(unit, run.length, next_one, held)])
    unit.answer(said, alert=True)


async def card(unit: Unit, whose: Whose) -> Sequence[str]:
    """What `/me` says of it."""
    room, person = whose.room, whose.person
    today = calendar_of(whose.values).day_of(unit.facts.at)
    run = await unit.run(lambda c: book.standing(c, room, person, today))
    held = await unit.run(lambda c: freeze.held(c, room, person))
    if not run.length and not held:
        return [unit.say("checkin-me-none")]
    frozen = Html(unit.say("checkin-held", n=held) if held else "")
    return [unit.say("checkin-me", streak=Html(span(unit, run.length)), held=frozen)]


def _standing(unit: Unit, length: int, then: tuple[int, int] | None, held: int) -> list[str]:
    lines = [unit.say("checkin-mine-streak", streak=Html(span(unit, length)))]
    if then is not None:
        lines.append(unit.say("checkin-mine-ahead", n=then[0], points=then[1]))
    if held:
        lines.append(unit.say("checkin-mine-held", n=held))
    return lines

"""Reminders: for whoever asked for them, in private, on days they have not signed in yet."""

from typing import Final

from bot.core.texts import Html
from bot.core.unit import Unit
from handlers.checkin.private import write
from handlers.checkin.word import span
from services import roster
from services.checkin import book, remind
from services.checkin.calendar import calendar_of

NEXT: Final = "checkin.reminding"
"""The deadline at which the next people are reminded."""

SENT: Final = "checkin.reminded"
"""The continuation that hears whether somebody could be."""


async def press(unit: Unit) -> None:
    """The button of the board switches it for whoever presses."""
    room, person, now = unit.room.id, unit.actor, unit.now
    if not person:
        unit.answer(unit.say("checkin-nameless"), alert=True)
        return
    if not await unit.run(lambda c: roster.started(c, [person])):
        unit.answer(unit.say("remind-start", bot=unit.house.username), alert=True)
        return
    setting = unit.values.declared["checkin.remind_at"]
    at = setting.show(unit.values[setting.key])
    on = await unit.run(lambda c: remind.switch(c, room, person, now))
    unit.answer(unit.say("remind-on", time=at) if on else unit.say("remind-off"), alert=True)


async def begin(unit: Unit) -> None:
    """It is time: the first of them."""
    await _remind(unit, 0)


async def go_on(unit: Unit) -> None:
    """The next of them."""
    if unit.values["checkin.enabled"]:
        await _remind(unit, unit.data["after"])


async def _remind(unit: Unit, after: int) -> None:
    room = unit.room.id
    today = calendar_of(unit.values).day_of(unit.now)
    people: list[int] = await unit.run(lambda c: remind.waiting(c, room, today, after))
    here = await unit.run(lambda c: roster.not_gone(c, room, people))
    for person in (one for one in people if one in here):
        await _write(unit, person, today)
    if len(people) == remind.CHUNK:
        data = {"after": people[-1]}
        await unit.later(NEXT, str(room), due_at=unit.now, data=data)


async def _write(unit: Unit, person: int, today: int) -> None:
    room = unit.room.id
    run = await unit.run(lambda c: book.standing(c, room, person, today))
    starts = unit.values.declared["checkin.day_start"].show(unit.values["checkin.day_start"])

    async def words() -> str:
        if not run.length:
            return unit.say("remind-today")
        return unit.say("remind-streak", streak=Html(span(unit, run.length)), starts=starts)

    await write(unit, person, words, then=SENT, then_data={"person": person})


async def sent(unit: Unit) -> None:
    """Who does not let the bot write to them is not reminded any more."""
    if unit.fate is None or unit.fate.state != "refused":
        return
    room, person = unit.room.id, unit.data["person"]
    await unit.run(lambda c: remind.forget(c, room, person))

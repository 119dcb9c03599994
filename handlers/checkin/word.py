"""Days, slots and names as people read them."""

from collections.abc import Sequence

from bot.core import phrase
from bot.core.unit import Unit
from services import roster, template
from services.checkin.calendar import date_of
from services.checkin.slot import slots_of
from services.naming import card

NAME = 20
"""Characters of a name in a list."""


def days(unit: Unit, numbers: Sequence[int]) -> str:
    """Some days, as text."""
    shown = [phrase.short_day(date_of(one), unit.language) for one in numbers]
    return phrase.listing(shown, unit.language)


def span(unit: Unit, length: int) -> str:
    """How many days a streak has, as HTML."""
    return unit.say("checkin-days", n=length)


def hours(unit: Unit) -> str:
    """When one may sign in, as text; empty for always."""
    shown = [one.shown for one in slots_of(unit.values["checkin.slots"])]
    return phrase.listing(shown, unit.language)


async def names(unit: Unit, people: Sequence[int]) -> dict[int, str]:
    """What some people are called in this group, as text that harms nobody."""
    if not people:
        return {}
    room = unit.room.id
    known: dict[int, str] = await unit.run(lambda c: roster.names(c, people))
    if unit.values.get("naming.on", "profile") == "card":
        known |= await unit.run(lambda c: card.names(c, room, people))
    return {one: _shown(unit, known.get(one, "")) for one in people}


def _shown(unit: Unit, name: str) -> str:
    if not name or template.is_ad(name, unit.values):
        return unit.say("template-somebody")
    return template.clean(name, NAME)

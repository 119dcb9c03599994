"""Keys below the field of input, by which an applicant hands something over in private."""

from typing import Any

from bot.core.actions import Send
from bot.core.gate import Applicant, Visit
from bot.core.unit import Unit
from services.entry import book, card

KEYED = "keyed"
"""Under this a gate remembers that its key is there; False: that it was used."""


def show(unit: Unit, visit: Visit, text: str, label: str, shares: str) -> dict[str, Any]:
    """Show a key in a message of its own, as Telegram has none beside buttons, unless that was
    done; what the gate remembers from now on."""
    one = visit.applicant
    if KEYED in visit.data:
        return visit.data
    unit.do(
        Send(room=unit.room.id, to=one.chat_id, text=text, key=(label, shares)),
        expires_at=one.due_at,
    )
    return {**visit.data, KEYED: True}


def used(unit: Unit, visit: Visit, text: str) -> dict[str, Any]:
    """The key was used: it goes, with a word of thanks; what the gate remembers from now on."""
    _take_away(unit, visit.applicant, text)
    return {**visit.data, KEYED: False}


def _take_away(unit: Unit, one: Applicant, text: str) -> None:
    unit.do(
        Send(room=unit.room.id, to=one.chat_id, text=text, keyless=True),
        expires_at=unit.now + 3600,
    )


async def over(unit: Unit, one: Applicant) -> None:
    """No key is left when an application is over."""
    known = await unit.run(lambda c: book.steps(c, one.id))
    if any(step.data.get(KEYED) for step in known.values()):
        with card.speaking(unit, one):
            _take_away(unit, one, unit.say("entry-key-gone"))


def without(data: dict[str, Any]) -> dict[str, Any]:
    """What a gate remembers, so that its key is shown once more."""
    return {name: value for name, value in data.items() if name != KEYED}

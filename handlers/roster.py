"""Coming and going: who is here."""

from bot.core.feature import Feature, Watcher
from bot.core.unit import Unit
from services import roster

_SPECIAL = ("administrator", "creator")


async def note_member(unit: Unit) -> None:
    """Somebody came, went, or was given or lost something."""
    facts = unit.facts
    await unit.run(lambda connection: roster.note_change(connection, facts))
    if facts.person:
        unit.forget_rights(facts.person.id)
    if facts.content in _SPECIAL or facts.text in _SPECIAL:
        unit.forget_rights()


FEATURE = Feature(
    name="roster",
    watchers=(Watcher(kinds=("chat_member",), handle=note_member),),
)

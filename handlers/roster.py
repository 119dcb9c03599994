"""Coming and going: who is here, and for how long it is remembered what they said."""

from typing import Any

from bot.core.feature import Feature, Watcher
from bot.core.unit import Unit
from services import archive, roster

_SPECIAL = ("administrator", "creator")


async def note_member(unit: Unit) -> None:
    """Somebody came, went, or was given or lost something."""
    facts = unit.facts
    await unit.run(lambda connection: roster.note_change(connection, facts))
    if facts.person:
        unit.forget_rights(facts.person.id)
    if facts.content in _SPECIAL or facts.text in _SPECIAL:
        unit.forget_rights()


def forget_messages(connection: Any, now: int) -> int:
    """Delete messages of the archive that are too old."""
    return archive.forget(connection, now - archive.KEPT)


FEATURE = Feature(
    name="roster",
    chores=(forget_messages,),
    watchers=(Watcher(kinds=("chat_member",), handle=note_member),),
)

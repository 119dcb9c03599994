"""Coming and going: who is here, and what the bot may do."""

from bot.core import texts
from bot.core.actions import Count
from bot.core.feature import Feature, Later, Watcher
from bot.core.texts import Html
from bot.core.unit import Unit
from services import rooms, roster

NEEDED = ("can_delete_messages", "can_restrict_members")
_SPECIAL = ("administrator", "creator")
_PRESENT = ("member", "administrator", "restricted")


async def note_member(unit: Unit) -> None:
    """Somebody came, went, or was given or lost something."""
    facts = unit.facts
    await unit.run(lambda connection: roster.note_change(connection, facts))
    if facts.person:
        unit.forget_rights(facts.person.id)
    if facts.content in _SPECIAL or facts.text in _SPECIAL:
        unit.forget_rights()


async def note_bot(unit: Unit) -> None:
    """The bot itself was added, removed, promoted or demoted."""
    facts = unit.facts
    change = (facts.raw or {}).get("my_chat_member", {})
    came = facts.content in _PRESENT and facts.text not in _PRESENT
    language = texts.language_of(facts.actor.language_code if facts.actor else "", unit.language)
    unit.language = language if came else unit.language
    await unit.run(
        lambda connection: rooms.note_bot(
            connection,
            room=unit.room.id,
            status=facts.content,
            came_at=facts.at if came else None,
            language=language,
        )
    )
    unit.forget_settings()
    unit.forget_rights()
    if not unit.room.is_group:
        return
    if came:
        unit.do(Count(room=unit.room.id), then="roster.size")
    rights = change.get("new_chat_member", {})
    lacking = [right for right in NEEDED if not rights.get(right)]
    promoted = facts.content == "administrator" and facts.text != "administrator"
    if came or promoted:
        unit.reply(_greeting(unit, lacking))


def _greeting(unit: Unit, lacking: list[str]) -> str:
    if unit.room.type == "group":
        return unit.say("greeting-basic")
    if not lacking:
        return unit.say("greeting-ready")
    rights = Html("\n".join(f"• {unit.say(f'right-{right}')}" for right in lacking))
    return unit.say("greeting-lacking", rights=rights)


async def note_size(unit: Unit) -> None:
    """Telegram said how many members there are."""
    size = unit.fate.result if unit.fate else None
    if isinstance(size, int):
        await unit.run(lambda connection: rooms.note_size(connection, room=unit.room.id, size=size))
        unit.forget_settings()


FEATURE = Feature(
    name="roster",
    watchers=(
        Watcher(kinds=("chat_member",), handle=note_member),
        Watcher(kinds=("my_chat_member",), handle=note_bot),
    ),
    continuations=(Later(name="roster.size", handle=note_size),),
)

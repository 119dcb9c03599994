"""The first minute: the bot comes into a group, and one card says what it needs and does."""

from bot.core import alter, phrase, settings, texts
from bot.core.actions import Count
from bot.core.daily import ZONE, set_next
from bot.core.feature import Feature, Later, Press, Watcher
from bot.core.manner import notice
from bot.core.manner.notice import forget
from bot.core.role import CHANGE
from bot.core.room import ABSENT
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from handlers.arrival.card import MATTER, show
from services import rooms, roster

ON = 20
"""Seconds within which it is not told again what is on."""


async def note_bot(unit: Unit) -> None:
    """The bot itself was added, removed, promoted or demoted."""
    facts = unit.facts
    change = (facts.raw or {}).get("my_chat_member", {})
    here = facts.content not in ABSENT
    came = here and facts.text in ABSENT
    language = texts.language_of(facts.actor.language_code if facts.actor else "", unit.language)
    unit.forget_settings()
    unit.forget_rights()
    await unit.run(
        lambda connection: rooms.note_bot(
            connection,
            room=unit.room.id,
            status=facts.content,
            came_at=facts.at if came else None,
            language=language,
        )
    )
    if not unit.room.is_group:
        return
    if came:
        await _settle_in(unit, unit.room.language or language)
    given = change.get("new_chat_member", {})
    if came or (here and "administrator" in (facts.content, facts.text)):
        await show(unit, frozenset(name for name, value in given.items() if value is True))


async def _settle_in(unit: Unit, language: str) -> None:
    """Begin here: in the language of whoever added the bot, with what is done daily."""
    unit.language = unit.group_language = language
    stored = await unit.run(lambda c: settings.load(c, [unit.room.id]).get(unit.room.id, {}))
    unit.values = unit.house.values(stored, unit.room.username, language)
    known, house, room = list(unit.admins.by_id.values()), unit.house, unit.room.id
    await unit.run(lambda c: roster.note_admins(c, room=room, admins=known, at=unit.facts.at))
    await unit.run(lambda c: forget(c, room, MATTER))
    for daily in house.dailies.values():
        await set_next(unit, daily)
    unit.do(Count(room=room), then="roster.size")


async def note_size(unit: Unit) -> None:
    """Telegram said how many members there are."""
    size = unit.fate.result if unit.fate else None
    if isinstance(size, int):
        await unit.run(lambda connection: rooms.note_size(connection, room=unit.room.id, size=size))
        unit.forget_settings()


async def press_lang(unit: Unit) -> None:
    """Somebody wants the other language."""
    if unit.args not in texts.LANGUAGES:
        unit.stale()
        return
    unit.language = unit.args
    await alter.speak(unit, unit.args)
    await _again(unit)


async def press_zones(unit: Unit) -> None:
    """Somebody wants to choose another zone."""
    await _again(unit, zones=True)


async def press_zone(unit: Unit) -> None:
    """A zone was chosen; without one, back to the card."""
    if unit.args:
        if not unit.values.declared[ZONE].accepts(unit.args):
            unit.stale()
            return
        await alter.alter(unit, ZONE, unit.args, by=unit.actor)
    await _again(unit)


async def press_on(unit: Unit) -> None:
    """Somebody wants to know what is on: told once, however many ask."""
    named = [one for one in unit.house.features if one.switch]
    on = [unit.say(f"feature-{one.name}") for one in named if one.is_on(unit.values)]
    off = [unit.say(f"feature-{one.name}") for one in named if not one.is_on(unit.values)]
    lines = [unit.say("greeting-is-on", names=Html(phrase.listing(on, unit.language)))]
    if off:
        lines.append(unit.say("greeting-is-off", names=Html(phrase.listing(off, unit.language))))
    if await unit.once("on", ON):
        await notice(unit, "on", "\n".join(lines), stay=Stay.LONG)
    unit.answer()


async def _again(unit: Unit, *, zones: bool = False) -> None:
    bot = unit.admins.by_id.get(unit.bot_id)
    await show(unit, bot.rights if bot else frozenset(), zones=zones)
    unit.answer()


FEATURE = Feature(
    name="arrival",
    presses=(
        Press(name="card_lang", handle=press_lang, right=CHANGE),
        Press(name="card_zones", handle=press_zones, right=CHANGE),
        Press(name="card_zone", handle=press_zone, right=CHANGE),
        Press(name="card_on", handle=press_on),
    ),
    watchers=(Watcher(kinds=("my_chat_member",), handle=note_bot, admins=True),),
    continuations=(Later(name="roster.size", handle=note_size),),
)

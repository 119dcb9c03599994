"""The language and the clock of a group, and the language of a person."""

from dataclasses import replace

from bot.core import alter, daily
from bot.core.actions import Button, Buttons, Edit
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Press
from bot.core.kinds import toggle, zone
from bot.core.role import CHANGE
from bot.core.texts import LANGUAGES
from bot.core.unit import Stay, Unit
from services.checkin.move import check_zone

_CALLED = {"zh": "zh", "中文": "zh", "汉语": "zh", "chinese": "zh", "en": "en", "english": "en"}


async def lang(unit: Unit) -> None:
    """`/lang zh|en`; alone it says which it is, with buttons."""
    asked = unit.args.strip().lower()
    if not asked:
        unit.reply(_saying(unit), buttons=_choice(unit), stay=Stay.LONG)
        return
    unit.require(CHANGE)
    if asked not in _CALLED:
        raise UserError(unit.say("lang-usage"))
    await choose(unit, _CALLED[asked])
    unit.reply(_saying(unit))


async def press_lang(unit: Unit) -> None:
    """A language was chosen by its button."""
    if unit.args not in LANGUAGES:
        unit.stale()
        return
    await choose(unit, unit.args)
    unit.answer(_saying(unit))
    message = unit.facts.message_id
    unit.do(Edit(room=unit.room.id, message=message, text=_saying(unit), buttons=_choice(unit)))


async def choose(unit: Unit, language: str) -> None:
    """Speak a language here from now on."""
    unit.language = language
    await alter.speak(unit, language)


def _saying(unit: Unit) -> str:
    return unit.say("lang-is")


def _choice(unit: Unit) -> Buttons:
    return (
        (
            Button(text="中文", data="lang:zh"),
            Button(text="English", data="lang:en"),
        ),
    )


FEATURE = Feature(
    name="language",
    settings=(
        replace(zone(daily.ZONE, daily.OTHERS, by_language=daily.ZONES), check=check_zone),
        toggle("words.enabled", True),
    ),
    commands=(Command(name="lang", handle=lang, lists=True),),
    presses=(Press(name="lang", handle=press_lang, right=CHANGE),),
)

"""Values in words, for who reads them; who types them goes by what is allowed."""

import re

from bot.core import texts
from bot.core.settings import Setting
from bot.core.texts import Html
from bot.core.unit import Unit
from services.entry.explain import called

_TERM = re.compile(r"([0-9]+)([smhd])")

DEMAND = "entry.require"


def spoken(unit: Unit, setting: Setting, value: object) -> str:
    """A value in the language, without markup; as it is typed, where it is not made of words."""
    shown = setting.show(value)
    if setting.key == DEMAND and isinstance(value, str) and value:
        return texts.unmarked(called(unit, value))
    if not setting.worded and shown != "off":
        return shown
    comma = texts.unmarked(unit.say("founding-between"))
    return comma.join(_part(unit, one) for one in shown.split(", "))


def _part(unit: Unit, typed: str) -> str:
    """One word, with the term that follows it, if there is one."""
    first, _, rest = typed.partition(" ")
    word = texts.find(unit.language, f"option-{first}")
    if word is None:
        return typed
    if term := _TERM.fullmatch(rest):
        return unit.say("step-for", word=Html(word), n=term[1], letter=term[2])
    return f"{word} {rest}".strip()

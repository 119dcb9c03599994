"""Which setting is meant, and for which part of the group."""

from difflib import get_close_matches
from typing import Any

from msgspec import Struct

from bot.core import settings
from bot.core.errors import UserError
from bot.core.settings import Setting, Values
from bot.core.unit import Unit

LONGEST, SHORT = 2000, 200
"""Characters of one value that an answer shows, alone and in a list."""

PAGE = 3500
"""Characters of a message that lines may fill, their markup counted."""


class Place(Struct, frozen=True):
    """A setting in the whole group, or in one topic of it."""

    setting: Setting
    topic: int = 0

    @property
    def key(self) -> str:
        """As people type it: `ads.level`, `ads.level@17`."""
        return f"{self.setting.key}@{self.topic}" if self.topic else self.setting.key

    def value(self, values: Values) -> Any:
        """What holds there."""
        return values.at(self.topic)[self.setting.key]

    def is_changed(self, values: Values) -> bool:
        """Whether it was set for just this place."""
        return self.setting.key in values.at(self.topic).own


def find(unit: Unit, word: str) -> Place:
    """The setting that `KEY`, `KEY@here` or `KEY@TOPIC` names.

    Raises:
        UserError: there is none, or it cannot differ from topic to topic.
    """
    name, _, where = word.strip().lower().partition("@")
    declared = unit.values.declared
    setting = declared.get(name)
    if setting is None:
        near = get_close_matches(name, declared, n=1)
        hint = unit.say("setting-near", key=near[0]) if near else ""
        raise UserError(unit.say("setting-unknown", key=name[:40]) + hint)
    if not where:
        return Place(setting)
    if not setting.topical:
        raise UserError(unit.say("setting-whole", key=name))
    topic = unit.facts.thread_id if where == "here" else _number(where)
    if not topic:
        raise UserError(unit.say("setting-topic", key=name))
    return Place(setting, topic)


def understand(unit: Unit, place: Place, text: str) -> Any:
    """What somebody typed for it.

    Raises:
        UserError: it is none of its values; says which are.
    """
    setting = place.setting
    try:
        return setting.parse(text)
    except UserError as error:
        wrong = unit.say("setting-wrong", key=setting.key, allowed=setting.allowed)
        if error.text not in ("", setting.allowed):
            wrong = unit.say("setting-reason", reason=_cut(error.text, SHORT)) + "\n" + wrong
        raise UserError(wrong) from None


async def store(unit: Unit, place: Place, value: Any, by: int) -> None:
    """Keep a value; a default of the whole group is kept by taking back what was set."""
    kept = None if value == place.setting.default and not place.topic else value
    await _change(unit, place, kept, by)


async def forget(unit: Unit, place: Place) -> None:
    """Take back what was set for a place."""
    await _change(unit, place, None, 0)


async def _change(unit: Unit, place: Place, kept: Any, by: int) -> None:
    await unit.run(
        lambda connection: settings.change(
            connection,
            room=unit.room.id,
            topic=place.topic,
            key=place.setting.key,
            value=kept,
            by=by or None,
            now=unit.now,
        )
    )
    unit.forget_settings()


def listed(unit: Unit, lines: list[str]) -> str:
    """Lines as one message: as many as fit, and how many more there are."""
    text = ""
    for number, one in enumerate(lines):
        if text and len(text) + len(one) > PAGE:
            return text + unit.say("setting-more", count=len(lines) - number)
        text += one + "\n"
    return text.rstrip("\n")


def line(unit: Unit, place: Place, length: int = LONGEST) -> str:
    """What holds, in one line."""
    shown = _cut(place.setting.show(place.value(unit.values)), length)
    return unit.say("setting-is", key=place.key, value=shown)


def changed_line(unit: Unit, place: Place, value: Any, length: int = LONGEST) -> str:
    """What was understood, in one line."""
    shown = _cut(place.setting.show(value), length)
    return unit.say("setting-changed", key=place.key, value=shown)


def changed(unit: Unit, feature: str = "") -> list[Place]:
    """Everything that was set, of one feature or of all."""
    values = unit.values
    places = [Place(setting) for setting in values.declared.values()]
    for topic in sorted(values.topics):
        places += [Place(setting, topic) for setting in values.declared.values()]
    return [
        place
        for place in places
        if place.is_changed(values)
        and (not feature or place.setting.key.partition(".")[0] == feature)
    ]


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 16 else 0


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + " …"

"""Which setting is meant, and for which part of the group."""

from difflib import get_close_matches
from typing import Any

from msgspec import Struct

from bot.core import alter, texts
from bot.core.errors import UserError
from bot.core.settings import Setting, Unfit, Values
from bot.core.texts import Html
from bot.core.unit import Unit

LONGEST, SHORT = 2000, 200
"""Characters of one value that an answer shows, alone and in a list."""

PAGE = 3500
"""Characters (as Telegram counts) of a message that lines may fill, their markup counted."""


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
        reason = cut(error.text, SHORT)
        if isinstance(error, Unfit):
            reason = Html(error.why(unit.language))
        if reason not in ("", setting.allowed):
            wrong = unit.say("setting-reason", reason=reason) + "\n" + wrong
        raise UserError(wrong) from None


async def store(unit: Unit, place: Place, value: Any, by: int) -> None:
    """Keep a value; a default of the whole group is kept by taking back what was set."""
    await alter.alter(unit, place.setting.key, value, topic=place.topic, by=by)


async def forget(unit: Unit, place: Place) -> None:
    """Take back what was set for a place."""
    await alter.alter(unit, place.setting.key, None, topic=place.topic)


def listed(unit: Unit, lines: list[str]) -> str:
    """Lines as one message: as many as fit, and how many more there are."""
    text, length = "", 0
    for number, one in enumerate(lines):
        length += texts.size(one) + 1
        if text and length > PAGE:
            return text + unit.say("setting-more", count=len(lines) - number)
        text += one + "\n"
    return text.rstrip("\n")


def line(unit: Unit, place: Place, length: int = LONGEST) -> str:
    """What holds, in one line."""
    shown = cut(place.setting.show(place.value(unit.values)), length)
    return unit.say("setting-is", key=place.key, value=shown)


def explained(unit: Unit, place: Place) -> str:
    """What holds, what it is for, what it may be, and where it differs."""
    setting = place.setting
    about = unit.say(
        "setting-about",
        help=Html(texts.say(unit.language, setting.help)),
        allowed=setting.allowed,
        default=cut(setting.show(setting.default), SHORT),
    )
    others = [] if place.topic else elsewhere(unit, setting)
    return "\n".join([line(unit, place), about, *others])


async def in_words(unit: Unit, setting: Setting, value: Any) -> str:
    """What a value will do, on lines of its own, where its setting can say so."""
    words = await setting.explain(unit, value) if setting.explain else ""
    return f"\n{words}" if words else ""


def elsewhere(unit: Unit, setting: Setting) -> list[str]:
    """The topics in which a setting has a value of its own, a line each."""
    topics = sorted(unit.values.topics.items())
    places = [Place(setting, topic) for topic, there in topics if setting.key in there.own]
    return [line(unit, place, 100) for place in places[:20]]


def changed_line(unit: Unit, place: Place, value: Any, length: int = LONGEST) -> str:
    """What was understood, in one line."""
    shown = cut(place.setting.show(value), length)
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


def cut(text: str, length: int) -> str:
    """The beginning of a text, if it is longer."""
    return text if len(text) <= length else text[:length] + " …"

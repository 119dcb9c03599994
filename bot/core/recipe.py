"""A group's settings as one TOML file: what is written is read back byte for byte.

Every setting is in it, those that nobody changed as comments; a value stands there as one would
type it after `/set`, a list as a list.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import re2

from bot.core import texts
from bot.core.errors import UserError
from bot.core.settings import Setting, Unfit, Values

FORMAT = 1
LARGEST = 1 << 20
"""Bytes of a file that is read."""

MOST_MISTAKES = 20

DEEPEST = 20
"""Names in a row, with dots between them: for each, Python's reader goes through all before it, so
that a file of nothing else would take hours. Our own has two."""

_NAME = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DEEP = re2.compile(rf"(?:{_NAME}[ \t]*\.[ \t]*){{{DEEPEST}}}")  # RE2: linear, whatever is in it

Stored = dict[int, dict[str, Any]]
"""Changed values by topic (0: the whole group) and key."""


class BadRecipe(Exception):
    """The file cannot be taken over; `mistakes` says why, a line each."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes[:MOST_MISTAKES]


def write(values: Values, name: str, language: str = "en") -> str:
    """The settings of a group that is called `name`, as TOML; its notes are in a language."""
    lines = [
        "# " + _say(language, "recipe-head", group=_plain(name)),
        "# " + _say(language, "recipe-how"),
        f"format = {FORMAT}",
        "",
        "[settings]",
    ]
    for key, setting in values.declared.items():
        chosen = key in values.own and setting.by_language
        lead = "" if chosen or values[key] != setting.default else "# "
        lines += _entry(setting, values[key], lead)
    for topic in sorted(values.topics):
        own = values.topics[topic].own
        if own:
            lines += ["", f"[topics.{topic}]"]
            for key in (key for key in values.declared if key in own):
                lines += _entry(values.declared[key], own[key], "")
    return "\n".join(lines) + "\n"


def read(text: str | bytes, declared: Mapping[str, Setting], language: str = "en") -> Stored:
    """What a file wants to be changed; a default in it is no change.

    Raises:
        BadRecipe: not one value of it may be used; it says why in the language.
    """
    if len(text) > LARGEST:
        raise BadRecipe(_say(language, "recipe-large", most=LARGEST >> 20))
    try:
        written = text if isinstance(text, str) else text.decode("utf-8-sig")
        if _DEEP.search(written):
            raise BadRecipe(f"more than {DEEPEST} names with dots between them")
        found = tomllib.loads(written.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is the former
        raise BadRecipe(_say(language, "recipe-toml", said=str(error))) from None
    mistakes: list[str] = []
    if found.pop("format", None) != FORMAT:
        mistakes.append(_say(language, "recipe-format", format=str(FORMAT)))
    stored: Stored = {}
    for topic, entries in _tables(found, mistakes, language):
        for key, value in entries.items():
            setting = declared.get(key)
            if setting is None or (topic and not setting.topical):
                mistakes.append(_say(language, "recipe-setting", key=_place(topic, key)))
                continue
            try:
                understood = _understand(setting, value)
            except UserError as error:
                why = texts.unmarked(error.why(language)) if isinstance(error, Unfit) else ""
                place, allowed = _place(topic, key), setting.allowed
                said = _say(language, "recipe-allowed", key=place, allowed=allowed)
                mistakes.append(f"{said} {why}".strip())
                continue
            if topic or understood != setting.default or setting.by_language:
                stored.setdefault(topic, {})[key] = understood
    mistakes += [_say(language, "recipe-section", key=key[:60]) for key in found]
    if mistakes:
        raise BadRecipe(*mistakes)
    return stored


def _tables(
    found: dict[str, Any], mistakes: list[str], language: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    whole, topics = found.pop("settings", {}), found.pop("topics", {})
    if not isinstance(whole, dict) or not isinstance(topics, dict):
        mistakes.append(_say(language, "recipe-tables"))
        return
    yield 0, whole
    for topic, entries in topics.items():
        is_number = re.fullmatch("[1-9][0-9]{0,15}", topic) is not None
        if is_number and isinstance(entries, dict):
            yield int(topic), entries
            continue
        mistakes.append(_say(language, "recipe-topic", topic=topic[:40]))


def _understand(setting: Setting, value: Any) -> Any:
    match value:
        case bool():
            return setting.parse("on" if value else "off")
        case str():
            return setting.parse(value)
        case int() if abs(value) < 1 << 63:
            return setting.parse(str(value))
        case list() if isinstance(setting.default, list) and setting.accepts(value):
            return value
    raise UserError(setting.allowed)


def _entry(setting: Setting, value: Any, lead: str) -> list[str]:
    if not isinstance(value, list):
        return [f"{lead}{_quote(setting.key)} = {_quote(setting.show(value))}"]
    if not value:
        return [f"{lead}{_quote(setting.key)} = []"]
    items = [f"{lead}    {_quote(item)}," for item in value]
    return [f"{lead}{_quote(setting.key)} = [", *items, f"{lead}]"]


def _quote(text: str) -> str:
    """A TOML string: JSON's, but for the one control character JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(name: str) -> str:
    return "".join(char if char.isprintable() else " " for char in name)[:100]


def _say(language: str, name: str, **fillings: int | str) -> str:
    return texts.unmarked(texts.say(language, name, **fillings))


def _place(topic: int, key: str) -> str:
    return f"topics.{topic}.{key[:60]}" if topic else key[:60]

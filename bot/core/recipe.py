"""A group's settings as one TOML file: what is written is read back byte for byte.

Every setting is in it, those that nobody changed as comments; a value stands there as one would
type it after `/set`, a list as a list.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from bot.core.errors import UserError
from bot.core.settings import Setting, Values

FORMAT = 1
LARGEST = 1 << 20
"""Bytes of a file that is read."""

MOST_MISTAKES = 20

Stored = dict[int, dict[str, Any]]
"""Changed values by topic (0: the whole group) and key."""


class BadRecipe(Exception):
    """The file cannot be taken over; `mistakes` says why, a line each."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes[:MOST_MISTAKES]


def write(values: Values, name: str) -> str:
    """The settings of a group that is called `name`, as TOML."""
    lines = [
        f"# Settings of {_plain(name)}, for `louzhang import`.",
        "# A line that begins with # is as it comes: take the # away to change it.",
        f"format = {FORMAT}",
        "",
        "[settings]",
    ]
    for key, setting in values.declared.items():
        lead = "# " if values[key] == setting.default else ""
        lines += _entry(setting, values[key], lead)
    for topic in sorted(values.topics):
        own = values.topics[topic].own
        if own:
            lines += ["", f"[topics.{topic}]"]
            for key in (key for key in values.declared if key in own):
                lines += _entry(values.declared[key], own[key], "")
    return "\n".join(lines) + "\n"


def read(text: str | bytes, declared: Mapping[str, Setting]) -> Stored:
    """What a file wants to be changed; a default in it is no change.

    Raises:
        BadRecipe: not one value of it may be used.
    """
    if len(text) > LARGEST:
        raise BadRecipe(f"larger than {LARGEST >> 20} MB")
    try:
        written = text if isinstance(text, str) else text.decode("utf-8-sig")
        found = tomllib.loads(written.replace("\r\n", "\n"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadRecipe(f"this is no TOML: {error}") from None
    mistakes: list[str] = []
    if found.pop("format", None) != FORMAT:
        mistakes.append(f"format: {FORMAT} is needed")
    stored: Stored = {}
    for topic, entries in _tables(found, mistakes):
        for key, value in entries.items():
            setting = declared.get(key)
            if setting is None or (topic and not setting.topical):
                mistakes.append(f"{_place(topic, key)}: there is no such setting")
                continue
            try:
                understood = _understand(setting, value)
            except UserError:
                mistakes.append(f"{_place(topic, key)}: allowed is {setting.allowed}")
                continue
            if topic or understood != setting.default:
                stored.setdefault(topic, {})[key] = understood
    mistakes += [f"{key}: there is no such section" for key in found]
    if mistakes:
        raise BadRecipe(*mistakes)
    return stored


def _tables(found: dict[str, Any], mistakes: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    whole, topics = found.pop("settings", {}), found.pop("topics", {})
    if not isinstance(whole, dict) or not isinstance(topics, dict):
        mistakes.append("settings, topics: sections are needed")
        return
    yield 0, whole
    for topic, entries in topics.items():
        is_number = re.fullmatch("[1-9][0-9]{0,15}", topic) is not None
        if is_number and isinstance(entries, dict):
            yield int(topic), entries
            continue
        mistakes.append(f"topics.{topic[:40]}: a topic's number and a section are needed")


def _understand(setting: Setting, value: Any) -> Any:
    match value:
        case bool():
            return setting.parse("on" if value else "off")
        case int() | str():
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


def _place(topic: int, key: str) -> str:
    return f"topics.{topic}.{key[:60]}" if topic else key[:60]

"""Sight: a message as locks and limits look at it, no more of it read than they need."""

import re
from functools import cached_property
from typing import Any, Final

import msgspec

from bot.core.incoming import Facts

EMOJI: Final = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[0-9#*]\ufe0f?\u20e3"
    "|(?:[\u2600-\u27bf\u2b05-\u2b55\u23e9-\u23fa\u231a\u231b\u3030\u303d]\ufe0f?"
    "|[\U0001f300-\U0001faff\U0001f004\U0001f0cf])"
    "[\ufe0f\U0001f3fb-\U0001f3ff]*"
    "(?:\u200d[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)
"""One emoji as people see it: a family is one, and so is a flag."""


class Sight:
    """A message, looked at. The entities of plain chatter are read out of its bytes if asked for.

    https://core.telegram.org/bots/api#messageentity
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def message(self) -> dict[str, Any]:
        """The message as Telegram sent it; of plain chatter only what it has beyond its text."""
        facts = self.facts
        raw = facts.raw
        if raw is None:
            if b'"entities"' not in facts.payload:
                return {}
            raw = msgspec.json.decode(facts.payload)
        found = raw.get(facts.kind)
        return found if isinstance(found, dict) else {}

    @cached_property
    def entities(self) -> list[dict[str, Any]]:
        """What is marked in its text or caption."""
        found = self.message.get("entities") or self.message.get("caption_entities") or []
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    @cached_property
    def marks(self) -> frozenset[str]:
        """The kinds of those marks."""
        return frozenset(str(one.get("type")) for one in self.entities)

    def marked(self, entity: dict[str, Any]) -> str:
        """The words that an entity marks, which counts in UTF-16."""
        start, length = entity.get("offset"), entity.get("length")
        if not isinstance(start, int) or not isinstance(length, int):
            return ""
        encoded = self.facts.text.encode("utf-16-le", "surrogatepass")
        return encoded[start * 2 : (start + length) * 2].decode("utf-16-le", "replace")

    @cached_property
    def links(self) -> list[str]:
        """Where its links lead, those behind words included."""
        found = []
        for one in self.entities:
            if one.get("type") == "url":
                found.append(self.marked(one))
            elif one.get("type") == "text_link" and isinstance(one.get("url"), str):
                found.append(one["url"])
        return found

    @cached_property
    def mentions(self) -> set[str]:
        """Everybody who is mentioned, each once."""
        found = set()
        for one in self.entities:
            if one.get("type") == "mention":
                found.add(self.marked(one).lower())
            elif one.get("type") == "text_mention" and isinstance(one.get("user"), dict):
                found.add(str(one["user"].get("id")))
        return found

    def part(self, name: str) -> dict[str, Any]:
        """A part of the message that is an object, empty if it has none."""
        found = self.message.get(name)
        return found if isinstance(found, dict) else {}

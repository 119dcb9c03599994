"""Limits: how many people one message mentions, how many emoji it has, how long it is."""

from typing import Any

from bot.core.feature import Standing
from bot.core.house import MESSAGES
from bot.core.incoming import Facts
from bot.core.kinds import number, toggle
from bot.core.settings import Values
from bot.core.verdict import Verdict
from services.speech import action
from services.speech.action import Finding, decide
from services.speech.sight import EMOJI, Sight
from services.trust import is_trusted

MENTION, EMOJIS, LENGTH = "mention", "emoji", "length"

LONGEST = 4096
"""Characters of a message. https://core.telegram.org/bots/api#sendmessage"""

MENTION_SETTINGS = (
    toggle("mention.enabled", False, topical=True),
    number("mention.most", 5, 0, 100, topical=True),
    action.setting("mention.action", topical=True),
)
EMOJI_SETTINGS = (
    toggle("emoji.enabled", False, topical=True),
    number("emoji.most", 10, 0, 1000, topical=True),
    action.setting("emoji.action", topical=True),
)
LENGTH_SETTINGS = (
    toggle("length.enabled", False, topical=True),
    number("length.most", 1000, 1, LONGEST, topical=True),
    number("length.least", 0, 0, 1000, topical=True),
    number("length.lines", 0, 0, 1000, topical=True),
    action.setting("length.action", topical=True),
)


def read_mentions(facts: Facts, values: Values) -> int | None:
    """How many people a message mentions, if those are too many."""
    if facts.kind not in MESSAGES or not facts.text:
        return None
    if facts.raw is None and b'"entities"' not in facts.payload:
        return None
    number = len(Sight(facts).mentions)
    return number if number > values["mention.most"] else None


def read_emoji(facts: Facts, values: Values) -> int | None:
    """How many emoji a message has, if those are too many."""
    text = facts.text
    if facts.kind not in MESSAGES or not text or text.isascii():
        return None
    number = sum(1 for _ in EMOJI.finditer(text))
    return number if number > values["emoji.most"] else None


def read_length(facts: Facts, values: Values) -> str | None:
    """What is wrong with the length of a text: `4096 > 1000`; captions are never too short."""
    if facts.kind not in MESSAGES or not facts.text:
        return None
    most, least, lines = values["length.most"], values["length.least"], values["length.lines"]
    size, rows = len(facts.text), facts.text.count("\n") + 1
    if size > most:
        return f"{size} > {most}"
    if lines and rows > lines:
        return f"{rows} > {lines}"
    return f"{size} < {least}" if size < least and facts.content == "text" else None


def _rule(name: str) -> Any:
    def rule(
        facts: Facts, found: int | str, standing: Standing, values: Values, _now: int
    ) -> Verdict:
        saw = (Finding(name, facts.content, str(found)),)
        trusted = is_trusted(standing, values, facts.at)
        return decide(name, values[f"{name}.action"], saw, trusted=trusted)

    return rule


rule_mentions, rule_emoji, rule_length = _rule(MENTION), _rule(EMOJIS), _rule(LENGTH)

"""Repeats: the same text again and again."""

from hashlib import blake2b

from bot.core.duration import DAY, MINUTE
from bot.core.feature import Standing
from bot.core.incoming import Facts
from bot.core.kinds import number, span, toggle
from bot.core.settings import Values
from bot.core.verdict import Verdict
from services.ads.excerpt import safe
from services.ads.fold import fold
from services.speech import action
from services.speech.action import Finding, decide
from services.speech.counter import Window, who
from services.trust import is_trusted

RULE = "repeat"

SETTINGS = (
    toggle("repeat.enabled", False, topical=True),
    number("repeat.count", 3, 1, 50, topical=True),
    span("repeat.window", 5 * MINUTE, 5, DAY, topical=True),
    action.setting("repeat.action", topical=True),
)


class Repeats:
    """How often a group hears the same, and what it heard."""

    __slots__ = ("count", "window")

    def __init__(self, values: Values) -> None:
        self.count: int = values["repeat.count"]
        self.window = Window(values["repeat.window"])


def read(facts: Facts, values: Values) -> int | None:
    """How often somebody has said this by now, if that is too often.

    Spaces, width, case and decoration make no other text of it.
    """
    if facts.kind != "message" or not facts.text:
        return None
    repeats = values.derive(Repeats)
    said = "".join(fold(facts.text).split())
    key = (*who(facts), blake2b(said.encode(), digest_size=8).digest())
    number = repeats.window.count(key, facts)
    return number if number > repeats.count else None


def rule(facts: Facts, number: int, standing: Standing, values: Values, _now: int) -> Verdict:
    """It goes, every time."""
    saw = (Finding(RULE, facts.content, f"{number} × {safe(facts.text)}"),)
    trusted = is_trusted(standing, values, facts.at)
    return decide(RULE, values["repeat.action"], saw, trusted=trusted)

"""Flood: so many messages of one person within so many seconds."""

from bot.core.duration import HOUR
from bot.core.feature import Standing
from bot.core.incoming import Facts
from bot.core.kinds import number, span, toggle
from bot.core.settings import Values
from bot.core.verdict import Verdict
from services.speech import action
from services.speech.action import DELETE, Finding, decide
from services.speech.counter import Window, who
from services.trust import is_trusted

RULE = "flood"

SETTINGS = (
    toggle("flood.enabled", False, topical=True),
    number("flood.count", 10, 2, 100, topical=True),
    span("flood.window", 10, 2, HOUR, topical=True),
    action.setting("flood.action", "mute 5m", topical=True),
)


class Flood:
    """How a group counts, and what was counted."""

    __slots__ = ("count", "window")

    def __init__(self, values: Values) -> None:
        self.count: int = values["flood.count"]
        self.window = Window(values["flood.window"])


def read(facts: Facts, values: Values) -> int | None:
    """By how many messages somebody is over the limit; None if they are not."""
    if facts.kind != "message" or facts.content == "service":
        return None
    flood = values.derive(Flood)
    over = flood.window.count(who(facts), facts) - flood.count
    return over if over > 0 else None


def rule(facts: Facts, over: int, standing: Standing, values: Values, _now: int) -> Verdict | None:
    """The first message over the limit goes; who goes on is dealt with as the group decided."""
    if is_trusted(standing, values, facts.at):
        return None
    saw = (Finding(RULE, facts.content, str(values["flood.count"] + over)),)
    return decide(RULE, DELETE if over == 1 else values["flood.action"], saw, trusted=False)

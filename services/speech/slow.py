"""Slow lane: each member writes once in so many seconds, in the group or in a topic of it."""

from bot.core.duration import DAY
from bot.core.feature import Standing
from bot.core.incoming import Facts
from bot.core.kinds import span, toggle
from bot.core.settings import Values
from bot.core.verdict import Verdict
from services.speech import action
from services.speech.action import Finding, decide
from services.speech.counter import Spacing, who
from services.trust import is_trusted

RULE = "slow"

SETTINGS = (
    toggle("slow.enabled", False, topical=True),
    span("slow.every", 30, 2, DAY, topical=True),
    action.setting("slow.action", topical=True),
)


def _lane(values: Values) -> Spacing:
    return Spacing(values["slow.every"])


def read(facts: Facts, values: Values) -> int | None:
    """Seconds by which somebody should have waited; None if the message may stay."""
    if facts.kind != "message" or facts.content == "service":
        return None
    return values.derive(_lane).wait((*who(facts), facts.thread_id), facts) or None


def rule(facts: Facts, wait: int, standing: Standing, values: Values, _now: int) -> Verdict:
    """What came too early goes, whoever wrote it."""
    saw = (Finding(RULE, facts.content, f"{wait}s"),)
    trusted = is_trusted(standing, values, facts.at)
    return decide(RULE, values["slow.action"], saw, trusted=trusted)

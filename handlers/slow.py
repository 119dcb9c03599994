"""Slow lane: each member writes once in so many seconds."""

from bot.core.feature import Feature, Screener, Stage
from bot.core.unit import Unit
from services.speech.slow import SETTINGS, read, rule
from services.speech.word import consequence, span


def sentences(unit: Unit) -> list[str]:
    """How long one waits between two messages."""
    then = consequence(unit, unit.values["slow.action"])
    return [unit.say("rules-slow", window=span(unit, unit.values["slow.every"]), then=then)]


FEATURE = Feature(
    name="slow",
    key="rules",
    settings=SETTINGS,
    screeners=(Screener(stage=Stage.GATE, read=read, rule=rule),),
    needs=("can_delete_messages",),
    eager=True,
    rules=sentences,
)

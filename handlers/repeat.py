"""Repeats: the same text again and again."""

from bot.core.feature import Feature, Screener, Stage
from bot.core.unit import Unit
from services.speech.repeat import SETTINGS, read, rule
from services.speech.word import consequence, span


def sentences(unit: Unit) -> list[str]:
    """How often is too often."""
    values = unit.values
    return [
        unit.say(
            "rules-repeat",
            n=values["repeat.count"],
            window=span(unit, values["repeat.window"]),
            then=consequence(unit, values["repeat.action"]),
        )
    ]


FEATURE = Feature(
    name="repeat",
    key="rules",
    settings=SETTINGS,
    screeners=(Screener(stage=Stage.FILTER, read=read, rule=rule),),
    needs=("can_delete_messages",),
    eager=True,
    rules=sentences,
)

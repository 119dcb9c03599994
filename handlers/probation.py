"""Probation: what newcomers may not post yet."""

from bot.core.feature import Feature, Screener, Stage
from bot.core.unit import Unit
from services.speech.probation import SETTINGS, read, rule
from services.speech.word import consequence, kinds


def sentences(unit: Unit) -> list[str]:
    """For how long somebody is new, and what they may not post."""
    values = unit.values
    names = kinds(unit, values["probation.types"])
    then = consequence(unit, values["probation.action"])
    lines = []
    if values["probation.messages"]:
        n = values["probation.messages"]
        lines.append(unit.say("rules-probation", n=n, names=names, then=then))
    if values["probation.days"]:
        days = values["probation.days"]
        lines.append(unit.say("rules-probation-days", n=days, names=names, then=then))
    return lines


FEATURE = Feature(
    name="probation",
    key="rules",
    settings=SETTINGS,
    screeners=(Screener(stage=Stage.FILTER, read=read, rule=rule),),
    needs=("can_delete_messages",),
    eager=True,
    rules=sentences,
)

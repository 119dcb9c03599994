"""Length: how long a message may be, and how short."""

from bot.core.feature import Feature, Screener, Stage
from bot.core.unit import Unit
from services.speech.limit import LENGTH_SETTINGS, read_length, rule_length
from services.speech.word import consequence


def sentences(unit: Unit) -> list[str]:
    """What is too long, and too short."""
    values = unit.values
    then = consequence(unit, values["length.action"])
    lines = [unit.say("rules-length", n=values["length.most"], then=then)]
    if values["length.lines"]:
        lines.append(unit.say("rules-length-lines", n=values["length.lines"], then=then))
    if values["length.least"]:
        lines.append(unit.say("rules-length-least", n=values["length.least"], then=then))
    return lines


FEATURE = Feature(
    name="length",
    key="rules",
    settings=LENGTH_SETTINGS,
    screeners=(Screener(stage=Stage.FILTER, read=read_length, rule=rule_length),),
    needs=("can_delete_messages",),
    eager=True,
    rules=sentences,
)

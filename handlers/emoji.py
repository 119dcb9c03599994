"""Emoji: how many of them one message may have."""

from bot.core.feature import Feature, Screener, Stage
from bot.core.unit import Unit
from services.speech.limit import EMOJI_SETTINGS, read_emoji, rule_emoji
from services.speech.word import consequence


def sentences(unit: Unit) -> list[str]:
    """How many are too many."""
    then = consequence(unit, unit.values["emoji.action"])
    return [unit.say("rules-emoji", n=unit.values["emoji.most"], then=then)]


FEATURE = Feature(
    name="emoji",
    key="rules",
    settings=EMOJI_SETTINGS,
    screeners=(Screener(stage=Stage.FILTER, read=read_emoji, rule=rule_emoji),),
    needs=("can_delete_messages",),
    eager=True,
    rules=sentences,
)

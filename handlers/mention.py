"""Mentions: how many people one message may call."""

from bot.core.feature import Feature, Screener, Stage
from bot.core.unit import Unit
from services.speech.limit import MENTION_SETTINGS, read_mentions, rule_mentions
from services.speech.word import consequence


def sentences(unit: Unit) -> list[str]:
    """How many are too many."""
    then = consequence(unit, unit.values["mention.action"])
    return [unit.say("rules-mention", n=unit.values["mention.most"], then=then)]


FEATURE = Feature(
    name="mention",
    key="rules",
    settings=MENTION_SETTINGS,
    screeners=(Screener(stage=Stage.FILTER, read=read_mentions, rule=rule_mentions),),
    needs=("can_delete_messages",),
    eager=True,
    rules=sentences,
)

"""Ads: deleted in a moment, their authors removed."""

from bot.core.feature import Feature, Screener, Stage
from bot.core.unit import Unit
from services.ads.ruling import read, rule
from services.ads.setting import PRESETS, SETTINGS


def sentences(unit: Unit) -> list[str]:
    """What is in force about ads."""
    policy, repeat = unit.values["ads.policy"], unit.values["ads.repeat"]
    lines = [_sentence(unit, "ads", policy)]
    if repeat and policy not in ("delete", "report"):
        lines.append(_sentence(unit, "again", repeat))
    return lines


def _sentence(unit: Unit, which: str, policy: str) -> str:
    word, _, term = policy.partition(" ")
    if term:
        number, letter = int(term[:-1]), term[-1]
        return unit.say(f"rules-{which}-{word}-for", term=unit.say(f"term-{letter}", n=number))
    return unit.say(f"rules-{which}-{word}")


FEATURE = Feature(
    name="ads",
    key="rules",
    settings=SETTINGS,
    screeners=(Screener(stage=Stage.FILTER, read=read, rule=rule),),
    needs=("can_delete_messages", "can_restrict_members"),
    presets=PRESETS,
    rules=sentences,
)

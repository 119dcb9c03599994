"""Points for speaking, where a group pays any."""

from collections.abc import Callable
from functools import partial

from bot.core import daily
from bot.core.feature import Feature, Harvest
from bot.core.incoming import Facts
from bot.core.kinds import number
from bot.core.settings import Values
from bot.core.unit import Unit
from services.points import speech
from services.points.speech import HALVED, LEAST, MOST, Terms

KEY = "points.speech"


def choose(values: Values) -> Callable[[Facts], Terms | None] | None:
    """What a message is paid in a group with such settings; None where nothing is."""
    amount: int = values[KEY]
    if not amount or not values.get("points.enabled", True):
        return None
    begin = values.get("checkin.day_start", 0)
    return partial(_heard, Terms(amount, daily.zone_of(values), begin))


def _heard(terms: Terms, facts: Facts) -> Terms | None:
    return terms if speech.counts(facts) else None


def sentences(unit: Unit) -> list[str]:
    """What is paid, if anything is."""
    amount: int = unit.values[KEY]
    if choose(unit.values) is None:
        return []
    return [unit.say("rules-speechpoints", n=amount, least=LEAST, half=HALVED, most=MOST)]


FEATURE = Feature(
    name="speechpoints",
    key="benefits",
    part_of="points",
    settings=(number(KEY, 0, 0, 100),),
    harvests=(Harvest(choose=choose, take=speech.pay),),
    rules=sentences,
)

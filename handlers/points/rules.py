"""What `/rules` says of points."""

from bot.core.unit import Unit
from services.points.gift import GIVE


def sentences(unit: Unit) -> list[str]:
    """What points are, and what one may give away a day."""
    lines = [unit.say("rules-points")]
    if most := unit.values[GIVE]:
        lines.append(unit.say("rules-points-give", n=most))
    return lines

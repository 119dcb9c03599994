"""`/privacy`: what is stored, why, and for how long, as the tables declare it and the group set
it."""

from bot.core import duration
from bot.core.manner import whisper
from bot.core.unit import Unit
from services import privacy


async def show(unit: Unit) -> None:
    """To whoever asks, privately."""
    await whisper(unit, lambda: written(unit))


def written(unit: Unit) -> str:
    """The whole of it, with the settings of the group it was asked in."""
    lines = [unit.say("privacy-title")]
    for matter, kept in privacy.matters().items():
        lines.append("• " + unit.say(f"privacy-matter-{matter}") + " " + _long(unit, kept))
    lines.append(unit.say("privacy-ways"))
    return "\n".join(lines)


def _long(unit: Unit, kept: int | str) -> str:
    """For how long; in private, where no group is meant, a setting is the usual one."""
    if not kept:
        return unit.say("privacy-kept-until")
    seconds = unit.values[kept] if isinstance(kept, str) else kept
    if seconds < 0:
        return unit.say("privacy-kept-until")
    if not seconds:
        return unit.say("privacy-kept-not")
    typed = duration.show(seconds)
    term = unit.say(f"term-{typed[-1]}", n=int(typed[:-1]))
    if isinstance(kept, str) and not unit.room.is_group:
        return unit.say("privacy-kept-usually", term=term)
    return unit.say("privacy-kept-for", term=term)

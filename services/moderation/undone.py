"""What came of taking a case back, in words: also what it could not do."""

from bot.core.unit import Unit
from services.moderation.record import File
from services.moderation.undo import Reversal

ACTS = ("ban", "mute", "kick")


def undone(unit: Unit, case: File, reversal: Reversal) -> list[str]:
    """What holds no more and what goes on to hold, a line each, for whoever reads it."""
    lines = []
    if case.act in ACTS and case.act not in dict(reversal.holds):
        lines.append(unit.say(f"undo-{case.act}"))
    for act, number in reversal.holds:
        if number:
            lines.append(unit.say(f"undo-still-{act}", number=str(number)))
        else:
            lines.append(unit.say("undo-banned-by-hand"))
    if reversal.strikes:
        lines.append(unit.say("undo-strikes", n=reversal.strikes))
    if reversal.points:
        lines.append(unit.say("undo-points", n=reversal.points))
    if reversal.spent:
        lines.append(unit.say("undo-points-spent", n=reversal.spent))
    if reversal.lost:
        lines.append(unit.say("undo-lost", n=reversal.lost))
    return lines

"""The ladder: what the first strike brings, the second, and so on; and when strikes fade."""

from collections.abc import Sequence

from msgspec import Struct

from bot.core import duration
from bot.core.errors import UserError
from bot.core.kinds import span
from bot.core.settings import Setting, Values
from bot.core.verdict import FOREVER, Sanction

SHORTEST, LONGEST = 60, 365 * duration.DAY
"""Seconds a step may last."""

MOST = 12
"""Steps of a ladder."""

USUAL = ["warn", "mute 1h", "mute 1d", "kick", "ban 30d"]
ROSE = ["warn", "warn", "ban"]
DECAY = 30 * duration.DAY
ALLOWED = "warn, mute 1h, mute 1d, kick, ban 30d | rose"

_WORDS = {
    **dict.fromkeys(("warn", "警告"), Sanction.WARN),
    **dict.fromkeys(("mute", "禁言"), Sanction.MUTE),
    **dict.fromkeys(("kick", "踢出"), Sanction.KICK),
    **dict.fromkeys(("ban", "封禁"), Sanction.BAN),
}
_TIMED = (Sanction.MUTE, Sanction.BAN)


class Step(Struct, frozen=True, gc=False):
    """One step: what is done, and for how many seconds."""

    act: Sanction
    term: int = 0


def parse_step(text: str) -> Step | None:
    """A step as people type it, `mute 1h`; None if it is none. Without a term: for ever."""
    word, _, rest = text.strip().lower().partition(" ")
    act = _WORDS.get(word)
    if act is None or (rest and act not in _TIMED):
        return None
    if not rest:
        return Step(act, FOREVER if act in _TIMED else 0)
    seconds = duration.parse(rest)
    if seconds is None or not SHORTEST <= seconds <= LONGEST:
        return None
    return Step(act, seconds)


def show_step(step: Step) -> str:
    """A step as `parse_step` understands it."""
    word = step.act.name.lower()
    if step.act not in _TIMED or step.term >= FOREVER:
        return word
    return f"{word} {duration.show(step.term)}"


def _parse(text: str) -> list[str]:
    if text.strip().lower() == "rose":
        return list(ROSE)
    for separator in "，、→|\n":
        text = text.replace(separator, ",")
    steps = [parse_step(part) for part in text.split(",") if part.strip()]
    kept = [show_step(step) for step in steps if step is not None]
    if not kept or len(kept) != len(steps) or len(kept) > MOST:
        raise UserError(ALLOWED)
    return kept


SETTINGS = (
    Setting(
        key="punish.ladder",
        default=USUAL,
        parse=_parse,
        show=", ".join,
        allowed=ALLOWED,
        worded=True,
    ),
    span("punish.decay", DECAY, duration.HOUR, LONGEST, off=True),
)


def ladder_of(values: Values) -> tuple[Step, ...]:
    """The steps a group decided on."""
    return values.derive(_build)


def decay_of(values: Values) -> int:
    """Seconds after which a strike fades, 0 for never."""
    return values.get("punish.decay", DECAY)


def _build(values: Values) -> tuple[Step, ...]:
    steps = [parse_step(one) for one in values.get("punish.ladder", USUAL)]
    return tuple(step for step in steps if step is not None)


def step_at(ladder: Sequence[Step], count: int) -> Step:
    """What so many strikes bring, 1 or more; beyond the last step, that one again."""
    return ladder[min(count, len(ladder)) - 1]

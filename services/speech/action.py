"""What a rule of speech does: `delete` the message, and where a group wants it more."""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from bot.core.errors import UserError
from bot.core.settings import Setting
from bot.core.verdict import FOREVER, Reason, Sanction, Verdict
from services.moderation.ladder import parse_step, show_step

DELETE = "delete"
ALLOWED = "delete | strike | strike 2 | mute 1h | kick | ban 7d"
OPTIONS = ("delete", "strike", "mute 1h", "mute 1d", "kick", "ban 7d")
MOST_STRIKES = 5
CERTAIN = 100
"""The weight of what a group decided itself."""

_DELETES = ("delete", "删除")
_STRIKES = ("strike", "warn", "违规", "警告")


class Finding(Struct, frozen=True, gc=False):
    """What a rule saw, as the case keeps it."""

    signal: str
    carrier: str
    evidence: str
    weight: int = CERTAIN


def parse(text: str) -> str:
    """An action as it is kept.

    Raises:
        UserError: it is none.
    """
    word, _, rest = text.strip().lower().partition(" ")
    rest = rest.strip()
    if word in _DELETES and not rest:
        return DELETE
    if word in _STRIKES:
        if rest in ("", "1"):
            return "strike"
        if rest.isascii() and rest.isdigit() and 1 < int(rest[:3]) <= MOST_STRIKES:
            return f"strike {int(rest)}"
        raise UserError(ALLOWED)
    step = parse_step(f"{word} {rest}".strip())
    if step is None:
        raise UserError(ALLOWED)
    return show_step(step)


def setting(key: str, default: str = DELETE, *, topical: bool = False) -> Setting:
    """The setting of what a rule does."""
    return Setting(
        key=key,
        default=default,
        parse=parse,
        show=str,
        allowed=ALLOWED,
        options=OPTIONS,
        topical=topical,
        worded=True,
    )


def decide(rule: str, action: str, saw: Sequence[Finding], *, trusted: bool) -> Verdict:
    """What becomes of a message and its author. Whoever is trusted only loses the message."""
    reasons = (Reason(rule, "certain", msgspec.json.encode(saw).decode()),)
    word, _, rest = action.partition(" ")
    if trusted or word == DELETE:
        return Verdict(delete=True, reasons=reasons)
    if word == "strike":
        return Verdict(delete=True, strikes=int(rest or 1), notice=True, reasons=reasons)
    step = parse_step(action)
    assert step is not None
    term = step.term if step.act in (Sanction.MUTE, Sanction.BAN) else 0
    return Verdict(
        delete=True,
        sanction=step.act,
        term=min(term, FOREVER),
        notice=True,
        reasons=reasons,
    )

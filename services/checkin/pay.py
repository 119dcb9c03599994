"""What a sign-in pays. Pure; points are whole, days are counted in streaks."""

from collections.abc import Mapping

from bot.core.settings import Values

HUNDRED = 100
"""The step is kept in hundredths of a point."""


def pay(values: Values, streak: int) -> int:
    """The points of a day: `base + min(streak − 1, cap) × step`, rounded down."""
    more = min(max(streak, 1) - 1, values["checkin.step_days"])
    whole: int = values["checkin.base"] + more * values["checkin.step"] // HUNDRED
    return whole


def milestones(values: Values) -> dict[int, int]:
    """Points by the length of a streak that earns them."""
    return dict(values["checkin.milestones"])


def reached(streak: int, paid: int, of: Mapping[int, int]) -> list[int]:
    """The milestones that a streak has reached and that were not paid in it; `paid` is the largest
    that was, 0 for none. What a made-up day jumps over is reached, too."""
    return [days for days in sorted(of) if paid < days <= streak]


def ahead(streak: int, of: Mapping[int, int]) -> tuple[int, int] | None:
    """The next milestone: in how many days, and its points; None if there is none any more."""
    left = [days for days in sorted(of) if days > streak]
    return (left[0] - streak, of[left[0]]) if left else None

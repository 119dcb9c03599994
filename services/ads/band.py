"""Bands: what a reading amounts to, by the owner's level and by who wrote it."""

from enum import IntEnum
from typing import Final

from msgspec import Struct

from services.ads.policy import Level
from services.ads.reading import Reading


class Band(IntEnum):
    """How sure it is that a message is an ad; greater is surer."""

    NONE = 0
    SUSPICIOUS = 1
    LIKELY = 2
    CERTAIN = 3


class Shape(Struct, frozen=True, gc=False):
    """What an account looks like. It raises suspicion, it never convicts."""

    new: bool = False
    photoless: bool = False


ORDINARY: Final = Shape()

# Least scores of suspicious, likely and certain.
_STEPS: Final[dict[str, tuple[int, int, int]]] = {
    "soft": (6, 9, 13),
    "standard": (4, 7, 10),
    "strict": (3, 5, 8),
}
_TRUST: Final = 2


def band(
    reading: Reading, level: Level = "standard", *, trusted: bool = False, shape: Shape = ORDINARY
) -> Band:
    """Return the band of `reading`.

    Certain needs an offer and a way to reach somebody, at every level; what the owner
    blocked is certain at once. Trust asks for two points more. The account's shape counts
    only beside findings, and never makes a message certain.
    """
    if not reading.findings:
        return Band.NONE
    if reading.blocked:
        return Band.CERTAIN
    suspicious, likely, certain = _STEPS[level]
    score = reading.score - (_TRUST if trusted else 0)
    if score >= certain and reading.offered and reading.reachable:
        return Band.CERTAIN
    score += shape.new + shape.photoless
    if score >= likely:
        return Band.LIKELY
    return Band.SUSPICIOUS if score >= suspicious else Band.NONE

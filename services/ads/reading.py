"""What was found in a message: findings that name their signal, evidence and weight."""

from typing import Final, Literal

from msgspec import Struct

MAX_EVIDENCE: Final = 120

Group = Literal["offer", "place", "hint", "carrier", "disguise", "blocked"]


class Hit(Struct, frozen=True, gc=False):
    """One raw match in one text. Hits of one key count once in a message.

    A `place` is where a reader is led to: a contact, an invite link, an unknown site. A
    `hint` may be one, but convicts nobody.
    """

    signal: str
    group: Group
    key: str
    evidence: str
    weight: int


class Finding(Struct, frozen=True, gc=False):
    """A signal that counts: the place it was found in, the original words, its points."""

    signal: str
    carrier: str
    evidence: str
    weight: int


class Reading(Struct, frozen=True, gc=False):
    """All findings of one message; `score` is the sum of their weights.

    `offered` says that an offer worth the name was found, `reachable` that a contact, an
    invite link or a link to an unknown place was, `blocked` that the owner's list matched.
    """

    findings: tuple[Finding, ...] = ()
    score: int = 0
    offered: bool = False
    reachable: bool = False
    blocked: bool = False


NOTHING: Final = Reading()
"""The reading of a message in which nothing was found: always this one object."""

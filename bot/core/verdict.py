"""Verdicts: what should be done about one thing somebody did, and how two opinions become one."""

from enum import IntEnum

from msgspec import Struct


class Sanction(IntEnum):
    """What may happen to a person, weakest first."""

    NONE = 0
    WARN = 1
    MUTE = 2
    KICK = 3
    BAN = 4


FOREVER = 2**40
"""A term without an end, in seconds; longer than any other."""


class Reason(Struct, frozen=True, gc=False, order=True):
    """Why: the rule, how sure it is, and what it saw (JSON)."""

    rule: str
    band: str
    evidence: str


class Verdict(Struct, frozen=True, gc=False):
    """An opinion about a message and its author.

    `strikes` are given to the author, whom the ladder then brings to its step; with `notice` the
    group is told in a line. Union is commutative, associative and idempotent: screeners of one
    stage are asked in any order. Deletion, report and notice are united, reasons joined; of the
    sanctions the strongest stands, between equal ones the longer term; of strikes the most.
    `chief` is the reason of that sanction, where it is not the first of the reasons.
    """

    delete: bool = False
    report: bool = False
    sanction: Sanction = Sanction.NONE
    term: int = 0
    sweep: int = 0
    strikes: int = 0
    notice: bool = False
    reasons: tuple[Reason, ...] = ()
    chief: Reason | None = None

    @property
    def lead(self) -> Reason | None:
        """The reason that a case is named after: that of what is done to the person."""
        return self.chief or (self.reasons[0] if self.reasons else None)

    def __or__(self, other: "Verdict") -> "Verdict":
        own, theirs = (self.sanction, self.term), (other.sanction, other.term)
        sanction, term = max(own, theirs)
        leads = [
            one.lead
            for one, does in ((self, own), (other, theirs))
            if does == (sanction, term) and one.lead is not None
        ]
        reasons = tuple(sorted({*self.reasons, *other.reasons}))
        lead = min(leads, default=None)
        return Verdict(
            delete=self.delete or other.delete,
            report=self.report or other.report,
            sanction=sanction,
            term=term,
            sweep=max(self.sweep, other.sweep),
            strikes=max(self.strikes, other.strikes),
            notice=self.notice or other.notice,
            reasons=reasons,
            chief=None if not reasons or lead == reasons[0] else lead,
        )

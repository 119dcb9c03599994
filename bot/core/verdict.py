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

    Union is commutative, associative and idempotent: screeners of one stage are asked in any
    order. Deletion and report are united, reasons joined; of the sanctions the strongest stands,
    between equal ones the longer term.
    """

    delete: bool = False
    report: bool = False
    sanction: Sanction = Sanction.NONE
    term: int = 0
    sweep: int = 0
    reasons: tuple[Reason, ...] = ()

    def __or__(self, other: "Verdict") -> "Verdict":
        sanction, term = max((self.sanction, self.term), (other.sanction, other.term))
        return Verdict(
            delete=self.delete or other.delete,
            report=self.report or other.report,
            sanction=sanction,
            term=term,
            sweep=max(self.sweep, other.sweep),
            reasons=tuple(sorted({*self.reasons, *other.reasons})),
        )

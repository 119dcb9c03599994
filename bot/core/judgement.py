"""What a sitting of the court came to."""

from msgspec import Struct, field

from bot.core.outbox import Draft


class Judgement(Struct, frozen=True):
    """Drafts to be posted, the ids of updates whose message goes, and whether deadlines are due.

    `verdicts` are band and act of each, for the counts.
    """

    drafts: list[Draft] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    due: bool = False
    verdicts: list[tuple[str, str]] = field(default_factory=list)

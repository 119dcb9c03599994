"""What the court is asked, and what a sitting of it comes to."""

from typing import Any

from msgspec import Struct, field

from bot.core.feature import Screener
from bot.core.incoming import Facts
from bot.core.outbox import Draft
from bot.core.room import Room
from bot.core.settings import Values


class Accusation(Struct, frozen=True, gc=False):
    """A message or a newcomer that screeners had something to say about, or a part of an album.

    `readings` is what each of them saw, `values` the settings of the place it was said in.
    `member` says whether the author is a member, None if that is not known.
    """

    facts: Facts
    room: Room
    values: Values
    readings: tuple[tuple[Screener, Any], ...]
    member: bool | None = None


class Judgement(Struct, frozen=True):
    """Drafts to be posted, the ids of updates whose message goes, and whether deadlines are due.

    `verdicts` are band and act of each, for the counts.
    """

    drafts: list[Draft] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    due: bool = False
    verdicts: list[tuple[str, str]] = field(default_factory=list)

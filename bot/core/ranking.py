"""Leaderboards: what a feature declares so that `/top` shows who is ahead in it."""

from collections.abc import Callable
from dataclasses import dataclass

from msgspec import Struct
from sqlalchemy import Connection

from bot.core.period import ALL, Period

LINES = 10
"""People whom a board names."""

BEYOND = 1_000
"""Places that are counted: further down nobody is told more than that it is further down."""


class Contest(Struct, frozen=True, gc=False, kw_only=True):
    """Whose board is asked for: of a room, in a period, by a person (0: nobody in particular).

    `hidden` are people who are not shown: administrators who are anonymous. The period is one of
    the room's own clock, in its `zone`.
    """

    room: int
    period: Period
    person: int = 0
    hidden: frozenset[int] = frozenset()
    zone: str = "UTC"
    now: int = 0


class Ranking(Struct, frozen=True, gc=False):
    """A board: at most LINES of (person, amount), the best first; and of whoever asks their place,
    0 for one beyond BEYOND, and amount; None if they have none."""

    lines: tuple[tuple[int, int], ...] = ()
    own: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaderboard:
    """A board of `/top NAME`. `periods` are those it has, the one first that is meant if none is
    said; `switch` is the key of a setting without which a group does not have it.

    `rank` runs inside a transaction and must not go through all members of a room: see
    `services.board.rank`, which makes a ranking of a statement. Who left, was banned or is a bot
    is not shown. `board-NAME` is the title in words, `board-amount-NAME` what `n` of it are.
    """

    name: str
    rank: Callable[[Connection, Contest], Ranking]
    periods: tuple[str, ...] = (ALL,)
    switch: str = ""

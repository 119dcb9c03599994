"""Leaderboards: who is ahead, among those who are there."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from bot.core import daily
from bot.core.period import period
from bot.core.ranking import BEYOND, LINES, Contest, Ranking
from bot.core.role import STAND_INS
from bot.core.room import ABSENT
from models.member import Member, People
from services import invite, roster
from services.naming import card
from services.points import earned

WIDTH = 20
"""Columns of a name: with its place and a number in front of 40 columns there is room for no more.
"""

_UNSEEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Me", "Mn", "Zl", "Zp"))
"""Categories of signs that take no column, or turn a line around."""


def rank(connection: Connection, contest: Contest, scores: Select[Any]) -> Ranking:
    """The ranking by a statement that gives `person` and `amount`, in no order.

    Where an index holds the amounts in order, no more rows are read than are shown.
    """
    found = scores.subquery()
    fair = _fair(contest, found.c.person, found.c.amount)
    best = (
        select(found.c.person, found.c.amount)
        .where(*fair)
        .order_by(found.c.amount.desc(), found.c.person)
        .limit(LINES)
    )
    lines = tuple((row.person, int(row.amount)) for row in connection.execute(best))
    return Ranking(lines, _own(connection, contest, scores, lines))


def points(connection: Connection, contest: Contest) -> Ranking:
    """Who holds most, or earned most."""
    # As they were counted, see `earned.note`.
    when = period(contest.period.name, contest.now, daily.zone_in(connection, contest.room))
    return rank(connection, contest, earned.scores(contest.room, when))


def messages(connection: Connection, contest: Contest) -> Ranking:
    """Who said most."""
    return rank(connection, contest, roster.scores(contest.room, contest.period))


def invites(connection: Connection, contest: Contest) -> Ranking:
    """Who brought most people who stayed."""
    return rank(connection, contest, invite.scores(contest.room, contest.period.since))


def called(connection: Connection, room: int, people: Sequence[int]) -> dict[int, str]:
    """What some people are called in a room: by the cards they have there, else by their names."""
    names = roster.names(connection, people) | card.names(connection, room, people)
    return {one: fit(name) for one, name in names.items() if fit(name)}


def fit(name: str, width: int = WIDTH) -> str:
    """A name in one line of so many columns, of which a Chinese character takes two."""
    seen = " ".join("".join(one for one in name if not _is_unseen(one)).split())
    if columns(seen) <= width:
        return seen
    while seen and columns(seen) >= width:
        seen = seen[:-1]
    return f"{seen.rstrip()}…"


def columns(text: str) -> int:
    """How many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _is_unseen(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) in _UNSEEN


def _own(
    connection: Connection,
    contest: Contest,
    scores: Select[Any],
    lines: tuple[tuple[int, int], ...],
) -> tuple[int, int] | None:
    """The place of whoever asks: as many as have more are ahead of them."""
    found = scores.subquery()
    mine = select(found.c.amount).where(found.c.person == contest.person)
    amount = connection.execute(mine).scalar() if contest.person else None
    if amount is None or amount <= 0:
        return None
    shown = [one for one, _ in lines]
    if contest.person in shown:
        return shown.index(contest.person) + 1, int(amount)
    fair = _fair(contest, found.c.person, found.c.amount)
    ahead = select(literal(1)).where(*fair, found.c.amount > amount).limit(BEYOND).subquery()
    count: int = connection.execute(select(func.count()).select_from(ahead)).scalar_one()
    return (count + 1 if count < BEYOND else 0), int(amount)


def _fair(contest: Contest, person: Any, amount: Any) -> list[ColumnElement[bool]]:
    """Who is shown: people who are there, or of whom nobody saw them go."""
    here = select(Member.user_id).where(
        Member.room_id == contest.room, Member.user_id == person, Member.status.not_in(ABSENT)
    )
    robot = select(People.user_id).where(People.user_id == person, People.bot == 1)
    nobody = sorted(contest.hidden | STAND_INS)
    return [amount > 0, person > 0, person.not_in(nobody), here.exists(), ~robot.exists()]

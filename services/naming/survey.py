"""How many of those who were seen in a room are called as it wants."""

from msgspec import Struct
from sqlalchemy import Connection, select

from models.member import Member, People
from models.naming import NameCard
from services.naming.policy import Policy

LOOKED = 5_000
"""People who are looked at: some hundredths of a second."""

INSIDE = ("member", "restricted")


class Survey(Struct, frozen=True):
    """How many were looked at, who of them does not follow, and whether there are more."""

    seen: int
    wrong: tuple[int, ...]
    more: bool


def survey(connection: Connection, room: int, policy: Policy) -> Survey:
    """Judge the names that members showed last; administrators and bots have no rule."""
    own = (NameCard.room_id == Member.room_id) & (NameCard.user_id == Member.user_id)
    rows = connection.execute(
        select(Member.user_id, People.first_name, People.last_name, NameCard.name)
        .join(People, People.user_id == Member.user_id)
        .outerjoin(NameCard, own)
        .where(
            Member.room_id == room,
            Member.status.in_((*INSIDE, "")),
            Member.user_id > 0,
            Member.approved_by.is_(None),
            People.bot == 0,
        )
        .order_by(Member.user_id)
        .limit(LOOKED + 1)
    ).all()
    wrong = [
        row.user_id
        for row in rows[:LOOKED]
        if policy.judge(f"{row.first_name} {row.last_name}".strip())
        or (policy.asks_card and policy.judge_card(row.name or ""))
    ]
    return Survey(min(len(rows), LOOKED), tuple(wrong), len(rows) > LOOKED)

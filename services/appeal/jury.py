"""A jury: trusted members drawn by chance that was committed to before, who vote in private.

Everybody who may be drawn holds the ticket SHA-256(seed:case:id), and the lowest tickets are
drawn; so nobody's place in any list matters. SHA-256(seed) is published before the draw, the seed
when all is decided: whoever knows both can compute every ticket.
"""

import hashlib

from msgspec import Struct
from sqlalchemy import Connection, insert, or_, select, update

from bot.core.duration import DAY
from models.appeal import Juror as Row
from models.member import Member, People
from models.report import Report
from services.appeal import Appeal
from services.moderation import File
from services.roster import PRESENT
from services.trust import AFTER, DAYS

GONE = "gone"
"""The vote of whoever cannot be asked."""

TENURE = ((180 * DAY, 3), (30 * DAY, 2))
"""How long somebody has been here, in seconds, and what their vote weighs; a newer one weighs 1."""


class Juror(Struct, frozen=True, gc=False):
    """Somebody who was drawn."""

    user_id: int
    weight: int
    vote: str


def commitment(seed: str) -> str:
    """What is published of a seed beforehand."""
    return hashlib.sha256(seed.encode()).hexdigest()


def ticket(seed: str, case: int, person: int) -> str:
    """Somebody's lot in the draw."""
    return hashlib.sha256(f"{seed}:{case}:{person}".encode()).hexdigest()


def candidates(
    connection: Connection, case: File, *, after: int = AFTER, apart: frozenset[int] = frozenset()
) -> list[tuple[int, int | None]]:
    """Who may be drawn (person, when they joined): trusted, here, reachable, not involved.

    `after` messages of substance earn trust here; `apart` are others who are not asked.
    """
    reporters = connection.execute(select(Report.user_id).where(Report.case_id == case.id))
    involved = {case.subject_id, case.decided_by, *reporters.scalars(), *apart}
    rows = connection.execute(
        select(Member.user_id, Member.joined_at)
        .join(People, People.user_id == Member.user_id)
        .where(
            Member.room_id == case.room_id,
            Member.status.in_((*PRESENT - {"restricted"}, "")),
            People.started == 1,
            or_(
                Member.approved_by.is_not(None),
                (Member.substance >= after) & (Member.days >= DAYS),
            ),
        )
    )
    return [(row.user_id, row.joined_at) for row in rows if row.user_id not in involved]


def draw(
    connection: Connection,
    appeal: Appeal,
    pool: list[tuple[int, int | None]],
    *,
    now: int,
) -> list[Juror]:
    """Fill the seats of a jury that are empty; who was drawn just now."""
    sitting = {juror.user_id: juror for juror in jurors(connection, appeal.case_id)}
    empty = appeal.jury - sum(juror.vote != GONE for juror in sitting.values())
    lots = sorted(
        (ticket(appeal.seed, appeal.case_id, person), person, joined)
        for person, joined in pool
        if person not in sitting
    )
    drawn = [Juror(person, weight(joined, now), "") for _, person, joined in lots[:empty]]
    for juror in drawn:
        connection.execute(
            insert(Row).values(
                case_id=appeal.case_id,
                user_id=juror.user_id,
                room_id=appeal.room_id,
                weight=juror.weight,
                vote="",
                at=now,
            )
        )
    return drawn


def weight(joined: int | None, now: int) -> int:
    """What a vote weighs, by tenure; whoever was here before the bot counts as here for long."""
    here = now - joined if joined is not None else TENURE[0][0]
    return next((worth for since, worth in TENURE if here >= since), 1)


def jurors(connection: Connection, case: int) -> list[Juror]:
    """Who was drawn for an appeal."""
    rows = connection.execute(
        select(Row.user_id, Row.weight, Row.vote).where(Row.case_id == case).order_by(Row.user_id)
    )
    return [Juror(*row) for row in rows]


def vote(connection: Connection, *, case: int, person: int, how: str, now: int) -> bool:
    """Cast the vote of a juror, once: `uphold`, `reverse` or GONE."""
    hit = connection.execute(
        update(Row)
        .where(Row.case_id == case, Row.user_id == person, Row.vote == "")
        .values(vote=how, at=now)
    )
    return hit.rowcount == 1


def outcome(sitting: list[Juror]) -> str:
    """What a jury has decided: `uphold`, `reverse`, `tie`; empty while votes can still turn it."""
    asked = [juror for juror in sitting if juror.vote != GONE]
    whole = sum(juror.weight for juror in asked)
    for how in ("uphold", "reverse"):
        if 2 * sum(juror.weight for juror in asked if juror.vote == how) > whole:
            return how
    return "" if any(not juror.vote for juror in asked) else "tie"

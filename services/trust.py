"""Trust: whom the machine neither warns nor removes, and who an administrator said so of."""

from msgspec import Struct
from sqlalchemy import Connection, select, text, update

from bot.core import audit, duration
from bot.core.feature import Standing
from bot.core.settings import Values
from bot.core.sql import bulk_upsert
from bot.core.unit import Unit
from models.member import Member, People

DAYS = 3
"""Different days on which messages of substance earn trust."""

VETERANS = 50
"""Members a group had when the bot came, from which those already there are trusted a while."""

VETERAN_TIME = 7 * duration.DAY
AFTER = 10
"""Messages of substance that earn trust where a group decided on no other number."""

LISTED = 1000
"""Approved people that are listed at most."""

_APPROVE = bulk_upsert(
    Member,
    ("room_id", "user_id", "approved_by"),
    keys=("room_id", "user_id"),
    replace=("approved_by",),
    only=lambda _: Member.approved_by.is_(None),
)


class Approved(Struct, frozen=True, gc=False):
    """Somebody whom an administrator approved; names are empty for who was never seen."""

    person: int
    name: str
    by: int
    by_name: str


def is_trusted(standing: Standing, values: Values, at: int) -> bool:
    """Approved; or spoken enough on enough days; or there before the bot, for a week."""
    if standing.approved:
        return True
    if standing.substance >= values.get("ads.trust_after", AFTER) and standing.days >= DAYS:
        return True
    return (
        standing.joined_at is None
        and not standing.is_channel
        and (standing.room_size or 0) >= VETERANS
        and standing.room_since is not None
        and at < standing.room_since + VETERAN_TIME
    )


def approve(connection: Connection, *, room: int, person: int, by: int, now: int) -> bool:
    """Trust somebody until that is taken back; False if they are approved already.

    They need not have been seen here.
    """
    if is_approved(connection, room=room, person=person):
        return False
    _APPROVE(connection, [(room, person, by)])
    audit.note(connection, room=room, at=now, by=by, what="approve", person=person)
    return True


async def spare(unit: Unit, person: int) -> None:
    """Have every feature let go of somebody who was approved just now."""
    for feature in unit.house.features:
        if feature.spares:
            await feature.spares(unit, person)


def disapprove(connection: Connection, *, room: int, person: int, by: int, now: int) -> bool:
    """Take that back; False if they are not approved. What they earned by speaking stays."""
    hit = connection.execute(
        update(Member)
        .where(Member.room_id == room, Member.user_id == person, Member.approved_by.is_not(None))
        .values(approved_by=None)
    )
    if not hit.rowcount:
        return False
    audit.note(connection, room=room, at=now, by=by, what="unapprove", person=person)
    return True


def is_approved(connection: Connection, *, room: int, person: int) -> bool:
    """Whether an administrator approved somebody."""
    found = select(Member.approved_by).where(Member.room_id == room, Member.user_id == person)
    return connection.execute(found).scalar() is not None


def approved(connection: Connection, room: int, limit: int = LISTED) -> list[Approved]:
    """Everybody who is approved in a room, with who did it."""
    rows = connection.execute(
        select(Member.user_id, Member.approved_by)
        # In these words, or the partial index is not used.
        .where(Member.room_id == room, text("approved_by IS NOT NULL"))
        .order_by(Member.user_id)
        .limit(limit)
    ).all()
    people = sorted({number for row in rows for number in row})
    named = {
        row.user_id: f"{row.first_name} {row.last_name}".strip()
        for row in connection.execute(
            select(People.user_id, People.first_name, People.last_name).where(
                People.user_id.in_(people)
            )
        )
    }
    return [
        Approved(person, named.get(person, ""), by, named.get(by, ""))
        for person, by in rows
        if by is not None
    ]

"""Links that applicants share, and who came through them: new to the group, and a person.

Everybody counts once in a group. Second accounts cannot be told from other people.
All functions run inside a transaction.
"""

from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import Connection, func, insert, select

from bot.core.gate import Applicant
from bot.core.sql import inserting
from models.entry import Application
from models.member import Member
from models.proof import Guest, ShareLink
from services.entry import book

BYTES = 16
"""Of chance in a token."""

MOST = 20
"""Links that one application may have."""


def issue(connection: Connection, application: int) -> str:
    """A new token for an applicant's link; empty if they have too many. Only its hash is kept."""
    held = select(func.count()).where(ShareLink.application_id == application)
    if connection.execute(held).scalar_one() >= MOST:
        return ""
    token = token_urlsafe(BYTES)
    connection.execute(insert(ShareLink).values(token=_hash(token), application_id=application))
    return token


def whose(connection: Connection, token: str) -> Applicant | None:
    """The application a link belongs to, if it is not over."""
    number = connection.execute(
        select(ShareLink.application_id).where(ShareLink.token == _hash(token))
    ).scalar()
    one = None if number is None else book.get(connection, number)
    return one if one is not None and one.state == book.OPEN else None


def judge(connection: Connection, one: Applicant, person: int) -> str:
    """Why somebody would not count for an applicant: `own`, `counted` or `known`; else empty."""
    if person == one.user_id:
        return "own"
    guest = (Guest.room_id == one.room_id, Guest.user_id == person)
    if connection.execute(select(Guest.user_id).where(*guest)).first() is not None:
        return "counted"
    member = (Member.room_id == one.room_id, Member.user_id == person)
    asked = (Application.room_id == one.room_id, Application.user_id == person)
    seen = (select(Member.user_id).where(*member), select(Application.id).where(*asked).limit(1))
    return "known" if any(connection.execute(one).first() is not None for one in seen) else ""


def count_in(connection: Connection, one: Applicant, person: int, now: int) -> bool:
    """Somebody who showed to be a person counts for an applicant; False if they do not."""
    if judge(connection, one, person):
        return False
    row = inserting(connection, Guest).values(
        room_id=one.room_id, user_id=person, application_id=one.id, at=now
    )
    return connection.execute(row.on_conflict_do_nothing()).rowcount == 1


def count(connection: Connection, room: int, person: int) -> int:
    """How many came through somebody's links, of this application and those before."""
    return connection.execute(
        select(func.count())
        .select_from(Guest)
        .join(Application, Application.id == Guest.application_id)
        .where(Guest.room_id == room, Application.user_id == person)
    ).scalar_one()


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()

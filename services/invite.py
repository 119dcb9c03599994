"""Members' own invite links: whose a link is, and who came through it and stayed."""

from msgspec import Struct
from sqlalchemy import Connection, Select, func, insert, select

from bot.core.sql import inserting
from models.invite import Invite as Row
from models.invite import Invited
from models.member import Member
from services.roster import PRESENT

OURS = 0
"""In place of a member: the bot shows the way itself."""

LOOKED_AT = 20_000
"""People who came through links that a board looks at: more would take too long."""

SHOWN = 30
"""People who are listed by name."""


class Brought(Struct, frozen=True, kw_only=True):
    """Who came through somebody's link: how many, how many of those are there now, and the newest
    of them: (who, whether they are there)."""

    came: int
    stayed: int
    people: list[tuple[int, bool]]


def find(connection: Connection, *, room: int, person: int, by_request: bool) -> str:
    """The newest link of a member that opens the door in a way; empty if there is none."""
    link = connection.execute(
        select(Row.link)
        .where(Row.room_id == room, Row.user_id == person, Row.by_request == int(by_request))
        .order_by(Row.made_at.desc(), Row.link)
        .limit(1)
    ).scalar()
    return link or ""


def keep(
    connection: Connection, *, room: int, person: int, link: str, by_request: bool, now: int
) -> None:
    """Remember whose a new link is."""
    connection.execute(
        insert(Row).values(
            link=link, room_id=room, user_id=person, by_request=int(by_request), made_at=now
        )
    )


def owner(connection: Connection, room: int, link: str) -> int:
    """The member whose link that is; 0 if it is nobody's."""
    found = connection.execute(
        select(Row.user_id).where(Row.link == link, Row.room_id == room)
    ).scalar()
    return found or OURS


def note(connection: Connection, *, room: int, person: int, by: int, now: int) -> None:
    """Somebody came through a member's link; the first time counts, and never one's own."""
    if by in (OURS, person):
        return
    row = inserting(connection, Invited).values(room_id=room, user_id=person, by_id=by, at=now)
    connection.execute(row.on_conflict_do_nothing())


def scores(room: int, since: int) -> Select[tuple[int, int]]:
    """Who brought how many since an instant who are there now, of the newest LOOKED_AT."""
    newest = (
        select(Invited.user_id, Invited.by_id)
        .where(Invited.room_id == room, Invited.at >= since)
        .order_by(Invited.at.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    stayed = select(Member.user_id).where(
        Member.room_id == room,
        Member.user_id == newest.c.user_id,
        Member.status.in_(PRESENT),
    )
    return (
        select(newest.c.by_id.label("person"), func.count().label("amount"))
        .where(stayed.exists())
        .group_by(newest.c.by_id)
    )


def brought(connection: Connection, *, room: int, by: int) -> Brought:
    """Who came through a member's link."""
    there = func.coalesce(Member.status.in_(PRESENT), False)
    joined = (Member.room_id == Invited.room_id) & (Member.user_id == Invited.user_id)
    rows = connection.execute(
        select(Invited.user_id, there.label("there"))
        .outerjoin(Member, joined)
        .where(Invited.room_id == room, Invited.by_id == by)
        .order_by(Invited.at.desc(), Invited.user_id)
    ).all()
    return Brought(
        came=len(rows),
        stayed=sum(bool(row.there) for row in rows),
        people=[(row.user_id, bool(row.there)) for row in rows[:SHOWN]],
    )

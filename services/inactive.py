"""Members who have been silent for long: found, and removed a few at a time.

Bots cannot list members: only those who wrote, came or were changed are known at all. A room of
200,000 is gone through by its primary key, in the database, and only when somebody asks; an index
by when people were seen would have to be written with every message.
"""

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, func, not_, select

from models.member import Member, People
from models.restraint import Restraint
from services.roster import PRESENT

RULE = "inactive"

PREVIEW = 200
"""People who are shown before they are removed."""

TOGETHER = 50
"""People who are removed in one unit."""

PAUSE = 10
"""Seconds between two units, in which somebody may say stop."""

_NEITHER = ("creator", "administrator")


class Silent(Struct, frozen=True, gc=False):
    """Somebody who has been silent. `seen_at` is when they last wrote or came, 0 for never."""

    person: int
    name: str
    seen_at: int
    messages: int


class Sought(Struct, frozen=True, gc=False):
    """Who counts: silent since an instant, with fewer than `least` messages, 0 for any number."""

    since: int
    least: int = 0


def known(connection: Connection, room: int) -> int:
    """How many people of a room were seen, the bots not counted."""
    return connection.execute(
        select(func.count())
        .select_from(Member)
        .join(People, People.user_id == Member.user_id)
        .where(*_here(room), People.bot == 0)
    ).scalar_one()


def count(connection: Connection, *, room: int, sought: Sought) -> int:
    """How many there are."""
    return connection.execute(
        select(func.count())
        .select_from(Member)
        .join(People, People.user_id == Member.user_id)
        .where(*_silent(room, sought))
    ).scalar_one()


def longest(
    connection: Connection, *, room: int, sought: Sought, limit: int = PREVIEW
) -> list[Silent]:
    """Those who have been silent the longest."""
    return _read(
        connection,
        _query(room, sought).order_by(Member.seen_at, Member.user_id).limit(limit),
    )


def following(
    connection: Connection, *, room: int, sought: Sought, after: int, limit: int = TOGETHER
) -> list[Silent]:
    """The next of them by number: whoever wrote or came back meanwhile is none of them."""
    query = _query(room, sought).where(Member.user_id > after)
    return _read(connection, query.order_by(Member.user_id).limit(limit))


def _query(room: int, sought: Sought) -> Select[int, str, str, int, int]:
    return (
        select(Member.user_id, People.first_name, People.last_name, Member.seen_at, Member.messages)
        .join(People, People.user_id == Member.user_id)
        .where(*_silent(room, sought))
    )


def _read(connection: Connection, query: Select[int, str, str, int, int]) -> list[Silent]:
    rows = connection.execute(query)
    return [
        Silent(
            row.user_id,
            " ".join(f"{row.first_name} {row.last_name}".split()),
            row.seen_at,
            row.messages,
        )
        for row in rows
    ]


def _here(room: int) -> tuple[ColumnElement[bool], ...]:
    return Member.room_id == room, Member.user_id > 0, Member.status.in_((*PRESENT, ""))


def _silent(room: int, sought: Sought) -> tuple[ColumnElement[bool], ...]:
    """Never an administrator, a bot, somebody approved, or who was kept from writing by us.

    Whose names are not known may be bots that came before we did, and are left alone: they have
    never been seen to do anything.
    """
    muted = select(Restraint.user_id).where(
        Restraint.room_id == room, Restraint.user_id == Member.user_id
    )
    found = (
        *_here(room),
        Member.status.not_in(_NEITHER),
        Member.approved_by.is_(None),
        Member.seen_at < sought.since,
        func.coalesce(Member.joined_at, 0) < sought.since,
        People.bot == 0,
        not_(People.username.like("%bot")),
        not_(muted.exists()),
    )
    return (*found, Member.messages < sought.least) if sought.least else found

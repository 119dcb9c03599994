"""A person in a room, as far as the bot knows them."""

from msgspec import Struct
from sqlalchemy import Connection, func, select

from bot.core import delegate
from bot.core.room import ABSENT, GROUPS
from models.case import Case
from models.member import Member, People
from models.report import Report
from models.restraint import Restraint
from models.room import Room
from services import moderation, roster
from services.moderation import File, strike
from services.moderation.complaint import REPORT

SHOWN = 10
"""Groups of somebody, and cases, that are shown at once."""


class Seen(Struct, frozen=True, gc=False):
    """Somebody in a room. `status` is Telegram's word for their place, empty if it is not known.

    `days` counts days on which they said something of substance, `joined_at` is empty for whom
    the bot did not see come, `seen_at` 0 for whom it never saw. `until` is the end of a mute of
    ours, 0 for never, empty for none.
    """

    person: int
    name: str = ""
    username: str = ""
    status: str = ""
    joined_at: int | None = None
    seen_at: int = 0
    messages: int = 0
    days: int = 0
    approved_by: int | None = None
    powers: frozenset[str] = frozenset()
    until: int | None = None

    @property
    def shown(self) -> str:
        """What they are called, on one line."""
        return " ".join(self.name.split())[:64] or str(self.person)


class Dossier(Struct, frozen=True, gc=False):
    """What an administrator may know of somebody besides: strikes that count, how often they were
    reported and reported others, the ban that holds, and their newest cases."""

    strikes: int
    against: int
    by: int
    ban: File | None
    cases: list[File]


def see(connection: Connection, *, room: int, person: int) -> Seen:
    """Somebody in a room; with nothing but their number if they were never seen."""
    named = connection.execute(
        select(People.first_name, People.last_name, People.username).where(People.user_id == person)
    ).first()
    row = connection.execute(
        select(
            Member.status,
            Member.joined_at,
            Member.seen_at,
            Member.messages,
            Member.days,
            Member.approved_by,
        ).where(Member.room_id == room, Member.user_id == person)
    ).first()
    until = connection.execute(
        select(Restraint.until).where(Restraint.room_id == room, Restraint.user_id == person)
    ).scalar()
    status, joined_at, seen_at, messages, days, approved_by = row or ("", None, 0, 0, 0, None)
    return Seen(
        person=person,
        name=f"{named.first_name} {named.last_name}".strip() if named else "",
        username=named.username if named else "",
        status=status,
        joined_at=joined_at,
        seen_at=seen_at,
        messages=messages,
        days=days,
        approved_by=approved_by,
        powers=delegate.powers_of(connection, room, person),
        until=until,
    )


def groups_of(connection: Connection, person: int) -> list[tuple[int, str]]:
    """Groups with the bot in which somebody is (room, title), where they wrote last first."""
    rows = connection.execute(
        select(Room.id, Room.title)
        .join(Member, Member.room_id == Room.id)
        .where(
            Member.user_id == person,
            Member.status.in_((*roster.PRESENT, "")),
            Room.bot_status.not_in(ABSENT),
            Room.type.in_(GROUPS),
        )
        .order_by(Member.seen_at.desc(), Room.id)
        .limit(SHOWN)
    )
    return [(row.id, row.title) for row in rows]


def dossier(connection: Connection, *, room: int, person: int, now: int) -> Dossier:
    """What is held against somebody in a room, and what they held against others."""
    mine = (Case.room_id == room, Case.subject_id == person)
    ban = connection.execute(
        select(Case.id)
        .where(*mine, Case.act == "ban", Case.state == "in force")
        .where((Case.until.is_(None)) | (Case.until > now))
        .order_by(Case.id.desc())
        .limit(1)
    ).scalar()
    against = (
        select(func.count())
        .select_from(Report)
        .join(Case, Case.id == Report.case_id)
        .where(*mine, Case.rule == REPORT)
    )
    by = select(func.count()).where(Report.room_id == room, Report.user_id == person)
    return Dossier(
        strikes=strike.count(connection, room=room, person=person, at=now),
        against=connection.execute(against).scalar_one(),
        by=connection.execute(by).scalar_one(),
        ban=moderation.find(connection, ban) if ban else None,
        cases=moderation.newest(connection, room=room, subject=person, limit=SHOWN // 2),
    )

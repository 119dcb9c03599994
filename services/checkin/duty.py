"""Duty: on how many days of a week members sign in, and who did not.

A week begins on Monday; it is judged when it is over. What leave takes away of it is not owed.
"""

import re
from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, delete, func, select

from bot.core.errors import UserError
from bot.core.room import ABSENT
from bot.core.settings import Setting
from bot.core.sql import inserting
from models.checkin import DutyMiss, LeaveDay, ProofAsked, SignIn
from models.member import Member, People
from services.checkin.calendar import WEEK

TOLD = 2
"""Misses of which somebody is only told."""

CHUNK = 100
"""Members that are looked at in one unit."""

MEMORY = 53
"""Weeks for which a miss counts."""

ALLOWED = "5 a week | off"
_TYPED = re.compile(
    r"(?:每周|一周)?\s*([1-7])\s*(?:x|×|次|天|days?|times?)?\s*(?:a week|per week|/\s*week)?",
    re.IGNORECASE,
)


class Owing(Struct, frozen=True):
    """A member who did not do their duty: how often they signed in, of how often they had to, and
    the how manieth time it is."""

    person: int
    done: int
    due: int
    times: int


def setting(key: str) -> Setting:
    """So many days a week, or `off`, which is 0."""

    def parse(text: str) -> int:
        if text.strip().lower() in ("off", "关", "关闭"):
            return 0
        found = _TYPED.fullmatch(text.strip())
        if found is None:
            raise UserError(ALLOWED)
        return int(found[1])

    return Setting(
        key=key,
        default=0,
        parse=parse,
        show=lambda value: f"{value} a week" if value else "off",
        allowed=ALLOWED,
    )


def members(connection: Connection, room: int, *, before: int, after: int) -> list[int]:
    """The next members with a duty, by number: who was there before an instant and is there still,
    no administrator, no bot, nobody who may not write, nobody whom administrators trust."""
    rows = connection.execute(
        select(Member.user_id)
        .outerjoin(People, People.user_id == Member.user_id)
        .where(
            Member.room_id == room,
            Member.user_id > after,
            Member.status.not_in((*ABSENT, "administrator", "creator", "restricted")),
            (Member.joined_at.is_(None)) | (Member.joined_at < before),
            Member.approved_by.is_(None),
            func.coalesce(People.bot, 0) == 0,
        )
        .order_by(Member.user_id)
        .limit(CHUNK)
    )
    return list(rows.scalars())


def owing(
    connection: Connection,
    room: int,
    people: Sequence[int],
    *,
    week: int,
    days: int,
    away: frozenset[int],
) -> list[Owing]:
    """Those of some members who owe days of a week, which begins with the day `week`.

    A day on which the bot was away is nobody's fault.
    """
    inside = (week, week + WEEK - 1)
    mine = SignIn.user_id.in_(people), SignIn.room_id == room
    done: dict[int, set[int]] = {one: set() for one in people}
    for person, day in connection.execute(
        select(SignIn.user_id, SignIn.day).where(*mine, SignIn.day.between(*inside))
    ):
        done[person].add(day)
    leave: dict[int, set[int]] = {one: set() for one in people}
    for person, day in connection.execute(
        select(LeaveDay.user_id, LeaveDay.day).where(
            LeaveDay.room_id == room,
            LeaveDay.user_id.in_(people),
            LeaveDay.day.between(*inside),
        )
    ):
        leave[person].add(day)
    gone = {day for day in away if inside[0] <= day <= inside[1]}
    before = _misses(connection, room, people, week)
    return [
        Owing(one, len(done[one]), due, before.get(one, 0) + 1)
        for one in people
        if len(done[one]) < (due := max(0, days - len((leave[one] | gone) - done[one])))
    ]


def note(connection: Connection, room: int, week: int, one: Owing, now: int) -> bool:
    """Write a miss down; False if this week's was before."""
    statement = inserting(connection, DutyMiss).values(
        room_id=room, user_id=one.person, week=week, done=one.done, at=now
    )
    return bool(connection.execute(statement.on_conflict_do_nothing()).rowcount)


def _misses(connection: Connection, room: int, people: Sequence[int], week: int) -> dict[int, int]:
    rows = connection.execute(
        select(DutyMiss.user_id, func.count())
        .where(
            DutyMiss.room_id == room,
            DutyMiss.user_id.in_(people),
            DutyMiss.week < week,
            DutyMiss.week > week - MEMORY * WEEK,
        )
        .group_by(DutyMiss.user_id)
    )
    return {row.user_id: row[1] for row in rows}


def forget_old(connection: Connection, room: int, today: int, now: int) -> None:
    """Delete what is too old to matter in a room: leave, misses, proofs that were never given."""
    oldest = today - MEMORY * WEEK
    connection.execute(delete(LeaveDay).where(LeaveDay.room_id == room, LeaveDay.day < oldest))
    connection.execute(delete(DutyMiss).where(DutyMiss.room_id == room, DutyMiss.week < oldest))
    connection.execute(delete(ProofAsked).where(ProofAsked.room_id == room, ProofAsked.until < now))

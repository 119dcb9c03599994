"""Reports: members show administrators a message; one card a message, a few reports a day."""

from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select, update

from bot.core.duration import DAY
from bot.core.sql import inserting
from models.case import Case
from models.report import Report as Row
from models.report import ReportBlock, Reported
from services import archive, moderation
from services.moderation import Complaint
from services.moderation.decide import ASKED

A_DAY = 3
"""Reports that are taken from one person within 24 hours."""


class Report(Struct, frozen=True, gc=False, kw_only=True):
    """Somebody's report. `trusted`: it counts for `report.threshold`; `plain`: nothing but text."""

    complaint: Complaint
    person: int
    name: str
    trusted: bool
    reason: str = ""
    thread: int = 0
    plain: bool = True


class Taken(Struct, frozen=True, gc=False, kw_only=True):
    """What became of a report.

    `how` is `new` or `joined`, else why it was not taken: `blocked`, `again`, `limit`, `decided`.
    `trusted` counts those who are trusted among the reporters.
    """

    how: str
    case: int = 0
    trusted: int = 0


class Message(Struct, frozen=True, gc=False):
    """The message that was reported, as `models.report` describes it."""

    chat_id: int
    message_id: int
    thread_id: int
    plain: int
    hidden: int
    copy_chat: int
    copy_message: int


class Reporter(Struct, frozen=True, gc=False):
    """Somebody who reported it."""

    user_id: int
    name: str
    reason: str
    trusted: int
    blocked: bool


def take(connection: Connection, report: Report, *, room: int, now: int) -> Taken:
    """Take a report: make the case of its message, or join the one there is."""
    complaint, person = report.complaint, report.person
    if is_blocked(connection, room=room, person=person):
        return Taken(how="blocked")
    at = (complaint.chat, complaint.message)
    known = archive.cases_of(connection, [at]).get(at)
    if known is not None and _has_reported(connection, known, person):
        return Taken(how="again", case=known)
    lately = select(func.count()).where(
        Row.room_id == room, Row.user_id == person, Row.at > now - DAY
    )
    if connection.execute(lately).scalar_one() >= A_DAY:
        return Taken(how="limit")
    number, state = moderation.complain(connection, complaint, room=room, now=now)
    if state != ASKED:
        return Taken(how="decided", case=number)
    message = inserting(connection, Reported).values(
        case_id=number,
        room_id=room,
        chat_id=complaint.chat,
        message_id=complaint.message,
        thread_id=report.thread,
        plain=int(report.plain),
        hidden=0,
        copy_chat=0,
        copy_message=0,
    )
    connection.execute(message.on_conflict_do_nothing())
    connection.execute(
        insert(Row).values(
            case_id=number,
            user_id=person,
            room_id=room,
            at=now,
            trusted=int(report.trusted),
            name=report.name,
            reason=report.reason,
        )
    )
    trusted = select(func.count()).where(Row.case_id == number, Row.trusted == 1)
    return Taken(
        how="new" if known is None else "joined",
        case=number,
        trusted=connection.execute(trusted).scalar_one(),
    )


def message_of(connection: Connection, case: int) -> Message | None:
    """The message a reported case is about."""
    columns = tuple(getattr(Reported, name) for name in Message.__struct_fields__)
    row = connection.execute(select(*columns).where(Reported.case_id == case)).first()
    return Message(*row) if row else None


def reporters(connection: Connection, case: int) -> list[Reporter]:
    """Who reported it, the first of them first."""
    rows = connection.execute(
        select(Row.user_id, Row.name, Row.reason, Row.trusted, ReportBlock.user_id.label("blocked"))
        .outerjoin(
            ReportBlock,
            (ReportBlock.room_id == Row.room_id) & (ReportBlock.user_id == Row.user_id),
        )
        .where(Row.case_id == case)
        .order_by(Row.at, Row.user_id)
    )
    return [Reporter(*row[:4], row.blocked is not None) for row in rows]


def hide(connection: Connection, case: int) -> bool:
    """Have a message taken away until somebody decides; False if that was begun before."""
    hit = connection.execute(
        update(Reported).where(Reported.case_id == case, Reported.hidden == 0).values(hidden=1)
    )
    return hit.rowcount == 1


def keep_copy(connection: Connection, case: int, *, chat: int, message: int) -> None:
    """Remember where the copy of a hidden message is."""
    connection.execute(
        update(Reported)
        .where(Reported.case_id == case)
        .values(copy_chat=chat, copy_message=message)
    )


def take_away(connection: Connection, case: int, *, now: int) -> Message | None:
    """The message that is to be deleted now; None if somebody has decided, or it is gone."""
    hit = connection.execute(
        update(Case)
        .where(Case.id == case, Case.state == ASKED, Case.deleted == 0)
        .values(deleted=1)
    )
    found = message_of(connection, case)
    if hit.rowcount != 1 or found is None:
        return None
    archive.mark_deleted(connection, [(found.chat_id, found.message_id)], now)
    return found


def is_blocked(connection: Connection, *, room: int, person: int) -> bool:
    """Whether somebody's reports are not taken."""
    found = select(ReportBlock.at).where(ReportBlock.room_id == room, ReportBlock.user_id == person)
    return connection.execute(found).first() is not None


def block(connection: Connection, *, room: int, person: int, by: int, now: int) -> bool:
    """Take no more reports from somebody; from one who is blocked, take them again.

    Whether they are blocked then.
    """
    gone = connection.execute(
        delete(ReportBlock).where(ReportBlock.room_id == room, ReportBlock.user_id == person)
    )
    if gone.rowcount:
        return False
    connection.execute(insert(ReportBlock).values(room_id=room, user_id=person, by=by, at=now))
    return True


def _has_reported(connection: Connection, case: int, person: int) -> bool:
    found = select(Row.at).where(Row.case_id == case, Row.user_id == person)
    return connection.execute(found).first() is not None

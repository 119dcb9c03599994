"""Appeals: one a case, decided once, by administrators or by a jury; none lapses."""

from msgspec import Struct
from sqlalchemy import Connection, func, select, update

from bot.core.deadline import cancel_deadline, set_deadline
from bot.core.duration import DAY
from bot.core.sql import inserting
from models.appeal import Appeal as Row
from services.moderation import File

DUE = "appeal.due"
"""The deadline at which administrators are reminded, and again after the same time."""

A_DAY = 5
"""Appeals that are taken from one person within 24 hours."""

UPHELD, REVERSED, OPEN = "upheld", "reversed", "open"
LASTING = ("undone", "dismissed")
"""States of a case against which there is nothing to appeal."""


class Appeal(Struct, frozen=True, gc=False):
    """An appeal, as `models.appeal` describes it."""

    case_id: int
    room_id: int
    user_id: int
    at: int
    text: str
    language: str
    state: str
    due_at: int
    jury: int
    seed: str
    decided_by: int | None
    reason: str
    told: str


_COLUMNS = tuple(getattr(Row, name) for name in Appeal.__struct_fields__)


def objection(connection: Connection, case: File | None, *, person: int, now: int) -> str:
    """Why somebody cannot appeal against a case: `unknown`, `over`, `before` or `limit`."""
    if case is None or case.subject_id != person or case.is_mere_report:
        return "unknown"
    if case.state in LASTING or (case.act == "none" and not case.deleted):
        return "over"
    if find(connection, case.id) is not None:
        return "before"
    lately = select(func.count()).where(Row.user_id == person, Row.at > now - DAY)
    return "limit" if connection.execute(lately).scalar_one() >= A_DAY else ""


def put(
    connection: Connection,
    *,
    case: File,
    text: str,
    language: str,
    within: int,
    jury: int,
    seed: str,
    now: int,
) -> bool:
    """Take an appeal, and wait `within` seconds for a decision; False if there is one already."""
    hit = connection.execute(
        inserting(connection, Row)
        .values(
            case_id=case.id,
            room_id=case.room_id,
            user_id=case.subject_id,
            at=now,
            text=text,
            language=language,
            state=OPEN,
            due_at=now + within,
            jury=jury,
            seed=seed,
            decided_by=None,
            decided_at=None,
            reason="",
            told="",
        )
        .on_conflict_do_nothing()
    )
    if hit.rowcount != 1:
        return False
    wait(connection, case=case.id, room=case.room_id, within=within, now=now)
    return True


def wait(connection: Connection, *, case: int, room: int, within: int, now: int) -> None:
    """Have administrators reminded after `within` seconds, unless it is decided by then."""
    connection.execute(update(Row).where(Row.case_id == case).values(due_at=now + within))
    set_deadline(
        connection,
        kind=DUE,
        key=str(case),
        room=room,
        due_at=now + within,
        data={"case": case},
        term=within,
    )


def find(connection: Connection, case: int) -> Appeal | None:
    """The appeal against a case."""
    row = connection.execute(select(*_COLUMNS).where(Row.case_id == case)).first()
    return Appeal(*row) if row else None


def decide(
    connection: Connection, *, case: int, state: str, by: int | None, reason: str, now: int
) -> bool:
    """Decide an appeal: UPHELD or REVERSED; False if that was done before."""
    hit = connection.execute(
        update(Row)
        .where(Row.case_id == case, Row.state == OPEN)
        .values(state=state, decided_by=by, decided_at=now, reason=reason)
    )
    if hit.rowcount != 1:
        return False
    cancel_deadline(connection, kind=DUE, key=str(case))
    return True


def dismiss_jury(connection: Connection, case: int) -> None:
    """The administrators decide: the jury did not, or there is none."""
    connection.execute(update(Row).where(Row.case_id == case, Row.state == OPEN).values(jury=0))


def note_told(connection: Connection, case: int, told: str) -> None:
    """Whether the person heard what came of it."""
    connection.execute(update(Row).where(Row.case_id == case).values(told=told))

"""What stays of somebody after they were erased, and until when."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, select, text

from models.appeal import Appeal
from models.base import LIVE
from models.case import Case
from models.strike import Strike
from services.privacy.declared import traces
from services.privacy.erase import Wish, aged

OPEN = -1
"""As an end: when somebody decides."""

SHOWN = 20
"""Cases of one room that are named."""


class Stay(Struct, frozen=True):
    """Something that stays: a reason of a declaration, or a case with its rule and end.

    `until` is 0 for good, OPEN until it is decided.
    """

    what: str
    count: int = 1
    case: int = 0
    rule: str = ""
    until: int = 0


def stays(connection: Connection, room: int, wish: Wish) -> list[Stay]:
    """What a room keeps of somebody: each reason once, cases by number, rule and end."""
    counts: dict[str, int] = {}
    for table, trace in traces(by_room=True):
        if not trace.stays or trace.stays in ("cases", "chat"):
            continue
        query = (
            select(func.count())
            .select_from(table)
            .where(table.c[trace.column] == wish.marks.person, table.c.room_id == room)
        )
        at = aged(table)
        if at is not None:
            query = query.where(at <= wish.asked)
        found = connection.execute(query).scalar_one()
        counts[trace.stays] = counts.get(trace.stays, 0) + found
    cases = _cases(connection, room, wish)
    return cases + [Stay(what, count) for what, count in sorted(counts.items()) if count]


def _cases(connection: Connection, room: int, wish: Wish) -> list[Stay]:
    rows = connection.execute(
        select(Case.id, Case.rule, Case.act, Case.until, Case.at, Case.state)
        .where(Case.room_id == room, Case.subject_id == wish.marks.person)
        .where(Case.at <= wish.asked, text(LIVE))
        .order_by(Case.id.desc())
        .limit(SHOWN),
        wish.bounds,
    ).all()
    return [
        Stay("cases", case=row.id, rule=row.rule, until=_end(connection, row, wish)) for row in rows
    ]


def _end(connection: Connection, row: Any, wish: Wish) -> int:
    """When a case is finished: by its evidence, what it does and its strikes."""
    number, act, until = row.id, row.act, row.until
    ended = row.state in ("undone", "dismissed")
    appeal = select(Appeal.case_id).where(Appeal.case_id == number, Appeal.state == "open")
    if row.state == "reported" or connection.execute(appeal).first():
        return OPEN
    if act in ("mute", "ban") and until is None and not ended:
        return 0
    fades = (
        connection.execute(
            select(Strike.fades_at).where(Strike.case_id == number, Strike.lifted_at.is_(None))
        )
        .scalars()
        .all()
    )
    if 0 in fades:
        return 0
    lasting = until if until is not None and not ended else 0
    kept: int = row.at + (wish.now - wish.since)
    return max(kept, lasting, *fades)

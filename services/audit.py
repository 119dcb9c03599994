"""Who did what, and when: the book of decisions and what the machine did, read together."""

from msgspec import Struct
from sqlalchemy import Connection, select

from models.audit import Audit
from models.case import Case


class Entry(Struct, frozen=True, gc=False):
    """One act. `by` is empty for the machine, a vote or a timer, which `via` names.

    `what` is an act on somebody, `set`, `undo`, `settle` …; `said` is the setting, the decision,
    the reason, or the rule. `name` is the person's, as the case has it.
    """

    at: int
    by: int | None
    via: str
    what: str
    person: int
    name: str
    case: int | None
    said: str


def read(connection: Connection, *, room: int, by: int = 0, limit: int = 200) -> list[Entry]:
    """The newest acts in a room, the newest first; those of one person if `by` names one."""
    book = (
        select(Audit.at, Audit.by, Audit.what, Audit.person, Case.name, Audit.case_id, Audit.said)
        .outerjoin(Case, Case.id == Audit.case_id)
        .where(Audit.room_id == room)
        .order_by(Audit.id.desc())
        .limit(limit)
    )
    if by:
        rows = connection.execute(book.where(Audit.by == by))
        return [_decided(*row) for row in rows]
    cases = (
        select(Case.at, Case.via, Case.act, Case.subject_id, Case.name, Case.id, Case.rule)
        .where(Case.room_id == room, Case.via != "human")
        .order_by(Case.id.desc())
        .limit(limit)
    )
    found = [_decided(*row) for row in connection.execute(book)]
    found += [
        Entry(at, None, via, act, person, name, number, rule)
        for at, via, act, person, name, number, rule in connection.execute(cases)
    ]
    return sorted(found, key=lambda entry: entry.at, reverse=True)[:limit]


def _decided(
    at: int, by: int | None, what: str, person: int, name: str | None, case: int | None, said: str
) -> Entry:
    return Entry(at, by, "human", what, person, name or "", case, said)

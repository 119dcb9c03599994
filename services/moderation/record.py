"""Reading cases, and writing down what could not be done."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select, update

from bot.core.deadline import set_deadline
from bot.core.outbox import Fate, Parcel
from models.case import Case, CaseMessage

TROUBLE = "cases.trouble"
"""The deadline, due at once, that tells admins what could not be done."""

MOST_NOTES = 8
"""Lines a case keeps about what could not be done."""


class File(Struct, frozen=True, gc=False):
    """A case as it is told."""

    id: int
    room_id: int
    subject_id: int
    rule: str
    band: str
    act: str
    deleted: int
    state: str
    decided_by: int | None
    at: int
    hits: int
    evidence: str
    text: str
    name: str
    note: str
    until: int | None
    via: str
    reason: str
    strikes: int

    @property
    def troubles(self) -> list[tuple[str, str, str]]:
        """What did not get through: action, fate, what Telegram said."""
        found = []
        for line in self.note.splitlines():
            doing, _, told = line.partition(": ")
            fate, _, said = told.partition(" ")
            found.append((doing, fate, said))
        return found

    @property
    def expired(self) -> bool:
        """Whether what was written and seen is not kept any more."""
        return not self.evidence

    @property
    def is_mere_report(self) -> bool:
        """Whether somebody reported something, and nothing was done: nobody is told of that."""
        return self.rule == "report" and self.act == "none" and not self.deleted

    def is_over(self, now: int) -> bool:
        """Whether what was done to the person has ended by itself."""
        return self.state == "in force" and self.until is not None and self.until <= now

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What was seen: signal, carrier, evidence, weight; nothing once it has expired."""
        if not self.evidence:
            return []
        return [finding for entry in msgspec.json.decode(self.evidence) for finding in entry["saw"]]


_COLUMNS = tuple(getattr(Case, name) for name in File.__struct_fields__)


def find(connection: Connection, number: int) -> File | None:
    """A case by its number."""
    row = connection.execute(select(*_COLUMNS).where(Case.id == number)).first()
    return File(*row) if row else None


def newest(
    connection: Connection,
    *,
    room: int | None = None,
    subject: int | None = None,
    rule: str = "",
    limit: int = 10,
) -> list[File]:
    """Cases, newest first."""
    query = select(*_COLUMNS).order_by(Case.id.desc()).limit(limit)
    if room is not None:
        query = query.where(Case.room_id == room)
    if subject is not None:
        query = query.where(Case.subject_id == subject)
    if rule:
        query = query.where(Case.rule == rule)
    return [File(*row) for row in connection.execute(query)]


def about(connection: Connection, *, chat: int, message: int) -> int | None:
    """The number of the case that a message is part of."""
    return connection.execute(
        select(CaseMessage.case_id).where(
            CaseMessage.chat_id == chat, CaseMessage.message_id == message
        )
    ).scalar()


def note_trouble(connection: Connection, parcel: Parcel, fate: Fate, now: int) -> None:
    """Write on the case what did not get through, and have the admins told of refusals."""
    assert parcel.case is not None
    doing = type(parcel.action).__name__.lower()
    note(connection, case=parcel.case, room=parcel.action.room, doing=doing, fate=fate, now=now)


def note(connection: Connection, *, case: int, room: int, doing: str, fate: Fate, now: int) -> None:
    """The same by the name of the action, for one that has a continuation."""
    said = str(fate.result or "")[:300]
    line = f"{doing}: {fate.state} {said}".strip()
    noted = connection.execute(select(Case.note).where(Case.id == case)).scalar() or ""
    lines = noted.splitlines()
    if line not in lines and len(lines) < MOST_NOTES:
        told = "\n".join([*lines, line])
        connection.execute(update(Case).where(Case.id == case).values(note=told))
    if fate.state in ("refused", "unknown"):
        set_deadline(
            connection,
            kind=TROUBLE,
            key=f"{room}:{doing}",
            room=room,
            due_at=now,
            data={"case": case, "doing": doing, "said": said},
        )

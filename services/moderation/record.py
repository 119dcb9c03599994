"""Reading cases, and what people decide about them."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select, update

from bot.core.actions import AnyAction, Ban, BanChannel, Delete, Kick, Unban, UnbanChannel, Unmute
from bot.core.deadline import set_deadline
from bot.core.outbox import Fate, Parcel
from bot.core.role import STAND_INS
from models.case import Case, CaseMessage
from services import archive

TROUBLE = "cases.trouble"
"""The deadline, due at once, that tells admins what could not be done."""

ASKED = "reported"
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
    def findings(self) -> list[dict[str, Any]]:
        """What was seen: signal, carrier, evidence, weight."""
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


def settle(
    connection: Connection, case: File, *, how: str, by: int, now: int
) -> list[AnyAction] | None:
    """Decide a reported case: `kick`, `ban` or `ham`. None if it was decided before.

    Returns what is to be done; for `ham` what the machine did to the person is taken back.
    """
    state = "dismissed" if how == "ham" else "in force"
    act = case.act if how == "ham" else how
    hit = connection.execute(
        update(Case)
        .where(Case.id == case.id, Case.state == ASKED)
        .values(state=state, act=act, decided_by=by)
    )
    if hit.rowcount != 1:
        return None
    room, person = case.room_id, case.subject_id
    if how != "ham":
        gone = _take_away(connection, case, now)
        return [*gone, *_remove(room, person, how)]
    if person in STAND_INS or not person:
        return []
    lift: dict[str, AnyAction] = {
        "mute": Unmute(room=room, person=person),
        "ban": Unban(room=room, person=person),
    }
    if person < 0 and case.act != "none":
        return [UnbanChannel(room=room, channel=person)]
    return [lift[case.act]] if case.act in lift else []


def _take_away(connection: Connection, case: File, now: int) -> list[AnyAction]:
    """Delete what a case is about, where that was left for a person to decide."""
    if case.deleted:
        return []
    messages = connection.execute(
        select(CaseMessage.chat_id, CaseMessage.message_id).where(CaseMessage.case_id == case.id)
    ).all()
    connection.execute(update(Case).where(Case.id == case.id).values(deleted=1))
    archive.mark_deleted(connection, [(chat, message) for chat, message in messages], now)
    return [Delete(room=case.room_id, chat=chat, message=one) for chat, one in messages]


def _remove(room: int, person: int, how: str) -> list[AnyAction]:
    if person in STAND_INS or not person:
        return []
    if person < 0:
        return [BanChannel(room=room, channel=person)]
    return [Kick(room=room, person=person) if how == "kick" else Ban(room=room, person=person)]


def note_trouble(connection: Connection, parcel: Parcel, fate: Fate, now: int) -> None:
    """Write on the case what did not get through, and have the admins told of refusals."""
    doing = type(parcel.action).__name__.lower()
    said = str(fate.result or "")[:300]
    line = f"{doing}: {fate.state} {said}".strip()
    noted = connection.execute(select(Case.note).where(Case.id == parcel.case)).scalar() or ""
    lines = noted.splitlines()
    if line not in lines and len(lines) < MOST_NOTES:
        note = "\n".join([*lines, line])
        connection.execute(update(Case).where(Case.id == parcel.case).values(note=note))
    if fate.state in ("refused", "unknown"):
        set_deadline(
            connection,
            kind=TROUBLE,
            key=f"{parcel.action.room}:{doing}",
            room=parcel.action.room,
            due_at=now,
            data={"case": parcel.case, "doing": doing, "said": said},
        )

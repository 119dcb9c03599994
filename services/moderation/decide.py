"""What people decide about a case that was reported to them."""

from sqlalchemy import Connection, select, update

from bot.core import audit
from bot.core.actions import AnyAction, Delete
from bot.core.duration import DAY
from bot.core.role import STAND_INS
from bot.core.verdict import Sanction
from models.case import Case, CaseMessage
from services import archive
from services.moderation import strike
from services.moderation.act import sentence
from services.moderation.record import File
from services.moderation.undo import lift

ASKED = "reported"

DISMISS = "ham"
"""The decision that nothing was wrong."""

MUTE_TERM = DAY
"""Seconds for which the button mutes."""

DECISIONS = {
    "delete": Sanction.NONE,
    "mute": Sanction.MUTE,
    "kick": Sanction.KICK,
    "ban": Sanction.BAN,
}
"""The others, and what they do to the person; all take the messages away."""


def settle(
    connection: Connection, case: File, *, how: str, by: int, now: int
) -> list[AnyAction] | None:
    """Decide a reported case: one of DECISIONS, or DISMISS. None if it was decided before.

    Returns what is to be done; for DISMISS what the machine did to the person is taken back.
    """
    room, person = case.room_id, case.subject_id
    act = DECISIONS.get(how)
    until = now + MUTE_TERM if act is Sanction.MUTE else None
    decided = (
        {"state": "dismissed"}
        if act is None
        else {"state": "in force", "act": act.name.lower(), "until": until}
    )
    hit = connection.execute(
        update(Case).where(Case.id == case.id, Case.state == ASKED).values(decided_by=by, **decided)
    )
    if hit.rowcount != 1:
        return None
    audit.note(
        connection,
        room=room,
        at=now,
        by=by,
        what="settle",
        person=person,
        case=case.id,
        said=how,
    )
    if act is None:
        strike.lift(connection, case=case.id, at=now)
        return [] if person in STAND_INS else lift(connection, case, now=now)
    gone = _take_away(connection, case, now)
    if person in STAND_INS or not person:
        return gone
    return [
        *gone,
        *sentence(
            connection, room=room, person=person, case=case.id, act=act, until=until, now=now
        ),
    ]


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

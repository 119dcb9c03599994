"""Lifting a ban or a mute by hand, whichever case it came from."""

from sqlalchemy import Connection, or_, update

from bot.core import audit
from bot.core.actions import AnyAction, UnbanChannel
from bot.core.deadline import cancel_deadline
from bot.core.verdict import Sanction
from models.case import Case
from services.moderation import restraint
from services.moderation.docket import LAPSE, LIFT_CHANNEL, UNBAN
from services.moderation.replace import is_replaced
from services.moderation.undo import UNDONE, unban

__all__ = ["LAPSE", "release"]


def release(
    connection: Connection, *, room: int, person: int, act: Sanction, by: int, now: int
) -> list[AnyAction]:
    """End what cases in force do to somebody (MUTE or BAN); their strikes stay.

    What somebody else than the bot did to them ends, too.
    """
    word = act.name.lower()
    connection.execute(
        update(Case)
        .where(
            Case.room_id == room,
            Case.subject_id == person,
            Case.act == word,
            or_(Case.state == "in force", is_replaced()),
            (Case.until.is_(None)) | (Case.until > now),
        )
        .values(state=UNDONE, decided_by=by)
    )
    audit.note(connection, room=room, at=now, by=by, what=f"un{word}", person=person)
    key = f"{room}:{person}"
    if person < 0:
        cancel_deadline(connection, kind=LIFT_CHANNEL, key=key)
        return [UnbanChannel(room=room, channel=person)]
    if act is Sanction.MUTE:
        return restraint.end(connection, room=room, person=person, now=now)
    cancel_deadline(connection, kind=UNBAN, key=key)
    return unban(connection, room=room, person=person, now=now)


def overrule(connection: Connection, *, room: int, person: int) -> None:
    """An administrator changed somebody's place here without us: our mutes and bans are void."""
    restraint.forget(connection, room=room, person=person)
    cancel_deadline(connection, kind=UNBAN, key=f"{room}:{person}")
    connection.execute(
        update(Case)
        .where(
            Case.room_id == room,
            Case.subject_id == person,
            Case.act.in_(("mute", "ban")),
            or_(Case.state == "in force", is_replaced()),
        )
        .values(state=UNDONE)
    )

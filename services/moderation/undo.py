"""Undoing a case: everything it did is reversed, and what cannot be is said."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, or_, select, update

from bot.core import audit
from bot.core.actions import AnyAction, Invite, Unban, UnbanChannel
from bot.core.deadline import cancel_deadline
from bot.core.verdict import Sanction
from models.case import Case, CaseMessage
from services.moderation import replace, restraint, strike
from services.moderation.act import sentence
from services.moderation.docket import LIFT_CHANNEL, UNBAN
from services.moderation.record import File
from services.points.back import take_back

LINK = "moderation.link"
"""The continuation that hands on the link by which somebody who was kicked can come back."""

LINK_TERM = 7 * 86_400
"""Seconds for which that link can be used, once."""

UNDONE = "undone"
_OPEN = ("in force", "reported", "settled")


class Reversal(Struct, frozen=True, gc=False, kw_only=True):
    """What undoing took: actions, strikes lifted, messages that cannot come back.

    `link`: somebody was removed, and gets a link by which they can come back. `holds` is what
    goes on to be done to them, `ban` or `mute`, and by which other case, 0 for none of ours.
    `points` went back where they came from; those `spent` could not.
    """

    actions: list[AnyAction]
    strikes: int
    lost: int
    link: bool
    holds: tuple[tuple[str, int], ...] = ()
    points: int = 0
    spent: int = 0


def undo(connection: Connection, case: File, *, by: int | None, now: int) -> Reversal | None:
    """Reverse a case; None if that was done before, or it was dismissed."""
    hit = connection.execute(
        update(Case)
        .where(Case.id == case.id, or_(Case.state.in_(_OPEN), replace.is_replaced()))
        .values(state=UNDONE, decided_by=by if by is not None else Case.decided_by)
    )
    if hit.rowcount != 1:
        return None
    audit.note(
        connection,
        room=case.room_id,
        at=now,
        by=by,
        what="undo",
        person=case.subject_id,
        case=case.id,
    )
    replace.step_aside(
        connection,
        room=case.room_id,
        person=case.subject_id,
        case=case.id,
        state=case.state,
    )
    lost = connection.execute(
        select(CaseMessage.message_id).where(CaseMessage.case_id == case.id)
    ).all()
    link = case.act == "kick" and case.subject_id > 0
    actions = [*lift(connection, case, now=now), *([_invite(case, now)] if link else [])]
    points, spent = take_back(connection, room=case.room_id, case=case.id, by=by, now=now)
    return Reversal(
        actions=actions,
        strikes=strike.lift(connection, case=case.id, at=now),
        lost=len(lost) if case.deleted else 0,
        link=link,
        holds=tuple(_holding(connection, case, now)),
        points=points,
        spent=spent,
    )


def _holding(connection: Connection, case: File, now: int) -> Iterator[tuple[str, int]]:
    """What is done to somebody all the same when a case was taken back, and by which other one."""
    room, person = case.room_id, case.subject_id
    if not person or case.act not in ("ban", "mute", "kick"):
        return
    for act in ("ban", "mute") if person > 0 else ("ban",):
        other = replace.another(
            connection, room=room, person=person, act=act, case=case.id, now=now
        )
        if other is not None:
            yield act, other[0]
        elif (act, case.act) == ("ban", "mute") and restraint.is_banned(connection, room, person):
            yield act, 0


def lift(connection: Connection, case: File, *, now: int) -> list[AnyAction]:
    """What takes back what a case did to somebody and still holds."""
    room, person = case.room_id, case.subject_id
    if not person or (case.until is not None and case.until <= now):
        return []
    if case.act == "mute" and person > 0:
        holder = restraint.case_of(connection, room=room, person=person)
        other = None
        if holder == case.id:
            # One that had nothing to add to this one may have come since.
            other = _revive(connection, case, now) or _another(connection, case, now)
        if other is None:
            return restraint.end(connection, room=room, person=person, now=now, case=case.id)
        number, until = other
        return restraint.impose(
            connection, room=room, person=person, case=number, until=until, now=now
        )
    if case.act == "ban" or (person < 0 and case.act != "none"):
        return _let_in(connection, case, now)
    return []


def _let_in(connection: Connection, case: File, now: int) -> list[AnyAction]:
    """Nobody is kept out by a case any more, if no other one keeps them out."""
    room, person = case.room_id, case.subject_id
    other = _revive(connection, case, now)
    if other is not None:
        number, until = other
        return sentence(
            connection,
            room=room,
            person=person,
            case=number,
            act=Sanction.BAN,
            until=until or None,
            now=now,
        )
    if _another(connection, case, now) is not None:
        return []
    key = f"{room}:{person}"
    if person < 0:
        cancel_deadline(connection, kind=LIFT_CHANNEL, key=key)
        return [UnbanChannel(room=room, channel=person)]
    cancel_deadline(connection, kind=UNBAN, key=key)
    return unban(connection, room=room, person=person, now=now)


def _revive(connection: Connection, case: File, now: int) -> tuple[int, int] | None:
    return replace.revive(connection, **_same(case), now=now)


def _another(connection: Connection, case: File, now: int) -> tuple[int, int] | None:
    return replace.another(connection, **_same(case), now=now)


def _same(case: File) -> dict[str, Any]:
    """Which cases do the same to the same person."""
    act = "mute" if case.act == "mute" and case.subject_id > 0 else "ban"
    return {"room": case.room_id, "person": case.subject_id, "act": act, "case": case.id}


def unban(connection: Connection, *, room: int, person: int, now: int) -> list[AnyAction]:
    """Let somebody come in again, muted if they are."""
    return [
        Unban(room=room, person=person),
        *restraint.again(connection, room=room, person=person, now=now),
    ]


def _invite(case: File, now: int) -> Invite:
    return Invite(room=case.room_id, name=f"#{case.id}", uses=1, until=now + LINK_TERM)

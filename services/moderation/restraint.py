"""Restraints: mutes that end, after which what held before holds again."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select, update

from bot.core.actions import AnyAction, Mute, Restrict, Unmute
from bot.core.deadline import cancel_deadline, set_deadline
from bot.core.sql import bulk_upsert
from models.member import Member
from models.restraint import Restraint as Row
from services.moderation.replace import replace

RELEASE = "moderation.release"
"""The deadline at which a mute ends. Its data says whether Telegram has to be told."""

EXACT = 60
"""Seconds up to which Telegram would make a term longer, see `bot.telegram.call.SHORTEST`."""

YEAR = 365 * 86_400
"""Seconds from which Telegram takes a term for one without an end."""

_PUT = bulk_upsert(
    Row,
    ("room_id", "user_id", "case_id", "until", "earlier"),
    keys=("room_id", "user_id"),
    replace=("case_id", "until"),
)


def impose(
    connection: Connection, *, room: int, person: int, case: int, until: int, now: int
) -> list[AnyAction]:
    """Mute somebody until an instant, 0 for ever, remembering what held for them before."""
    replace(connection, room=room, person=person, act="mute", case=case, now=now)
    known = connection.execute(
        select(Row.case_id).where(Row.room_id == room, Row.user_id == person)
    ).scalar()
    earlier = "" if known else _restriction(connection, room, person, now)
    _PUT(connection, [(room, person, case, until, earlier)])
    if until:
        told = until - now < EXACT or until - now > YEAR
        set_deadline(
            connection,
            kind=RELEASE,
            key=_key(room, person),
            room=room,
            due_at=until,
            data={"person": person, "tell": told},
        )
    else:
        cancel_deadline(connection, kind=RELEASE, key=_key(room, person))
    if is_banned(connection, room, person):
        return []  # it would let them in; they are muted once they may come
    return [Mute(room=room, person=person, until=until)]


def holds(connection: Connection, *, room: int, person: int, until: int) -> bool:
    """Whether a mute of ours lasts at least until an instant (0 for ever) already."""
    found = connection.execute(
        select(Row.until).where(Row.room_id == room, Row.user_id == person)
    ).scalar()
    return found is not None and (found == 0 or (until != 0 and found >= until))


def case_of(connection: Connection, *, room: int, person: int) -> int | None:
    """The case by which somebody is muted; None if they are not."""
    return connection.execute(
        select(Row.case_id).where(Row.room_id == room, Row.user_id == person)
    ).scalar()


def muted(connection: Connection, room: int, people: Sequence[int]) -> set[int]:
    """Those of some people whom a mute of ours holds."""
    rows = connection.execute(
        select(Row.user_id).where(Row.room_id == room, Row.user_id.in_(people))
    )
    return set(rows.scalars())


def end(
    connection: Connection, *, room: int, person: int, now: int, case: int | None = None
) -> list[AnyAction]:
    """End a mute before its time; only if it is that of `case`, where one is given.

    Without a mute of ours everything is given back all the same: somebody else may have taken it.
    """
    row = _take(connection, room, person, case)
    if row is not None:
        cancel_deadline(connection, kind=RELEASE, key=_key(room, person))
    elif case is not None and case_of(connection, room=room, person=person) is not None:
        return []
    if is_banned(connection, room, person):
        return []
    earlier = row.earlier if row is not None else ""
    return _restore(connection, room, person, earlier, now) or [Unmute(room=room, person=person)]


def expire(
    connection: Connection, *, room: int, person: int, now: int, tell: bool
) -> list[AnyAction]:
    """The time of a mute is over; `tell`: Telegram does not know that by itself.

    A mute that lasts still took the place of the one that was to end now.
    """
    if holds(connection, room=room, person=person, until=now + 1):
        return []
    row = _take(connection, room, person, None)
    if row is None or is_banned(connection, room, person):
        return []
    again = _restore(connection, room, person, row.earlier, now)
    return again or ([Unmute(room=room, person=person)] if tell else [])


def again(connection: Connection, *, room: int, person: int, now: int) -> list[AnyAction]:
    """Somebody who was banned meanwhile may come in again: a mute that lasts holds for them."""
    until = connection.execute(
        select(Row.until).where(Row.room_id == room, Row.user_id == person)
    ).scalar()
    lasts = until is not None and (until == 0 or until > now)
    return [Mute(room=room, person=person, until=until or 0)] if lasts else []


def give_back(
    connection: Connection, *, room: int, person: int, earlier: str, now: int
) -> list[AnyAction]:
    """What lets somebody write again whom the door or a task kept silent.

    A mute of ours and the restriction they came with (`earlier`: JSON, empty for none) hold on, and
    nobody is let in by it who was banned meanwhile.
    """
    if is_banned(connection, room, person):
        return []
    forget_earlier(connection, room=room, person=person)
    if muted := again(connection, room=room, person=person, now=now):
        return muted
    held = msgspec.json.decode(earlier) if earlier else None
    if held is None or not _lasts(held, now):
        return [Unmute(room=room, person=person)]
    return [_restrict(room, person, held)]


def forget_earlier(connection: Connection, *, room: int, person: int) -> None:
    """Somebody is banned, for which Telegram drops what was restricted of them before."""
    connection.execute(
        update(Row).where(Row.room_id == room, Row.user_id == person).values(earlier="")
    )


def forget(connection: Connection, *, room: int, person: int) -> None:
    """Somebody else decided about this person: our mute is void."""
    if _take(connection, room, person, None) is not None:
        cancel_deadline(connection, kind=RELEASE, key=_key(room, person))


def _take(connection: Connection, room: int, person: int, case: int | None) -> Any:
    statement = delete(Row).where(Row.room_id == room, Row.user_id == person)
    if case is not None:
        statement = statement.where(Row.case_id == case)
    return connection.execute(statement.returning(Row.case_id, Row.earlier)).first()


def is_banned(connection: Connection, room: int, person: int) -> bool:
    """Whether somebody is kept out: what is restricted of them then would let them in again."""
    status = select(Member.status).where(Member.room_id == room, Member.user_id == person)
    found = connection.execute(status).scalar()
    return bool(found == "kicked")


def _restriction(connection: Connection, room: int, person: int, now: int) -> str:
    """What is left to somebody, if it is not everything and lasts."""
    found = connection.execute(
        select(Member.restriction).where(Member.room_id == room, Member.user_id == person)
    ).scalar()
    return found if found and _lasts(msgspec.json.decode(found), now) else ""


def _restore(
    connection: Connection, room: int, person: int, earlier: str, now: int
) -> list[AnyAction]:
    """What held before, if it lasts; it is what is left to them from now on."""
    held = msgspec.json.decode(earlier) if earlier else None
    lasts = held is not None and _lasts(held, now)
    connection.execute(
        update(Member)
        .where(Member.room_id == room, Member.user_id == person)
        .values(restriction=earlier if lasts else "")
    )
    if held is None or not lasts:
        return []
    return [_restrict(room, person, held)]


def _restrict(room: int, person: int, held: Any) -> Restrict:
    can = tuple(held["can"])
    return Restrict(room=room, person=person, permissions=can, until=held["until"])


def _lasts(restriction: Any, now: int) -> bool:
    until: int = restriction["until"]
    return until == 0 or until > now


def _key(room: int, person: int) -> str:
    return f"{room}:{person}"

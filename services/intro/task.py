"""The task of a newcomer to introduce themselves. All functions run inside a transaction."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select, update

from bot.core.actions import AnyAction, Mute, Restrict, Unmute
from bot.core.sql import bulk_upsert
from models.intro import IntroductionTask as Row
from services.moderation import restraint

OPEN, LATE, DONE, KICKED, FREED = "open", "late", "done", "kicked", "freed"
WAITING = (OPEN, LATE)

CAN: dict[str, tuple[str, ...]] = {"text-only": ("can_send_messages",), "mute": ()}
"""What is left to somebody until they are done."""

_REPLACED = (
    "state",
    "began_at",
    "due_at",
    "until_done",
    "action",
    "reminded",
    "limited",
    "earlier",
)
_PUT = bulk_upsert(
    Row,
    ("room_id", "user_id", *_REPLACED),
    keys=("room_id", "user_id"),
    replace=_REPLACED,
)


class Task(Struct, frozen=True, gc=False, kw_only=True):
    """A task; see `models.intro` for the fields."""

    room_id: int
    user_id: int
    state: str
    began_at: int
    due_at: int
    until_done: str
    action: str
    reminded: int = 0
    limited: int = 0
    earlier: str = ""


_COLUMNS = tuple(getattr(Row, name) for name in Task.__struct_fields__)


def get(connection: Connection, room: int, person: int) -> Task | None:
    """Somebody's task in a room."""
    found = connection.execute(
        select(*_COLUMNS).where(Row.room_id == room, Row.user_id == person)
    ).first()
    return Task(**found._mapping) if found else None


def put(connection: Connection, one: Task) -> None:
    """Give somebody a task, in place of the one they had."""
    _PUT(connection, [msgspec.structs.astuple(one)])


def change(connection: Connection, room: int, person: int, **values: Any) -> None:
    """Write something of it anew."""
    connection.execute(
        update(Row).where(Row.room_id == room, Row.user_id == person).values(**values)
    )


def limited(connection: Connection, room: int, limit: int) -> list[int]:
    """Some of those who are restricted by us until they are done."""
    rows = connection.execute(
        select(Row.user_id)
        .where(Row.room_id == room, Row.state.in_(WAITING), Row.limited == 1)
        .limit(limit)
    )
    return list(rows.scalars())


def overdue(connection: Connection, room: int, now: int, limit: int) -> list[Task]:
    """Some tasks whose time went by while nobody looked."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.room_id == room, Row.state == OPEN, Row.due_at <= now)
        .limit(limit)
    )
    return [Task(**row._mapping) for row in rows]


def called(connection: Connection, room: int, limit: int) -> list[int]:
    """Some of those who wait to be reminded in the group."""
    rows = connection.execute(
        select(Row.user_id)
        .where(Row.room_id == room, Row.state.in_(WAITING), Row.reminded == 2)
        .order_by(Row.user_id)
        .limit(limit)
    )
    return list(rows.scalars())


def limit(connection: Connection, one: Task, earlier: str) -> list[AnyAction]:
    """Leave somebody what their task leaves them; a mute of moderation's goes before."""
    can = CAN.get(one.until_done)
    if can is None:
        return []
    room, person = one.room_id, one.user_id
    change(connection, room, person, limited=1, earlier=earlier)
    if restraint.case_of(connection, room=room, person=person) is not None:
        return []
    if not can:
        return [Mute(room=room, person=person)]
    return [Restrict(room=room, person=person, permissions=can)]


def free(connection: Connection, one: Task, now: int) -> list[AnyAction]:
    """Give back what was taken, but what a mute of moderation's or an earlier restriction takes."""
    if not one.limited:
        return []
    room, person = one.room_id, one.user_id
    change(connection, room, person, limited=0, earlier="")
    if restraint.is_banned(connection, room, person):
        return []  # it would let them in
    restraint.forget_earlier(connection, room=room, person=person)
    if muted := restraint.again(connection, room=room, person=person, now=now):
        return muted
    if one.earlier:
        held = msgspec.json.decode(one.earlier)
        if not held["until"] or held["until"] > now:
            can = tuple(held["can"])
            return [Restrict(room=room, person=person, permissions=can, until=held["until"])]
    return [Unmute(room=room, person=person)]

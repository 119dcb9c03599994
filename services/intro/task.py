"""The task of a newcomer to introduce themselves. All functions run inside a transaction."""

from msgspec import Struct
from sqlalchemy import Connection

from bot.core.actions import AnyAction, Mute, Restrict
from models.intro import IntroductionTask as Row
from services.keyed import Keyed
from services.moderation import restraint

OPEN, LATE, DONE, KICKED, FREED = "open", "late", "done", "kicked", "freed"
WAITING = (OPEN, LATE)

CAN: dict[str, tuple[str, ...]] = {"text-only": ("can_send_messages",), "mute": ()}
"""What is left to somebody until they are done."""


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


_TASKS = Keyed(Row, Task)

get, put, change = _TASKS.get, _TASKS.put, _TASKS.change


def limited(connection: Connection, room: int, limit: int) -> list[int]:
    """Some of those who are restricted by us until they are done."""
    here = (Row.state.in_(WAITING), Row.limited == 1)
    return _TASKS.people(connection, room, *here, limit=limit)


def overdue(connection: Connection, room: int, now: int, limit: int) -> list[Task]:
    """Some tasks whose time went by while nobody looked."""
    return _TASKS.some(connection, room, Row.state == OPEN, Row.due_at <= now, limit=limit)


def called(connection: Connection, room: int, limit: int) -> list[int]:
    """Some of those who wait to be reminded in the group."""
    here = (Row.state.in_(WAITING), Row.reminded == 2)
    return _TASKS.people(connection, room, *here, limit=limit)


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
    return restraint.give_back(connection, room=room, person=person, earlier=one.earlier, now=now)

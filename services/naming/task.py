"""Who was asked to change their name. All functions run inside a transaction."""

from msgspec import Struct
from sqlalchemy import Connection

from models.naming import NamingTask as Row
from services.keyed import Keyed

OPEN, LATE, MUTED, KICKED, MENDED = "open", "late", "muted", "kicked", "mended"


class Task(Struct, frozen=True, gc=False, kw_only=True):
    """A task; see `models.naming` for the fields."""

    room_id: int
    user_id: int
    state: str
    mark: str
    began_at: int
    due_at: int
    reminded: int = 0
    case_id: int | None = None
    looked: int = 0


_TASKS = Keyed(Row, Task)

get, put, change, drop = _TASKS.get, _TASKS.put, _TASKS.change, _TASKS.drop


def some(connection: Connection, room: int, *, after: int, limit: int) -> list[Task]:
    """The next tasks of a room, by the number of whose they are."""
    return _TASKS.some(connection, room, Row.user_id > after, limit=limit)


def waiting(connection: Connection, room: int, limit: int) -> list[int]:
    """Some of those who wait to be reminded in the group."""
    return _TASKS.people(connection, room, Row.reminded == 2, limit=limit)


def states(connection: Connection, room: int, people: list[int]) -> dict[int, Task]:
    """The tasks of some people."""
    found = _TASKS.some(connection, room, Row.user_id.in_(people))
    return {one.user_id: one for one in found}

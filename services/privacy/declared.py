"""What the tables say of people, and in which rooms there is anything of somebody."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, select, union

from models import metadata
from models.base import Personal, Trace
from models.room import Room

_TELLING = (
    ("members", "user_id"),
    ("cases", "subject_id"),
    ("appeals", "user_id"),
    ("letters", "user_id"),
)
"""Indexed columns by which the rooms of somebody are found: whoever did anything in a room is a
member there, and of whom nothing stayed but what was done to them has a case."""


def declared(table: Table) -> Personal:
    """What of people a table holds."""
    found: Personal = table.info["personal"]
    return found


def traces(*, by_room: bool) -> Iterator[tuple[Table, Trace]]:
    """Columns with somebody's number, children before parents, of tables with or without rooms.

    Messages are left out: they have no index by author, and are gone through otherwise.
    """
    for table in reversed(metadata.sorted_tables):
        if table.name != "messages" and ("room_id" in table.columns) is by_room:
            for trace in declared(table).traces:
                yield table, trace


def matters() -> dict[str, int | str]:
    """What is stored, and for how long it is at most: seconds, a setting's key, or 0 for until
    somebody is erased."""
    found: dict[str, int | str] = {}
    for table in metadata.sorted_tables:
        one = declared(table)
        if one.matter and (one.matter not in found or not found[one.matter]):
            found[one.matter] = one.kept
    return dict(sorted(found.items()))


def rooms_of(connection: Connection, person: int) -> list[int]:
    """Rooms that hold anything of somebody; their own private chat is none of them."""
    tables = [(metadata.tables[name], column) for name, column in _TELLING]
    found = union(
        *(select(table.c.room_id).where(table.c[column] == person) for table, column in tables)
    ).subquery()
    rows = connection.execute(
        select(Room.id)
        .where(Room.id.in_(select(found.c.room_id)), Room.chat_id != person)
        .order_by(Room.id)
    )
    return list(rows.scalars())

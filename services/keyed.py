"""Rows of which a person has one in a room. All functions run inside a transaction."""

from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Connection, delete, select, update

from bot.core.sql import bulk_upsert

T = TypeVar("T", bound=msgspec.Struct)

_KEYS = ("room_id", "user_id")


class Keyed(Generic[T]):
    """One table of them, and the struct that a row is read into: its fields are the columns."""

    def __init__(self, row: Any, struct: type[T]) -> None:
        names = struct.__struct_fields__
        self._row, self._struct = row, struct
        self._columns = tuple(getattr(row, name) for name in names)
        rest = tuple(name for name in names if name not in _KEYS)
        self._put = bulk_upsert(row, names, keys=_KEYS, replace=rest)

    def get(self, connection: Connection, room: int, person: int) -> T | None:
        """Somebody's row in a room."""
        found = connection.execute(select(*self._columns).where(*self._of(room, person))).first()
        return self._struct(**found._mapping) if found else None

    def put(self, connection: Connection, one: T) -> None:
        """Give somebody a row, in place of the one they had."""
        self._put(connection, [msgspec.structs.astuple(one)])

    def change(self, connection: Connection, room: int, person: int, **values: Any) -> None:
        """Write something of it anew."""
        connection.execute(update(self._row).where(*self._of(room, person)).values(**values))

    def drop(self, connection: Connection, room: int, person: int) -> None:
        """Take it away."""
        connection.execute(delete(self._row).where(*self._of(room, person)))

    def some(
        self, connection: Connection, room: int, *where: Any, limit: int | None = None
    ) -> list[T]:
        """Rows of a room, by the number of whose they are."""
        row = self._row
        rows = connection.execute(
            select(*self._columns)
            .where(row.room_id == room, *where)
            .order_by(row.user_id)
            .limit(limit)
        )
        return [self._struct(**one._mapping) for one in rows]

    def people(self, connection: Connection, room: int, *where: Any, limit: int) -> list[int]:
        """Whose they are, the lowest numbers first."""
        row = self._row
        rows = connection.execute(
            select(row.user_id)
            .where(row.room_id == room, *where)
            .order_by(row.user_id)
            .limit(limit)
        )
        return list(rows.scalars())

    def _of(self, room: int, person: int) -> tuple[Any, Any]:
        return self._row.room_id == room, self._row.user_id == person

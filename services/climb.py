"""Searches that somebody made, for the buttons below their pages."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, insert, select, update

from models.archive import Climb as Row


class Climb(Struct, frozen=True, gc=False):
    """What somebody looked for in a room; `pages` is where each page begins, as far as is known."""

    id: int
    room: int
    person: int
    query: str
    language: str
    pages: tuple[int, ...]


def remember(
    connection: Connection, *, room: int, person: int, query: str, language: str, now: int
) -> int:
    """Remember a search; its number."""
    made = insert(Row).values(
        room_id=room, user_id=person, query=query, language=language, pages="[0]", at=now
    )
    return int(connection.execute(made.returning(Row.id)).scalar_one())


def find(connection: Connection, number: int) -> Climb | None:
    """A search by its number; None if it is over."""
    row = connection.execute(select(*_COLUMNS).where(Row.id == number)).first()
    return _climb(row) if row else None


def last_of(connection: Connection, person: int) -> Climb | None:
    """What somebody looked for last, in whatever room."""
    query = select(*_COLUMNS).where(Row.user_id == person).order_by(Row.id.desc()).limit(1)
    row = connection.execute(query).first()
    return _climb(row) if row else None


def note_page(connection: Connection, number: int, page: int, after: int) -> None:
    """The page behind one begins there; 0: there is none."""
    found = find(connection, number)
    if found is None or not after or len(found.pages) > page + 1:
        return
    pages = msgspec.json.encode([*found.pages, after]).decode()
    connection.execute(update(Row).where(Row.id == number).values(pages=pages))


_COLUMNS = (Row.id, Row.room_id, Row.user_id, Row.query, Row.language, Row.pages)


def _climb(row: Any) -> Climb:
    pages = tuple(msgspec.json.decode(row.pages))
    return Climb(row.id, row.room_id, row.user_id, row.query, row.language, pages)

"""Name cards: what people are called in one group. All functions run inside a transaction."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, select

from bot.core.sql import bulk_upsert
from models.naming import NameCard as Row

_PUT = bulk_upsert(
    Row,
    ("room_id", "user_id", "name", "tag", "at"),
    keys=("room_id", "user_id"),
    replace=("name", "tag", "at"),
)


class Card(Struct, frozen=True, gc=False):
    """A card; see `models.naming` for the fields."""

    name: str = ""
    tag: str = ""
    at: int = 0


NONE = Card()


def get(connection: Connection, room: int, person: int) -> Card:
    """Somebody's card in a room; an empty one if they have none."""
    found = connection.execute(
        select(Row.name, Row.tag, Row.at).where(Row.room_id == room, Row.user_id == person)
    ).first()
    return Card(*found) if found else NONE


def put(connection: Connection, room: int, person: int, one: Card, now: int) -> None:
    """Keep a card, in place of the one they had."""
    _PUT(connection, [(room, person, one.name, one.tag, now)])


def names(connection: Connection, room: int, people: Sequence[int]) -> dict[int, str]:
    """What stands on the cards of some people, of those who have one."""
    rows = connection.execute(
        select(Row.user_id, Row.name).where(
            Row.room_id == room, Row.user_id.in_(sorted(set(people))), Row.name != ""
        )
    )
    return {row.user_id: row.name for row in rows}

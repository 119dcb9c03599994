"""What the shop of a room offers."""

import unicodedata

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, func, select, update

from bot.core.sql import inserting
from models.shop import ShopItem as Row

MOST = 20
"""Things a shop offers at once: what fits into one message, with a button each."""


class Item(Struct, frozen=True, gc=False, kw_only=True):
    """Something to be had for `price` points. `stock` None: there is no end of it.

    One person may have `per_person` of it in all and `per_month` in a month, 0 for any number.
    Goods that are `worth` money stand in no shop beside the relay. `version` is another one
    whenever the bargain is: its title, or its price.
    """

    id: int = 0
    title: str
    price: int
    stock: int | None = None
    per_person: int = 0
    per_month: int = 0
    worth: bool = False
    version: int = 1


_FIELDS = Item.__struct_fields__
_COLUMNS = tuple(getattr(Row, name) for name in _FIELDS)


def key_of(name: str) -> str:
    """A name as it is looked for: in any width, any case, with any blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def offered(connection: Connection, room: int) -> list[Item]:
    """What there is to be had, the cheapest first."""
    rows = connection.execute(
        select(*_COLUMNS).where(*_of(room)).order_by(Row.price, Row.id).limit(MOST)
    )
    return [_item(row) for row in rows]


def find(connection: Connection, room: int, name: str) -> Item | None:
    """The thing of a name."""
    row = connection.execute(select(*_COLUMNS).where(*_of(room), Row.key == key_of(name))).first()
    return _item(row) if row else None


def by_number(connection: Connection, room: int, number: int) -> Item | None:
    """The thing with a number, if it is offered still."""
    row = connection.execute(select(*_COLUMNS).where(*_of(room), Row.id == number)).first()
    return _item(row) if row else None


def goods(connection: Connection, room: int) -> bool:
    """Whether anything that is worth money is offered."""
    return connection.execute(select(Row.id).where(*_of(room), Row.worth == 1)).first() is not None


def add(connection: Connection, *, room: int, item: Item, now: int) -> str:
    """Offer something; why not: `exists`, `full`, else empty."""
    count = select(func.count()).select_from(Row).where(*_of(room))
    if connection.execute(count).scalar_one() >= MOST:
        return "full"
    values = _values(item) | {"room_id": room, "key": key_of(item.title), "at": now}
    done = connection.execute(
        inserting(connection, Row)
        .values(**values)
        .on_conflict_do_nothing(index_elements=["room_id", "key"])
    )
    return "" if done.rowcount == 1 else "exists"


def change(connection: Connection, *, room: int, before: Item, after: Item) -> str:
    """Change something that is offered; why not: `gone`, `exists`, else empty.

    Who was shown another name or price is not charged by that: the version is a new one then.
    """
    found = find(connection, room, after.title)
    if found is not None and found.id != before.id:
        return "exists"
    bargain = (before.title, before.price) != (after.title, after.price)
    values = _values(after) | {"key": key_of(after.title), "version": before.version + bargain}
    if before.stock == after.stock:
        del values["stock"]  # what is sold meanwhile is sold
    done = connection.execute(
        update(Row).where(*_of(room), Row.id == before.id).values(**values)
    ).rowcount
    return "" if done else "gone"


def remove(connection: Connection, room: int, number: int) -> bool:
    """Offer something no more; False if it was not. Its orders stay."""
    done = connection.execute(update(Row).where(*_of(room), Row.id == number).values(key=None))
    return bool(done.rowcount)


def _of(room: int) -> tuple[ColumnElement[bool], ...]:
    return Row.room_id == room, Row.key.is_not(None)


def _item(row: object) -> Item:
    values = {name: getattr(row, name) for name in _FIELDS}
    return Item(**values | {"worth": bool(values["worth"])})


def _values(item: Item) -> dict[str, object]:
    values = {name: getattr(item, name) for name in _FIELDS if name != "id"}
    return values | {"worth": int(item.worth)}

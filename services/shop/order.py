"""Buying: the points, the order and the piece of stock change hands together, or not at all."""

from msgspec import Struct
from sqlalchemy import Connection, func, insert, select, update

from models.shop import ShopItem
from models.shop import ShopOrder as Row
from services.points import RETIRED, SHOP, Short, member, move
from services.shop.item import Item, by_number

OPEN, DONE, REFUNDED = "open", "done", "refunded"


class Order(Struct, frozen=True, gc=False):
    """An order, as `models.shop` describes it."""

    id: int
    room_id: int
    item_id: int
    user_id: int | None
    title: str
    price: int
    at: int
    state: str
    decided_by: int | None


class Refused(Exception):
    """Nothing was bought, nothing changed. `why`: `gone`, `changed`, `sold`, `relay`, `before`,
    `limit`, `month` or `short`; `n` is how many one may have, or the points that are there; `order`
    what was bought before."""

    def __init__(self, why: str, *, n: int = 0, order: Order | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.n = n
        self.order = order


_COLUMNS = tuple(getattr(Row, name) for name in Order.__struct_fields__)


def buy(
    connection: Connection,
    *,
    room: int,
    item: int,
    version: int,
    person: int,
    key: str,
    relay: bool,
    month: int,
    at: int,
    update_id: int | None = None,
) -> Order:
    """Buy one piece of something as it was shown in a version, for what it cost there.

    `key` is what was acted upon, and buys once. With the `relay` on, nothing is sold that is worth
    money. `month` is when the month began.

    Raises:
        Refused: nothing was bought.
    """
    with connection.begin_nested():
        _refuse_again(connection, room, key)
        found = _take(connection, room, item, version, relay)
        # From here on nobody else buys of it before this transaction ends: what was bought until
        # now is seen.
        _refuse_again(connection, room, key)
        _keep_limits(connection, room, found, person, month)
        number = connection.execute(
            insert(Row)
            .values(
                room_id=room,
                item_id=item,
                user_id=person,
                key=key,
                title=found.title,
                price=found.price,
                at=at,
                state=OPEN,
                decided_by=None,
                decided_at=None,
            )
            .returning(Row.id)
        ).scalar_one()
        try:
            move(
                connection,
                room=room,
                source=member(person),
                target=SHOP,
                amount=found.price,
                reason="shop",
                reference=f"order:{number}",
                at=at,
                update_id=update_id,
            )
        except Short as short:
            raise Refused("short", n=short.balance) from None
    bought = look(connection, room, number)
    assert bought is not None
    return bought


def settle(
    connection: Connection,
    *,
    room: int,
    order: int,
    to: str,
    by: int | None,
    at: int,
    of: tuple[str, ...] = (OPEN,),
) -> Order | None:
    """Make an order DONE or REFUNDED, once; None if it is none of those `of` any more.

    What is refunded gives the points back, and the piece to the stock. Of whoever was erased the
    points go where the rest of theirs is.
    """
    row = connection.execute(
        update(Row)
        .where(Row.room_id == room, Row.id == order, Row.state.in_(of), Row.state != to)
        .values(state=to, decided_by=by, decided_at=at)
        .returning(*_COLUMNS)
    ).first()
    if row is None:
        return None
    settled = Order(*row)
    if to == REFUNDED:
        move(
            connection,
            room=room,
            source=SHOP,
            target=RETIRED if settled.user_id is None else member(settled.user_id),
            amount=settled.price,
            reason="shop-back",
            reference=f"order:{order}",
            at=at,
            by=by,
        )
        connection.execute(
            update(ShopItem)
            .where(ShopItem.id == settled.item_id, ShopItem.stock.is_not(None))
            .values(stock=ShopItem.stock + 1)
        )
    return settled


def look(connection: Connection, room: int, number: int) -> Order | None:
    """An order of a room."""
    row = connection.execute(select(*_COLUMNS).where(Row.room_id == room, Row.id == number)).first()
    return Order(*row) if row else None


def room_of(connection: Connection, number: int) -> int | None:
    """The room of an order."""
    found: int | None = connection.execute(select(Row.room_id).where(Row.id == number)).scalar()
    return found


def opened(connection: Connection, room: int, limit: int) -> list[Order]:
    """Orders that wait, the oldest first."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.room_id == room, Row.state == OPEN)
        .order_by(Row.id)
        .limit(limit)
    )
    return [Order(*row) for row in rows]


def of_person(connection: Connection, room: int, person: int, limit: int) -> list[Order]:
    """What somebody bought, the newest first."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.room_id == room, Row.user_id == person)
        .order_by(Row.at.desc(), Row.id.desc())
        .limit(limit)
    )
    return [Order(*row) for row in rows]


def _refuse_again(connection: Connection, room: int, key: str) -> None:
    before = connection.execute(
        select(*_COLUMNS).where(Row.room_id == room, Row.key == key)
    ).first()
    if before is not None:
        raise Refused("before", order=Order(*before))


def _take(connection: Connection, room: int, item: int, version: int, relay: bool) -> Item:
    """Take a piece off the stock."""
    there = [ShopItem.worth == 0] if relay else []
    row = connection.execute(
        update(ShopItem)
        .where(
            ShopItem.id == item,
            ShopItem.room_id == room,
            ShopItem.key.is_not(None),
            ShopItem.version == version,
            ShopItem.stock.is_(None) | (ShopItem.stock > 0),
            *there,
        )
        .values(stock=ShopItem.stock - 1)
        .returning(ShopItem.id)
    ).first()
    found = by_number(connection, room, item)
    if found is None:
        raise Refused("gone")
    if row is not None:
        return found
    if found.version != version:
        raise Refused("changed")
    raise Refused("relay" if relay and found.worth else "sold")


def _keep_limits(connection: Connection, room: int, item: Item, person: int, month: int) -> None:
    limits = (("limit", item.per_person, 0), ("month", item.per_month, month))
    for why, most, since in limits:
        bought = select(func.count()).where(
            Row.room_id == room,
            Row.user_id == person,
            Row.item_id == item.id,
            Row.at >= since,
            Row.state != REFUNDED,
        )
        if most and connection.execute(bought).scalar_one() >= most:
            raise Refused(why, n=most)

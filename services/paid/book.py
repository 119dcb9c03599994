"""Invoices and payments. All functions run inside a transaction.

An invoice can be paid again and again; what counts once is a charge.
https://core.telegram.org/bots/api#successfulpayment
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select, update

from bot.core.sql import inserting, reserve_ids
from models.member import Member
from models.paid import Bill as BillRow
from models.paid import Payment as Row
from models.room import Room

NEW, COUNTED = "new", "counted"
"""Arrived; its term was given."""

RETURNING, RETURNED, STUCK = "returning", "returned", "stuck"
"""To be given back; given back; Telegram does not give it back."""

KEPT = 30 * 86_400
"""Seconds for which an invoice can be paid."""

CHUNK = 500

_BILL = (
    BillRow.id,
    BillRow.room_id,
    BillRow.user_id,
    BillRow.application_id,
    BillRow.amount,
    BillRow.term,
    BillRow.at,
)
_PAYMENT = (
    Row.id,
    Row.charge_id,
    Row.room_id,
    Row.user_id,
    Row.name,
    Row.application_id,
    Row.amount,
    Row.term,
    Row.at,
    Row.state,
)


class Bill(Struct, frozen=True, gc=False):
    """What somebody was offered: `amount` Stars for `term` seconds; `application` 0: a member."""

    id: int
    room: int
    person: int
    application: int
    amount: int
    term: int
    at: int

    @property
    def payload(self) -> str:
        """What comes back with each payment of it."""
        return f"paid:{self.id}:{self.at}"


class Payment(Struct, frozen=True, gc=False):
    """Stars that arrived, and what has become of them."""

    id: int
    charge: str
    room: int
    person: int
    name: str
    application: int
    amount: int
    term: int
    at: int
    state: str


def offer(
    connection: Connection,
    *,
    room: int,
    person: int,
    application: int,
    amount: int,
    term: int,
    now: int,
) -> Bill:
    """Write an invoice down."""
    (number,) = reserve_ids(connection, BillRow, 1)
    connection.execute(
        insert(BillRow).values(
            id=number,
            room_id=room,
            user_id=person,
            application_id=application,
            amount=amount,
            term=term,
            at=now,
        )
    )
    return Bill(number, room, person, application, amount, term, now)


def bill(connection: Connection, payload: str) -> Bill | None:
    """The invoice whose payload it is; None for one that is too old, or none of ours."""
    kind, _, rest = payload.partition(":")
    number, _, at = rest.partition(":")
    plain = all(one.isascii() and one.isdecimal() and len(one) < 19 for one in (number, at))
    if kind != "paid" or not plain:
        return None
    row = connection.execute(
        select(*_BILL).where(BillRow.id == int(number), BillRow.at == int(at))
    ).first()
    return Bill(*row) if row else None


def last_bill(connection: Connection, room: int, person: int) -> Bill | None:
    """The newest invoice that a member was sent."""
    row = connection.execute(
        select(*_BILL)
        .where(BillRow.room_id == room, BillRow.user_id == person, BillRow.application_id == 0)
        .order_by(BillRow.id.desc())
        .limit(1)
    ).first()
    return Bill(*row) if row else None


def record(connection: Connection, *, now: int, **values: Any) -> Payment | None:
    """Write a payment down; None if its charge was before."""
    (number,) = reserve_ids(connection, Row, 1)
    row = inserting(connection, Row).values(
        id=number, at=now, state=NEW, refunded_at=None, refunded_by=0, **values
    )
    if not connection.execute(row.on_conflict_do_nothing(index_elements=["charge_id"])).rowcount:
        return None
    return get(connection, number)


def get(connection: Connection, number: int) -> Payment | None:
    """A payment, if there is one."""
    row: Any = connection.execute(select(*_PAYMENT).where(Row.id == number)).first()
    return Payment(*row) if row else None


def move(
    connection: Connection, number: int, *before: str, to: str, by: int = 0, at: int | None = None
) -> bool:
    """Say what has become of a payment; False if it was not in one of the states before."""
    hit = connection.execute(
        update(Row)
        .where(Row.id == number, Row.state.in_(before))
        .values(state=to, refunded_by=by, refunded_at=at)
    )
    return hit.rowcount == 1


def at_door(connection: Connection, application: int) -> list[Payment]:
    """What was paid during an application and not given back, the oldest first."""
    return _some(
        connection, Row.application_id == application, Row.state.in_((NEW, COUNTED)), limit=50
    )


def returnable(connection: Connection, room: int, person: int) -> list[Payment]:
    """What somebody paid in a room and can be given back, the newest first."""
    where = (Row.room_id == room, Row.user_id == person, Row.state.in_((NEW, COUNTED, STUCK)))
    return _some(connection, *where, limit=50)[::-1]


def of(connection: Connection, person: int, *, room: int = 0) -> list[Payment]:
    """The last payments of somebody, everywhere or in one room, the newest first."""
    where = (Row.room_id == room,) if room else ()
    return _some(connection, Row.user_id == person, *where, limit=20, newest=True)


def status(connection: Connection, room: int, person: int) -> str:
    """Telegram's word for how somebody stands in a room; empty if it is not known."""
    found = select(Member.status).where(Member.room_id == room, Member.user_id == person)
    return connection.execute(found).scalar() or ""


def titles(connection: Connection, rooms: Sequence[int]) -> dict[int, str]:
    """What some rooms are called."""
    rows = connection.execute(select(Room.id, Room.title).where(Room.id.in_(rooms)))
    return {row.id: row.title for row in rows}


def forget(connection: Connection, now: int) -> int:
    """Forget old invoices: they cannot be paid any more. Payments stay."""
    old = select(BillRow.id).where(BillRow.at < now - KEPT).limit(CHUNK)
    return connection.execute(delete(BillRow).where(BillRow.id.in_(old))).rowcount


def _some(connection: Connection, *where: Any, limit: int, newest: bool = False) -> list[Payment]:
    order = Row.id.desc() if newest else Row.id
    rows: Any = connection.execute(select(*_PAYMENT).where(*where).order_by(order).limit(limit))
    return [Payment(*row) for row in rows]

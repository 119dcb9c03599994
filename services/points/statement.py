"""What the ledger says of one account, entry by entry."""

from msgspec import Struct
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from models.ledger import Account, Entry, Transfer


class Line(Struct, frozen=True, gc=False):
    """One entry. `amount` is negative for what left the account, `balance` what it held after it.

    `other` is the person on the other side, `account` what kind of account that is; `note` is what
    who had it done said.
    """

    transfer: int
    at: int
    reason: str
    reference: str
    amount: int
    balance: int
    account: str
    other: int | None
    note: str


def lines(connection: Connection, *, room: int, person: int, limit: int) -> list[Line]:
    """The newest entries of somebody's account, the newest first."""
    there, theirs = aliased(Entry), aliased(Account)
    rows = connection.execute(
        select(
            Transfer.id,
            Transfer.at,
            Transfer.reason,
            Transfer.reference,
            Entry.side * Entry.amount,
            Entry.balance,
            theirs.kind,
            theirs.user_id,
            Transfer.note,
        )
        .join_from(Account, Entry, Entry.account_id == Account.id)
        .join(Transfer, Transfer.id == Entry.transfer_id)
        .join(there, (there.transfer_id == Entry.transfer_id) & (there.side != Entry.side))
        .join(theirs, theirs.id == there.account_id)
        .where(Account.room_id == room, Account.user_id == person)
        .order_by(Entry.transfer_id.desc())
        .limit(limit)
    )
    return [Line(*row) for row in rows]


def total_of(connection: Connection, room: int, kind: str) -> int:
    """What all accounts of a kind hold together in a room."""
    total = select(func.coalesce(func.sum(Account.balance), 0))
    where = total.where(Account.room_id == room, Account.kind == kind)
    return int(connection.execute(where).scalar_one())

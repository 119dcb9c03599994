"""The ledger of a room: the only place where points move.

All functions run inside a transaction that somebody else opened; balances are checked in it, and by
the database itself. Nothing that was written is ever changed; a reversal is a transfer of its own.
"""

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, insert, select, update

from models.ledger import LARGEST, Entry, Transfer
from models.ledger import Account as Row
from services.points import earned
from services.points.account import RETIRED, Account, member


class Short(Exception):
    """An account has less than is to leave it; `balance` is what it has."""

    def __init__(self, balance: int) -> None:
        super().__init__(f"only {balance} points are there")
        self.balance = balance


class Moved(Struct, frozen=True, gc=False):
    """A transfer that was made."""

    id: int
    amount: int
    at: int


def move(
    connection: Connection,
    *,
    room: int,
    source: Account,
    target: Account,
    amount: int,
    reason: str,
    reference: str,
    at: int,
    update_id: int | None = None,
    case: int | None = None,
    by: int | None = None,
    note: str = "",
) -> int | None:
    """Move points (1 … 10^12) from one account of a room to another; the number of the transfer.

    None: a transfer with this reason and reference was made in the room before, and nothing is
    written. Neither of them may name a person: they stay when everything else of one is erased.

    Raises:
        Short: the source has less than that, and is not the treasury. Nothing is written.
        ValueError: the amount is out of bounds, or both accounts are the same.
    """
    if not 1 <= amount <= LARGEST:
        raise ValueError(f"{amount} points cannot be moved")
    if source == target:
        raise ValueError(f"{source} would pay itself")
    if find(connection, room, reason, reference) is not None:
        return None
    taken = _take(connection, room, source, amount)
    given = _give(connection, room, target, amount)
    number: int = connection.execute(
        insert(Transfer)
        .values(
            room_id=room,
            reason=reason,
            reference=reference,
            amount=amount,
            at=at,
            update_id=update_id,
            case_id=case,
            by_id=by,
            note=note,
        )
        .returning(Transfer.id)
    ).scalar_one()
    connection.execute(
        insert(Entry),
        [
            {
                "transfer_id": number,
                "side": side,
                "account_id": account,
                "amount": amount,
                "balance": balance,
            }
            for side, (account, balance) in ((-1, taken), (1, given))
        ],
    )
    if source.kind == "treasury" and target.kind == "member":
        earned.note(connection, room=room, person=int(target.key), amount=amount, at=at)
    elif source.kind == "member" and target.kind == "treasury":
        earned.note(connection, room=room, person=int(source.key), amount=-amount, at=at)
    return number


def find(connection: Connection, room: int, reason: str, reference: str) -> Moved | None:
    """The transfer that was made for a reason."""
    row = connection.execute(
        select(Transfer.id, Transfer.amount, Transfer.at).where(
            Transfer.room_id == room, Transfer.reason == reason, Transfer.reference == reference
        )
    ).first()
    return Moved(*row) if row else None


def balance(connection: Connection, room: int, account: Account) -> int:
    """What an account holds; 0 if nothing ever moved there."""
    found = connection.execute(select(Row.balance).where(*_is(room, account))).scalar()
    return found or 0


def balances(connection: Connection, room: int, accounts: Iterable[Account]) -> dict[Account, int]:
    """What some accounts hold."""
    return {one: balance(connection, room, one) for one in accounts}


def account_of(connection: Connection, room: int, account: Account) -> int | None:
    """The number of an account's row, which outlives its person; None if nothing moved there."""
    found: int | None = connection.execute(select(Row.id).where(*_is(room, account))).scalar()
    return found


def owner_of(connection: Connection, number: int) -> Account:
    """Whose an account is by now: RETIRED where its person was erased."""
    row = connection.execute(select(Row.kind, Row.key, Row.user_id).where(Row.id == number)).first()
    if row is None or (row.kind == "member" and row.user_id is None):
        return RETIRED
    return member(row.user_id) if row.kind == "member" else Account(row.kind, row.key or "")


def number_of(connection: Connection, room: int, account: Account) -> int:
    """As `account_of`; it is opened where nothing moved yet."""
    found = account_of(connection, room, account)
    return found if found is not None else _open(connection, room, account, 0)


def retire(connection: Connection, *, room: int, person: int, now: int) -> int:
    """Give away what somebody has who is about to be erased; how many points that were.

    The account itself is cut loose by whoever erases them.
    """
    mine = member(person)
    amount, number = balance(connection, room, mine), account_of(connection, room, mine)
    if amount:
        move(
            connection,
            room=room,
            source=mine,
            target=RETIRED,
            amount=amount,
            reason="erased",
            reference=f"account:{number}:{now}",
            at=now,
        )
    return amount


def _take(connection: Connection, room: int, account: Account, amount: int) -> tuple[int, int]:
    """Number and balance of an account that has paid."""
    covered = [] if account.kind == "treasury" else [Row.balance >= amount]
    row = connection.execute(
        update(Row)
        .where(*_is(room, account), *covered)
        .values(balance=Row.balance - amount)
        .returning(Row.id, Row.balance)
    ).first()
    if row is not None:
        return row.id, row.balance
    if covered:
        raise Short(balance(connection, room, account))
    return _open(connection, room, account, -amount), -amount


def _give(connection: Connection, room: int, account: Account, amount: int) -> tuple[int, int]:
    """Number and balance of an account that was paid."""
    row = connection.execute(
        update(Row)
        .where(*_is(room, account))
        .values(balance=Row.balance + amount)
        .returning(Row.id, Row.balance)
    ).first()
    if row is not None:
        return row.id, row.balance
    return _open(connection, room, account, amount), amount


def _open(connection: Connection, room: int, account: Account, amount: int) -> int:
    own = account.kind == "member"
    number: int = connection.execute(
        insert(Row)
        .values(
            room_id=room,
            kind=account.kind,
            key=None if own else account.key,
            user_id=int(account.key) if own else None,
            balance=amount,
        )
        .returning(Row.id)
    ).scalar_one()
    return number


def _is(room: int, account: Account) -> tuple[ColumnElement[bool], ...]:
    if account.kind == "member":
        return Row.room_id == room, Row.user_id == int(account.key)
    return Row.room_id == room, Row.kind == account.kind, Row.key == account.key

"""Whether the ledger adds up: every transfer has two equal sides, every balance is the sum of its
entries, and all of a room's together are nothing. Done in steps, so that no step takes long."""

from msgspec import Struct
from sqlalchemy import Connection, func, select

from bot.core.sql import inserting
from models.ledger import Account, Entry, LedgerCheck, Transfer

STEP = 2_000
"""Transfers, and accounts, that one step looks at."""


class Progress(Struct, frozen=True):
    """How far a check has got: transfers and then accounts up to a number, and what was found.

    `wrong` counts what does not add up, `first` says where the first of it is.
    """

    transfer: int = 0
    account: int = 0
    counted: int = 0
    wrong: int = 0
    first: str = ""
    over: bool = False


def step(connection: Connection, room: int, progress: Progress) -> Progress:
    """Look at the next few transfers of a room, then at its accounts; `over` if that was all."""
    if progress.account == 0:
        done = _transfers(connection, room, progress)
        if done is not None:
            return done
    return _accounts(connection, room, progress)


def whole(connection: Connection, room: int) -> Progress:
    """All steps at once."""
    progress = Progress()
    while not progress.over:
        progress = step(connection, room, progress)
    return progress


def is_used(connection: Connection, room: int) -> bool:
    """Whether anything ever moved in a room."""
    one = select(Account.id).where(Account.room_id == room).limit(1)
    return connection.execute(one).first() is not None


def outstanding(connection: Connection, room: int) -> int:
    """What all accounts of a room hold together: 0, or something is wrong."""
    total = select(func.coalesce(func.sum(Account.balance), 0)).where(Account.room_id == room)
    return int(connection.execute(total).scalar_one())


def keep(connection: Connection, *, room: int, progress: Progress, now: int) -> None:
    """Write down what a check found."""
    values = {
        "at": now,
        "counted": progress.counted,
        "wrong": progress.wrong,
        "first": progress.first,
    }
    row = inserting(connection, LedgerCheck).values(room_id=room, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["room_id"], set_=values))


class Last(Struct, frozen=True):
    """The last check of a room."""

    at: int
    counted: int
    wrong: int
    first: str


def last(connection: Connection, room: int) -> Last | None:
    """What the last check found; None before the first."""
    row = connection.execute(
        select(LedgerCheck.at, LedgerCheck.counted, LedgerCheck.wrong, LedgerCheck.first).where(
            LedgerCheck.room_id == room
        )
    ).first()
    return Last(*row) if row else None


def _transfers(connection: Connection, room: int, progress: Progress) -> Progress | None:
    """The next transfers; None if there are no more."""
    chosen = (
        select(Transfer.id, Transfer.amount)
        .where(Transfer.room_id == room, Transfer.id > progress.transfer)
        .order_by(Transfer.id)
        .limit(STEP)
        .subquery()
    )
    rows = connection.execute(
        select(
            chosen.c.id,
            func.count(Entry.side).label("sides"),
            func.coalesce(func.sum(Entry.side), 0).label("sum"),
        )
        .join_from(chosen, Entry, Entry.transfer_id == chosen.c.id, isouter=True)
        .group_by(chosen.c.id)
        .order_by(chosen.c.id)
    ).all()
    if not rows:
        return None
    wrong = [f"transfer {row.id}" for row in rows if (row.sides, row.sum) != (2, 0)]
    return _more(progress, wrong, transfer=rows[-1].id, counted=progress.counted + len(rows))


def _accounts(connection: Connection, room: int, progress: Progress) -> Progress:
    chosen = (
        select(Account.id, Account.balance)
        .where(Account.room_id == room, Account.id > progress.account)
        .order_by(Account.id)
        .limit(STEP)
        .subquery()
    )
    rows = connection.execute(
        select(
            chosen.c.id,
            chosen.c.balance,
            func.coalesce(func.sum(Entry.side * Entry.amount), 0).label("sum"),
        )
        .join_from(chosen, Entry, Entry.account_id == chosen.c.id, isouter=True)
        .group_by(chosen.c.id, chosen.c.balance)
        .order_by(chosen.c.id)
    ).all()
    wrong = [f"account {row.id}" for row in rows if row.balance != row.sum]
    if len(rows) < STEP:
        if total := outstanding(connection, room):
            wrong.append(f"a rest of {total}")
        return _more(progress, wrong, over=True)
    return _more(progress, wrong, account=rows[-1].id)


def _more(progress: Progress, wrong: list[str], **changed: object) -> Progress:
    values = {name: getattr(progress, name) for name in Progress.__struct_fields__}
    first = progress.first or (wrong[0] if wrong else "")
    return Progress(**values | {"wrong": progress.wrong + len(wrong), "first": first} | changed)

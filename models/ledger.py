"""The ledger: who holds how many points, and every transfer that made it so.

What is in it once is neither edited nor deleted; the database itself refuses that of entries, see
the migration. An account whose person was erased keeps its entries and names nobody.
"""

from typing import Any

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    and_,
    event,
    exists,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column
from sqlalchemy.schema import ExecutableDDLElement

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict

MOST = 10**15
"""Points an account holds, or the treasury owes, at most: far from where 64 bits end."""

LARGEST = 10**12
"""Points of one transfer at most."""

_CASE = text("case_id IS NOT NULL")


class Account(Base):
    """Who or what holds points in a room. `key` tells escrows from each other."""

    __tablename__ = "ledger_accounts"
    __table_args__ = strict(
        UniqueConstraint("room_id", "kind", "key"),
        UniqueConstraint("room_id", "user_id"),
        Index("ix_ledger_accounts_room_id_balance", "room_id", "balance"),
        Index("ix_ledger_accounts_room_id_id", "room_id", "id"),
        CheckConstraint("balance >= 0 OR kind = 'treasury'", name="covered"),
        CheckConstraint(f"balance BETWEEN -{MOST} AND {MOST}", name="bounds"),
        personal=Personal(
            matter="points",
            traces=(Trace(column="user_id", cut=ALWAYS, shows="room_id balance"),),
            plain="id room_id kind key balance",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(
        comment="member, treasury, escrow, shop, retired; absorbed: of a room that became this one"
    )
    key: Mapped[str | None] = mapped_column(comment="which escrow; empty: a member")
    user_id: Mapped[int | None] = mapped_column(BigId, comment="empty: nobody, or erased")
    balance: Mapped[int] = mapped_column(BigId, comment="the sum of its entries")


class Transfer(Base):
    """Points that went from one account to another, for one reason and once."""

    __tablename__ = "ledger_transfers"
    __table_args__ = strict(
        UniqueConstraint("room_id", "reason", "reference"),
        UniqueConstraint("id", "amount"),
        Index("ix_ledger_transfers_room_id_id", "room_id", "id"),
        Index("ix_ledger_transfers_case", "case_id", sqlite_where=_CASE, postgresql_where=_CASE),
        CheckConstraint(f"amount BETWEEN 1 AND {LARGEST}", name="amount"),
        personal=Personal(
            matter="points",
            traces=(
                Trace(
                    column="by_id", cut=ALWAYS, blank={"note": ""}, shows="room_id reason amount at"
                ),
            ),
            plain="id room_id reason reference amount at update_id case_id note",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="RESTRICT"))
    reason: Mapped[str] = mapped_column(comment="a stored name, as checkin or grant")
    reference: Mapped[str] = mapped_column(comment="what makes it this one time; names no person")
    amount: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)
    update_id: Mapped[int | None] = mapped_column(BigId, comment="the update it came of")
    case_id: Mapped[int | None] = mapped_column(BigId, comment="undone with this case")
    by_id: Mapped[int | None] = mapped_column(BigId, comment="who had it done, if anybody")
    note: Mapped[str] = mapped_column(server_default=text("''"), comment="what they said")


class Entry(Base):
    """One side of a transfer: what left an account (-1), or what came to it (1)."""

    __tablename__ = "ledger_entries"
    __table_args__ = strict(
        PrimaryKeyConstraint("transfer_id", "side"),
        ForeignKeyConstraint(
            ["transfer_id", "amount"], ["ledger_transfers.id", "ledger_transfers.amount"]
        ),
        UniqueConstraint("account_id", "transfer_id"),
        CheckConstraint("side IN (-1, 1)", name="side"),
        personal=Personal(plain="transfer_id side account_id amount balance"),
        sqlite_with_rowid=False,
    )

    transfer_id: Mapped[int] = mapped_column(BigId)
    side: Mapped[int] = mapped_column(BigId)
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("ledger_accounts.id"))
    amount: Mapped[int] = mapped_column(BigId)
    balance: Mapped[int] = mapped_column(BigId, comment="of the account, after it")


class LedgerCheck(Base):
    """Whether the ledger of a room added up when it was last looked at, all of it."""

    __tablename__ = "ledger_checks"
    __table_args__ = strict(personal=Personal(plain="room_id at counted wrong first"))

    room_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    at: Mapped[int] = mapped_column(BigId)
    counted: Mapped[int] = mapped_column(BigId, comment="transfers")
    wrong: Mapped[int] = mapped_column(BigId, comment="what did not add up; 0: all did")
    first: Mapped[str] = mapped_column(comment="where the first of it is")


def absorb_accounts(connection: Connection, *, kept: int, gone: int, now: int) -> None:
    """Of two rooms that turn out to be one, the accounts are emptied into each other.

    Nothing is deleted: one that has a twin in the room that is kept gives it what it holds, by a
    transfer, and stays under a name of its own.
    """
    mine, twin = Account.__table__.alias(), Account.__table__.alias()
    same = or_(
        twin.c.user_id == mine.c.user_id, and_(twin.c.kind == mine.c.kind, twin.c.key == mine.c.key)
    )
    rows = connection.execute(
        select(mine.c.id, mine.c.balance, twin.c.id.label("twin"), twin.c.balance.label("held"))
        .join_from(mine, twin, and_(twin.c.room_id == kept, same))
        .where(mine.c.room_id == gone)
    ).all()
    for row in rows:
        if row.balance:
            _empty(connection, row, kept, now)
        values = {"room_id": kept, "kind": "absorbed", "key": str(row.id), "user_id": None}
        connection.execute(update(Account).where(Account.id == row.id).values(**values))
    connection.execute(update(Account).where(Account.room_id == gone).values(room_id=kept))


def _empty(connection: Connection, row: Any, room: int, now: int) -> None:
    """Give a twin what an account holds; a treasury's debt goes the other way."""
    amount, side = abs(row.balance), 1 if row.balance > 0 else -1
    number = connection.execute(
        insert(Transfer)
        .values(
            room_id=room, reason="absorbed", reference=f"account:{row.id}", amount=amount, at=now
        )
        .returning(Transfer.id)
    ).scalar_one()
    for account, way, left in ((row.id, -side, 0), (row.twin, side, row.held + row.balance)):
        connection.execute(update(Account).where(Account.id == account).values(balance=left))
        connection.execute(
            insert(Entry).values(
                transfer_id=number, side=way, account_id=account, amount=amount, balance=left
            )
        )


def absorb_transfers(connection: Connection, *, kept: int, gone: int, now: int) -> None:
    """What was paid in both rooms for the same reason stays paid in both."""
    mine, twin = Base.metadata.tables[Transfer.__tablename__], aliased(Transfer)
    paid = exists().where(
        twin.room_id == kept,
        twin.reason == mine.c.reason,
        twin.reference == mine.c.reference,
    )
    of_gone = mine.c.room_id == gone
    marked = mine.c.reference + f"@{gone}"
    connection.execute(update(mine).where(of_gone, paid).values(reference=marked))
    connection.execute(update(mine).where(of_gone).values(room_id=kept))


_NEVER = "what is in the ledger is neither edited nor deleted"
_STATEMENTS = {
    "sqlite": [
        f"""
CREATE TRIGGER tr_ledger_entries_{what} BEFORE {what} ON ledger_entries
BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END
"""
        for what in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"""
CREATE OR REPLACE FUNCTION ledger_entries_stay() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_NEVER}'; END $$
""",
        """
CREATE TRIGGER tr_ledger_entries_stay BEFORE UPDATE OR DELETE ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION ledger_entries_stay()
""",
    ],
}
for _dialect, _statements in _STATEMENTS.items():
    for _statement in _statements:
        _ddl: ExecutableDDLElement = DDL(_statement)  # type: ignore[no-untyped-call]
        event.listen(Entry.__table__, "after_create", _ddl.execute_if(dialect=_dialect))

Base.metadata.tables[Account.__tablename__].info["absorb"] = absorb_accounts
Base.metadata.tables[Transfer.__tablename__].info["absorb"] = absorb_transfers

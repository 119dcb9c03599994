"""The ledger

Revision: 0018, after 0017.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_CASE = sa.text("case_id IS NOT NULL")

_NEVER = "what is in the ledger is neither edited nor deleted"

_SQLITE = """
CREATE TRIGGER tr_ledger_entries_{what} BEFORE {what} ON ledger_entries
BEGIN SELECT RAISE(ABORT, '{never}'); END
"""

_POSTGRESQL = (
    f"""
CREATE OR REPLACE FUNCTION ledger_entries_stay() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_NEVER}'; END $$
""",
    """
CREATE TRIGGER tr_ledger_entries_stay BEFORE UPDATE OR DELETE ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION ledger_entries_stay()
""",
)


def _number(name: str, comment: str | None = None, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, _ID, nullable=null, comment=comment)


def _text(name: str, comment: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null, comment=comment)


def _room(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["room_id"], ["rooms.id"], name=f"fk_{table}_room_id_rooms", ondelete="RESTRICT"
    )


def upgrade() -> None:
    op.create_table(
        "ledger_accounts",
        _number("id"),
        _number("room_id"),
        _text(
            "kind",
            "member, treasury, escrow, shop, retired; absorbed: of a room that became this one",
        ),
        _text("key", "which escrow; empty: a member", null=True),
        _number("user_id", "empty: nobody, or erased", null=True),
        _number("balance", "the sum of its entries"),
        sa.UniqueConstraint("room_id", "kind", "key", name="uq_ledger_accounts_room_id_kind_key"),
        sa.UniqueConstraint("room_id", "user_id", name="uq_ledger_accounts_room_id_user_id"),
        sa.CheckConstraint("balance >= 0 OR kind = 'treasury'", name="covered"),
        sa.CheckConstraint(
            "balance BETWEEN -1000000000000000 AND 1000000000000000",
            name="bounds",
        ),
        _room("ledger_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_accounts"),
        sqlite_strict=True,
    )
    op.create_index("ix_ledger_accounts_room_id_balance", "ledger_accounts", ["room_id", "balance"])
    op.create_index("ix_ledger_accounts_room_id_id", "ledger_accounts", ["room_id", "id"])
    op.create_table(
        "ledger_transfers",
        _number("id"),
        _number("room_id"),
        _text("reason", "a stored name, as checkin or grant"),
        _text("reference", "what makes it this one time; names no person"),
        _number("amount"),
        _number("at"),
        _number("update_id", "the update it came of", null=True),
        _number("case_id", "undone with this case", null=True),
        _number("by_id", "who had it done, if anybody", null=True),
        sa.Column(
            "note",
            sa.Text(),
            nullable=False,
            server_default=sa.text("''"),
            comment="what they said",
        ),
        sa.UniqueConstraint(
            "room_id", "reason", "reference", name="uq_ledger_transfers_room_id_reason_reference"
        ),
        sa.UniqueConstraint("id", "amount", name="uq_ledger_transfers_id_amount"),
        sa.CheckConstraint("amount BETWEEN 1 AND 1000000000000", name="amount"),
        _room("ledger_transfers"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_transfers"),
        sqlite_strict=True,
    )
    op.create_index("ix_ledger_transfers_room_id_id", "ledger_transfers", ["room_id", "id"])
    op.create_index(
        "ix_ledger_transfers_case",
        "ledger_transfers",
        ["case_id"],
        sqlite_where=_CASE,
        postgresql_where=_CASE,
    )
    op.create_table(
        "ledger_entries",
        _number("transfer_id"),
        _number("side"),
        _number("account_id"),
        _number("amount"),
        _number("balance", "of the account, after it"),
        sa.ForeignKeyConstraint(
            ["transfer_id", "amount"],
            ["ledger_transfers.id", "ledger_transfers.amount"],
            name="fk_ledger_entries_transfer_id_amount_ledger_transfers",
        ),
        sa.UniqueConstraint(
            "account_id", "transfer_id", name="uq_ledger_entries_account_id_transfer_id"
        ),
        sa.CheckConstraint("side IN (-1, 1)", name="side"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["ledger_accounts.id"],
            name="fk_ledger_entries_account_id_ledger_accounts",
        ),
        sa.PrimaryKeyConstraint("transfer_id", "side", name="pk_ledger_entries"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ledger_checks",
        sa.Column("room_id", _ID, autoincrement=False, nullable=False),
        _number("at"),
        _number("counted", "transfers"),
        _number("wrong", "what did not add up; 0: all did"),
        _text("first", "where the first of it is"),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_ledger_checks_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", name="pk_ledger_checks"),
        sqlite_strict=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(what=what, never=_NEVER))
    else:
        for statement in _POSTGRESQL:
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("ledger_checks")
    op.drop_table("ledger_entries")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION ledger_entries_stay()")
    op.drop_table("ledger_transfers")
    op.drop_table("ledger_accounts")

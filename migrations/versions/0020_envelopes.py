"""Red envelopes

Revision: 0020, after 0019.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPEN = sa.text("state = 'open'")


def _number(name: str, comment: str | None = None, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, _ID, nullable=nullable, comment=comment)


def _small(name: str, comment: str | None = None, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable, comment=comment)


def _text(name: str, comment: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, comment=comment)


def _refers(table: str, column: str, to: str, ondelete: str | None = None) -> sa.Constraint:
    name = f"fk_{table}_{column}_{to}"
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "packets",
        _number("id"),
        _number("room_id"),
        _text("kind", "member, greeting, or whatever opened it"),
        _text("mode", "lucky, equal"),
        _number("total"),
        _small("shares"),
        _number("sender_id", "empty: nobody, or erased", nullable=True),
        _number("account_id", "whose points they were"),
        _text("seed", "hexadecimal"),
        _text("promise", "hexadecimal"),
        _text("wish"),
        _text("word", "has to be typed; empty: a button is pressed"),
        _small("guests", "for how many it is; 0: everybody"),
        _small("checked", "1: for who signed in today"),
        _text("state", "open, empty, expired"),
        _small("taken", "shares that were claimed"),
        _small("luckiest", "a position, once it is closed", nullable=True),
        _number("opened_at"),
        _number("expires_at"),
        _number("closed_at", nullable=True),
        _text("after", "the deadline that is due when it closes"),
        _number("thread_id"),
        _number("chat_id", "of its message, as Telegram calls it"),
        _number("message_id", "0: not known to be sent"),
        _number("shown_at", "when its message was last written"),
        sa.CheckConstraint("shares BETWEEN 1 AND 100 AND total >= shares", name="shares"),
        sa.CheckConstraint("taken BETWEEN 0 AND shares", name="taken"),
        _refers("packets", "room_id", "rooms", "RESTRICT"),
        _refers("packets", "account_id", "ledger_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_packets"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_packets_room_id_sender_id_opened_at", "packets", ["room_id", "sender_id", "opened_at"]
    )
    op.create_index(
        "ix_packets_open", "packets", ["room_id"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_table(
        "packet_claims",
        _number("packet_id"),
        _number("position"),
        _number("room_id"),
        _number("user_id", "empty: erased", nullable=True),
        _number("account_id"),
        _number("amount"),
        _number("at"),
        _refers("packet_claims", "packet_id", "packets"),
        sa.UniqueConstraint("packet_id", "user_id", name="uq_packet_claims_packet_id_user_id"),
        sa.CheckConstraint("amount >= 1", name="amount"),
        _refers("packet_claims", "room_id", "rooms", "RESTRICT"),
        _refers("packet_claims", "account_id", "ledger_accounts"),
        sa.PrimaryKeyConstraint("packet_id", "position", name="pk_packet_claims"),
        sqlite_strict=True,
    )
    op.create_index("ix_packet_claims_room_id_user_id", "packet_claims", ["room_id", "user_id"])
    op.create_table(
        "packet_guests",
        _number("packet_id"),
        _number("user_id"),
        _number("room_id"),
        _refers("packet_guests", "packet_id", "packets"),
        _refers("packet_guests", "room_id", "rooms", "RESTRICT"),
        sa.PrimaryKeyConstraint("packet_id", "user_id", name="pk_packet_guests"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "packet_greetings",
        _number("id"),
        _number("room_id"),
        _text("day", "daily, mon,fri, 12-31 or 2026-12-31"),
        _number("minute", "after midnight"),
        _number("total"),
        _small("shares"),
        _text("mode"),
        _text("wish"),
        _number("by_id", "empty: somebody anonymous, or erased", nullable=True),
        _number("at"),
        _refers("packet_greetings", "room_id", "rooms", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_packet_greetings"),
        sqlite_strict=True,
    )
    op.create_index("ix_packet_greetings_room_id", "packet_greetings", ["room_id"])


def downgrade() -> None:
    op.drop_table("packet_greetings")
    op.drop_table("packet_guests")
    op.drop_table("packet_claims")
    op.drop_table("packets")

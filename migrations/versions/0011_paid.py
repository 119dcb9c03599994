"""Payments, the terms they buy, and seats that are kept

Revision: 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "bills",
        sa.Column("id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("application_id", _ID, nullable=False, comment="at the door; 0: of a member"),
        sa.Column("amount", sa.Integer(), nullable=False, comment="Telegram Stars"),
        sa.Column("term", _ID, nullable=False, comment="seconds it buys"),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_bills_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bills"),
        sqlite_strict=True,
    )
    op.create_index("ix_bills_at", "bills", ["at"])
    op.create_table(
        "payments",
        sa.Column("id", _ID, nullable=False),
        sa.Column(
            "charge_id", sa.Text(), nullable=False, comment="Telegram's number of the payment"
        ),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="what they were called then"),
        sa.Column("application_id", _ID, nullable=False, comment="at the door; 0: of a member"),
        sa.Column("amount", sa.Integer(), nullable=False, comment="Telegram Stars"),
        sa.Column("term", _ID, nullable=False, comment="seconds it bought"),
        sa.Column("at", _ID, nullable=False),
        sa.Column(
            "state",
            sa.Text(),
            nullable=False,
            comment="new, counted, returning, returned or stuck",
        ),
        sa.Column("refunded_at", _ID, nullable=True),
        sa.Column("refunded_by", _ID, nullable=False, comment="0: the machine, or nobody"),
        sa.UniqueConstraint("charge_id", name="uq_payments_charge_id"),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_payments_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
        sqlite_strict=True,
    )
    op.create_index("ix_payments_room_id_user_id", "payments", ["room_id", "user_id"])
    op.create_index("ix_payments_user_id", "payments", ["user_id"])
    op.create_index("ix_payments_application_id", "payments", ["application_id"])
    op.create_table(
        "terms",
        sa.Column("id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="what they were called when it was entered"
        ),
        sa.Column("until", _ID, nullable=False),
        sa.Column(
            "state",
            sa.Text(),
            nullable=False,
            comment="live; waiting for an administrator, leaving, ended: over, and gone",
        ),
        sa.Column(
            "told",
            sa.Text(),
            nullable=False,
            comment="what they were told last: week, day, over; empty",
        ),
        sa.Column("told_at", _ID, nullable=False),
        sa.Column("removed_at", _ID, nullable=True, comment="when they were last removed"),
        sa.UniqueConstraint("room_id", "user_id", name="uq_terms_room_id_user_id"),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_terms_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_terms"),
        sqlite_strict=True,
    )
    op.create_index("ix_terms_user_id", "terms", ["user_id"])
    op.create_index("ix_terms_room_id_state", "terms", ["room_id", "state"])
    op.create_table(
        "seat_holds",
        sa.Column("application_id", _ID, autoincrement=False, nullable=False),
        sa.Column("until", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name="fk_seat_holds_application_id_applications",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application_id", name="pk_seat_holds"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("seat_holds")
    op.drop_table("terms")
    op.drop_table("payments")
    op.drop_table("bills")

"""Helpers with powers of the bot's; raids, and how many came when

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "helpers",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("powers", sa.Text(), nullable=False, comment="with a blank between each two"),
        sa.Column("added_by", _ID, nullable=False),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_helpers_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_helpers"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "raids",
        sa.Column("room_id", _ID, nullable=False, autoincrement=False),
        sa.Column("began_at", _ID, nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="on, growth or over"),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_raids_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", name="pk_raids"),
        sqlite_strict=True,
    )
    op.create_table(
        "arrivals",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("minute", _ID, nullable=False, comment="minutes since 1970"),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column(
            "who", sa.Text(), nullable=False, comment="the first of them, with a blank between"
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_arrivals_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "minute", name="pk_arrivals"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_arrivals_minute", "arrivals", ["minute"])


def downgrade() -> None:
    op.drop_table("arrivals")
    op.drop_table("raids")
    op.drop_table("helpers")

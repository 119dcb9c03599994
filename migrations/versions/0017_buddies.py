"""Buddies, and what administrators' names look like

Revision: 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _number(name: str, comment: str | None = None) -> sa.Column[int]:
    return sa.Column(name, _ID, nullable=False, comment=comment)


def _keys(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name=f"fk_{table}_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "user_id", name=f"pk_{table}"),
    ]


def upgrade() -> None:
    op.create_table(
        "admin_looks",
        _number("room_id"),
        _number("user_id"),
        sa.Column(
            "look", sa.Text(), nullable=False, comment="what is left of the name at a glance"
        ),
        *_keys("admin_looks"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "buddies",
        _number("room_id"),
        _number("user_id"),
        _number("added_by"),
        _number("at"),
        _number("turn", "the lowest is next"),
        *_keys("buddies"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "buddy_pairs",
        _number("room_id"),
        _number("user_id"),
        _number("buddy_id"),
        _number("at"),
        *_keys("buddy_pairs"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_buddy_pairs_room_id_buddy_id", "buddy_pairs", ["room_id", "buddy_id"])


def downgrade() -> None:
    op.drop_table("buddy_pairs")
    op.drop_table("buddies")
    op.drop_table("admin_looks")

"""Whose name does not follow the rule

Revision: 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "naming_tasks",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="open, late, muted or kicked"),
        sa.Column("mark", sa.Text(), nullable=False, comment="of the rule that was broken"),
        sa.Column("began_at", _ID, nullable=False),
        sa.Column("due_at", _ID, nullable=False),
        sa.Column(
            "reminded",
            sa.Integer(),
            nullable=False,
            comment="1: reminded, 2: waits for the group's line",
        ),
        sa.Column("case_id", _ID, nullable=True, comment="of the mute"),
        sa.Column(
            "looked",
            sa.Integer(),
            nullable=False,
            comment="how often Telegram was asked for the name",
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_naming_tasks_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_naming_tasks"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_naming_tasks_room_id_state_user_id", "naming_tasks", ["room_id", "state", "user_id"]
    )
    op.create_index("ix_naming_tasks_room_id_reminded", "naming_tasks", ["room_id", "reminded"])


def downgrade() -> None:
    op.drop_table("naming_tasks")

"""Bots among people, who is approved, and everything of one person

Revision: 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_APPROVED = sa.text("approved_by IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("people", table_kwargs={"sqlite_strict": True}) as people:
        people.add_column(
            sa.Column(
                "bot",
                sa.Integer(),
                server_default=sa.text("0"),
                nullable=False,
                comment="1: a bot",
            )
        )
    op.create_index("ix_members_user_id", "members", ["user_id"])
    op.create_index(
        "ix_members_approved",
        "members",
        ["room_id", "user_id"],
        sqlite_where=_APPROVED,
        postgresql_where=_APPROVED,
    )
    op.create_table(
        "exports",
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("part", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="the table"),
        sa.Column("body", sa.Text(), nullable=False, comment="JSON: rows of it"),
        sa.Column("at", _ID, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "part", name="pk_exports"),
        sqlite_strict=True,
    )
    op.create_index("ix_exports_at", "exports", ["at"])


def downgrade() -> None:
    op.drop_table("exports")
    op.drop_index("ix_members_approved", "members")
    op.drop_index("ix_members_user_id", "members")
    with op.batch_alter_table("people", table_kwargs={"sqlite_strict": True}) as people:
        people.drop_column("bot")

"""Enforcement: strikes, restraints, and who decided a case how

Revision: 0003, after 0002.
"""

from contextlib import AbstractContextManager
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_STATUS: dict[str, Any] = {
    "existing_type": sa.Text(),
    "existing_nullable": False,
    "existing_comment": "Telegram's word; empty: unknown",
}
"""Written out, for of an empty default SQLAlchemy reads another one than it wrote."""


def upgrade() -> None:
    with _altered("cases") as cases:
        cases.alter_column(
            "state",
            existing_type=sa.Text(),
            existing_nullable=False,
            existing_comment="in force, reported, dismissed or settled",
            comment="in force, reported, dismissed, settled, replaced or undone",
        )
        cases.add_column(
            sa.Column(
                "via",
                sa.Text(),
                server_default="machine",
                nullable=False,
                comment="machine, human, vote or timer",
            )
        )
        cases.add_column(
            sa.Column(
                "reason",
                sa.Text(),
                server_default="",
                nullable=False,
                comment="what who decided said",
            )
        )
        cases.add_column(
            sa.Column(
                "strikes",
                sa.Integer(),
                server_default=sa.text("0"),
                nullable=False,
                comment="given with it",
            )
        )
    with _altered("members", sqlite_with_rowid=False) as members:
        members.alter_column("status", server_default="", **_STATUS)
        members.add_column(
            sa.Column(
                "restriction",
                sa.Text(),
                server_default="",
                nullable=False,
                comment="JSON: what is left to them until when; empty: everything",
            )
        )
    op.create_table(
        "strikes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("given_at", _ID, nullable=False),
        sa.Column("fades_at", _ID, nullable=False, comment="0: never"),
        sa.Column("lifted_at", _ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_strikes_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_strikes"),
        sqlite_strict=True,
    )
    op.create_index("ix_strikes_room_id_user_id", "strikes", ["room_id", "user_id"])
    op.create_index("ix_strikes_case_id", "strikes", ["case_id"])
    op.create_table(
        "restraints",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("until", _ID, nullable=False, comment="0: for ever"),
        sa.Column(
            "earlier",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="JSON: the restriction that held before; empty for none",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_restraints_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_restraints"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("restraints")
    op.drop_table("strikes")
    with _altered("members", sqlite_with_rowid=False) as members:
        members.alter_column("status", server_default="", **_STATUS)
        members.drop_column("restriction")
    with _altered("cases") as cases:
        for column in ("strikes", "reason", "via"):
            cases.drop_column(column)
        cases.alter_column(
            "state",
            existing_type=sa.Text(),
            existing_nullable=False,
            existing_comment="in force, reported, dismissed, settled, replaced or undone",
            comment="in force, reported, dismissed or settled",
        )


def _altered(table: str, **how: Any) -> AbstractContextManager[BatchOperations]:
    """SQLite writes the table anew, as the models would make it."""
    return op.batch_alter_table(
        table,
        recreate="always" if op.get_bind().dialect.name == "sqlite" else "never",
        table_kwargs={"sqlite_strict": True, **how},
    )

"""Silences

Revision: 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "silences",
        sa.Column("room_id", _ID, autoincrement=False, nullable=False),
        sa.Column("ordered", sa.Integer(), nullable=False, comment="1: an administrator wants it"),
        sa.Column("night", sa.Integer(), nullable=False, comment="1: it is night"),
        sa.Column(
            "earlier",
            sa.Text(),
            nullable=True,
            comment="JSON: the permissions before; empty: not taken yet",
        ),
        sa.Column(
            "turn",
            sa.Integer(),
            nullable=False,
            comment="counts wishes: an older look is of no use",
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_silences_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", name="pk_silences"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("silences")

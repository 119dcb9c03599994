"""What was proved at the door, and whom applicants brought along

Revision: 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "proofs",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("gate", sa.Text(), nullable=False, comment="as the demand writes it"),
        sa.Column(
            "chat", sa.Text(), nullable=False, comment="@name or number of the chat it is about"
        ),
        sa.Column("at", _ID, nullable=False),
        sa.Column("warned_at", _ID, nullable=True, comment="when it did not hold any more"),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_proofs_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "user_id", "gate", name="pk_proofs"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "share_links",
        sa.Column("token", sa.Text(), nullable=False, comment="SHA-256, in hexadecimal digits"),
        sa.Column("application_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name="fk_share_links_application_id_applications",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token", name="pk_share_links"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_share_links_application_id", "share_links", ["application_id"])
    op.create_table(
        "share_guests",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("application_id", _ID, nullable=False),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_share_guests_room_id_rooms", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name="fk_share_guests_application_id_applications",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_share_guests"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_share_guests_application_id", "share_guests", ["application_id"])


def downgrade() -> None:
    op.drop_table("share_guests")
    op.drop_table("share_links")
    op.drop_table("proofs")

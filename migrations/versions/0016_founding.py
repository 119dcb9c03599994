"""The texts of pledges, and the founding questions

Revision: 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SIGNED_BEFORE = """
    INSERT INTO pledge_versions (room_id, version, number, at, body)
    SELECT room_id, version,
        row_number() OVER (PARTITION BY room_id ORDER BY min(at), version), min(at), ''
    FROM signatures GROUP BY room_id, version
"""
"""Versions that somebody signed already: their texts are not known any more."""


def upgrade() -> None:
    op.create_table(
        "pledge_versions",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column(
            "version",
            sa.Text(),
            nullable=False,
            comment="a hash of the texts, as signatures have it",
        ),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, … in the room"),
        sa.Column("at", _ID, nullable=False, comment="when the texts became these"),
        sa.Column(
            "body", sa.Text(), nullable=False, comment="JSON: the texts; empty: nobody kept them"
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_pledge_versions_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "version", name="pk_pledge_versions"),
        sqlite_strict=True,
    )
    op.create_index("ix_signatures_room_id_version", "signatures", ["room_id", "version"])
    op.execute(_SIGNED_BEFORE)
    op.create_table(
        "founding_drafts",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column(
            "step",
            sa.Text(),
            nullable=False,
            comment="what is asked: kind, need, why; look: all is said",
        ),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="what brings people together; empty: not said",
        ),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", _ID, nullable=False, comment="of the last answer"),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_founding_drafts_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_founding_drafts"),
        sqlite_strict=True,
    )
    op.create_index("ix_founding_drafts_at", "founding_drafts", ["at"])


def downgrade() -> None:
    op.drop_table("founding_drafts")
    op.drop_index("ix_signatures_room_id_version", table_name="signatures")
    op.drop_table("pledge_versions")

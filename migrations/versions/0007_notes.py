"""Keyword replies and notes; welcomes

Revision: 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "snippets",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="filter or note"),
        sa.Column("name", sa.Text(), nullable=False, comment="the word, folded"),
        sa.Column("shown", sa.Text(), nullable=False, comment="the word as it was typed"),
        sa.Column(
            "source", sa.Text(), nullable=False, comment="the template, empty for a bare picture"
        ),
        sa.Column("media", sa.Text(), nullable=False, comment="photo, video …; empty: text alone"),
        sa.Column("file", sa.Text(), nullable=False, comment="Telegram's id of it"),
        sa.Column("set_at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_snippets_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "kind", "name", name="pk_snippets"),
        sqlite_strict=True,
    )
    op.create_table(
        "greetings",
        sa.Column("room_id", _ID, nullable=False, autoincrement=False),
        sa.Column(
            "waiting", sa.Text(), nullable=False, comment="JSON: who came, for a minute at most"
        ),
        sa.Column("since", _ID, nullable=False, comment="when the first of them came; 0: nobody"),
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False, comment="the last welcome; 0: none stands"),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_greetings_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", name="pk_greetings"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("greetings")
    op.drop_table("snippets")

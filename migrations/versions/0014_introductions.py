"""Self-introductions

Revision: 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str, comment: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, comment=comment)


def _flag(name: str, comment: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, comment=comment)


def _room(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_room_id_rooms"
    return sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "introductions",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        _text("state", "open, accepted or returned"),
        _text("text"),
        _text("folded", "the text as it is searched"),
        _text("digest", "SHA-256 of what it says, in hexadecimal digits"),
        _text("sketch", "its smallest shingles, for comparing"),
        _flag("photo", "1: with a photo"),
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False, comment="0: not known, or on its way"),
        _text("why", "why it was returned"),
        _flag("rewarded", "1: accepted once, and so rewarded"),
        sa.Column("at", _ID, nullable=False),
        _room("introductions"),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_introductions"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_introductions_room_id_state_at", "introductions", ["room_id", "state", "at"]
    )
    op.create_index(
        "ix_introductions_room_id_message_id", "introductions", ["room_id", "message_id"]
    )
    op.create_table(
        "introduction_tasks",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        _text("state", "open, late, done, kicked or freed"),
        sa.Column("began_at", _ID, nullable=False),
        sa.Column("due_at", _ID, nullable=False),
        _text("until_done", "free, text-only or mute"),
        _text("action", "remind or kick"),
        _flag("reminded", "1: reminded, 2: waits for the line in the group"),
        _flag("limited", "1: restricted by us"),
        _text("earlier", "JSON: the restriction they came with; empty"),
        _room("introduction_tasks"),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_introduction_tasks"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_introduction_tasks_room_id_state_limited",
        "introduction_tasks",
        ["room_id", "state", "limited"],
    )
    op.create_table(
        "introduction_boards",
        sa.Column("room_id", _ID, autoincrement=False, nullable=False),
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False, comment="0: on its way"),
        _room("introduction_boards"),
        sa.PrimaryKeyConstraint("room_id", name="pk_introduction_boards"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("introduction_boards")
    op.drop_table("introduction_tasks")
    op.drop_table("introductions")

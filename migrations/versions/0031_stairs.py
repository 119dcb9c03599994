"""Codes by which a conversation is found again

Revision: 0031, after 0018.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0018"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _id(name: str, comment: str | None = None) -> sa.Column[int]:
    return sa.Column(name, _ID, nullable=False, comment=comment)


def _number(name: str, comment: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, comment=comment)


def _text(name: str, comment: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, comment=comment)


def _room(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["room_id"], ["rooms.id"], name=f"fk_{table}_room_id_rooms", ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "stairs",
        _id("id"),
        _id("room_id"),
        _number("day", "20170201"),
        _number("serial"),
        _text("digits", "both as they are shown"),
        _text("prefix"),
        _text("title", "empty: whatever the message says"),
        _text("kind", "plain, talk or typed"),
        _text("state", "there, open, closed or gone"),
        _id("chat_id", "of the message it is about"),
        _id("message_id", "0: about none but its own"),
        _id("thread_id"),
        _id("post_chat", "of the message that carries it"),
        _id("post_id", "0: on its way, or never came"),
        _number("pinned", "1: the bot pinned that message"),
        _id("card_id", "the closing card; 0: none"),
        _id("last_id", "the last message of a talk; 0: none"),
        _number("month", "201702: when it was given"),
        _number("part", "in which message of that month it is listed"),
        sa.Column("by_id", _ID, nullable=True, comment="empty: somebody anonymous"),
        _id("at"),
        sa.Column("closed_at", _ID, nullable=True),
        sa.UniqueConstraint("room_id", "day", "serial", name="uq_stairs_room_id_day_serial"),
        _room("stairs"),
        sa.PrimaryKeyConstraint("id", name="pk_stairs"),
        sqlite_strict=True,
    )
    op.create_index("ix_stairs_room_id_month_part", "stairs", ["room_id", "month", "part"])
    op.create_index("ix_stairs_room_id_post_id", "stairs", ["room_id", "post_id"])
    op.create_table(
        "stair_days",
        _id("room_id"),
        _id("day"),
        _number("last"),
        _room("stair_days"),
        sa.PrimaryKeyConstraint("room_id", "day", name="pk_stair_days"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stair_indexes",
        _id("room_id"),
        _id("month"),
        _id("part"),
        _id("chat_id"),
        _id("message_id", "0: on its way"),
        _number("turn", "how often it was written: the last one counts"),
        _number("pinned"),
        _room("stair_indexes"),
        sa.PrimaryKeyConstraint("room_id", "month", "part", name="pk_stair_indexes"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("stair_indexes")
    op.drop_table("stair_days")
    op.drop_table("stairs")

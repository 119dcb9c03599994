"""The shop, and what is earned in a week and a month

Revision: 0022, after 0020.
"""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_OPEN = sa.text("state = 'open'")

_TABLE = {"sqlite_strict": True, "sqlite_with_rowid": False}
_COUNTED = (
    ("week", "weeks since 1970, of the newest message"),
    ("week_messages", None),
    ("month", "months since the year 0, of the newest message"),
    ("month_messages", None),
)
_BOARDS = (("week", 5), ("month", 10))


def _number(name: str, comment: str | None = None, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, _ID, nullable=null, comment=comment)


def _text(name: str, comment: str | None = None, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null, comment=comment)


def _room(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["room_id"], ["rooms.id"], name=f"fk_{table}_room_id_rooms", ondelete="CASCADE"
    )


def _say_again(members: BatchOperations) -> None:
    """Empty defaults, which would be written otherwise when the table is written anew."""
    for name in ("status", "restriction"):
        members.alter_column(
            name, server_default="", existing_type=sa.Text(), existing_nullable=False
        )


def upgrade() -> None:
    op.create_table(
        "shop_items",
        _number("id"),
        _number("room_id"),
        _text("key", "its title as it is looked for; empty: not offered any more", null=True),
        _text("title"),
        _number("price"),
        _number("stock", "empty: there is no end of it", null=True),
        _number("per_person", "that one person may have; 0: any"),
        _number("per_month", "the same in a month"),
        sa.Column("worth", sa.Integer(), nullable=False, comment="1: worth money"),
        _number("version", "counts what changes the bargain"),
        _number("at"),
        sa.PrimaryKeyConstraint("id", name="pk_shop_items"),
        sa.UniqueConstraint("room_id", "key", name="uq_shop_items_room_id_key"),
        sa.CheckConstraint("stock >= 0", name="stock"),
        sa.CheckConstraint("price >= 1", name="price"),
        _room("shop_items"),
        sqlite_strict=True,
    )
    op.create_table(
        "shop_orders",
        _number("id"),
        _number("room_id"),
        _number("item_id"),
        _number("user_id", "empty: erased", null=True),
        _text("key", "the message that was acted upon: it buys once"),
        _text("title", "what the item was called then"),
        _number("price"),
        _number("at"),
        _text("state", "open, done or refunded"),
        _number("decided_by", null=True),
        _number("decided_at", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_shop_orders"),
        sa.UniqueConstraint("room_id", "key", name="uq_shop_orders_room_id_key"),
        _room("shop_orders"),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["shop_items.id"],
            name="fk_shop_orders_item_id_shop_items",
            ondelete="CASCADE",
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_shop_orders_open",
        "shop_orders",
        ["room_id", "id"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_shop_orders_room_id_user_id", "shop_orders", ["room_id", "user_id", "at"])

    op.create_table(
        "earnings",
        _number("room_id"),
        _number("user_id"),
        _number("week", "weeks since 1970, from Monday on"),
        _number("week_points"),
        _number("month", "months since the year 0"),
        _number("month_points"),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_earnings"),
        _room("earnings"),
        sqlite_strict=True,
    )
    op.create_index("ix_earnings_week", "earnings", ["room_id", "week", "week_points"])
    op.create_index("ix_earnings_month", "earnings", ["room_id", "month", "month_points"])
    op.create_table(
        "speech_days",
        _number("room_id"),
        _number("user_id"),
        _number("day", "days since the year 1, by the room's clock"),
        _number("counted", "messages of that day"),
        _number("last_at", "when the last of them was said"),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_speech_days"),
        _room("speech_days"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("members", table_kwargs=_TABLE) as members:
        _say_again(members)
        for name, comment in _COUNTED:
            members.add_column(
                sa.Column(
                    name, sa.Integer(), nullable=False, server_default=sa.text("0"), comment=comment
                )
            )
    for span, least in _BOARDS:
        condition = sa.text(f"{span}_messages >= {least}")
        op.create_index(
            f"ix_members_{span}",
            "members",
            ["room_id", span, f"{span}_messages"],
            sqlite_where=condition,
            postgresql_where=condition,
        )
    op.create_index("ix_invited_room_id_at", "invited", ["room_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_invited_room_id_at", "invited")
    for span, _ in _BOARDS:
        op.drop_index(f"ix_members_{span}", "members")
    with op.batch_alter_table("members", table_kwargs=_TABLE) as members:
        _say_again(members)
        for name, _ in _COUNTED:
            members.drop_column(name)
    op.drop_table("speech_days")
    op.drop_table("earnings")
    op.drop_table("shop_orders")
    op.drop_table("shop_items")

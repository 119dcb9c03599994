"""The shop of a group: what is to be had for points, and what was bought."""

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKey,
    Index,
    UniqueConstraint,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict

_OPEN = text("state = 'open'")


class ShopItem(Base):
    """Something to be had. What is not offered any more stays, for its orders."""

    __tablename__ = "shop_items"
    __table_args__ = strict(
        UniqueConstraint("room_id", "key"),
        CheckConstraint("stock >= 0", name="stock"),
        CheckConstraint("price >= 1", name="price"),
        personal=Personal(
            plain="id room_id key title price stock per_person per_month worth version at"
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    key: Mapped[str | None] = mapped_column(
        comment="its title as it is looked for; empty: not offered any more"
    )
    title: Mapped[str]
    price: Mapped[int] = mapped_column(BigId)
    stock: Mapped[int | None] = mapped_column(BigId, comment="empty: there is no end of it")
    per_person: Mapped[int] = mapped_column(BigId, comment="that one person may have; 0: any")
    per_month: Mapped[int] = mapped_column(BigId, comment="the same in a month")
    worth: Mapped[int] = mapped_column(comment="1: worth money")
    version: Mapped[int] = mapped_column(BigId, comment="counts what changes the bargain")
    at: Mapped[int] = mapped_column(BigId)


class ShopOrder(Base):
    """Something bought: paid for, and handed over by an administrator or paid back."""

    __tablename__ = "shop_orders"
    __table_args__ = strict(
        UniqueConstraint("room_id", "key"),
        Index("ix_shop_orders_open", "room_id", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_shop_orders_room_id_user_id", "room_id", "user_id", "at"),
        personal=Personal(
            matter="shop",
            traces=(
                Trace(column="user_id", cut=ALWAYS),
                Trace(column="decided_by", cut=ALWAYS, shows="id room_id decided_at"),
            ),
            plain="id room_id item_id key title price at state decided_at",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("shop_items.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(BigId, comment="empty: erased")
    key: Mapped[str] = mapped_column(comment="the message that was acted upon: it buys once")
    title: Mapped[str] = mapped_column(comment="what the item was called then")
    price: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)
    state: Mapped[str] = mapped_column(comment="open, done or refunded")
    decided_by: Mapped[int | None] = mapped_column(BigId)
    decided_at: Mapped[int | None] = mapped_column(BigId)


def absorb_items(connection: Connection, *, kept: int, gone: int, now: int) -> None:
    """Of two rooms that turn out to be one, an item of a name that both have is offered once."""
    mine, twin = Base.metadata.tables[ShopItem.__tablename__], aliased(ShopItem)
    same = select(twin.id).where(twin.room_id == kept, twin.key == mine.c.key).exists()
    connection.execute(update(mine).where(mine.c.room_id == gone, same).values(key=None))
    connection.execute(update(mine).where(mine.c.room_id == gone).values(room_id=kept))


Base.metadata.tables[ShopItem.__tablename__].info["absorb"] = absorb_items

"""Codes by which a conversation is found again, and the messages that list them."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Stair(Base):
    """A code: what it is about, where it stands, and until when a talk goes on.

    A row that was taken off stays: its digits are not given to anything else by the bot.
    """

    __tablename__ = "stairs"
    __table_args__ = strict(
        UniqueConstraint("room_id", "day", "serial"),
        Index("ix_stairs_room_id_month_part", "room_id", "month", "part"),
        Index("ix_stairs_room_id_post_id", "room_id", "post_id"),
        personal=Personal(
            matter="stairs",
            traces=(Trace(column="by_id", cut=ALWAYS, shows="room_id digits title at"),),
            plain="id room_id day serial digits prefix title kind state chat_id message_id "
            "thread_id post_chat post_id pinned card_id last_id month part at closed_at",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    day: Mapped[int] = mapped_column(comment="20170201")
    serial: Mapped[int]
    digits: Mapped[str] = mapped_column(comment="both as they are shown")
    prefix: Mapped[str]
    title: Mapped[str] = mapped_column(comment="empty: whatever the message says")
    kind: Mapped[str] = mapped_column(comment="plain, talk or typed")
    state: Mapped[str] = mapped_column(comment="there, open, closed or gone")
    chat_id: Mapped[int] = mapped_column(BigId, comment="of the message it is about")
    message_id: Mapped[int] = mapped_column(BigId, comment="0: about none but its own")
    thread_id: Mapped[int] = mapped_column(BigId)
    post_chat: Mapped[int] = mapped_column(BigId, comment="of the message that carries it")
    post_id: Mapped[int] = mapped_column(BigId, comment="0: on its way, or never came")
    pinned: Mapped[int] = mapped_column(comment="1: the bot pinned that message")
    card_id: Mapped[int] = mapped_column(BigId, comment="the closing card; 0: none")
    last_id: Mapped[int] = mapped_column(BigId, comment="the last message of a talk; 0: none")
    month: Mapped[int] = mapped_column(comment="201702: when it was given")
    part: Mapped[int] = mapped_column(comment="in which message of that month it is listed")
    by_id: Mapped[int | None] = mapped_column(BigId, comment="empty: somebody anonymous")
    at: Mapped[int] = mapped_column(BigId)
    closed_at: Mapped[int | None] = mapped_column(BigId)


class StairDay(Base):
    """The last serial number that the bot gave on a day."""

    __tablename__ = "stair_days"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "day"),
        personal=Personal(plain="room_id day last"),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    day: Mapped[int] = mapped_column(BigId)
    last: Mapped[int]


class StairIndex(Base):
    """One message that lists the codes of a month."""

    __tablename__ = "stair_indexes"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "month", "part"),
        personal=Personal(plain="room_id month part chat_id message_id turn pinned"),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    month: Mapped[int] = mapped_column(BigId)
    part: Mapped[int] = mapped_column(BigId)
    chat_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[int] = mapped_column(BigId, comment="0: on its way")
    turn: Mapped[int] = mapped_column(comment="how often it was written: the last one counts")
    pinned: Mapped[int]

"""Rooms: our own ids for chats, which survive the move to a supergroup."""

from sqlalchemy import ForeignKey, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Room(Base):
    """A chat the bot has seen, under whatever address Telegram gives it today."""

    __tablename__ = "rooms"
    __table_args__ = strict(
        personal=Personal(
            matter="chat",
            traces=(
                Trace(
                    column="chat_id",
                    blank={"title": "", "username": "", "language": ""},
                    stays="chat",
                ),
            ),
            plain="id type bot_status bot_since size_then seen_at",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigId, unique=True, comment="the current address")
    type: Mapped[str] = mapped_column(server_default="")
    title: Mapped[str] = mapped_column(server_default="")
    username: Mapped[str] = mapped_column(server_default="")
    language: Mapped[str] = mapped_column(server_default="", comment="zh, en or empty")
    bot_status: Mapped[str] = mapped_column(server_default="", comment="empty: not known yet")
    bot_since: Mapped[int | None] = mapped_column(BigId, comment="when the bot came")
    size_then: Mapped[int | None] = mapped_column(comment="members when the bot came")
    seen_at: Mapped[int] = mapped_column(BigId, server_default=text("0"))


class Address(Base):
    """A Telegram chat id that leads, or once led, to a room."""

    __tablename__ = "addresses"
    __table_args__ = strict(
        personal=Personal(
            matter="chat",
            traces=(Trace(column="chat_id", stays="chat"),),
            plain="room_id since",
        ),
    )

    chat_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    since: Mapped[int] = mapped_column(BigId)


class OwnMenu(Base):
    """A chat that has command menus of its own."""

    __tablename__ = "own_menus"
    __table_args__ = strict(
        personal=Personal(plain="room_id"),
    )

    room_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class Setting(Base):
    """A value somebody changed. Absent is the default; topic 0 is the whole group."""

    __tablename__ = "settings"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "topic_id", "key"),
        personal=Personal(
            matter="audit",
            traces=(
                Trace(
                    column="changed_by",
                    cut=ALWAYS,
                    shows="room_id topic_id key value changed_at",
                ),
            ),
            plain="room_id topic_id key value changed_at",
        ),
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    topic_id: Mapped[int] = mapped_column(BigId, server_default=text("0"))
    key: Mapped[str]
    value: Mapped[str] = mapped_column(comment="JSON")
    changed_at: Mapped[int] = mapped_column(BigId)
    changed_by: Mapped[int | None] = mapped_column(BigId)

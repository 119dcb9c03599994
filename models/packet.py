"""Red envelopes, who opened them, and those that come by themselves."""

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict

_OPEN = text("state = 'open'")

_OVER = (
    "NOT EXISTS (SELECT 1 FROM packets WHERE packets.id = {table}.packet_id"
    " AND packets.state = 'open')"
)
"""SQL: the envelope of a row is closed. While it is open, who had a share has to be known."""


class Packet(Base):
    """An envelope. What is in it follows from `seed`, which is a secret until it is closed."""

    __tablename__ = "packets"
    __table_args__ = strict(
        Index("ix_packets_room_id_sender_id_opened_at", "room_id", "sender_id", "opened_at"),
        Index("ix_packets_open", "room_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        CheckConstraint("shares BETWEEN 1 AND 100 AND total >= shares", name="shares"),
        CheckConstraint("taken BETWEEN 0 AND shares", name="taken"),
        personal=Personal(
            matter="packets",
            traces=(
                Trace(
                    column="sender_id",
                    blank={"wish": ""},
                    cut=ALWAYS,
                    shows="id room_id kind mode total shares wish opened_at closed_at",
                ),
            ),
            plain="id room_id kind mode total shares account_id seed promise wish word guests"
            " checked state taken luckiest opened_at expires_at closed_at after thread_id chat_id"
            " message_id shown_at",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(comment="member, greeting, or whatever opened it")
    mode: Mapped[str] = mapped_column(comment="lucky, equal")
    total: Mapped[int] = mapped_column(BigId)
    shares: Mapped[int]
    sender_id: Mapped[int | None] = mapped_column(BigId, comment="empty: nobody, or erased")
    account_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("ledger_accounts.id"), comment="whose points they were"
    )
    seed: Mapped[str] = mapped_column(comment="hexadecimal")
    promise: Mapped[str] = mapped_column(comment="hexadecimal")
    wish: Mapped[str]
    word: Mapped[str] = mapped_column(comment="has to be typed; empty: a button is pressed")
    guests: Mapped[int] = mapped_column(comment="for how many it is; 0: everybody")
    checked: Mapped[int] = mapped_column(comment="1: for who signed in today")
    state: Mapped[str] = mapped_column(comment="open, empty, expired")
    taken: Mapped[int] = mapped_column(comment="shares that were claimed")
    luckiest: Mapped[int | None] = mapped_column(comment="a position, once it is closed")
    opened_at: Mapped[int] = mapped_column(BigId)
    expires_at: Mapped[int] = mapped_column(BigId)
    closed_at: Mapped[int | None] = mapped_column(BigId)
    after: Mapped[str] = mapped_column(comment="the deadline that is due when it closes")
    thread_id: Mapped[int] = mapped_column(BigId)
    chat_id: Mapped[int] = mapped_column(BigId, comment="of its message, as Telegram calls it")
    message_id: Mapped[int] = mapped_column(BigId, comment="0: not known to be sent")
    shown_at: Mapped[int] = mapped_column(BigId, comment="when its message was last written")


class PacketClaim(Base):
    """A share that somebody has. `position` is when they came, from 1."""

    __tablename__ = "packet_claims"
    __table_args__ = strict(
        PrimaryKeyConstraint("packet_id", "position"),
        ForeignKeyConstraint(["packet_id"], ["packets.id"]),
        UniqueConstraint("packet_id", "user_id"),
        Index("ix_packet_claims_room_id_user_id", "room_id", "user_id"),
        CheckConstraint("amount >= 1", name="amount"),
        personal=Personal(
            matter="packets",
            traces=(
                Trace(
                    column="user_id",
                    cut=_OVER.format(table="packet_claims"),
                    stays="packets",
                ),
            ),
            plain="packet_id position room_id account_id amount at",
        ),
    )

    packet_id: Mapped[int] = mapped_column(BigId)
    position: Mapped[int] = mapped_column(BigId)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="RESTRICT"))
    user_id: Mapped[int | None] = mapped_column(BigId, comment="empty: erased")
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("ledger_accounts.id"))
    amount: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)


class PacketGuest(Base):
    """Somebody for whom an open envelope is, where it is not for everybody."""

    __tablename__ = "packet_guests"
    __table_args__ = strict(
        PrimaryKeyConstraint("packet_id", "user_id"),
        ForeignKeyConstraint(["packet_id"], ["packets.id"]),
        personal=Personal(
            matter="packets",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            plain="packet_id room_id",
        ),
        sqlite_with_rowid=False,
    )

    packet_id: Mapped[int] = mapped_column(BigId)
    user_id: Mapped[int] = mapped_column(BigId)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="RESTRICT"))


class Greeting(Base):
    """An envelope from the treasury that comes by itself, at a time of the group's own clock."""

    __tablename__ = "packet_greetings"
    __table_args__ = strict(
        Index("ix_packet_greetings_room_id", "room_id"),
        personal=Personal(
            matter="packets",
            traces=(
                Trace(column="by_id", cut=ALWAYS, shows="room_id day minute total shares wish at"),
            ),
            plain="id room_id day minute total shares mode wish at",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    day: Mapped[str] = mapped_column(comment="daily, mon,fri, 12-31 or 2026-12-31")
    minute: Mapped[int] = mapped_column(BigId, comment="after midnight")
    total: Mapped[int] = mapped_column(BigId)
    shares: Mapped[int]
    mode: Mapped[str]
    wish: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(BigId, comment="empty: somebody anonymous, or erased")
    at: Mapped[int] = mapped_column(BigId)

"""Payments in Telegram Stars, and the terms they buy."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Bill(Base):
    """An invoice: what somebody was offered. It can be paid as often as they like."""

    __tablename__ = "bills"
    __table_args__ = strict(
        Index("ix_bills_at", "at"),
        personal=Personal(
            matter="payments",
            traces=(Trace(column="user_id", stays="payments"),),
            plain="id room_id application_id amount term at",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    application_id: Mapped[int] = mapped_column(BigId, comment="at the door; 0: of a member")
    amount: Mapped[int] = mapped_column(comment="Telegram Stars")
    term: Mapped[int] = mapped_column(BigId, comment="seconds it buys")
    at: Mapped[int] = mapped_column(BigId)


class Payment(Base):
    """Stars that arrived. A charge is recorded once, whatever is delivered how often."""

    __tablename__ = "payments"
    __table_args__ = strict(
        UniqueConstraint("charge_id"),
        Index("ix_payments_room_id_user_id", "room_id", "user_id"),
        Index("ix_payments_user_id", "user_id"),
        Index("ix_payments_application_id", "application_id"),
        personal=Personal(
            matter="payments",
            traces=(
                Trace(column="user_id", blank={"name": ""}, stays="payments"),
                Trace(column="refunded_by", cut=ALWAYS, empty=0, shows="id room_id refunded_at"),
            ),
            plain="id charge_id room_id application_id amount term at state refunded_at",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    charge_id: Mapped[str] = mapped_column(comment="Telegram's number of the payment")
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    name: Mapped[str] = mapped_column(comment="what they were called then")
    application_id: Mapped[int] = mapped_column(BigId, comment="at the door; 0: of a member")
    amount: Mapped[int] = mapped_column(comment="Telegram Stars")
    term: Mapped[int] = mapped_column(BigId, comment="seconds it bought")
    at: Mapped[int] = mapped_column(BigId)
    state: Mapped[str] = mapped_column(comment="new, counted, returning, returned or stuck")
    refunded_at: Mapped[int | None] = mapped_column(BigId)
    refunded_by: Mapped[int] = mapped_column(BigId, comment="0: the machine, or nobody")


class Term(Base):
    """Until when somebody may stay in a room. Who has no row may stay for ever."""

    __tablename__ = "terms"
    __table_args__ = strict(
        UniqueConstraint("room_id", "user_id"),
        Index("ix_terms_user_id", "user_id"),
        Index("ix_terms_room_id_state", "room_id", "state"),
        personal=Personal(
            matter="payments",
            traces=(Trace(column="user_id", blank={"name": ""}, stays="payments"),),
            plain="id room_id until state told told_at removed_at",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    name: Mapped[str] = mapped_column(comment="what they were called when it was entered")
    until: Mapped[int] = mapped_column(BigId)
    state: Mapped[str] = mapped_column(
        comment="live; waiting for an administrator, leaving, ended: over, and gone"
    )
    told: Mapped[str] = mapped_column(comment="what they were told last: week, day, over; empty")
    told_at: Mapped[int] = mapped_column(BigId)
    removed_at: Mapped[int | None] = mapped_column(BigId, comment="when they were last removed")

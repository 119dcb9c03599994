"""Vouches: which member answers for whom."""

from sqlalchemy import ForeignKey, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Vouch(Base):
    """One of the vouches that a member has in a month; it is theirs again if nobody came in."""

    __tablename__ = "vouches"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "voucher_id", "month", "number"),
        UniqueConstraint("application_id"),
        personal=Personal(
            matter="door",
            traces=(
                Trace(column="voucher_id", gone=ALWAYS),
                Trace(column="user_id", cut=ALWAYS, empty=0, shows="room_id at"),
            ),
            plain="room_id month number application_id at",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    voucher_id: Mapped[int] = mapped_column(BigId)
    month: Mapped[str] = mapped_column(comment="2026-11, by the group's clock")
    number: Mapped[int] = mapped_column(BigId, comment="which of that month's, from 1")
    application_id: Mapped[int] = mapped_column(BigId)
    user_id: Mapped[int] = mapped_column(BigId, comment="who is vouched for")
    at: Mapped[int] = mapped_column(BigId)

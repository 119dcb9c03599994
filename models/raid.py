"""Raids: how many came when, and whether a raid goes on."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Personal, strict


class Raid(Base):
    """The last raid on a room."""

    __tablename__ = "raids"
    __table_args__ = strict(
        personal=Personal(plain="room_id began_at came state"),
    )

    room_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    began_at: Mapped[int] = mapped_column(BigId)
    came: Mapped[int]
    state: Mapped[str] = mapped_column(comment="on, growth or over")


class Arrival(Base):
    """How many people joined a room in one minute."""

    __tablename__ = "arrivals"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "minute"),
        Index("ix_arrivals_minute", "minute"),
        personal=Personal(
            matter="work", inside="who", plain="room_id minute came", kept=7 * 86_400
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    minute: Mapped[int] = mapped_column(BigId, comment="minutes since 1970")
    came: Mapped[int]
    who: Mapped[str] = mapped_column(comment="the first of them, with a blank between")

"""Buddies: members who show newcomers around, and whom they do so for."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Buddy(Base):
    """A member whose turn it is now and then."""

    __tablename__ = "buddies"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        personal=Personal(
            matter="buddies",
            traces=(
                Trace(column="user_id", gone=ALWAYS),
                Trace(column="added_by", cut=ALWAYS, empty=0, shows="room_id at"),
            ),
            plain="room_id at turn",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    added_by: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)
    turn: Mapped[int] = mapped_column(BigId, comment="the lowest is next")


class BuddyPair(Base):
    """A newcomer, and who shows them around."""

    __tablename__ = "buddy_pairs"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        Index("ix_buddy_pairs_room_id_buddy_id", "room_id", "buddy_id"),
        personal=Personal(
            matter="buddies",
            traces=(
                Trace(column="user_id", gone=ALWAYS),
                Trace(column="buddy_id", gone=ALWAYS, shows="room_id at"),
            ),
            plain="room_id at",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    buddy_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)

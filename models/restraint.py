"""Restraints: who was muted by a case, and what held for them before."""

from sqlalchemy import ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Personal, Trace, strict


class Restraint(Base):
    """A mute of ours that lasts. At most one holds for a person in a room."""

    __tablename__ = "restraints"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        personal=Personal(
            matter="cases",
            traces=(Trace(column="user_id", stays="cases"),),
            plain="room_id case_id until earlier",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId)
    user_id: Mapped[int] = mapped_column(BigId)
    case_id: Mapped[int] = mapped_column(BigId, ForeignKey("cases.id", ondelete="CASCADE"))
    until: Mapped[int] = mapped_column(BigId, comment="0: for ever")
    earlier: Mapped[str] = mapped_column(
        server_default="", comment="JSON: the restriction that held before; empty for none"
    )

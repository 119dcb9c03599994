"""The founding questions of `/setup`, as far as somebody has answered them."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class FoundingDraft(Base):
    """Somebody's answers about a room, which change nothing before they are confirmed."""

    __tablename__ = "founding_drafts"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        Index("ix_founding_drafts_at", "at"),
        personal=Personal(
            matter="founding",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="kind need why at",
            plain="room_id step",
            kept=7 * 86_400,
        ),
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    step: Mapped[str] = mapped_column(comment="what is asked: kind, need, why; look: all is said")
    kind: Mapped[str] = mapped_column(comment="what brings people together; empty: not said")
    need: Mapped[str]
    why: Mapped[str]
    at: Mapped[int] = mapped_column(BigId, comment="of the last answer")

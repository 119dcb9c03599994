"""Cards that wait for a decision: where each of them is."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Card(Base):
    """A message in which a matter of a room is laid before people who may decide it."""

    __tablename__ = "cards"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "matter", "place"),
        Index("ix_cards_at", "at"),
        personal=Personal(
            matter="cards",
            traces=(Trace(column="place", gone=ALWAYS),),
            theirs="chat_id message_id",
            plain="room_id matter stale at",
            kept=60 * 86_400,
        ),
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    matter: Mapped[str]
    place: Mapped[int] = mapped_column(BigId, comment="log chat or person; 0: the group itself")
    chat_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[int] = mapped_column(BigId, comment="0: on its way, -1: did not get there")
    stale: Mapped[int] = mapped_column(comment="1: what it says changed while it was on its way")
    at: Mapped[int] = mapped_column(BigId)

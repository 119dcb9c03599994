"""Welcomes: who came and waits for a word, and the last one that was said."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Personal, strict


class Greeting(Base):
    """What a group's welcome is about to say, and where it was said last."""

    __tablename__ = "greetings"
    __table_args__ = strict(
        personal=Personal(
            matter="work", inside="waiting", plain="room_id since chat_id message_id"
        ),
    )

    room_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    waiting: Mapped[str] = mapped_column(comment="JSON: who came, for a minute at most")
    since: Mapped[int] = mapped_column(BigId, comment="when the first of them came; 0: nobody")
    chat_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[int] = mapped_column(BigId, comment="the last welcome; 0: none stands")

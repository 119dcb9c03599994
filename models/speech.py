"""How often somebody was paid for speaking today."""

from sqlalchemy import ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class SpeechDay(Base):
    """The newest day on which somebody said something that counted, and how much of it did."""

    __tablename__ = "speech_days"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        personal=Personal(
            matter="points",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="day counted last_at",
            plain="room_id",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    day: Mapped[int] = mapped_column(BigId, comment="days since the year 1, by the room's clock")
    counted: Mapped[int] = mapped_column(BigId, comment="messages of that day")
    last_at: Mapped[int] = mapped_column(BigId, comment="when the last of them was said")

"""What people got from the treasury lately, for the boards of a week and a month."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Earning(Base):
    """What came to somebody from the treasury, less what went back, in the newest week and the
    newest month in which anything did. Both are of the room's own clock."""

    __tablename__ = "earnings"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        Index("ix_earnings_week", "room_id", "week", "week_points"),
        Index("ix_earnings_month", "room_id", "month", "month_points"),
        personal=Personal(
            matter="points",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="week_points month_points",
            plain="room_id week month",
        ),
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    week: Mapped[int] = mapped_column(BigId, comment="weeks since 1970, from Monday on")
    week_points: Mapped[int] = mapped_column(BigId)
    month: Mapped[int] = mapped_column(BigId, comment="months since the year 0")
    month_points: Mapped[int] = mapped_column(BigId)

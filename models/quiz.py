"""The questions a group asks of newcomers."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Question(Base):
    """A question, and how it is answered."""

    __tablename__ = "questions"
    __table_args__ = strict(
        Index("ix_questions_room_id", "room_id"),
        personal=Personal(
            matter="door",
            traces=(Trace(column="made_by", cut=ALWAYS, shows="id room_id made_at"),),
            plain="id room_id text right wrong made_at",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    text: Mapped[str]
    right: Mapped[str] = mapped_column(comment="JSON: the answers that are right")
    wrong: Mapped[str] = mapped_column(comment="JSON: those beside them; empty: it is typed")
    made_by: Mapped[int | None] = mapped_column(BigId)
    made_at: Mapped[int] = mapped_column(BigId)

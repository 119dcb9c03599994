"""The book of what people decided: a line for each act, written once and never changed."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import LIVE, Base, BigId, Personal, Trace, strict

_OVER = f"NOT EXISTS (SELECT 1 FROM cases WHERE cases.id = audits.case_id AND {LIVE})"
_OF_THE_GROUP = "what IN ('set', 'inactive')"


class Audit(Base):
    """Something that was decided. What the machine did stands in the cases alone."""

    __tablename__ = "audits"
    __table_args__ = strict(
        Index("ix_audits_room_id_id", "room_id", "id"),
        Index("ix_audits_at", "at"),
        personal=Personal(
            matter="audit",
            traces=(
                Trace(column="by", blank={"said": ""}, but=_OF_THE_GROUP, cut=_OVER, stays="audit"),
                Trace(column="person", blank={"said": ""}, cut=_OVER, empty=0, stays="audit"),
            ),
            plain="id room_id at what case_id",
            kept=365 * 86_400,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)
    by: Mapped[int | None] = mapped_column(BigId, comment="empty: nobody in particular")
    what: Mapped[str] = mapped_column(comment="set, kick, undo, settle, release …")
    person: Mapped[int] = mapped_column(BigId, comment="whom it was about; 0: nobody")
    case_id: Mapped[int | None] = mapped_column(BigId)
    said: Mapped[str] = mapped_column(comment="the setting and its value, the decision, the reason")

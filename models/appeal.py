"""Appeals: one a case, decided by administrators or by a jury."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import LIVE, Base, BigId, Personal, Trace, strict

_OVER = f"NOT EXISTS (SELECT 1 FROM cases WHERE cases.id = appeals.case_id AND {LIVE})"
_DECIDED = """NOT EXISTS (
    SELECT 1 FROM appeals WHERE appeals.case_id = jurors.case_id AND appeals.state = 'open'
)"""


class Appeal(Base):
    """What somebody says against a case, and what came of it."""

    __tablename__ = "appeals"
    __table_args__ = strict(
        Index("ix_appeals_user_id_at", "user_id", "at"),
        personal=Personal(
            matter="appeals",
            traces=(
                Trace(column="user_id", blank={"text": "", "reason": ""}, stays="cases"),
                Trace(
                    column="decided_by",
                    cut=_OVER,
                    empty=0,
                    stays="decisions",
                    shows="case_id room_id decided_at",
                ),
            ),
            plain="case_id room_id at language state due_at jury seed decided_at told",
            kept="privacy.evidence",
        ),
    )

    case_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    room_id: Mapped[int] = mapped_column(BigId)
    user_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)
    text: Mapped[str]
    language: Mapped[str] = mapped_column(comment="of whoever appeals")
    state: Mapped[str] = mapped_column(comment="open, upheld or reversed")
    due_at: Mapped[int] = mapped_column(BigId)
    jury: Mapped[int] = mapped_column(comment="jurors that decide; 0: the administrators do")
    seed: Mapped[str] = mapped_column(comment="of the draw; empty: none was made")
    decided_by: Mapped[int | None] = mapped_column(BigId, comment="empty: the jury")
    decided_at: Mapped[int | None] = mapped_column(BigId)
    reason: Mapped[str]
    told: Mapped[str] = mapped_column(comment="done, refused …: whether the person heard of it")


class Juror(Base):
    """Somebody who was drawn for an appeal."""

    __tablename__ = "jurors"
    __table_args__ = strict(
        PrimaryKeyConstraint("case_id", "user_id"),
        personal=Personal(
            matter="appeals",
            traces=(Trace(column="user_id", gone=_DECIDED, stays="juries"),),
            theirs="weight vote at",
            plain="case_id room_id",
        ),
    )

    case_id: Mapped[int] = mapped_column(BigId, ForeignKey("appeals.case_id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    room_id: Mapped[int] = mapped_column(BigId)
    weight: Mapped[int]
    vote: Mapped[str] = mapped_column(comment="uphold or reverse; gone: cannot be asked; empty")
    at: Mapped[int] = mapped_column(BigId)

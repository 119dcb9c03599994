"""Reports: who reported what, and who may not any more."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict

_JUDGED = """NOT EXISTS (
    SELECT 1 FROM cases WHERE cases.id = reports.case_id AND cases.state = 'reported'
)"""


class Reported(Base):
    """A message that was reported, beyond what its case says."""

    __tablename__ = "reported"
    __table_args__ = strict(
        personal=Personal(
            matter="cards",
            traces=(
                Trace(
                    column="copy_chat",
                    cut="hidden = 0",
                    empty=0,
                    stays="decisions",
                    shows="case_id room_id copy_message",
                ),
            ),
            plain="case_id room_id chat_id message_id thread_id plain hidden copy_message",
        ),
    )

    case_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    room_id: Mapped[int] = mapped_column(BigId)
    chat_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[int] = mapped_column(BigId)
    thread_id: Mapped[int] = mapped_column(BigId)
    plain: Mapped[int] = mapped_column(comment="1: nothing but text, which the case keeps")
    hidden: Mapped[int] = mapped_column(comment="1: taken away until somebody decides")
    copy_chat: Mapped[int] = mapped_column(BigId, comment="0: there is no copy")
    copy_message: Mapped[int] = mapped_column(BigId)


class Report(Base):
    """One person's report of a message."""

    __tablename__ = "reports"
    __table_args__ = strict(
        PrimaryKeyConstraint("case_id", "user_id"),
        Index("ix_reports_room_id_user_id_at", "room_id", "user_id", "at"),
        personal=Personal(
            matter="reports",
            traces=(
                Trace(
                    column="user_id",
                    blank={"name": "", "reason": ""},
                    gone=_JUDGED,
                    stays="reports",
                ),
            ),
            plain="case_id room_id at trusted",
            kept="privacy.evidence",
        ),
    )

    case_id: Mapped[int] = mapped_column(BigId, ForeignKey("cases.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    room_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)
    trusted: Mapped[int] = mapped_column(comment="1: counts for report.threshold")
    name: Mapped[str]
    reason: Mapped[str]


class ReportBlock(Base):
    """Somebody whose reports are not taken any more."""

    __tablename__ = "report_blocks"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        personal=Personal(
            matter="reports",
            traces=(
                Trace(column="user_id", stays="blocks", shows="room_id at"),
                Trace(column="by", cut=ALWAYS, empty=0, shows="room_id at"),
            ),
            plain="room_id at",
        ),
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    by: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)

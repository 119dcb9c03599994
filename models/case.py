"""Cases: what was done to whom, by which rule, on what evidence."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from models.base import LIVE, Base, BigId, Personal, Trace, strict

_EVIDENCE = sql("evidence <> ''")


class Case(Base):
    """One act of enforcement. Its number is unique per installation."""

    __tablename__ = "cases"
    __table_args__ = strict(
        UniqueConstraint("room_id", "key"),
        Index("ix_cases_room_id_subject_id_rule_at", "room_id", "subject_id", "rule", "at"),
        Index("ix_cases_subject_id_id", "subject_id", "id"),
        Index("ix_cases_evidence", "at", sqlite_where=_EVIDENCE, postgresql_where=_EVIDENCE),
        personal=Personal(
            matter="cases",
            traces=(
                Trace(
                    column="subject_id",
                    blank=dict.fromkeys(("evidence", "text", "name", "note", "reason"), ""),
                    gone=f"NOT {LIVE}",
                    stays="cases",
                ),
                Trace(
                    column="decided_by",
                    cut=f"NOT {LIVE}",
                    stays="decisions",
                    shows="id room_id rule act at",
                ),
            ),
            plain=(
                "id room_id key rule band act until deleted state at last_hit_at hits via strikes"
            ),
            kept="privacy.evidence",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId)
    key: Mapped[str] = mapped_column(comment="message, album or command it was made for")
    subject_id: Mapped[int] = mapped_column(BigId, comment="person, or sending chat if negative")
    rule: Mapped[str]
    band: Mapped[str]
    act: Mapped[str] = mapped_column(comment="none, mute, kick, ban …: what was done to the person")
    until: Mapped[int | None] = mapped_column(BigId, comment="end of a mute or ban; empty: none")
    deleted: Mapped[int] = mapped_column(comment="1: the messages were taken away")
    state: Mapped[str] = mapped_column(
        comment="in force, reported, dismissed, settled, replaced or undone"
    )
    decided_by: Mapped[int | None] = mapped_column(BigId, comment="empty: the machine")
    at: Mapped[int] = mapped_column(BigId, comment="when it was said, by Telegram's clock")
    last_hit_at: Mapped[int] = mapped_column(BigId)
    hits: Mapped[int]
    evidence: Mapped[str] = mapped_column(comment="JSON: the findings")
    text: Mapped[str] = mapped_column(comment="what was written")
    name: Mapped[str] = mapped_column(comment="the author's name then")
    note: Mapped[str] = mapped_column(comment="what could not be done, and why")
    via: Mapped[str] = mapped_column(
        server_default="machine", comment="machine, human, vote or timer"
    )
    reason: Mapped[str] = mapped_column(server_default="", comment="what who decided said")
    strikes: Mapped[int] = mapped_column(server_default=sql("0"), comment="given with it")


class CaseMessage(Base):
    """A message a case is about: at most one case a message."""

    __tablename__ = "case_messages"
    __table_args__ = strict(
        Index("ix_case_messages_case_id", "case_id"),
        personal=Personal(plain="chat_id message_id case_id"),
        sqlite_with_rowid=False,
    )

    chat_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    message_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(BigId, ForeignKey("cases.id", ondelete="CASCADE"))

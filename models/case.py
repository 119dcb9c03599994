"""Cases: what was done to whom, by which rule, on what evidence."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, strict


class Case(Base):
    """One act of enforcement. Its number is unique per installation."""

    __tablename__ = "cases"
    __table_args__ = strict(
        UniqueConstraint("room_id", "key"),
        Index("ix_cases_room_id_subject_id_rule_at", "room_id", "subject_id", "rule", "at"),
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
    state: Mapped[str] = mapped_column(comment="in force, reported, dismissed or settled")
    decided_by: Mapped[int | None] = mapped_column(BigId, comment="empty: the machine")
    at: Mapped[int] = mapped_column(BigId, comment="when it was said, by Telegram's clock")
    last_hit_at: Mapped[int] = mapped_column(BigId)
    hits: Mapped[int]
    evidence: Mapped[str] = mapped_column(comment="JSON: the findings")
    text: Mapped[str] = mapped_column(comment="what was written")
    name: Mapped[str] = mapped_column(comment="the author's name then")
    note: Mapped[str] = mapped_column(comment="what could not be done, and why")


class CaseMessage(Base):
    """A message a case is about: at most one case a message."""

    __tablename__ = "case_messages"
    __table_args__ = strict(Index("ix_case_messages_case_id", "case_id"), sqlite_with_rowid=False)

    chat_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    message_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(BigId, ForeignKey("cases.id", ondelete="CASCADE"))

"""Keyword replies and notes: what the bot says to a word, or when it is asked for by name."""

from sqlalchemy import ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Personal, strict


class Snippet(Base):
    """One answer of a group's."""

    __tablename__ = "snippets"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "kind", "name"),
        personal=Personal(plain="room_id kind name shown source media file set_at"),
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(comment="filter or note")
    name: Mapped[str] = mapped_column(comment="the word, folded")
    shown: Mapped[str] = mapped_column(comment="the word as it was typed")
    source: Mapped[str] = mapped_column(comment="the template, empty for a bare picture")
    media: Mapped[str] = mapped_column(comment="photo, video …; empty: text alone")
    file: Mapped[str] = mapped_column(comment="Telegram's id of it")
    set_at: Mapped[int] = mapped_column(BigId)

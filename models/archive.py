"""What the archive knows of itself, its index of words, and what people looked for in it."""

from typing import Any

from sqlalchemy import Connection, ForeignKey, Index, event, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict

WORDS = "archive_words"
"""The index of words. It is in no model and no backup: it is made again from the messages."""

WORDS_ON_SQLITE = f"""
CREATE VIRTUAL TABLE {WORDS} USING fts5(
tokens, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_'"
)
"""
"""Without text and without positions. Whatever is not ASCII is a letter to this tokeniser, so that
words arrive as they were cut."""

WORDS_ON_POSTGRESQL = (
    f"CREATE TABLE {WORDS} (doc bigint NOT NULL, tokens tsvector NOT NULL)",
    f"CREATE UNIQUE INDEX ix_{WORDS}_doc ON {WORDS} (doc)",
    f"CREATE INDEX ix_{WORDS}_tokens ON {WORDS} USING gin (tokens)"
    " WITH (gin_pending_list_limit = 512)",
)


_OFF = text("keep = 0")


class ArchiveChat(Base):
    """A chat of which messages are kept, under the small number by which the index knows it."""

    __tablename__ = "archive_chats"
    __table_args__ = strict(
        Index("ix_archive_chats_due_at", "due_at"),
        Index(
            "ix_archive_chats_off",
            "room_id",
            sqlite_where=_OFF,
            postgresql_where=_OFF,
        ),
        personal=Personal(plain="number chat_id room_id keep since due_at"),
    )

    number: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigId, unique=True)
    room_id: Mapped[int] = mapped_column(BigId)
    keep: Mapped[int] = mapped_column(BigId, comment="seconds; -1: for ever, 0: no words at all")
    since: Mapped[int] = mapped_column(BigId, comment="switched on at; 0: always was")
    due_at: Mapped[int] = mapped_column(BigId, comment="when the oldest is looked at")


class ArchiveSpan(Base):
    """A time of which nothing is known, or all that an import brought."""

    __tablename__ = "archive_spans"
    __table_args__ = strict(
        Index("ix_archive_spans_room_id", "room_id"),
        personal=Personal(plain="id room_id kind since until"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, comment="0: all of them")
    kind: Mapped[str] = mapped_column(comment="hole or import")
    since: Mapped[int] = mapped_column(BigId)
    until: Mapped[int] = mapped_column(BigId)


class Climb(Base):
    """What somebody looked for, for the buttons below its pages."""

    __tablename__ = "climbs"
    __table_args__ = strict(
        Index("ix_climbs_room_id_user_id", "room_id", "user_id"),
        Index("ix_climbs_at", "at"),
        personal=Personal(
            matter="climbs",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="query at language",
            plain="id room_id pages",
            kept=86_400,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    query: Mapped[str]
    language: Mapped[str]
    pages: Mapped[str] = mapped_column(comment="JSON: where each page begins")
    at: Mapped[int] = mapped_column(BigId)


def _with_words(table: Any, connection: Connection, **_: Any) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(WORDS_ON_SQLITE)
        return
    for statement in WORDS_ON_POSTGRESQL:
        connection.exec_driver_sql(statement)


def _without_words(table: Any, connection: Connection, **_: Any) -> None:
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {WORDS}")


event.listen(ArchiveChat.__table__, "after_create", _with_words)
event.listen(ArchiveChat.__table__, "before_drop", _without_words)

"""Updates as Telegram sent them, and what was found to be unusable."""

from sqlalchemy import Index, LargeBinary, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Personal, strict


class Inbox(Base):
    """One update. Handled means a tombstone: `done_at` set, `payload` empty."""

    __tablename__ = "inbox"
    __table_args__ = strict(
        PrimaryKeyConstraint("bot_id", "update_id"),
        Index(
            "ix_inbox_pending",
            "room_id",
            "received_at",
            "update_id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index(
            "ix_inbox_done_at",
            "done_at",
            sqlite_where=text("done_at IS NOT NULL"),
            postgresql_where=text("done_at IS NOT NULL"),
        ),
        personal=Personal(
            matter="work",
            inside="payload",
            plain="bot_id update_id room_id received_at done_at starts",
            kept=48 * 3600,
        ),
        sqlite_with_rowid=False,
    )

    bot_id: Mapped[int] = mapped_column(BigId)
    update_id: Mapped[int] = mapped_column(BigId)
    room_id: Mapped[int] = mapped_column(BigId)
    received_at: Mapped[int] = mapped_column(
        BigId, comment="microseconds since 1970; the lane's order"
    )
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    done_at: Mapped[int | None] = mapped_column(BigId)
    starts: Mapped[int] = mapped_column(server_default=text("0"))


class Quarantine(Base):
    """Something that could not be handled, kept for whoever mends it."""

    __tablename__ = "quarantine"
    __table_args__ = strict(
        personal=Personal(
            matter="work", inside="payload reference error", plain="id kind room_id at"
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(comment="update, deadline, continuation or action")
    reference: Mapped[str]
    room_id: Mapped[int | None] = mapped_column(BigId)
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    error: Mapped[str]
    at: Mapped[int] = mapped_column(BigId)

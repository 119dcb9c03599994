"""The roster: who was seen, where, and how much they said."""

from sqlalchemy import Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, strict

_NAMED = text("username <> ''")


class People(Base):
    """An account, with the name it showed last."""

    __tablename__ = "people"
    __table_args__ = strict(
        Index("ix_people_username", "username", sqlite_where=_NAMED, postgresql_where=_NAMED)
    )

    user_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    first_name: Mapped[str]
    last_name: Mapped[str]
    username: Mapped[str] = mapped_column(comment="lower case, empty for none")
    started: Mapped[int] = mapped_column(server_default=text("0"), comment="1: started the bot")
    seen_at: Mapped[int] = mapped_column(BigId)


class Member(Base):
    """An account in a room. Bots cannot list members: only those seen have a row."""

    __tablename__ = "members"
    __table_args__ = strict(PrimaryKeyConstraint("room_id", "user_id"), sqlite_with_rowid=False)

    room_id: Mapped[int] = mapped_column(BigId)
    user_id: Mapped[int] = mapped_column(BigId)
    status: Mapped[str] = mapped_column(
        server_default="", comment="Telegram's word; empty: unknown"
    )
    joined_at: Mapped[int | None] = mapped_column(BigId, comment="empty: not seen to join")
    changed_at: Mapped[int | None] = mapped_column(BigId, comment="date of the last chat_member")
    messages: Mapped[int] = mapped_column(server_default=text("0"))
    substance: Mapped[int] = mapped_column(
        server_default=text("0"), comment="messages of substance"
    )
    days: Mapped[int] = mapped_column(server_default=text("0"), comment="days with one of those")
    last_day: Mapped[int] = mapped_column(server_default=text("0"), comment="days since 1970, UTC")
    seen_at: Mapped[int] = mapped_column(BigId, server_default=text("0"))
    approved_by: Mapped[int | None] = mapped_column(BigId)

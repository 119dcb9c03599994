"""The archive: what was said."""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict

_ALBUM = sql("media_group <> ''")


class Message(Base):
    """A message as it was last seen, keyed as Telegram keys it."""

    __tablename__ = "messages"
    __table_args__ = strict(
        UniqueConstraint("chat_id", "message_id"),
        Index(
            "ix_messages_album",
            "room_id",
            "media_group",
            sqlite_where=_ALBUM,
            postgresql_where=_ALBUM,
        ),
        personal=Personal(
            matter="messages",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="text extra has at reply_to media_group content edited_at",
            plain="id chat_id message_id room_id thread_id deleted_at reactions",
            kept="archive.keep",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[int] = mapped_column(BigId)
    room_id: Mapped[int] = mapped_column(BigId)
    user_id: Mapped[int] = mapped_column(BigId, comment="the person, else the chat that wrote")
    at: Mapped[int] = mapped_column(BigId)
    thread_id: Mapped[int] = mapped_column(BigId)
    reply_to: Mapped[int] = mapped_column(BigId)
    media_group: Mapped[str]
    content: Mapped[str]
    text: Mapped[str]
    edited_at: Mapped[int | None] = mapped_column(BigId)
    deleted_at: Mapped[int | None] = mapped_column(BigId, comment="when the bot took it away")
    has: Mapped[int] = mapped_column(server_default=sql("0"), comment="bits: 1 link, 2 forwarded")
    extra: Mapped[str] = mapped_column(server_default="", comment="JSON: file, links …; or empty")
    reactions: Mapped[int] = mapped_column(server_default=sql("0"))

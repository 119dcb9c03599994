"""What the bot keeps in mind for its manners: the one message of a matter, and letters."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Notice(Base):
    """The message in which a matter of a room is told, to be edited instead of told again."""

    __tablename__ = "notices"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "matter"),
        Index("ix_notices_at", "at"),
        personal=Personal(
            matter="work",
            inside="wanted",
            plain="room_id matter chat_id message_id turn at",
            kept=30 * 86_400,
        ),
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    matter: Mapped[str]
    chat_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[int] = mapped_column(BigId, comment="0: on its way")
    wanted: Mapped[str | None] = mapped_column(
        comment="JSON: what it should say, where that changed while it was on its way"
    )
    turn: Mapped[int] = mapped_column(comment="how often it was told: only the last one counts")
    at: Mapped[int] = mapped_column(BigId)


class Letter(Base):
    """Something for one person, kept until they open the private chat."""

    __tablename__ = "letters"
    __table_args__ = strict(
        Index("ix_letters_user_id", "user_id"),
        Index("ix_letters_at", "at"),
        personal=Personal(
            matter="letters",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            inside="body",
            plain="id room_id at",
            kept=7 * 86_400,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    user_id: Mapped[int] = mapped_column(BigId)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    body: Mapped[str] = mapped_column(comment="JSON: text and buttons")
    at: Mapped[int] = mapped_column(BigId)

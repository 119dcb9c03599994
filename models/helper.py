"""Helpers: members with powers of the bot's, and none of Telegram's."""

from sqlalchemy import ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Helper(Base):
    """What a member may do here by the bot."""

    __tablename__ = "helpers"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        personal=Personal(
            matter="members",
            traces=(
                Trace(column="user_id", gone=ALWAYS),
                Trace(column="added_by", cut=ALWAYS, empty=0, shows="room_id at"),
            ),
            theirs="powers",
            plain="room_id at",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    powers: Mapped[str] = mapped_column(comment="with a blank between each two")
    added_by: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)

"""Members' own invite links, and who came through them."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Invite(Base):
    """A link the bot made for a member, or (member 0) for whom it shows the way itself."""

    __tablename__ = "invites"
    __table_args__ = strict(
        PrimaryKeyConstraint("link"),
        Index("ix_invites_room_id_user_id", "room_id", "user_id"),
        personal=Personal(
            matter="door",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            plain="link room_id by_request made_at",
        ),
    )

    link: Mapped[str]
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId, comment="whose link it is; 0: the bot's own")
    by_request: Mapped[int] = mapped_column(comment="1: who comes through it asks to be let in")
    made_at: Mapped[int] = mapped_column(BigId)


class Invited(Base):
    """Somebody who came through a member's link: the first one they came through."""

    __tablename__ = "invited"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        Index("ix_invited_room_id_by_id", "room_id", "by_id"),
        Index("ix_invited_room_id_at", "room_id", "at"),
        personal=Personal(
            matter="door",
            traces=(
                Trace(column="user_id", gone=ALWAYS),
                Trace(column="by_id", cut=ALWAYS, empty=0, shows="room_id at"),
            ),
            plain="room_id at",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    by_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)

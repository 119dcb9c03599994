"""What somebody proved at the door and has to keep to, and whom they brought along."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Proof(Base):
    """Something that somebody inside proved at the door, and that is looked at again."""

    __tablename__ = "proofs"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id", "gate"),
        personal=Personal(
            matter="door",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="chat",
            plain="room_id gate at warned_at",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    gate: Mapped[str] = mapped_column(comment="as the demand writes it")
    chat: Mapped[str] = mapped_column(comment="@name or number of the chat it is about")
    at: Mapped[int] = mapped_column(BigId)
    warned_at: Mapped[int | None] = mapped_column(BigId, comment="when it did not hold any more")


class ShareLink(Base):
    """The link that an applicant shares; its token is kept as a hash only."""

    __tablename__ = "share_links"
    __table_args__ = strict(
        Index("ix_share_links_application_id", "application_id"),
        personal=Personal(plain="token application_id"),
        sqlite_with_rowid=False,
    )

    token: Mapped[str] = mapped_column(primary_key=True, comment="SHA-256, in hexadecimal digits")
    application_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("applications.id", ondelete="CASCADE")
    )


class Guest(Base):
    """Somebody new to a room who came through an applicant's link and showed to be a person.

    Everybody counts once in a room.
    """

    __tablename__ = "share_guests"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        Index("ix_share_guests_application_id", "application_id"),
        personal=Personal(
            matter="door",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            plain="room_id application_id at",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    application_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("applications.id", ondelete="CASCADE")
    )
    at: Mapped[int] = mapped_column(BigId)

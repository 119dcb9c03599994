"""Self-introductions, who still owes one, and the message that lists them."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Introduction(Base):
    """What somebody says of themselves in a room: only the newest that they wrote."""

    __tablename__ = "introductions"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        Index("ix_introductions_room_id_state_at", "room_id", "state", "at"),
        Index("ix_introductions_room_id_message_id", "room_id", "message_id"),
        personal=Personal(
            matter="introductions",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="text folded digest sketch why at",
            plain="room_id state photo chat_id message_id rewarded",
        ),
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    state: Mapped[str] = mapped_column(comment="open, accepted or returned")
    text: Mapped[str]
    folded: Mapped[str] = mapped_column(comment="the text as it is searched")
    digest: Mapped[str] = mapped_column(comment="SHA-256 of what it says, in hexadecimal digits")
    sketch: Mapped[str] = mapped_column(comment="its smallest shingles, for comparing")
    photo: Mapped[int] = mapped_column(comment="1: with a photo")
    chat_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[int] = mapped_column(BigId, comment="0: not known, or on its way")
    why: Mapped[str] = mapped_column(comment="why it was returned")
    rewarded: Mapped[int] = mapped_column(comment="1: accepted once, and so rewarded")
    at: Mapped[int] = mapped_column(BigId)


class IntroductionTask(Base):
    """A newcomer who is to introduce themselves, as the settings were when they came."""

    __tablename__ = "introduction_tasks"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        Index("ix_introduction_tasks_room_id_state_limited", "room_id", "state", "limited"),
        personal=Personal(
            matter="introductions",
            traces=(
                Trace(
                    column="user_id", gone="state NOT IN ('open', 'late')", stays="introductions"
                ),
            ),
            theirs="earlier",
            plain="room_id state began_at due_at until_done action reminded limited",
        ),
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    state: Mapped[str] = mapped_column(comment="open, late, done, kicked or freed")
    began_at: Mapped[int] = mapped_column(BigId)
    due_at: Mapped[int] = mapped_column(BigId)
    until_done: Mapped[str] = mapped_column(comment="free, text-only or mute")
    action: Mapped[str] = mapped_column(comment="remind or kick")
    reminded: Mapped[int] = mapped_column(comment="1: reminded, 2: waits for the line in the group")
    limited: Mapped[int] = mapped_column(comment="1: restricted by us")
    earlier: Mapped[str] = mapped_column(comment="JSON: the restriction they came with; empty")


class IntroductionBoard(Base):
    """The message of a room that lists its introductions."""

    __tablename__ = "introduction_boards"
    __table_args__ = strict(personal=Personal(plain="room_id chat_id message_id"))

    room_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    chat_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[int] = mapped_column(BigId, comment="0: on its way")

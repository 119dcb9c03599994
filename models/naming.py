"""Names: who was asked to change theirs, and the ones that are kept for a group alone."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class NamingTask(Base):
    """Somebody who was asked to change their name. Once it is right the row stays for a while, in
    the state `mended`: who changes it back goes on where they were."""

    __tablename__ = "naming_tasks"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        Index("ix_naming_tasks_room_id_state_user_id", "room_id", "state", "user_id"),
        Index("ix_naming_tasks_room_id_reminded", "room_id", "reminded"),
        personal=Personal(
            matter="naming",
            # What is counted goes on: who is erased does not get the time anew.
            traces=(Trace(column="user_id", gone="state <> 'muted'", stays="naming"),),
            plain="room_id state mark began_at due_at reminded case_id looked",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    state: Mapped[str] = mapped_column(comment="open, late, muted or kicked")
    mark: Mapped[str] = mapped_column(comment="of the rule that was broken")
    began_at: Mapped[int] = mapped_column(BigId)
    due_at: Mapped[int] = mapped_column(BigId)
    reminded: Mapped[int] = mapped_column(comment="1: reminded, 2: waits for the group's line")
    case_id: Mapped[int | None] = mapped_column(BigId, comment="of the mute")
    looked: Mapped[int] = mapped_column(comment="how often Telegram was asked for the name")


class NameCard(Base):
    """What somebody is called in one group: a name that the bot keeps for it."""

    __tablename__ = "name_cards"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        personal=Personal(
            matter="namecards",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="name tag",
            plain="room_id at",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    name: Mapped[str] = mapped_column(comment="empty: none any more")
    tag: Mapped[str] = mapped_column(comment="the tag they were last known to have")
    at: Mapped[int] = mapped_column(BigId)

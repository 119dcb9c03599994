"""What administrators' names look like, so that every message can be compared with them."""

from sqlalchemy import ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class AdminLook(Base):
    """How an administrator's name looks; that of nobody (0) says that a room was looked at."""

    __tablename__ = "admin_looks"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        personal=Personal(
            matter="looks",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="look",
            plain="room_id",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    look: Mapped[str] = mapped_column(comment="what is left of the name at a glance")

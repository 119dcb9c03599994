"""The list of those who may come in, as a group uploaded it."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Guest(Base):
    """An entry of a group's list."""

    __tablename__ = "guests"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "kind", "value"),
        Index("ix_guests_application_id", "application_id"),
        personal=Personal(
            matter="door",
            traces=(Trace(column="used_by", cut=ALWAYS, empty=0, shows="room_id kind"),),
            inside="value",
            plain="room_id kind application_id",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(comment="id, name or token")
    value: Mapped[str] = mapped_column(
        comment="the number; the username in lower case; SHA-256 of the token"
    )
    used_by: Mapped[int] = mapped_column(BigId, comment="0: nobody yet")
    application_id: Mapped[int] = mapped_column(BigId, comment="where it was used; 0")

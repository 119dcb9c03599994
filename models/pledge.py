"""What a group asked its people to sign, version by version."""

from sqlalchemy import ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Personal, strict


class PledgeVersion(Base):
    """A version of what is signed in a room, from when it was first shown or signed."""

    __tablename__ = "pledge_versions"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "version"),
        personal=Personal(plain="room_id version number at body"),
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    version: Mapped[str] = mapped_column(comment="a hash of the texts, as signatures have it")
    number: Mapped[int] = mapped_column(comment="1, 2, … in the room")
    at: Mapped[int] = mapped_column(BigId, comment="when the texts became these")
    body: Mapped[str] = mapped_column(comment="JSON: the texts; empty: nobody kept them")

"""Silences: groups in which nobody but administrators may write for a while."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Personal, strict


class Silence(Base):
    """What keeps a group silent, and what everybody could do in it before."""

    __tablename__ = "silences"
    __table_args__ = strict(
        personal=Personal(plain="room_id ordered night earlier turn"),
    )

    room_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    ordered: Mapped[int] = mapped_column(comment="1: an administrator wants it")
    night: Mapped[int] = mapped_column(comment="1: it is night")
    earlier: Mapped[str | None] = mapped_column(
        comment="JSON: the permissions before; empty: not taken yet"
    )
    turn: Mapped[int] = mapped_column(comment="counts wishes: an older look is of no use")

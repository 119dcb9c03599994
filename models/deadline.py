"""Everything that happens later, and the minutes in which the program ran."""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Personal, strict


class Deadline(Base):
    """Something due at an instant, in the lane of a room. One row per (kind, key)."""

    __tablename__ = "deadlines"
    __table_args__ = strict(
        UniqueConstraint("kind", "key"),
        Index("ix_deadlines_due_at", "due_at"),
        personal=Personal(matter="work", inside="key data", plain="id kind room_id due_at term"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(comment="a registered name")
    key: Mapped[str]
    room_id: Mapped[int] = mapped_column(BigId)
    due_at: Mapped[int] = mapped_column(BigId)
    term: Mapped[int] = mapped_column(
        comment="seconds given to a person; 0 when nobody is waited for"
    )
    data: Mapped[str] = mapped_column(comment="JSON")


class Pulse(Base):
    """A minute in which the program was alive: gaps are outages."""

    __tablename__ = "pulse"
    __table_args__ = strict(
        personal=Personal(plain="minute"),
    )

    minute: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)


class Outage(Base):
    """A time in which the program did not run, from its last minute until it came back.

    The pulse of it is forgotten after some weeks; this is what is left.
    """

    __tablename__ = "outages"
    __table_args__ = strict(
        personal=Personal(plain="began_at ended_at"),
    )

    began_at: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    ended_at: Mapped[int] = mapped_column(BigId)


class Meta(Base):
    """Facts about the database itself, such as the generation that invalidates caches."""

    __tablename__ = "meta"
    __table_args__ = strict(
        personal=Personal(plain="key value"),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]

"""The door: who wants to come in, and how far they are."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict

_LIVE = text("ended_at IS NULL")
_OVER = """NOT EXISTS (
    SELECT 1 FROM applications
    WHERE applications.id = application_steps.application_id AND applications.ended_at IS NULL
)"""


class Application(Base):
    """Somebody at the door of a room, until they are in, out or gone. At most one is live."""

    __tablename__ = "applications"
    __table_args__ = strict(
        Index(
            "uq_applications_live",
            "room_id",
            "user_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        Index("ix_applications_user_id", "user_id"),
        Index("ix_applications_room_id_state_id", "room_id", "state", "id"),
        Index("ix_applications_room_id_began_at", "room_id", "began_at"),
        Index("ix_applications_ended_at", "ended_at"),
        personal=Personal(
            matter="door",
            traces=(
                Trace(column="user_id", gone="ended_at IS NOT NULL", stays="door"),
                Trace(column="by", cut=ALWAYS, empty=0, shows="id room_id"),
                Trace(column="ended_by", cut=ALWAYS, empty=0, shows="id room_id ended_at"),
            ),
            theirs="name username chat_id language link bio seen earlier",
            plain="""id room_id way state demand focus card pictured stale porch
                began_at due_at ended_at why""",
            kept=90 * 86_400,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    name: Mapped[str]
    username: Mapped[str]
    way: Mapped[str] = mapped_column(comment="request or open")
    state: Mapped[str] = mapped_column(
        comment="open, held, queued, offered, ready; passed, failed, withdrawn or elsewhere"
    )
    demand: Mapped[str] = mapped_column(comment="what was asked when they came")
    chat_id: Mapped[int] = mapped_column(BigId, comment="where they can be written to")
    language: Mapped[str]
    link: Mapped[str] = mapped_column(comment="name of the link they came through")
    by: Mapped[int] = mapped_column(BigId, comment="whose link it is, or who brought them; 0")
    bio: Mapped[str]
    seen: Mapped[str] = mapped_column(comment="JSON: what else Telegram said of them")
    earlier: Mapped[str] = mapped_column(comment="JSON: the restriction they came with; empty")
    focus: Mapped[str] = mapped_column(comment="the gate that is asked just now")
    card: Mapped[int] = mapped_column(
        BigId, comment="their card in private; 0: none, -1: on its way, -2: cannot be written to"
    )
    pictured: Mapped[int] = mapped_column(comment="1: the card is a picture")
    stale: Mapped[int] = mapped_column(comment="1: the card changed while it was on its way")
    porch: Mapped[int] = mapped_column(
        BigId, comment="the message in the group; 0: none, negative: see services/entry/porch.py"
    )
    began_at: Mapped[int] = mapped_column(BigId)
    due_at: Mapped[int] = mapped_column(BigId)
    ended_at: Mapped[int | None] = mapped_column(BigId)
    why: Mapped[str] = mapped_column(comment="the gate, time, admin … that ended it")
    ended_by: Mapped[int] = mapped_column(BigId, comment="0: the machine")


class Step(Base):
    """An application at one of its gates."""

    __tablename__ = "application_steps"
    __table_args__ = strict(
        PrimaryKeyConstraint("application_id", "gate"),
        Index("ix_application_steps_user_id", "user_id"),
        personal=Personal(
            matter="door",
            traces=(Trace(column="user_id", gone=_OVER, stays="door"),),
            theirs="data",
            plain="application_id room_id gate state tries at",
            kept=90 * 86_400,
        ),
        sqlite_with_rowid=False,
    )

    application_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("applications.id", ondelete="CASCADE")
    )
    room_id: Mapped[int] = mapped_column(BigId)
    user_id: Mapped[int] = mapped_column(BigId)
    gate: Mapped[str] = mapped_column(comment="as the demand writes it")
    state: Mapped[str] = mapped_column(comment="open, passed or failed")
    tries: Mapped[int]
    data: Mapped[str] = mapped_column(comment="JSON: what the gate remembers")
    at: Mapped[int] = mapped_column(BigId)


class Signature(Base):
    """A version of a group's pledge that somebody signed."""

    __tablename__ = "signatures"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id", "version"),
        Index("ix_signatures_room_id_version", "room_id", "version"),
        personal=Personal(
            matter="door",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            plain="room_id version at",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    version: Mapped[str]
    at: Mapped[int] = mapped_column(BigId)


class SeatHold(Base):
    """A seat that is kept for somebody who is still at the gates."""

    __tablename__ = "seat_holds"
    __table_args__ = strict(
        personal=Personal(plain="application_id until"),
    )

    application_id: Mapped[int] = mapped_column(
        BigId,
        ForeignKey("applications.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    until: Mapped[int] = mapped_column(BigId)

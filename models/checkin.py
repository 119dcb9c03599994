"""Sign-ins: the log of dates, what bridges a missed one, and what a group keeps beside it."""

from sqlalchemy import (
    Connection,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict

YEAR = 366 * 86_400

_HELD = text("used_day IS NULL")


class SignIn(Base):
    """One line of the log: somebody, a date of their group, a slot of it.

    Days are counted since 1970-01-01 on the group's calendar, whose zone and beginning were those
    that stand here. `rank` is the order of the day, 0 for what was not signed in itself.
    """

    __tablename__ = "sign_ins"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id", "day", "slot"),
        Index("ix_sign_ins_room_id_day_slot_rank", "room_id", "day", "slot", "rank"),
        personal=Personal(
            matter="checkin",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="at",
            plain="room_id day slot kind rank pay milestone zone starts",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    day: Mapped[int] = mapped_column(BigId)
    slot: Mapped[int] = mapped_column(BigId, comment="0: the first, or the whole day")
    kind: Mapped[str] = mapped_column(comment="own, makeup or freeze")
    at: Mapped[int] = mapped_column(BigId)
    rank: Mapped[int]
    pay: Mapped[int] = mapped_column(BigId, comment="points, milestones included")
    milestone: Mapped[int] = mapped_column(comment="the largest that was paid with it; 0: none")
    zone: Mapped[str]
    starts: Mapped[int] = mapped_column(comment="minutes after midnight")


class SignInDay(Base):
    """How many signed in on a date, in a slot: the next one's rank is one more."""

    __tablename__ = "sign_in_days"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "day", "slot"),
        personal=Personal(plain="room_id day slot count"),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    day: Mapped[int] = mapped_column(BigId)
    slot: Mapped[int] = mapped_column(BigId)
    count: Mapped[int]


class SignInAway(Base):
    """A date on which the bot was away for so long that it counts for everybody with a streak."""

    __tablename__ = "sign_in_away"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "day"),
        personal=Personal(plain="room_id day"),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    day: Mapped[int] = mapped_column(BigId)


class SignInRoom(Base):
    """How far a group's dates have been looked at."""

    __tablename__ = "sign_in_rooms"
    __table_args__ = strict(
        personal=Personal(plain="room_id checked_day judged_week duty_from told_at"),
    )

    room_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    checked_day: Mapped[int] = mapped_column(comment="outages are known up to it")
    judged_week: Mapped[int] = mapped_column(comment="the Monday of the last week that was judged")
    duty_from: Mapped[int | None] = mapped_column(comment="the day duty was switched on")
    told_at: Mapped[int] = mapped_column(BigId, comment="when the board was last told")


class Freeze(Base):
    """A freeze that somebody bought; it is spent by itself on a missed day."""

    __tablename__ = "freezes"
    __table_args__ = strict(
        Index(
            "ix_freezes_held",
            "room_id",
            "user_id",
            sqlite_where=_HELD,
            postgresql_where=_HELD,
        ),
        personal=Personal(
            matter="checkin",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="bought_at",
            plain="id room_id used_day",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    bought_at: Mapped[int] = mapped_column(BigId)
    used_day: Mapped[int | None] = mapped_column(comment="empty: it is held")


class LeaveDay(Base):
    """A day of somebody's leave of absence from duty."""

    __tablename__ = "leave_days"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id", "day"),
        personal=Personal(
            matter="checkin",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="at",
            plain="room_id day",
            kept=YEAR,
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    day: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)


class DutyMiss(Base):
    """A week in which somebody did not sign in as often as was their duty."""

    __tablename__ = "duty_misses"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id", "week"),
        personal=Personal(
            matter="checkin",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="at",
            plain="room_id week done",
            kept=YEAR,
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    week: Mapped[int] = mapped_column(BigId, comment="its Monday")
    done: Mapped[int] = mapped_column(comment="days on which they had signed in")
    at: Mapped[int] = mapped_column(BigId)


class Reminded(Base):
    """Somebody who wants to be reminded in a group; `at` is since when."""

    __tablename__ = "sign_in_reminders"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        personal=Personal(
            matter="checkin",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="at",
            plain="room_id",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[int] = mapped_column(BigId)


class ProofAsked(Base):
    """Somebody who began to punch in, and is asked for the proof until an instant."""

    __tablename__ = "sign_in_proofs"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        personal=Personal(
            matter="checkin",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="until",
            plain="room_id",
            kept=86_400,
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    until: Mapped[int] = mapped_column(BigId)


def absorb_days(connection: Connection, *, kept: int, gone: int, now: int) -> None:
    """Of two rooms that turn out to be one, who signed in on the same date is counted together."""
    rows = connection.execute(
        select(SignInDay.day, SignInDay.slot, SignInDay.count).where(SignInDay.room_id == gone)
    ).all()
    for row in rows:
        same = (SignInDay.day == row.day, SignInDay.slot == row.slot)
        both = connection.execute(
            update(SignInDay)
            .where(SignInDay.room_id == kept, *same)
            .values(count=SignInDay.count + row.count)
        )
        of_gone = (SignInDay.room_id == gone, *same)
        if both.rowcount:
            connection.execute(delete(SignInDay).where(*of_gone))
        else:
            connection.execute(update(SignInDay).where(*of_gone).values(room_id=kept))


Base.metadata.tables[SignInDay.__tablename__].info["absorb"] = absorb_days

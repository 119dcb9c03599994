"""The roster: who was seen, where, and how much they said."""

from sqlalchemy import Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, ASKED, Base, BigId, Personal, Trace, strict

_NAMED = text("username <> ''")
_APPROVED = text("approved_by IS NOT NULL")
_WEEK, _MONTH = text("week_messages >= 5"), text("month_messages >= 10")


class People(Base):
    """An account, with the name it showed last."""

    __tablename__ = "people"
    __table_args__ = strict(
        Index("ix_people_username", "username", sqlite_where=_NAMED, postgresql_where=_NAMED),
        personal=Personal(
            matter="names",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="first_name last_name username started seen_at bot",
        ),
    )

    user_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    first_name: Mapped[str]
    last_name: Mapped[str]
    username: Mapped[str] = mapped_column(comment="lower case, empty for none")
    started: Mapped[int] = mapped_column(server_default=text("0"), comment="1: started the bot")
    seen_at: Mapped[int] = mapped_column(BigId)
    bot: Mapped[int] = mapped_column(server_default=text("0"), comment="1: a bot")


class Member(Base):
    """An account in a room. Bots cannot list members: only those seen have a row."""

    __tablename__ = "members"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        Index("ix_members_user_id", "user_id"),
        Index(
            "ix_members_approved",
            "room_id",
            "user_id",
            sqlite_where=_APPROVED,
            postgresql_where=_APPROVED,
        ),
        # Of who says little there is no entry: it would be written anew with every message.
        Index(
            "ix_members_week",
            "room_id",
            "week",
            "week_messages",
            sqlite_where=_WEEK,
            postgresql_where=_WEEK,
        ),
        Index(
            "ix_members_month",
            "room_id",
            "month",
            "month_messages",
            sqlite_where=_MONTH,
            postgresql_where=_MONTH,
        ),
        personal=Personal(
            matter="members",
            traces=(
                # Who stays in the group is a newcomer from now on, not one who was always there.
                Trace(
                    column="user_id",
                    blank={
                        **dict.fromkeys(("messages", "substance", "days", "last_day"), 0),
                        **dict.fromkeys(("week_messages", "month_messages"), 0),
                        "seen_at": ASKED,
                        "joined_at": ASKED,
                        "approved_by": None,
                    },
                    gone="status = 'left'",
                    stays="members",
                ),
                Trace(column="approved_by", cut=ALWAYS, empty=0, shows="room_id"),
            ),
            plain="room_id status changed_at restriction week month",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId)
    user_id: Mapped[int] = mapped_column(BigId)
    status: Mapped[str] = mapped_column(
        server_default="", comment="Telegram's word; empty: unknown"
    )
    joined_at: Mapped[int | None] = mapped_column(BigId, comment="empty: not seen to join")
    changed_at: Mapped[int | None] = mapped_column(BigId, comment="date of the last chat_member")
    messages: Mapped[int] = mapped_column(server_default=text("0"))
    substance: Mapped[int] = mapped_column(
        server_default=text("0"), comment="messages of substance"
    )
    days: Mapped[int] = mapped_column(server_default=text("0"), comment="days with one of those")
    last_day: Mapped[int] = mapped_column(server_default=text("0"), comment="days since 1970, UTC")
    seen_at: Mapped[int] = mapped_column(BigId, server_default=text("0"))
    approved_by: Mapped[int | None] = mapped_column(BigId)
    restriction: Mapped[str] = mapped_column(
        server_default="", comment="JSON: what is left to them until when; empty: everything"
    )
    week: Mapped[int] = mapped_column(
        server_default=text("0"), comment="weeks since 1970, of the newest message"
    )
    week_messages: Mapped[int] = mapped_column(server_default=text("0"))
    month: Mapped[int] = mapped_column(
        server_default=text("0"), comment="months since the year 0, of the newest message"
    )
    month_messages: Mapped[int] = mapped_column(server_default=text("0"))

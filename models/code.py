"""Invite codes: who may come in by one, and who is at the door with one."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Code(Base):
    """An invite code. The code itself is not kept, only what it hashes to."""

    __tablename__ = "codes"
    __table_args__ = strict(
        UniqueConstraint("digest"),
        Index("ix_codes_room_id_expires_at", "room_id", "expires_at"),
        personal=Personal(
            matter="door",
            traces=(
                Trace(column="for_user", gone=ALWAYS),
                Trace(column="made_by", cut=ALWAYS, shows="id room_id made_at"),
            ),
            inside="for_name",
            plain="id room_id digest hint uses used made_at expires_at",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(comment="SHA-256 of its letters and digits")
    hint: Mapped[str] = mapped_column(comment="its first letters, by which it is told from others")
    uses: Mapped[int]
    used: Mapped[int]
    for_user: Mapped[int] = mapped_column(BigId, comment="the only one it lets in; 0: anybody")
    for_name: Mapped[str] = mapped_column(comment="their username, lower case, if that is all; ''")
    made_by: Mapped[int | None] = mapped_column(BigId)
    made_at: Mapped[int] = mapped_column(BigId)
    expires_at: Mapped[int] = mapped_column(BigId)


class CodeUse(Base):
    """A use of a code by an application; it goes again if they do not come in."""

    __tablename__ = "code_uses"
    __table_args__ = strict(
        PrimaryKeyConstraint("code_id", "application_id"),
        Index("ix_code_uses_application_id", "application_id"),
        personal=Personal(plain="code_id application_id at"),
        sqlite_with_rowid=False,
    )

    code_id: Mapped[int] = mapped_column(BigId, ForeignKey("codes.id", ondelete="CASCADE"))
    application_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("applications.id", ondelete="CASCADE")
    )
    at: Mapped[int] = mapped_column(BigId)


class CarriedCode(Base):
    """A code that somebody brought by a link before they asked to come in."""

    __tablename__ = "carried_codes"
    __table_args__ = strict(
        PrimaryKeyConstraint("room_id", "user_id"),
        Index("ix_carried_codes_code_id", "code_id"),
        personal=Personal(
            matter="door",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            plain="room_id code_id at",
        ),
        sqlite_with_rowid=False,
    )

    room_id: Mapped[int] = mapped_column(BigId, ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigId)
    code_id: Mapped[int] = mapped_column(BigId, ForeignKey("codes.id", ondelete="CASCADE"))
    at: Mapped[int] = mapped_column(BigId)

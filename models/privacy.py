"""What somebody asked to have as a file, while it is gathered."""

from sqlalchemy import Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ALWAYS, Base, BigId, Personal, Trace, strict


class Export(Base):
    """A part of somebody's file: some rows of a table."""

    __tablename__ = "exports"
    __table_args__ = strict(
        PrimaryKeyConstraint("user_id", "part"),
        Index("ix_exports_at", "at"),
        personal=Personal(
            matter="work",
            traces=(Trace(column="user_id", gone=ALWAYS),),
            theirs="name body",
            plain="part at",
            kept=86_400,
        ),
    )

    user_id: Mapped[int] = mapped_column(BigId)
    part: Mapped[int] = mapped_column(BigId)
    name: Mapped[str] = mapped_column(comment="the table")
    body: Mapped[str] = mapped_column(comment="JSON: rows of it")
    at: Mapped[int] = mapped_column(BigId)

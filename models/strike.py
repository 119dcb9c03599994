"""Strikes: misdeeds that count, until they fade or are lifted."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Personal, Trace, strict

_FADED = "NOT (lifted_at IS NULL AND (fades_at = 0 OR fades_at > :now))"


class Strike(Base):
    """One strike or several, given with a case."""

    __tablename__ = "strikes"
    __table_args__ = strict(
        Index("ix_strikes_room_id_user_id", "room_id", "user_id"),
        Index("ix_strikes_case_id", "case_id"),
        personal=Personal(
            matter="cases",
            traces=(Trace(column="user_id", gone=_FADED, stays="cases"),),
            plain="id room_id case_id weight given_at fades_at lifted_at",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId)
    user_id: Mapped[int] = mapped_column(BigId)
    case_id: Mapped[int] = mapped_column(BigId, ForeignKey("cases.id", ondelete="CASCADE"))
    weight: Mapped[int]
    given_at: Mapped[int] = mapped_column(BigId)
    fades_at: Mapped[int] = mapped_column(BigId, comment="0: never")
    lifted_at: Mapped[int | None] = mapped_column(BigId)

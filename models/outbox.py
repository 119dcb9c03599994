"""Actions that were decided and have to reach Telegram."""

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BigId, Personal, strict

_OPEN = text("state IN ('new', 'sending')")


class Outbox(Base):
    """One action and its fate: `new → sending → done | unknown | refused | expired`."""

    __tablename__ = "outbox"
    __table_args__ = strict(
        CheckConstraint(
            "state IN ('new', 'sending', 'done', 'unknown', 'refused', 'expired')", name="state"
        ),
        Index("ix_outbox_open", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        personal=Personal(
            matter="work",
            inside="action then_data result",
            plain="id room_id state case_id then created_at expires_at closed_at",
            kept=48 * 3600,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(BigId)
    action: Mapped[str] = mapped_column(comment="JSON, tagged with the action's stored name")
    state: Mapped[str] = mapped_column(server_default="new")
    case_id: Mapped[int | None] = mapped_column(BigId)
    then: Mapped[str | None] = mapped_column(comment="continuation: a registered name")
    then_data: Mapped[str | None] = mapped_column(comment="its JSON argument")
    created_at: Mapped[int] = mapped_column(BigId)
    expires_at: Mapped[int | None] = mapped_column(BigId)
    closed_at: Mapped[int | None] = mapped_column(BigId)
    result: Mapped[str | None] = mapped_column(comment="what Telegram answered, as JSON")

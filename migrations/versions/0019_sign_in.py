"""Sign-ins, what bridges a missed date, and the times in which the program did not run

Revision: 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _id(name: str, comment: str | None = None) -> sa.Column[int]:
    return sa.Column(name, _ID, nullable=False, comment=comment)


def _small(name: str, comment: str | None = None, *, empty: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=empty, comment=comment)


def _text(name: str, comment: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, comment=comment)


def _keys(table: str, *columns: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name=f"fk_{table}_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}"),
    ]


def upgrade() -> None:
    op.create_table(
        "outages",
        sa.Column("began_at", _ID, autoincrement=False, nullable=False),
        _id("ended_at"),
        sa.PrimaryKeyConstraint("began_at", name="pk_outages"),
        sqlite_strict=True,
    )
    op.create_table(
        "sign_ins",
        _id("room_id"),
        _id("user_id"),
        _id("day"),
        _id("slot", "0: the first, or the whole day"),
        _text("kind", "own, makeup or freeze"),
        _id("at"),
        _small("rank"),
        _id("pay", "points, milestones included"),
        _small("milestone", "the largest that was paid with it; 0: none"),
        _text("zone"),
        _small("starts", "minutes after midnight"),
        *_keys("sign_ins", "room_id", "user_id", "day", "slot"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_sign_ins_room_id_day_slot_rank", "sign_ins", ["room_id", "day", "slot", "rank"]
    )
    op.create_table(
        "sign_in_days",
        _id("room_id"),
        _id("day"),
        _id("slot"),
        _small("count"),
        *_keys("sign_in_days", "room_id", "day", "slot"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sign_in_away",
        _id("room_id"),
        _id("day"),
        *_keys("sign_in_away", "room_id", "day"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sign_in_rooms",
        sa.Column("room_id", _ID, autoincrement=False, nullable=False),
        _small("checked_day", "outages are known up to it"),
        _small("judged_week", "the Monday of the last week that was judged"),
        _small("duty_from", "the day duty was switched on", empty=True),
        _id("told_at", "when the board was last told"),
        *_keys("sign_in_rooms", "room_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "freezes",
        _id("id"),
        _id("room_id"),
        _id("user_id"),
        _id("bought_at"),
        _small("used_day", "empty: it is held", empty=True),
        *_keys("freezes", "id"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_freezes_held",
        "freezes",
        ["room_id", "user_id"],
        sqlite_where=sa.text("used_day IS NULL"),
        postgresql_where=sa.text("used_day IS NULL"),
    )
    op.create_table(
        "leave_days",
        _id("room_id"),
        _id("user_id"),
        _id("day"),
        _id("at"),
        *_keys("leave_days", "room_id", "user_id", "day"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "duty_misses",
        _id("room_id"),
        _id("user_id"),
        _id("week", "its Monday"),
        _small("done", "days on which they had signed in"),
        _id("at"),
        *_keys("duty_misses", "room_id", "user_id", "week"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    for table, column in (("sign_in_reminders", "at"), ("sign_in_proofs", "until")):
        op.create_table(
            table,
            _id("room_id"),
            _id("user_id"),
            _id(column),
            *_keys(table, "room_id", "user_id"),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )


def downgrade() -> None:
    for table in (
        "sign_in_proofs",
        "sign_in_reminders",
        "duty_misses",
        "leave_days",
        "freezes",
        "sign_in_rooms",
        "sign_in_away",
        "sign_in_days",
        "sign_ins",
        "outages",
    ):
        op.drop_table(table)

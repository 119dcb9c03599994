"""Reports, appeals, the cards they are decided on, and the book of decisions

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_EVIDENCE = sa.text("evidence <> ''")


def upgrade() -> None:
    op.create_index(
        "ix_cases_evidence",
        "cases",
        ["at"],
        sqlite_where=_EVIDENCE,
        postgresql_where=_EVIDENCE,
    )
    op.create_table(
        "audits",
        sa.Column("id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("at", _ID, nullable=False),
        sa.Column("by", _ID, nullable=True, comment="empty: nobody in particular"),
        sa.Column("what", sa.Text(), nullable=False, comment="set, kick, undo, settle, release …"),
        sa.Column("person", _ID, nullable=False, comment="whom it was about; 0: nobody"),
        sa.Column("case_id", _ID, nullable=True),
        sa.Column(
            "said",
            sa.Text(),
            nullable=False,
            comment="the setting and its value, the decision, the reason",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_audits"),
        sqlite_strict=True,
    )
    op.create_index("ix_audits_room_id_id", "audits", ["room_id", "id"])
    op.create_index("ix_audits_at", "audits", ["at"])
    op.create_table(
        "cards",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("place", _ID, nullable=False, comment="log chat or person; 0: the group itself"),
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column(
            "message_id", _ID, nullable=False, comment="0: on its way, -1: did not get there"
        ),
        sa.Column(
            "stale",
            sa.Integer(),
            nullable=False,
            comment="1: what it says changed while it was on its way",
        ),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_cards_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "matter", "place", name="pk_cards"),
        sqlite_strict=True,
    )
    op.create_index("ix_cards_at", "cards", ["at"])
    _reports()
    _appeals()


def _reports() -> None:
    op.create_table(
        "reported",
        sa.Column("case_id", _ID, autoincrement=False, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("thread_id", _ID, nullable=False),
        sa.Column(
            "plain",
            sa.Integer(),
            nullable=False,
            comment="1: nothing but text, which the case keeps",
        ),
        sa.Column(
            "hidden", sa.Integer(), nullable=False, comment="1: taken away until somebody decides"
        ),
        sa.Column("copy_chat", _ID, nullable=False, comment="0: there is no copy"),
        sa.Column("copy_message", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_reported_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name="pk_reported"),
        sqlite_strict=True,
    )
    op.create_table(
        "reports",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("at", _ID, nullable=False),
        sa.Column(
            "trusted", sa.Integer(), nullable=False, comment="1: counts for report.threshold"
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_reports_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name="pk_reports"),
        sqlite_strict=True,
    )
    op.create_index("ix_reports_room_id_user_id_at", "reports", ["room_id", "user_id", "at"])
    op.create_table(
        "report_blocks",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("by", _ID, nullable=False),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_report_blocks_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_report_blocks"),
        sqlite_strict=True,
    )


def _appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("case_id", _ID, autoincrement=False, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("at", _ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False, comment="of whoever appeals"),
        sa.Column("state", sa.Text(), nullable=False, comment="open, upheld or reversed"),
        sa.Column("due_at", _ID, nullable=False),
        sa.Column(
            "jury",
            sa.Integer(),
            nullable=False,
            comment="jurors that decide; 0: the administrators do",
        ),
        sa.Column("seed", sa.Text(), nullable=False, comment="of the draw; empty: none was made"),
        sa.Column("decided_by", _ID, nullable=True, comment="empty: the jury"),
        sa.Column("decided_at", _ID, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "told",
            sa.Text(),
            nullable=False,
            comment="done, refused …: whether the person heard of it",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_appeals_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name="pk_appeals"),
        sqlite_strict=True,
    )
    op.create_index("ix_appeals_user_id_at", "appeals", ["user_id", "at"])
    op.create_table(
        "jurors",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column(
            "vote",
            sa.Text(),
            nullable=False,
            comment="uphold or reverse; gone: cannot be asked; empty",
        ),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["appeals.case_id"],
            name="fk_jurors_case_id_appeals",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name="pk_jurors"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    for table in (
        "jurors",
        "appeals",
        "report_blocks",
        "reports",
        "reported",
        "cards",
        "audits",
    ):
        op.drop_table(table)
    op.drop_index("ix_cases_evidence", "cases")

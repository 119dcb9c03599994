"""The door: applications, their steps, and what was signed

Revision: 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_LIVE = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "applications",
        sa.Column("id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False, comment="request or open"),
        sa.Column(
            "state",
            sa.Text(),
            nullable=False,
            comment="open, held, queued, offered, ready; passed, failed, withdrawn or elsewhere",
        ),
        sa.Column("demand", sa.Text(), nullable=False, comment="what was asked when they came"),
        sa.Column("chat_id", _ID, nullable=False, comment="where they can be written to"),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False, comment="name of the link they came through"),
        sa.Column("by", _ID, nullable=False, comment="whose link it is, or who brought them; 0"),
        sa.Column("bio", sa.Text(), nullable=False),
        sa.Column(
            "seen", sa.Text(), nullable=False, comment="JSON: what else Telegram said of them"
        ),
        sa.Column(
            "earlier",
            sa.Text(),
            nullable=False,
            comment="JSON: the restriction they came with; empty",
        ),
        sa.Column("focus", sa.Text(), nullable=False, comment="the gate that is asked just now"),
        sa.Column(
            "card",
            _ID,
            nullable=False,
            comment="their card in private; 0: none, -1: on its way, -2: cannot be written to",
        ),
        sa.Column("pictured", sa.Integer(), nullable=False, comment="1: the card is a picture"),
        sa.Column(
            "stale",
            sa.Integer(),
            nullable=False,
            comment="1: the card changed while it was on its way",
        ),
        sa.Column(
            "porch",
            _ID,
            nullable=False,
            comment="the message in the group; 0: none, negative: see services/entry/porch.py",
        ),
        sa.Column("began_at", _ID, nullable=False),
        sa.Column("due_at", _ID, nullable=False),
        sa.Column("ended_at", _ID, nullable=True),
        sa.Column(
            "why", sa.Text(), nullable=False, comment="the gate, time, admin … that ended it"
        ),
        sa.Column("ended_by", _ID, nullable=False, comment="0: the machine"),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_applications_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_applications"),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_applications_live",
        "applications",
        ["room_id", "user_id"],
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )
    op.create_index("ix_applications_user_id", "applications", ["user_id"])
    op.create_index("ix_applications_room_id_state_id", "applications", ["room_id", "state", "id"])
    op.create_index("ix_applications_room_id_began_at", "applications", ["room_id", "began_at"])
    op.create_index("ix_applications_ended_at", "applications", ["ended_at"])
    op.create_table(
        "application_steps",
        sa.Column("application_id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("gate", sa.Text(), nullable=False, comment="as the demand writes it"),
        sa.Column("state", sa.Text(), nullable=False, comment="open, passed or failed"),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False, comment="JSON: what the gate remembers"),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name="fk_application_steps_application_id_applications",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application_id", "gate", name="pk_application_steps"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_application_steps_user_id", "application_steps", ["user_id"])
    op.create_table(
        "signatures",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_signatures_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "user_id", "version", name="pk_signatures"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("signatures")
    op.drop_table("application_steps")
    op.drop_table("applications")

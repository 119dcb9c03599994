"""The house: manners

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False, comment="0: on its way"),
        sa.Column(
            "wanted",
            sa.Text(),
            nullable=True,
            comment="JSON: what it should say, where that changed while it was on its way",
        ),
        sa.Column(
            "turn",
            sa.Integer(),
            nullable=False,
            comment="how often it was told: only the last one counts",
        ),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_notices_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "matter", name="pk_notices"),
        sqlite_strict=True,
    )
    op.create_table(
        "letters",
        sa.Column("id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="JSON: text and buttons"),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_letters_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sqlite_strict=True,
    )
    op.create_index("ix_letters_user_id", "letters", ["user_id"])
    op.create_index("ix_letters_at", "letters", ["at"])
    op.create_index("ix_notices_at", "notices", ["at"])
    op.create_index("ix_cases_subject_id_id", "cases", ["subject_id", "id"])

    op.create_table(
        "own_menus",
        sa.Column("room_id", _ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_own_menus_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", name="pk_own_menus"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_index("ix_cases_subject_id_id", "cases")
    op.drop_table("own_menus")
    op.drop_table("letters")
    op.drop_table("notices")

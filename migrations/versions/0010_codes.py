"""Ways in: invite codes, links, vouches, the list, the questions

Revision: 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _room(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["room_id"], ["rooms.id"], name=f"fk_{table}_room_id_rooms", ondelete="CASCADE"
    )


def upgrade() -> None:
    _codes()
    _invites()
    op.create_table(
        "vouches",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("voucher_id", _ID, nullable=False),
        sa.Column("month", sa.Text(), nullable=False, comment="2026-11, by the group's clock"),
        sa.Column("number", _ID, nullable=False, comment="which of that month's, from 1"),
        sa.Column("application_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False, comment="who is vouched for"),
        sa.Column("at", _ID, nullable=False),
        sa.UniqueConstraint("application_id", name="uq_vouches_application_id"),
        _room("vouches"),
        sa.PrimaryKeyConstraint("room_id", "voucher_id", "month", "number", name="pk_vouches"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "guests",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="id, name or token"),
        sa.Column(
            "value",
            sa.Text(),
            nullable=False,
            comment="the number; the username in lower case; SHA-256 of the token",
        ),
        sa.Column("used_by", _ID, nullable=False, comment="0: nobody yet"),
        sa.Column("application_id", _ID, nullable=False, comment="where it was used; 0"),
        _room("guests"),
        sa.PrimaryKeyConstraint("room_id", "kind", "value", name="pk_guests"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_guests_application_id", "guests", ["application_id"])
    op.create_table(
        "questions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False, comment="JSON: the answers that are right"),
        sa.Column(
            "wrong",
            sa.Text(),
            nullable=False,
            comment="JSON: those beside them; empty: it is typed",
        ),
        sa.Column("made_by", _ID, nullable=True),
        sa.Column("made_at", _ID, nullable=False),
        _room("questions"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sqlite_strict=True,
    )
    op.create_index("ix_questions_room_id", "questions", ["room_id"])


def _codes() -> None:
    op.create_table(
        "codes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False, comment="SHA-256 of its letters and digits"),
        sa.Column(
            "hint",
            sa.Text(),
            nullable=False,
            comment="its first letters, by which it is told from others",
        ),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("for_user", _ID, nullable=False, comment="the only one it lets in; 0: anybody"),
        sa.Column(
            "for_name",
            sa.Text(),
            nullable=False,
            comment="their username, lower case, if that is all; ''",
        ),
        sa.Column("made_by", _ID, nullable=True),
        sa.Column("made_at", _ID, nullable=False),
        sa.Column("expires_at", _ID, nullable=False),
        sa.UniqueConstraint("digest", name="uq_codes_digest"),
        _room("codes"),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
        sqlite_strict=True,
    )
    op.create_index("ix_codes_room_id_expires_at", "codes", ["room_id", "expires_at"])
    op.create_table(
        "code_uses",
        sa.Column("code_id", _ID, nullable=False),
        sa.Column("application_id", _ID, nullable=False),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"], ["codes.id"], name="fk_code_uses_code_id_codes", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name="fk_code_uses_application_id_applications",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code_id", "application_id", name="pk_code_uses"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_code_uses_application_id", "code_uses", ["application_id"])
    op.create_table(
        "carried_codes",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("code_id", _ID, nullable=False),
        sa.Column("at", _ID, nullable=False),
        _room("carried_codes"),
        sa.ForeignKeyConstraint(
            ["code_id"], ["codes.id"], name="fk_carried_codes_code_id_codes", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_carried_codes"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_carried_codes_code_id", "carried_codes", ["code_id"])


def _invites() -> None:
    op.create_table(
        "invites",
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False, comment="whose link it is; 0: the bot's own"),
        sa.Column(
            "by_request",
            sa.Integer(),
            nullable=False,
            comment="1: who comes through it asks to be let in",
        ),
        sa.Column("made_at", _ID, nullable=False),
        _room("invites"),
        sa.PrimaryKeyConstraint("link", name="pk_invites"),
        sqlite_strict=True,
    )
    op.create_index("ix_invites_room_id_user_id", "invites", ["room_id", "user_id"])
    op.create_table(
        "invited",
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("by_id", _ID, nullable=False),
        sa.Column("at", _ID, nullable=False),
        _room("invited"),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_invited"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_invited_room_id_by_id", "invited", ["room_id", "by_id"])


def downgrade() -> None:
    for table in (
        "questions",
        "guests",
        "vouches",
        "invited",
        "invites",
        "carried_codes",
        "code_uses",
        "codes",
    ):
        op.drop_table(table)

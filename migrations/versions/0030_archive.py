"""The archive and its index

Revision: 0030, after 0018.
"""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0030"
down_revision = "0018"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_OFF = sa.text("keep = 0")

_SQLITE = """
CREATE VIRTUAL TABLE archive_words USING fts5(
tokens, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_'"
)
"""

_POSTGRESQL = (
    "CREATE TABLE archive_words (doc bigint NOT NULL, tokens tsvector NOT NULL)",
    "CREATE UNIQUE INDEX ix_archive_words_doc ON archive_words (doc)",
    "CREATE INDEX ix_archive_words_tokens ON archive_words USING gin (tokens)"
    " WITH (gin_pending_list_limit = 512)",
)


def upgrade() -> None:
    with _altered() as messages:
        messages.add_column(
            sa.Column(
                "has",
                sa.Integer(),
                server_default=sa.text("0"),
                nullable=False,
                comment="bits: 1 link, 2 forwarded",
            )
        )
        messages.add_column(
            sa.Column(
                "extra",
                sa.Text(),
                server_default="",
                nullable=False,
                comment="JSON: file, links …; or empty",
            )
        )
        messages.add_column(
            sa.Column("reactions", sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
    # What the bot takes away leaves the archive: from now on at once, until now after 30 days.
    op.execute("UPDATE messages SET text = '', content = '' WHERE deleted_at IS NOT NULL")
    op.create_table(
        "archive_chats",
        sa.Column("number", _ID, nullable=False),
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("keep", _ID, nullable=False, comment="seconds; -1: for ever, 0: no words at all"),
        sa.Column("since", _ID, nullable=False, comment="switched on at; 0: always was"),
        sa.Column("due_at", _ID, nullable=False, comment="when the oldest is looked at"),
        sa.UniqueConstraint("chat_id", name="uq_archive_chats_chat_id"),
        sa.PrimaryKeyConstraint("number", name="pk_archive_chats"),
        sqlite_strict=True,
    )
    op.create_index("ix_archive_chats_due_at", "archive_chats", ["due_at"])
    op.create_index(
        "ix_archive_chats_off",
        "archive_chats",
        ["room_id"],
        sqlite_where=_OFF,
        postgresql_where=_OFF,
    )
    op.create_table(
        "archive_spans",
        sa.Column("id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False, comment="0: all of them"),
        sa.Column("kind", sa.Text(), nullable=False, comment="hole or import"),
        sa.Column("since", _ID, nullable=False),
        sa.Column("until", _ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_archive_spans"),
        sqlite_strict=True,
    )
    op.create_index("ix_archive_spans_room_id", "archive_spans", ["room_id"])
    op.create_table(
        "climbs",
        sa.Column("id", _ID, nullable=False),
        sa.Column("room_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False, comment="JSON: where each page begins"),
        sa.Column("at", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"], ["rooms.id"], name="fk_climbs_room_id_rooms", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_climbs"),
        sqlite_strict=True,
    )
    op.create_index("ix_climbs_room_id_user_id", "climbs", ["room_id", "user_id"])
    op.create_index("ix_climbs_at", "climbs", ["at"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SQLITE)
        return
    for statement in _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("archive_words")
    op.drop_table("climbs")
    op.drop_table("archive_spans")
    op.drop_table("archive_chats")
    op.execute("DELETE FROM meta WHERE key = 'archive.mark'")
    with _altered() as messages:
        messages.drop_column("reactions")
        messages.drop_column("extra")
        messages.drop_column("has")


def _altered() -> AbstractContextManager[BatchOperations]:
    """On SQLite the table is made anew, strictly typed as before."""
    return op.batch_alter_table(
        "messages",
        recreate="always" if op.get_bind().dialect.name == "sqlite" else "never",
        table_kwargs={"sqlite_strict": True},
    )

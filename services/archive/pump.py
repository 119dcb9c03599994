"""The pump: words of what was written go into the index, behind the writing of it."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, text

from models.archive import WORDS
from models.message import Message
from services.archive import chats, index, mark
from services.archive.said import COLUMNS, SILENT, Said, said

MOST = 500
"""Messages a transaction goes through."""

_NEXT = (
    select(*COLUMNS)
    .where(Message.id > bindparam("mark"))
    .order_by(Message.id)
    .limit(bindparam("most"))
)
_MISSING = _NEXT.where(
    Message.deleted_at.is_(None),
    Message.content.not_in(SILENT),
    text(
        # OFFSET 0 keeps it a look-up for each row: as a join the whole index would be read.
        f"NOT EXISTS (SELECT FROM {WORDS} AS w WHERE w.doc = ("
        " (SELECT c.number FROM archive_chats AS c WHERE c.chat_id = messages.chat_id)"
        f" << {index.BITS} | messages.message_id) OFFSET 0)"
        f" AND messages.message_id BETWEEN 1 AND {index.TOP - 1}"
    ),
).with_for_update(read=True)
"""Held against changes until the commit: who takes a message away after that finds its words."""


def pump(connection: Connection, now: int, limit: int = MOST) -> int:
    """Go on with up to `limit` messages; how many there were. Less than that: it is up to date."""
    held = mark.take(connection)
    query = _NEXT if connection.dialect.name == "sqlite" else _MISSING
    rows = said(connection.execute(query, {"mark": held.id, "most": limit}))
    if rows:
        index.put(connection, documents(connection, rows, now))
    last = rows[-1].id if len(rows) == limit or (rows and _counts(connection)) else 2**62
    went = held if not rows and _counts(connection) else mark.moved(connection, held, last)
    if went != held:
        mark.put(connection, went)
    return len(rows)


def catch_up(connection: Connection, now: int, most: int) -> int:
    """Bring the index up to date, if no more than so many messages are missing; how many still
    are then (`most` where there are more)."""
    left = most
    while left > 0:
        went = pump(connection, now, min(left, MOST))
        if went < min(left, MOST):
            return 0
        left -= went
    return behind(connection, most)


def behind(connection: Connection, most: int) -> int:
    """How many messages are not in the index yet; `most` where there are more."""
    held = mark.read(connection)
    query = select(Message.id).where(Message.id > held.id).limit(most)
    return len(connection.execute(query).all())


def documents(
    connection: Connection, rows: Sequence[Said], now: int
) -> list[tuple[int, list[str]]]:
    """Messages as documents, with their words; chats that are new get a number."""
    found = chats.enter(connection, ((one.chat, one.room) for one in rows), now)
    return [
        (index.doc_of(found[one.chat], one.message), index.words_of(found[one.chat], one))
        for one in rows
    ]


def _counts(connection: Connection) -> bool:
    """Whether ids are given out by one writer, so that the mark is the last one of all."""
    return connection.dialect.name == "sqlite"

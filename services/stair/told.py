"""What the archive knows of the messages that codes are about."""

import re
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, select

from models.message import Message as Row

MOST: Final = 5_000
"""Messages of a talk that are looked at."""

_LINK = re.compile(r"https?://\S|\bt\.me/\w|\bwww\.\w", re.IGNORECASE)
_TABLE = Row.__table__.columns
_REACTIONS = [_TABLE["reactions"]] if "reactions" in _TABLE else []


class Told(Struct, frozen=True, gc=False, kw_only=True):
    """A message as it was last seen. `reactions` is 0 where they are not counted."""

    chat: int
    message: int
    author: int
    at: int
    reply_to: int
    content: str
    text: str
    album: str
    gone: bool
    reactions: int = 0

    @property
    def has_link(self) -> bool:
        """Whether it leads somewhere."""
        return _LINK.search(self.text) is not None


_COLUMNS = (
    Row.chat_id,
    Row.message_id,
    Row.user_id,
    Row.at,
    Row.reply_to,
    Row.content,
    Row.text,
    Row.media_group,
    Row.deleted_at,
    *_REACTIONS,
)


def find(connection: Connection, chat: int, message: int) -> Told | None:
    """A message, if it is known."""
    row = connection.execute(
        select(*_COLUMNS).where(Row.chat_id == chat, Row.message_id == message)
    ).first()
    return _told(tuple(row)) if row else None


def stretch(
    connection: Connection, *, chat: int, first: int, last: int, thread: int | None = None
) -> list[Told]:
    """What was said from one message to another and is still there, of one topic if it is given."""
    query = select(*_COLUMNS).where(
        Row.chat_id == chat, Row.message_id.between(first, last), Row.deleted_at.is_(None)
    )
    if thread is not None:
        query = query.where(Row.thread_id == thread)
    rows = connection.execute(query.order_by(Row.message_id).limit(MOST))
    return [_told(tuple(row)) for row in rows]


def _told(row: tuple[object, ...]) -> Told:
    fields = ("chat", "message", "author", "at", "reply_to", "content", "text", "album")
    known: dict[str, object] = dict(zip(fields, row, strict=False))
    liked = row[9] if len(row) > 9 else 0
    return Told(**known, gone=row[8] is not None, reactions=liked)  # type: ignore[arg-type]

"""History that somebody brings: messages from before the bot came."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, select

from bot.core.sql import bulk_upsert, pair_among
from models.message import Message
from services.archive import chats

_COLUMNS = (
    *("chat_id", "message_id", "room_id", "user_id", "at", "thread_id", "reply_to"),
    *("media_group", "content", "text", "edited_at", "has", "extra", "reactions"),
)
_BRING = bulk_upsert(Message, _COLUMNS, keys=("chat_id", "message_id"))


class Brought(Struct, frozen=True, gc=False, kw_only=True):
    """A message as an export tells it; fields as in `Said`, `extra` as `extras` makes it."""

    chat: int
    message: int
    author: int
    at: int
    text: str = ""
    content: str = "text"
    thread: int = 0
    reply_to: int = 0
    album: str = ""
    edited_at: int | None = None
    has: int = 0
    extra: str = ""
    reactions: int = 0


def put_history(connection: Connection, room: int, brought: Sequence[Brought]) -> int:
    """Put messages that are not there yet into the archive; how many. Safe to repeat.

    Nobody is counted or trusted for them. What is there, or was taken away, stays as it is; a room
    that opted out gets nothing. The pump brings them into the index.
    """
    if not brought or room in chats.rooms_off(connection):
        return 0
    pairs = [(one.chat, one.message) for one in brought]
    query = select(Message.chat_id, Message.message_id).where(
        pair_among(Message.chat_id, Message.message_id, "pairs")
    )
    known = {tuple(row) for row in connection.execute(query, {"pairs": pairs})}
    new = {(one.chat, one.message): one for one in brought}
    rows = [_row(room, one) for pair, one in new.items() if pair not in known]
    _BRING(connection, rows)
    return len(rows)


def _row(room: int, one: Brought) -> tuple[Any, ...]:
    return (
        *(one.chat, one.message, room, one.author, one.at, one.thread, one.reply_to),
        *(one.album, one.content, one.text, one.edited_at, one.has, one.extra, one.reactions),
    )

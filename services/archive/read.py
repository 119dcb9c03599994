"""Reading what was said: for those who judge and sweep, and for those who look back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from bot.core.sql import pair_among
from models.case import CaseMessage
from models.message import Message
from services.archive import chats
from services.archive.said import COLUMNS, SILENT, Said, said

# Numbers ascend with time in a chat, so that no index by author has to be kept for this.
_BEFORE = (
    select(Message.message_id)
    .where(Message.chat_id == bindparam("chat"), Message.at < bindparam("since"))
    .order_by(Message.message_id.desc())
    .limit(1)
)
_RECENT = (
    select(Message.message_id)
    .where(
        Message.chat_id == bindparam("chat"),
        Message.message_id > bindparam("before"),
        Message.user_id == bindparam("author"),
        Message.at >= bindparam("since"),
        Message.deleted_at.is_(None),
    )
    .order_by(Message.message_id)
)
_MOST = 2**41
_SAID = """(
    SELECT at FROM messages WHERE chat_id = :chat AND message_id >= (low + high) / 2
    ORDER BY message_id LIMIT 1
)"""
_NUMBER = text(
    f"""
WITH RECURSIVE step (low, high) AS (
    SELECT CAST(0 AS bigint), CAST(
        coalesce((SELECT max(message_id) + 1 FROM messages
                  WHERE chat_id = :chat AND message_id < :most), 0) AS bigint)
    UNION ALL
    SELECT
        CASE WHEN {_SAID} < :at THEN (low + high) / 2 + 1 ELSE low END,
        CASE WHEN {_SAID} < :at THEN high ELSE (low + high) / 2 END
    FROM step WHERE low < high
)
SELECT low FROM step WHERE low >= high
"""
)
_ALBUM = select(Message.chat_id, Message.message_id).where(
    Message.room_id == bindparam("room"),
    Message.media_group == bindparam("album"),
    text("media_group <> ''"),  # in these words, or the partial index is not used
    Message.deleted_at.is_(None),
)


def cases_of(
    connection: Connection, messages: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], int]:
    """The cases that messages (chat, message) belong to, of those that do."""
    rows = connection.execute(
        select(CaseMessage.chat_id, CaseMessage.message_id, CaseMessage.case_id).where(
            pair_among(CaseMessage.chat_id, CaseMessage.message_id, "pairs")
        ),
        {"pairs": list(messages)},
    )
    return {(chat, message): case for chat, message, case in rows}


def since(
    connection: Connection,
    *,
    chat: int,
    at: int,
    first: int = 0,
    last: int,
    thread: int | None = None,
    author: int | None = None,
    limit: int,
) -> list[int]:
    """Numbers of messages of a chat that are there still, the newest first.

    Those from `first` to `last`, said at or after the instant `at`; of one topic or author where
    one is given.
    """
    query = select(Message.message_id).where(
        Message.chat_id == chat,
        Message.message_id.between(first, last),
        Message.at >= at,
        Message.deleted_at.is_(None),
    )
    if thread is not None:
        query = query.where(Message.thread_id == thread)
    if author is not None:
        query = query.where(Message.user_id == author)
    return list(
        connection.execute(query.order_by(Message.message_id.desc()).limit(limit)).scalars()
    )


def recent_of(
    connection: Connection, *, chat: int, author: int, since: int
) -> list[tuple[int, int]]:
    """What somebody wrote in a chat since an instant and is still there, as (chat, message).

    Reads all that was written there since.
    """
    asked = {"chat": chat, "author": author, "since": since}
    before = connection.execute(_BEFORE, asked).scalar() or 0
    return [
        (chat, one) for one in connection.execute(_RECENT, {**asked, "before": before}).scalars()
    ]


def album_of(connection: Connection, *, room: int, media_group: str) -> list[tuple[int, int]]:
    """The parts of an album that are known and still there."""
    rows = connection.execute(_ALBUM, {"room": room, "album": media_group})
    return [(chat, message) for chat, message in rows]


def find(connection: Connection, chat: int, message: int) -> Said | None:
    """A message that is there still."""
    rows = connection.execute(
        select(*COLUMNS).where(
            Message.chat_id == chat, Message.message_id == message, Message.deleted_at.is_(None)
        )
    )
    return next(iter(said(rows)), None)


def around(
    connection: Connection, chat: int, message: int, *, before: int = 2, after: int = 2
) -> list[Said]:
    """A message with its neighbours in the same topic, ascending."""
    middle = find(connection, chat, message)
    if middle is None:
        return []
    query = _there(chat, middle.thread)
    earlier = query.where(Message.message_id < message).order_by(Message.message_id.desc())
    later = query.where(Message.message_id > message).order_by(Message.message_id)
    above = said(connection.execute(earlier.limit(before)))
    return [*reversed(above), middle, *said(connection.execute(later.limit(after)))]


def read_since(
    connection: Connection,
    *,
    room: int,
    since: int,
    until: int | None = None,
    thread: int | None = None,
    after: tuple[int, int] = (0, 0),
    limit: int = 500,
) -> list[Said]:
    """What was said in a room from an instant on, before another, ascending by chat and number.

    Of more than `limit`, go on with `after` (chat, message) of the last one. Chats of a room
    follow each other: first the one that the group had before it became a supergroup.
    """
    found: list[Said] = []
    for _, chat in reversed(chats.of_room(connection, room)):
        if after[0] and chat > after[0]:
            continue
        first = after[1] + 1 if chat == after[0] else number_at(connection, chat, since)
        query = _there(chat, thread).where(Message.message_id >= first, Message.at >= since)
        if until is not None:
            query = query.where(Message.at < until)
        query = query.order_by(Message.message_id).limit(limit - len(found))
        found += said(connection.execute(query))
        if len(found) >= limit:
            break
    return found


def in_thread(
    connection: Connection,
    *,
    chat: int,
    thread: int,
    before: int | None = None,
    limit: int = 50,
) -> list[Said]:
    """The newest of a topic, below a number where one is given; ascending."""
    query = _there(chat, thread)
    if before is not None:
        query = query.where(Message.message_id < before)
    rows = connection.execute(query.order_by(Message.message_id.desc()).limit(limit))
    return said(rows)[::-1]


def stretch(
    connection: Connection,
    *,
    chat: int,
    first: int,
    last: int,
    thread: int | None = None,
    limit: int = 5_000,
) -> list[Said]:
    """What was said from one message of a chat to another, both included; ascending."""
    query = _there(chat, thread).where(Message.message_id.between(first, last))
    return said(connection.execute(query.order_by(Message.message_id).limit(limit)))


def number_at(connection: Connection, chat: int, at: int) -> int:
    """A number below which nothing in a chat was said at or after an instant.

    Numbers ascend with time: some twenty looks at the unique key, in one statement.
    """
    return int(connection.execute(_NUMBER, {"chat": chat, "at": at, "most": _MOST}).scalar_one())


def _there(chat: int, thread: int | None) -> Any:
    """Messages of a chat, or of a topic of it, that say something."""
    query = select(*COLUMNS).where(
        Message.chat_id == chat,
        Message.deleted_at.is_(None),
        Message.content.not_in(SILENT),
    )
    return query if thread is None else query.where(Message.thread_id == thread)

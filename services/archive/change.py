"""What changes about messages that are there, in the index as in the rows."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.core.sql import Bulk, among, pair_among
from models.message import Message
from services.archive import chats, index, mark
from services.archive.said import COLUMNS, COMMAND, SILENT, Said, said

Document = tuple[int, list[str]]

_PAIRS = select(*COLUMNS).where(pair_among(Message.chat_id, Message.message_id, "pairs"))
_IDS = select(*COLUMNS).where(among(Message.id, "ids"))
_EMPTY = {"text": "", "extra": "", "content": "", "has": 0, "reactions": 0}
_DELETED = Bulk(
    ("now", "chat", "message"),
    lambda _: (
        update(Message)
        .where(Message.chat_id == bindparam("chat"), Message.message_id == bindparam("message"))
        .values(deleted_at=bindparam("now"), **_EMPTY)
    ),
)
_REACTED = Bulk(
    ("more", "chat", "message"),
    lambda _: (
        update(Message)
        .where(
            Message.chat_id == bindparam("chat"),
            Message.message_id == bindparam("message"),
            Message.deleted_at.is_(None),
        )
        .values(reactions=Message.reactions + bindparam("more"))
    ),
)
_COUNTED = Bulk(
    ("count", "chat", "message"),
    lambda _: (
        update(Message)
        .where(
            Message.chat_id == bindparam("chat"),
            Message.message_id == bindparam("message"),
            Message.deleted_at.is_(None),
        )
        .values(reactions=bindparam("count"))
    ),
)


def mark_deleted(connection: Connection, messages: Sequence[tuple[int, int]], now: int) -> None:
    """The bot takes messages (chat, message) away: what they said leaves rows and index. Their
    numbers stay, for what belongs to them and comes late."""
    if not messages:
        return
    with_words(
        connection,
        messages,
        lambda: _DELETED(connection, [(now, chat, message) for chat, message in messages]),
        again=False,
    )


def erase(connection: Connection, ids: Sequence[int]) -> int:
    """Delete rows by their ids, with their words; how many."""
    if not ids:
        return 0
    gone = said(connection.execute(_IDS, {"ids": list(ids)}))
    connection.execute(delete(Message).where(among(Message.id, "ids")), {"ids": list(ids)})
    index.take(connection, _documents(connection, gone))
    mark.lower(connection)
    return len(gone)


def blank(connection: Connection, ids: Sequence[int]) -> None:
    """Leave nothing of messages but their numbers, author and time."""
    if not ids:
        return
    gone = said(connection.execute(_IDS, {"ids": list(ids)}))
    connection.execute(
        update(Message).where(among(Message.id, "ids")).values(**_EMPTY), {"ids": list(ids)}
    )
    index.take(connection, _documents(connection, gone))


def hide(connection: Connection, messages: Sequence[tuple[int, int]]) -> None:
    """Let messages (chat, message) be no more than commands, whatever they are made of."""
    hidden = update(Message).where(
        pair_among(Message.chat_id, Message.message_id, "pairs"), Message.content.not_in(SILENT)
    )
    with_words(
        connection,
        messages,
        lambda: connection.execute(hidden.values(content=COMMAND), {"pairs": list(messages)}),
        again=True,
    )


def with_words(
    connection: Connection,
    messages: Sequence[tuple[int, int]],
    change: Callable[[], object],
    *,
    again: bool,
) -> None:
    """Change messages (chat, message) and take their words out of the index; `again`: those they
    have then are put in. Of messages that the pump has not reached there is nothing in it."""
    before = find_all(connection, messages) if _has_marks(connection) else []
    known = _documents(connection, before)
    change()
    if not again:
        # On PostgreSQL their words may have arrived while the change waited for the pump.
        index.take(connection, known if _has_marks(connection) else _numbered(connection, messages))
        return
    after = find_all(connection, messages)
    index.take(connection, known if _has_marks(connection) else _numbered(connection, messages))
    index.put(connection, _documents(connection, after), anew=True)


def find_all(connection: Connection, messages: Sequence[tuple[int, int]]) -> list[Said]:
    """Messages (chat, message) that are there, taken away or not."""
    return said(connection.execute(_PAIRS, {"pairs": list(messages)}))


def react(
    connection: Connection,
    more: Sequence[tuple[int, int, int]],
    counted: Sequence[tuple[int, int, int]],
) -> None:
    """Reactions that came or went, and such that Telegram counted: (how many, chat, message)."""
    _REACTED(connection, more)
    _COUNTED(connection, counted)


def _documents(connection: Connection, rows: Sequence[Said]) -> list[Document]:
    """What of messages is in the index, as documents."""
    if _has_marks(connection):
        reached = mark.read(connection).id if rows else 0
        rows = [one for one in rows if one.id <= reached]
    known = chats.numbers(connection, (one.chat for one in rows)) if rows else {}
    return [
        (index.doc_of(known[one.chat], one.message), index.words_of(known[one.chat], one))
        for one in rows
        if one.chat in known and 0 < one.message < index.TOP
    ]


def _numbered(connection: Connection, messages: Sequence[tuple[int, int]]) -> list[Document]:
    known = chats.numbers(connection, (chat for chat, _ in messages))
    return [
        (index.doc_of(known[chat], message), [])
        for chat, message in messages
        if chat in known and 0 < message < index.TOP
    ]


def _has_marks(connection: Connection) -> bool:
    """Whether what goes out of the index has to be known word by word, and is up to the mark."""
    return connection.dialect.name == "sqlite"

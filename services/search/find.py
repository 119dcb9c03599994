"""Searching: the index proposes, the rows decide."""

import math
from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import Connection, select

from models.message import Message
from services.archive.change import find_all
from services.archive.chats import of_room
from services.archive.index import BITS, TOP, doc_of
from services.archive.read import number_at
from services.archive.said import Said
from services.search.needle import Needle, padded
from services.search.propose import propose, words_of
from services.search.query import Query

EXAMINED = 5_000
"""Messages that are looked at for a page; behind them one goes on by the next."""

WEIGHED = 500
"""Hits among which those of weight are chosen, the newest."""

_LARGEST = 1_000


class Stretch(Struct, frozen=True, gc=False, kw_only=True):
    """A part of a chat, both ends included; in a topic of it where one is given."""

    chat: int
    first: int
    last: int
    thread: int | None = None


class Page(Struct, frozen=True, gc=False):
    """Hits; `after` is where the next page begins, 0 if there is none."""

    hits: tuple[Said, ...]
    after: int = 0


def find(
    connection: Connection,
    query: Query,
    *,
    room: int,
    after: int = 0,
    limit: int = 10,
    within: Stretch | None = None,
) -> Page:
    """A page of what a query finds in a room; `after` as the page before said, 0 for the first.

    Sorted by time, the newest first, or among the newest by weight: how often the words are in
    so much text, and how many reacted.
    """
    if query.sort == "weight":
        found = _by_time(connection, query, room, 0, WEIGHED, within).hits
        ordered = sorted(found, key=lambda one: -weight(query, one))
        page = tuple(ordered[after : after + limit])
        return Page(page, after + limit if after + limit < len(ordered) else 0)
    return _by_time(connection, query, room, after, limit, within)


def matches(query: Query, one: Said) -> bool:
    """Whether a message is what is asked for, but for where it stands."""
    if not one.is_there or (query.authors and one.author not in query.authors):
        return False
    if not (query.since or 0) <= one.at < (query.until or math.inf):
        return False
    if query.has and not one.kinds.issuperset(query.has):
        return False
    if not query.needles and not query.without:
        return True
    text = padded(one.words)
    return all(needle.pattern in text for needle in query.needles) and not any(
        needle.pattern in text for needle in query.without
    )


def weight(query: Query, one: Said) -> float:
    """How much a message is about what is asked for."""
    text = padded(one.words)
    times = sum(min(_count(needle, text), 3) for needle in query.needles)
    return times / (1 + len(text) / 100) + math.log2(1 + max(one.reactions, 0))


def _count(needle: Needle, text: str) -> int:
    return text.count(needle.pattern)


def _by_time(
    connection: Connection,
    query: Query,
    room: int,
    after: int,
    limit: int,
    within: Stretch | None,
) -> Page:
    hits: list[Said] = []
    starts: list[int] = []
    left = EXAMINED
    for number, chat, low, high in _ranges(connection, query, room, after, within):
        step = limit + 1
        while low <= high:
            docs = _proposed(connection, query, (number, chat), (low, high), step, within)
            rows = {one.message: one for one in find_all(connection, _pairs(docs, chat))}
            for doc in docs:
                one = rows.get(doc & (TOP - 1))
                if one is None or not matches(query, one) or not _is_in(one, within):
                    continue
                hits.append(one)
                starts.append(doc)
                if len(hits) > limit:
                    return Page(tuple(hits[:limit]), starts[limit - 1])
            if len(docs) < step:
                break
            left -= len(docs)
            high = docs[-1] - 1
            if left <= 0:
                return Page(tuple(hits), docs[-1])
            step = min(2 * step, _LARGEST)
    return Page(tuple(hits))


def _ranges(
    connection: Connection, query: Query, room: int, after: int, within: Stretch | None
) -> Iterator[tuple[int, int, int, int]]:
    """Chats of a room, the newest first, with the first and last document to be looked at."""
    passed = after >> BITS
    for number, chat in of_room(connection, room):
        if passed and number != passed:
            continue
        low, high = 1, TOP - 1
        if within is not None:
            if chat != within.chat:
                continue
            low, high = max(low, within.first), min(high, within.last)
        if query.since is not None:
            low = max(low, number_at(connection, chat, query.since))
        if query.until is not None:
            high = min(high, number_at(connection, chat, query.until) - 1)
        if passed:
            high, passed = min(high, (after & (TOP - 1)) - 1), 0
        yield number, chat, doc_of(number, low), doc_of(number, high)


def _proposed(
    connection: Connection,
    query: Query,
    place: tuple[int, int],
    span: tuple[int, int],
    count: int,
    within: Stretch | None,
) -> list[int]:
    number, chat = place
    words = words_of(query, within.thread if within else None)
    if words.narrow:
        return propose(connection, words, number=number, low=span[0], high=span[1], count=count)
    rows = connection.execute(
        select(Message.message_id)
        .where(
            Message.chat_id == chat,
            Message.message_id.between(span[0] & (TOP - 1), span[1] & (TOP - 1)),
        )
        .order_by(Message.message_id.desc())
        .limit(count)
    )
    return [doc_of(number, message) for message in rows.scalars()]


def _pairs(docs: list[int], chat: int) -> list[tuple[int, int]]:
    return [(chat, doc & (TOP - 1)) for doc in docs]


def _is_in(one: Said, within: Stretch | None) -> bool:
    return within is None or within.thread is None or one.thread == within.thread

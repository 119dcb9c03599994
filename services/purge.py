"""Which messages go when somebody wants many of them gone."""

from msgspec import Struct
from sqlalchemy import Connection

from bot.core.duration import HOUR
from services import archive

REACH = 48 * HOUR
"""Seconds after which Telegram deletes nothing any more.
https://core.telegram.org/bots/api#deletemessages"""

ASKED = 100
"""Messages from which on it is asked first."""

LAST = 2**31 - 1
"""No message has a higher number."""

MOST = 2000
"""Messages that go at once at most."""


class Sweep(Struct, frozen=True, gc=False, kw_only=True):
    """A stretch of a chat, `first` to `last`; in a forum of the topic `thread` only.

    Messages of the bot are not in the archive: outside a forum every number of the stretch is
    meant, in a forum only what the archive knows.
    """

    chat: int
    first: int
    last: int
    thread: int
    forum: bool


def stretch(connection: Connection, sweep: Sweep, now: int) -> list[int]:
    """The messages of a stretch that Telegram deletes still, the newest MOST of them."""
    known = archive.since(
        connection,
        chat=sweep.chat,
        at=now - REACH,
        first=sweep.first,
        last=sweep.last,
        thread=sweep.thread if sweep.forum else None,
        limit=MOST,
    )
    if sweep.forum or not known:
        return known
    # What is older than the archive's oldest message in reach is out of Telegram's.
    least = max(min(known), sweep.last - MOST + 1)
    return list(range(sweep.last, least - 1, -1))


def newest(connection: Connection, sweep: Sweep, count: int, now: int) -> int:
    """The number of the message with which the last `count` begin; 0 if there is none."""
    known = archive.since(
        connection,
        chat=sweep.chat,
        at=now - REACH,
        last=sweep.last,
        thread=sweep.thread if sweep.forum else None,
        limit=count,
    )
    return known[-1] if known else 0


def by(connection: Connection, *, chat: int, author: int, last: int, now: int) -> list[int]:
    """What somebody wrote within Telegram's reach, the newest MOST of it."""
    return archive.since(
        connection, chat=chat, at=now - REACH, last=last, author=author, limit=MOST
    )

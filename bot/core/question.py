"""Questions: what the bot asked in a private chat, and waits there for an answer to.

One at a time in each chat. All functions run inside a transaction.
"""

from typing import Any

from sqlalchemy import Connection

from bot.core import deadline

LAPSED = "question.lapsed"
"""The deadline that is the question: when it falls due, the question is over."""


def put(
    connection: Connection,
    *,
    room: int,
    name: str,
    data: Any,
    due_at: int,
    term: int,
    language: str,
) -> None:
    """Ask, and wait for `term` seconds; what was asked before is over.

    `language` is that in which it was asked.
    """
    deadline.set_deadline(
        connection,
        kind=LAPSED,
        key=str(room),
        room=room,
        due_at=due_at,
        term=term,
        data={"name": name, "data": data, "language": language},
    )


def take(connection: Connection, room: int, at: int) -> tuple[str, Any] | None:
    """The question that was open in a private chat at an instant, which is answered herewith."""
    found = deadline.take(connection, kind=LAPSED, key=str(room), at=at)
    return (found["name"], found["data"]) if found else None


def peek(connection: Connection, room: int, at: int) -> tuple[str, Any] | None:
    """The question that is open in a private chat at an instant, which goes on waiting."""
    found = deadline.peek(connection, kind=LAPSED, key=str(room), at=at)
    return (found["name"], found["data"]) if found else None


def drop(connection: Connection, room: int) -> bool:
    """The question is over without an answer; False if there was none."""
    return deadline.cancel_deadline(connection, kind=LAPSED, key=str(room))

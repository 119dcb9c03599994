"""The rows of introductions. All functions run inside a transaction."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, select, update

from bot.core.sql import bulk_upsert
from models.intro import Introduction as Row
from models.intro import IntroductionBoard as Board
from models.manner import Notice
from models.member import Member, People
from services import roster
from services.intro import similar
from services.intro.field import fold

OPEN, ACCEPTED, RETURNED = "open", "accepted", "returned"

MATTER = "intro:"
"""With this begins the matter of somebody's introduction, see `notice`."""

COUNTED = 5_000
"""Of those without an introduction, no more are counted."""

LISTED = 200
"""Introductions that are looked through by pages; who wants others asks for a word."""

COMPARED = 1000
"""The newest introductions of a room, with which a new one is compared."""

_FIELDS = (
    "state",
    "text",
    "folded",
    "digest",
    "sketch",
    "photo",
    "chat_id",
    "message_id",
    "why",
    "at",
)
_PUT = bulk_upsert(
    Row,
    ("room_id", "user_id", *_FIELDS, "rewarded"),
    keys=("room_id", "user_id"),
    replace=_FIELDS,
)
_BOARD = bulk_upsert(
    Board,
    ("room_id", "chat_id", "message_id"),
    keys=("room_id",),
    replace=("chat_id", "message_id"),
)


class Introduction(Struct, frozen=True, gc=False, kw_only=True):
    """What somebody said of themselves. `message_id` is 0 where that is not known."""

    room_id: int
    user_id: int
    state: str
    text: str
    photo: int
    chat_id: int
    message_id: int
    why: str
    rewarded: int
    at: int


_COLUMNS = tuple(getattr(Row, name) for name in Introduction.__struct_fields__)


def get(connection: Connection, room: int, person: int) -> Introduction | None:
    """Somebody's introduction in a room, in whatever state."""
    found = connection.execute(
        select(*_COLUMNS).where(Row.room_id == room, Row.user_id == person)
    ).first()
    return Introduction(**found._mapping) if found else None


def put(connection: Connection, one: Introduction, said: str) -> None:
    """Write an introduction down; `said` is its body, see `similar.body`."""
    row = (
        one.room_id,
        one.user_id,
        one.state,
        one.text,
        fold(one.text),
        similar.digest(said),
        similar.sketch(said),
        one.photo,
        one.chat_id,
        one.message_id,
        one.why,
        one.at,
        one.rewarded,
    )
    _PUT(connection, [row])


def change(connection: Connection, room: int, person: int, **values: Any) -> bool:
    """Write something of it anew; False if there is none."""
    hit = connection.execute(
        update(Row).where(Row.room_id == room, Row.user_id == person).values(**values)
    )
    return bool(hit.rowcount)


def of_message(connection: Connection, room: int, chat: int, message: int) -> int | None:
    """Whose introduction a message is."""
    return connection.execute(
        select(Row.user_id).where(
            Row.room_id == room, Row.message_id == message, Row.chat_id == chat
        )
    ).scalar()


def asks(connection: Connection, room: int, chat: int, message: int, matter: str) -> bool | None:
    """Whether a message of the bot's asks whom `matter` is about to introduce themselves: it does
    not if it is an introduction, or is about that of somebody else; None if it is neither."""
    told = connection.execute(
        select(Notice.matter).where(
            Notice.room_id == room, Notice.message_id == message, Notice.chat_id == chat
        )
    ).scalar()
    if told is not None and told.startswith(MATTER):
        return bool(told == matter)
    return None if of_message(connection, room, chat, message) is None else False


def copied(connection: Connection, room: int, person: int, said: str) -> bool:
    """Whether a body is that of somebody else's introduction, or nearly so."""
    if len(said) < similar.LEAST:
        return False
    rows = connection.execute(
        select(Row.digest, Row.sketch)
        .where(Row.room_id == room, Row.state == ACCEPTED, Row.user_id != person)
        .order_by(Row.at.desc())
        .limit(COMPARED)
    ).all()
    digest, sketch = similar.digest(said), similar.sketch(said)
    return any(
        row.digest == digest or similar.likeness(row.sketch, sketch) >= similar.ALIKE
        for row in rows
    )


def search(connection: Connection, room: int, words: str, limit: int) -> list[Introduction]:
    """Introductions that were accepted and hold each of these words as it stands, newest first."""
    asked = [Row.folded.contains(word, autoescape=True) for word in fold(words).split()[:8]]
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.room_id == room, Row.state == ACCEPTED, *asked)
        .order_by(Row.at.desc(), Row.user_id)
        .limit(limit)
    )
    return [Introduction(**row._mapping) for row in rows]


def counts(connection: Connection, room: int) -> tuple[int, int]:
    """How many introduced themselves, and how many who are there and were seen did not: up to
    COUNTED, since a group may have 200,000 members."""
    done = select(func.count()).where(Row.room_id == room, Row.state == ACCEPTED)
    has = select(Row.user_id).where(
        Row.room_id == room, Row.state == ACCEPTED, Row.user_id == Member.user_id
    )
    some = (
        select(Member.user_id)
        .join(People, People.user_id == Member.user_id)
        .where(
            Member.room_id == room,
            Member.status.in_(("member", "restricted", "")),
            People.bot == 0,
            ~has.exists(),
        )
        .limit(COUNTED)
    )
    without = select(func.count()).select_from(some.subquery())
    return connection.execute(done).scalar_one(), connection.execute(without).scalar_one()


def is_inside(connection: Connection, room: int, person: int) -> bool:
    """Whether somebody is in a room, as far as is known."""
    return person in roster.not_gone(connection, room, [person])


def board(connection: Connection, room: int) -> tuple[int, int] | None:
    """Where the list of a room is: chat and message, 0 while it is on its way."""
    row = connection.execute(
        select(Board.chat_id, Board.message_id).where(Board.room_id == room)
    ).first()
    return (row.chat_id, row.message_id) if row else None


def put_board(connection: Connection, room: int, chat: int, message: int) -> None:
    """Remember where it is."""
    _BOARD(connection, [(room, chat, message)])

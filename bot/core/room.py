"""Rooms by the addresses Telegram gives them."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.core import deadline
from bot.core.sql import among, inserting
from models import metadata
from models.room import Address, OwnMenu
from models.room import Room as Row

CACHED = 20_000
"""Rooms kept in memory."""

ABSENT = ("left", "kicked")
"""What the bot's status says where it is not. Of a chat that was met without word of it, it is
taken to be there: nothing reaches it from elsewhere."""

GROUPS = ("group", "supergroup")

MENUS = "menu.again"
"""The deadline at which a chat's own command menus are told anew."""


class Room(Struct, frozen=True, gc=False):
    """A chat, as far as it is known."""

    id: int
    chat_id: int
    type: str = ""
    title: str = ""
    username: str = ""
    language: str = ""
    bot_status: str = ""
    bot_since: int | None = None
    size_then: int | None = None

    @property
    def is_group(self) -> bool:
        """Whether many people talk here."""
        return self.type in GROUPS

    @property
    def has_bot(self) -> bool:
        """Whether the bot is in it, as far as is known."""
        return self.bot_status not in ABSENT


_COLUMNS = tuple(getattr(Row, name) for name in Room.__struct_fields__)


class Book:
    """Rooms in memory, by address and by id; the least recently used leave first."""

    def __init__(self, size: int = CACHED) -> None:
        self._size = size
        self._by_chat: OrderedDict[int, Room] = OrderedDict()
        self._by_id: dict[int, Room] = {}

    def at(self, chat: int) -> Room | None:
        """The room at an address, if it is in memory."""
        room = self._by_chat.get(chat)
        if room is not None:
            self._by_chat.move_to_end(chat)
        return room

    def of(self, number: int) -> Room | None:
        """The room with an id, if it is in memory."""
        return self._by_id.get(number)

    def put(self, room: Room, *chats: int) -> None:
        """Remember a room under its current address and further ones."""
        for chat in (room.chat_id, *chats):
            self._by_chat[chat] = room
            self._by_chat.move_to_end(chat)
        self._by_id[room.id] = room
        while len(self._by_chat) > self._size:
            _, gone = self._by_chat.popitem(last=False)
            self._by_id.pop(gone.id, None)

    def drop(self, number: int) -> None:
        """Forget a room, so that it is read anew."""
        self._by_id.pop(number, None)
        for chat in [chat for chat, room in self._by_chat.items() if room.id == number]:
            del self._by_chat[chat]

    def clear(self) -> None:
        """Forget everything."""
        self._by_chat.clear()
        self._by_id.clear()


def find(connection: Connection, chats: Iterable[int]) -> dict[int, Room]:
    """Known rooms by address, old addresses included."""
    rows = connection.execute(
        select(Address.chat_id.label("address"), *_COLUMNS)
        .join(Row, Row.id == Address.room_id)
        .where(Address.chat_id.in_(list(chats)))
    )
    return {row[0]: Room(*row[1:]) for row in rows}


def get(connection: Connection, number: int) -> Room | None:
    """A room by its id."""
    row = connection.execute(select(*_COLUMNS).where(Row.id == number)).first()
    return Room(*row) if row else None


def names(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Username and language of some rooms."""
    rows = connection.execute(
        select(Row.id, Row.username, Row.language).where(among(Row.id, "ids")),
        {"ids": list(numbers)},
    )
    return {row.id: (row.username, row.language) for row in rows}


def rooms_with_bot(connection: Connection, limit: int) -> list[Room]:
    """Groups in which the bot is, the newest first."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(
            Row.type.in_(GROUPS),
            Row.bot_status.not_in(ABSENT),
        )
        .order_by(Row.id.desc())
        .limit(limit)
    )
    return [Room(*row) for row in rows]


def admit(connection: Connection, chats: Sequence[Room], now: int) -> dict[int, Room]:
    """The rooms at some addresses; unknown ones are made from what is given (`id` is ignored)."""
    known = find(connection, [chat.chat_id for chat in chats])
    for chat in chats:
        if chat.chat_id in known:
            continue
        number = connection.execute(
            insert(Row)
            .values(
                chat_id=chat.chat_id,
                type=chat.type,
                title=chat.title,
                username=chat.username,
                language=chat.language,
                seen_at=now,
            )
            .returning(Row.id)
        ).scalar_one()
        connection.execute(insert(Address).values(chat_id=chat.chat_id, room_id=number, since=now))
        known[chat.chat_id] = Room(number, *chat_fields(chat))
    return known


def chat_fields(room: Room) -> tuple[Any, ...]:
    """Everything of a room but its id."""
    return tuple(getattr(room, name) for name in Room.__struct_fields__[1:])


def rename(connection: Connection, changed: Sequence[Room]) -> None:
    """Write down what rooms are called now."""
    for room in changed:
        connection.execute(
            update(Row)
            .where(Row.id == room.id)
            .values(title=room.title, username=room.username, type=room.type)
        )


def speak(connection: Connection, number: int, language: str) -> None:
    """The language in which the bot speaks in a room from now on."""
    connection.execute(update(Row).where(Row.id == number).values(language=language))


def migrate(connection: Connection, *, old: int, new: int, now: int) -> Room:
    """Move a room to its supergroup's address. Safe to repeat; nothing stored is lost.

    If the new address was seen first and made a room of its own, that one's rows move over.
    """
    known = find(connection, [old, new])
    room, other = known.get(old), known.get(new)
    if room is None:
        room = other or admit(connection, [Room(0, new, "supergroup")], now)[new]
    elif other is not None and other.id != room.id:
        _absorb(connection, kept=room.id, gone=other.id, now=now)
    connection.execute(update(Row).where(Row.id == room.id).values(chat_id=new, type="supergroup"))
    for chat in (old, new):
        statement = inserting(connection, Address).values(chat_id=chat, room_id=room.id, since=now)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["chat_id"], set_={"room_id": room.id})
        )
    if connection.execute(select(OwnMenu).where(OwnMenu.room_id == room.id)).first():
        # Menus belong to an address.
        deadline.set_deadline(connection, kind=MENUS, key=str(room.id), room=room.id, due_at=now)
    moved = get(connection, room.id)
    assert moved is not None
    return moved


def _absorb(connection: Connection, *, kept: int, gone: int, now: int) -> None:
    """Move all rows of a room; a table that cannot give any up says itself what becomes of them."""
    for table in metadata.sorted_tables:
        if absorb := table.info.get("absorb"):
            absorb(connection, kept=kept, gone=gone, now=now)
            continue
        if "room_id" not in table.columns:
            continue
        try:
            with connection.begin_nested():
                connection.execute(
                    update(table).where(table.c.room_id == gone).values(room_id=kept)
                )
        except IntegrityError:
            _absorb_row_by_row(connection, table, kept=kept, gone=gone)
    connection.execute(Row.__table__.delete().where(Row.id == gone))  # type: ignore[attr-defined]


def _absorb_row_by_row(connection: Connection, table: Any, *, kept: int, gone: int) -> None:
    keys = list(table.primary_key.columns)
    for row in connection.execute(select(*keys).where(table.c.room_id == gone)).all():
        same = [column == value for column, value in zip(keys, row, strict=True)]
        try:
            with connection.begin_nested():
                connection.execute(update(table).where(*same).values(room_id=kept))
        except IntegrityError:
            connection.execute(table.delete().where(*same))

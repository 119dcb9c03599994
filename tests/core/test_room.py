"""Rooms: our own ids, which survive the move to a supergroup."""

from typing import Any

import pytest
from kit import NOW, count, rows_of
from sqlalchemy import BigInteger, Connection, Integer, Table, insert, select

from bot.core import outbox
from bot.core import room as rooms
from bot.core.actions import Kick, Send
from bot.core.room import MENUS, Book, Room
from bot.core.store import Store
from models import metadata
from models.case import Case
from models.deadline import Deadline
from models.inbox import Inbox, Quarantine
from models.manner import Letter, Notice
from models.member import Member
from models.message import Message
from models.room import Address, OwnMenu, Setting
from models.room import Room as Row

OLD, NEW = -4_001, -1_002_000_000_001


async def admit(store: Store, *chats: int) -> list[int]:
    wanted = [Room(0, chat, "group", "Club", "club", "en") for chat in chats]
    found = await store.write(lambda c: rooms.admit(c, wanted, NOW))
    return [found[chat].id for chat in chats]


async def test_admit_twice_makes_one_room(store: Store) -> None:
    assert await admit(store, OLD) == await admit(store, OLD)
    assert await rows_of(store, Address.chat_id, Address.since) == [(OLD, NOW)]
    assert await rows_of(store, Row.chat_id, Row.title, Row.seen_at) == [(OLD, "Club", NOW)]


async def test_admit_many_at_once(store: Store) -> None:
    chats = [-number for number in range(1, 200)]
    ids = await admit(store, *chats)
    found = await store.read(lambda c: rooms.find(c, [*chats, -9_999]))
    assert {chat: room.id for chat, room in found.items()} == dict(zip(chats, ids, strict=True))


async def test_migrate_keeps_the_room_under_both_addresses(store: Store) -> None:
    """T91"""
    (room,) = await admit(store, OLD)
    moved = await store.write(lambda c: rooms.migrate(c, old=OLD, new=NEW, now=NOW + 5))
    assert (moved.id, moved.chat_id, moved.type, moved.title) == (room, NEW, "supergroup", "Club")
    found = await store.read(lambda c: rooms.find(c, [OLD, NEW]))
    assert found == {OLD: moved, NEW: moved}
    assert await rows_of(store, Address.chat_id, Address.since) == [(NEW, NOW + 5), (OLD, NOW)]


async def test_migrate_is_safe_to_repeat(store: Store) -> None:
    """T91: both chats tell of it, and an answer may tell of it again."""
    await admit(store, OLD)
    moves = [
        await store.write(lambda c: rooms.migrate(c, old=OLD, new=NEW, now=NOW)) for _ in range(3)
    ]
    assert moves[0] == moves[1] == moves[2]
    assert await store.read(lambda c: (count(c, Row), count(c, Address))) == (1, 2)


async def test_migrate_unknown_group_makes_the_supergroup(store: Store) -> None:
    moved = await store.write(lambda c: rooms.migrate(c, old=OLD, new=NEW, now=NOW))
    found = await store.read(lambda c: rooms.find(c, [OLD, NEW]))
    assert {room.id for room in found.values()} == {moved.id}


def fill(connection: Connection, room: int, chat: int, person: int) -> None:
    """One row of the room in every table that has rooms."""
    connection.execute(
        insert(Setting).values(room_id=room, key=f"k{person}", value="1", changed_at=1)
    )
    connection.execute(insert(Member).values(room_id=room, user_id=person))
    connection.execute(
        insert(Message).values(
            room_id=room,
            chat_id=chat,
            message_id=person,
            user_id=person,
            at=1,
            thread_id=0,
            reply_to=0,
            media_group="",
            content="text",
            text="x",
        )
    )
    connection.execute(
        insert(Case).values(
            room_id=room,
            key=f"m:{chat}:{person}",
            subject_id=person,
            rule="r",
            band="b",
            act="none",
            deleted=0,
            state="reported",
            at=1,
            last_hit_at=1,
            hits=1,
            evidence="[]",
            text="",
            name="",
            note="",
        )
    )
    connection.execute(
        insert(Deadline).values(
            room_id=room, kind="k", key=f"{person}", due_at=1, term=0, data="null"
        )
    )
    connection.execute(
        insert(Inbox).values(room_id=room, bot_id=1, update_id=person, received_at=1, payload=b"{}")
    )
    connection.execute(
        insert(Quarantine).values(room_id=room, kind="update", reference="1", error="", at=1)
    )
    connection.execute(
        insert(Notice).values(
            turn=1, room_id=room, matter=f"m{person}", chat_id=chat, message_id=5, wanted=None, at=1
        )
    )
    connection.execute(insert(OwnMenu).values(room_id=room))
    connection.execute(insert(Letter).values(room_id=room, user_id=person, body="{}", at=1))
    actions = [Kick(room=room, person=person), Send(room=room, text="hi")]
    outbox.post(connection, [outbox.Draft(action=action) for action in actions], NOW)
    for table in metadata.sorted_tables:
        if "room_id" in table.columns:
            _fill_one(connection, table, room, person)


def _fill_one(connection: Connection, table: Table, room: int, person: int) -> None:
    """A row of the room in a table that has none of it, whatever its other columns are."""
    if connection.execute(select(table).where(table.c.room_id == room)).first() is not None:
        return
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.name == "room_id":
            values["room_id"] = room
        elif column.foreign_keys:
            (key,) = column.foreign_keys
            other = key.column.table
            values[column.name] = connection.execute(
                select(key.column).where(other.c.room_id == room)
            ).scalar()
        elif not column.nullable and column.server_default is None:
            number = isinstance(column.type, (Integer, BigInteger))
            values[column.name] = person if number else f"{person}"
    if table.primary_key.columns.keys() == ["id"]:
        values.pop("id")
    connection.execute(insert(table).values(values))


async def test_migrate_absorbs_the_room_of_the_new_address(store: Store) -> None:
    """T91: the supergroup was seen first and made a room of its own; nothing stored is lost."""
    kept, gone = await admit(store, OLD, NEW)
    await store.write(lambda c: (fill(c, kept, OLD, 1), fill(c, gone, NEW, 2)))

    def contents(connection: Connection) -> dict[str, list[int]]:
        return {
            table.name: sorted(connection.execute(select(table.c.room_id)).scalars())
            for table in metadata.sorted_tables
            if "room_id" in table.columns
        }

    before = await store.read(contents)
    moved = await store.write(lambda c: rooms.migrate(c, old=OLD, new=NEW, now=NOW))
    after = await store.read(contents)
    assert all(set(found) == {kept, gone} for found in before.values())
    moved_over = {name: [kept] * len(found) for name, found in before.items()}
    again = [kept] * 3  # one more, at which its menus are told at the new address
    # Of some things a room has one at most.
    single = {
        table.name: [kept]
        for table in metadata.sorted_tables
        if table.primary_key.columns.keys() == ["room_id"]
    }
    assert moved_over | single | {"deadlines": again} == after
    assert moved.id == kept
    assert await rows_of(store, Row.id, Row.chat_id) == [(kept, NEW)]
    parcels, broken = await store.read(lambda c: outbox.load_open(c, 0, 10))
    assert ([parcel.action.room for parcel in parcels], broken) == ([kept] * 4, [])


async def test_t91_migrate_tells_own_menus_again(store: Store) -> None:
    """T91: menus belong to an address; a room without any of its own has none to be told."""
    with_menus, _ = await admit(store, OLD, OLD - 1)
    await store.write(lambda c: c.execute(insert(OwnMenu).values(room_id=with_menus)))
    for old, new in ((OLD, NEW), (OLD - 1, NEW - 1)):
        await store.write(lambda c, o=old, n=new: rooms.migrate(c, old=o, new=n, now=NOW))
    columns = (Deadline.kind, Deadline.key, Deadline.room_id, Deadline.due_at)
    assert await rows_of(store, *columns) == [(MENUS, f"{with_menus}", with_menus, NOW)]


async def test_migrate_absorbed_settings_give_way(store: Store) -> None:
    """What both rooms have, the older one keeps as it was."""
    kept, gone = await admit(store, OLD, NEW)
    for room, value in ((kept, "1"), (gone, "2")):
        await store.write(
            lambda c, r=room, v=value: c.execute(
                insert(Setting).values(room_id=r, key="same", value=v, changed_at=1)
            )
        )
    await store.write(
        lambda c: c.execute(
            insert(Setting).values(room_id=gone, key="own", value="3", changed_at=1)
        )
    )
    await store.write(lambda c: rooms.migrate(c, old=OLD, new=NEW, now=NOW))
    assert await rows_of(store, Setting.room_id, Setting.key, Setting.value) == [
        (kept, "own", "3"),
        (kept, "same", "1"),
    ]


async def test_migrate_half_done_leaves_nothing(store: Store) -> None:
    """A crash in the middle rolls the whole move back."""
    kept, gone = await admit(store, OLD, NEW)
    await store.write(lambda c: fill(c, gone, NEW, 2))

    def crash(connection: Connection) -> None:
        rooms.migrate(connection, old=OLD, new=NEW, now=NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.write(crash)
    assert await rows_of(store, Row.id, Row.chat_id) == sorted([(kept, OLD), (gone, NEW)])
    assert await rows_of(store, Message.room_id) == [(gone,)]


def test_book_least_recently_used_leave_first() -> None:
    book = Book(2)
    one, two, three = (Room(number, -number) for number in (1, 2, 3))
    book.put(one)
    book.put(two)
    assert book.at(-1) == one
    book.put(three)
    assert [book.at(-1), book.at(-2), book.at(-3)] == [one, None, three]
    assert book.of(2) is None


def test_book_dropped_room_is_gone_under_every_address() -> None:
    """Also when one of its addresses was crowded out before."""
    book = Book(2)
    book.put(Room(1, -1), -11)
    book.put(Room(2, -2))
    book.drop(1)
    assert [book.at(-1), book.at(-11), book.of(1)] == [None, None, None]
    assert book.at(-2) == Room(2, -2)

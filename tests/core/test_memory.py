"""What is kept in memory of rooms: never older than the last drop."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from kit import CHAT, NOW, chatter, count, rows_of, said
from sqlalchemy import Connection, update

from bot.core import kinds, settings
from bot.core.feature import Feature
from bot.core.house import House
from bot.core.memory import Memory
from bot.core.perception import perceive
from bot.core.store import Store
from models.room import Address, Room

SCORE = kinds.number("score", 60, 0, 100)
HOUSE = House([Feature(name="test", settings=(SCORE,))])


class SlowStore:
    """A database whose reads have seen what they see, and take their time to return."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.write = store.write
        self.read_begun = asyncio.Event()
        self.may_return = asyncio.Event()

    async def read(self, work: Callable[[Connection], Any]) -> Any:
        found = await self._store.read(work)
        self.read_begun.set()
        await self.may_return.wait()
        return found


async def change(store: Store, room: int, value: int) -> None:
    await store.write(
        lambda c: settings.change(c, room=room, key="score", value=value, by=None, now=NOW)
    )


def score(memory: Memory, room: int) -> int:
    values = memory.values(room)
    assert values is not None
    return values["score"]


async def test_prepare_gives_every_update_its_room(store: Store) -> None:
    memory = Memory(store, HOUSE)
    facts = [said(1, room=0), said(2, room=0, chat=CHAT - 1), said(3, room=0)]
    await memory.prepare(facts, NOW)
    assert facts[0].room == facts[2].room != facts[1].room
    assert await store.read(lambda c: (count(c, Room), count(c, Address))) == (2, 2)
    assert [score(memory, one.room) for one in facts] == [60, 60, 60]


async def test_prepare_after_a_restart_finds_the_same_rooms(store: Store) -> None:
    first, second = said(1, room=0), said(2, room=0)
    await Memory(store, HOUSE).prepare([first], NOW)
    await Memory(store, HOUSE).prepare([second], NOW)
    assert first.room == second.room


async def test_prepare_more_rooms_than_fit(store: Store) -> None:
    memory = Memory(store, HOUSE, size=3)
    facts = [said(number, room=0, chat=CHAT - number) for number in range(20)]
    await memory.prepare(facts, NOW)
    assert len({one.room for one in facts}) == 20
    assert all(memory.values(one.room) is not None for one in facts)
    await memory.prepare([said(99, room=0, chat=CHAT - 99)], NOW)
    assert sum(memory.values(one.room) is not None for one in facts) == 2


async def test_forget_settings_are_read_anew(store: Store) -> None:
    memory = Memory(store, HOUSE)
    facts = said(1, room=0)
    await memory.prepare([facts], NOW)
    await change(store, facts.room, 5)
    assert score(memory, facts.room) == 60
    memory.forget(facts.room)
    assert memory.values(facts.room) is None
    await memory.load_values({facts.room})
    assert score(memory, facts.room) == 5


async def test_fill_begun_before_a_forget_is_dropped(store: Store) -> None:
    """Law 20: what was read before the invalidation must not outlive it."""
    plain = Memory(store, HOUSE)
    facts = said(1, room=0)
    await plain.prepare([facts], NOW)
    slow = SlowStore(store)
    memory = Memory(slow, HOUSE)  # type: ignore[arg-type]
    async with asyncio.TaskGroup() as group:
        filling = group.create_task(memory.load_values({facts.room}))
        await slow.read_begun.wait()
        await change(store, facts.room, 5)
        memory.forget(facts.room)
        slow.may_return.set()
        await filling
    assert score(memory, facts.room) == 5


async def test_room_read_before_a_forget_is_not_kept(store: Store) -> None:
    """Law 20"""
    plain = Memory(store, HOUSE)
    facts = said(1, room=0)
    await plain.prepare([facts], NOW)
    slow = SlowStore(store)
    memory = Memory(slow, HOUSE)  # type: ignore[arg-type]
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(memory.room(facts.room))
        await slow.read_begun.wait()
        await store.write(lambda c: c.execute(update(Room).values(title="New")))
        memory.forget_all()
        slow.may_return.set()
        await reading
    assert memory.book.of(facts.room) is None
    again = await memory.room(facts.room)
    assert again is not None
    assert again.title == "New"


async def test_room_met_before_a_forget_is_not_kept(store: Store) -> None:
    """Law 20: an update comes from a chat while somebody else changes what is known of it."""
    first, second = said(1, room=0), said(2, room=0)
    await Memory(store, HOUSE).prepare([first], NOW)
    slow = SlowStore(store)
    memory = Memory(slow, HOUSE)  # type: ignore[arg-type]
    async with asyncio.TaskGroup() as group:
        meeting = group.create_task(memory.prepare([second], NOW))
        await slow.read_begun.wait()
        await store.write(lambda c: c.execute(update(Room).values(language="zh")))
        memory.forget(first.room)
        slow.may_return.set()
        await meeting
    assert second.room == first.room
    assert memory.book.at(CHAT) is None
    again = await memory.room(first.room)
    assert again is not None
    assert again.language == "zh"


class BusyStore:
    """A database in which something else happens behind every write."""

    def __init__(self, store: Store, behind: Callable[[], Awaitable[None]]) -> None:
        self._store = store
        self._behind = behind
        self.read = store.read

    async def write(self, work: Callable[[Connection], Any], *, durable: bool = True) -> Any:
        found = await self._store.write(work, durable=durable)
        await self._behind()
        return found


async def test_room_renamed_while_it_changed_is_read_anew(store: Store) -> None:
    """Law 20: the new title is written beside what somebody else wrote, not over it."""
    facts = said(1, room=0)
    await Memory(store, HOUSE).prepare([facts], NOW)

    async def behind() -> None:
        await store.write(lambda c: c.execute(update(Room).values(language="zh")))
        memory.forget(facts.room)

    memory = Memory(BusyStore(store, behind), HOUSE)  # type: ignore[arg-type]
    chat = {"id": CHAT, "type": "supergroup", "title": "Choir"}
    payload = json.loads(chatter(2))
    payload["message"]["chat"] = chat
    renamed = perceive(json.dumps(payload).encode(), NOW)
    await memory.prepare([renamed], NOW)
    found = await memory.room(facts.room)
    assert found is not None
    assert (found.title, found.language) == ("Choir", "zh")


async def test_move_both_sides_tell_of_it(store: Store) -> None:
    """T91: two service messages in one batch, in any order; then talk in the supergroup."""
    memory = Memory(store, HOUSE)
    old, new = -4_001, CHAT
    first = said(1, room=0, chat=old, type="group")
    await memory.prepare([first], NOW)
    await change(store, first.room, 5)
    memory.forget(first.room)
    since = said(2, room=0, chat=new, migrate_from_chat_id=old)
    to = said(3, room=0, chat=old, type="group", migrate_to_chat_id=new)
    talk = said(4, room=0, chat=new)
    await memory.prepare([since, talk, to], NOW)
    assert [since.room, to.room, talk.room] == [first.room] * 3
    assert score(memory, talk.room) == 5
    moved = await memory.room(first.room)
    assert moved is not None
    assert (moved.chat_id, moved.type) == (new, "supergroup")
    assert await rows_of(store, Room.id, Room.chat_id) == [(first.room, new)]


async def test_move_absorbed_room_leads_to_the_one_that_stays(store: Store) -> None:
    """T91: what was under way in the absorbed room still finds its room."""
    memory = Memory(store, HOUSE)
    old, early = said(1, room=0, chat=-4_001, type="group"), said(2, room=0)
    await memory.prepare([old, early], NOW)
    assert old.room != early.room
    moved = await memory.move(-4_001, CHAT, NOW)
    assert moved.id == old.room
    assert await memory.room(early.room) == moved
    assert memory.current(early.room) == old.room
    assert memory.book.at(CHAT) == memory.book.at(-4_001) == moved


async def test_prepare_odd_shapes_of_chats(store: Store) -> None:
    """T89: shapes that no library would read do not stop the batch."""
    memory = Memory(store, HOUSE)
    odd: list[Any] = [
        {"callback_query": {"id": "1", "from": {"id": 5}, "message": "?", "data": "x"}},
        {"message": {"message_id": "?", "chat": [1]}},
        {"message": {"chat": {"id": 2**70, "type": "group", "title": {}}, "date": 2**70}},
        {"poll": []},
        {},
    ]
    payloads = [json.dumps({"update_id": n} | one).encode() for n, one in enumerate(odd)]
    facts = [perceive(payload, NOW) for payload in (*payloads, chatter(9))]
    await memory.prepare(facts, NOW)
    assert all(one.room for one in facts)


async def test_what_features_recall_is_read_with_the_settings(store: Store) -> None:
    """And again after it was dropped; rooms with nothing share what they have."""
    known = {1: "first"}

    def recall(_connection: Connection, rooms: Sequence[int]) -> dict[int, str]:
        return {room: known[room] for room in rooms if room in known}

    memory = Memory(store, House([Feature(name="test", recall=recall)]))
    await memory.load_values({1, 2, 3})

    def recalled(room: int) -> object:
        values = memory.values(room)
        assert values is not None
        return values.recalled

    assert [recalled(room) for room in (1, 2, 3)] == [{"test": "first"}, {}, {}]
    assert memory.values(2) is memory.values(3)
    known[2] = "second"
    memory.forget(2)
    await memory.load_values({2})
    assert recalled(2) == {"test": "second"}

"""What the program keeps in memory of rooms, and how it gets there."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence

from msgspec import structs
from sqlalchemy import Connection

from bot.core import room as rooms
from bot.core import settings
from bot.core.daily import zone_of
from bot.core.house import House
from bot.core.incoming import Facts
from bot.core.perception import is_number
from bot.core.room import Book, Room
from bot.core.settings import Values
from bot.core.store import Store

CACHED = 20_000
"""Rooms whose settings are kept."""


class Memory:
    """Rooms and settings, read when first needed, dropped when somebody changes them.

    A read that began before a drop is not kept: each drop raises the generation. `language` is
    that of groups of which none is known.
    """

    def __init__(self, store: Store, house: House, size: int = CACHED, language: str = "") -> None:
        self.store = store
        self.house = house
        self.book = Book(size)
        self._size = size
        self._values: OrderedDict[int, Values] = OrderedDict()
        self._language = language
        self._plain: dict[str, Values] = {}
        self._generation = 0
        self._absorbed: dict[int, int] = {}

    def values(self, room: int) -> Values | None:
        """A room's settings, if they are in memory."""
        found = self._values.get(room)
        if found is not None:
            self._values.move_to_end(room)
        return found

    def zones(self, rooms: Iterable[int]) -> dict[int, str]:
        """The time zones of rooms whose settings are in memory."""
        return {
            room: zone_of(values) for room in rooms if (values := self.values(room)) is not None
        }

    def forget(self, room: int) -> None:
        """Drop what is known of a room."""
        self._generation += 1
        self._values.pop(room, None)
        self.book.drop(room)

    def forget_all(self) -> None:
        """Drop everything: somebody else wrote to the database."""
        self._generation += 1
        self._values.clear()
        self.book.clear()

    async def prepare(self, said: Sequence[Facts], now: int) -> None:
        """Give every update its room, and have the settings of those rooms in memory."""
        await self._migrate(said, now)
        unknown: dict[int, Room] = {}
        for facts in said:
            if not facts.room:
                room = self.book.at(facts.chat_id)
                if room is None:
                    unknown.setdefault(facts.chat_id, describe(facts))
                else:
                    facts.room = room.id
        if unknown:
            met = await self._meet(unknown, now)
            for facts in said:
                facts.room = facts.room or met[facts.chat_id].id
        await self._rename(said)
        await self.load_values({facts.room for facts in said})

    async def load_values(self, wanted: set[int]) -> None:
        """Have the settings of rooms in memory."""
        missing = [room for room in wanted if room not in self._values]
        if not missing:
            return None
        generation = self._generation
        changed, known, recalled = await self.store.read(
            lambda c: (
                settings.load(c, missing),
                rooms.names(c, missing),
                self.house.recall(c, missing),
            )
        )
        if generation != self._generation:
            return await self.load_values(wanted)
        for room in missing:
            found, (name, language) = changed.get(room), known.get(room, ("", ""))
            language = language or self._language
            self._values[room] = (
                self.house.values(found or {}, name, language, recalled.get(room))
                if found or name or room in recalled
                else self._plain_of(language)
            )
        while len(self._values) > max(self._size, len(wanted)):
            self._values.popitem(last=False)
        return None

    def _plain_of(self, language: str) -> Values:
        """The settings of all rooms that changed none, one for each language."""
        if language not in self._plain:
            self._plain[language] = self.house.values({}, language=language)
        return self._plain[language]

    def current(self, number: int) -> int:
        """The room that a room is a part of now: itself, unless another one absorbed it."""
        return self._absorbed.get(number, number)

    async def room(self, number: int) -> Room | None:
        """A room by its id, or by the id of one that it absorbed."""
        number = self.current(number)
        room = self.book.of(number)
        if room is None:
            generation = self._generation
            room = await self.store.read(lambda c: rooms.get(c, number))
            if room is not None and generation == self._generation:
                self.book.put(room)
        return room

    async def _meet(self, unknown: dict[int, Room], now: int) -> dict[int, Room]:
        chats, generation = list(unknown.values()), self._generation
        found = await self.store.read(lambda c: rooms.find(c, unknown))
        if len(found) < len(unknown):

            def admit(connection: Connection) -> dict[int, Room]:
                return rooms.admit(connection, chats, now)

            found = await self.store.write(admit)
        if generation == self._generation:
            for chat, room in found.items():
                self.book.put(room, chat)
        return found

    async def _rename(self, said: Sequence[Facts]) -> None:
        """Follow what groups are called; every message says it."""
        renamed = {
            room.id: structs.replace(
                room, title=facts.chat_title, username=facts.chat_username, type=facts.chat_type
            )
            for facts in said
            if facts.chat_title
            and (room := self.book.of(facts.room)) is not None
            and room.chat_id == facts.chat_id
            and (room.title, room.username, room.type)
            != (facts.chat_title, facts.chat_username, facts.chat_type)
        }
        if not renamed:
            return
        await self.store.write(lambda c: rooms.rename(c, list(renamed.values())), durable=False)
        for room in renamed.values():
            self.forget(room.id)

    async def _migrate(self, said: Sequence[Facts], now: int) -> None:
        for facts in said:
            if facts.raw is None or facts.kind != "message":
                continue
            message = facts.raw["message"]
            to, since = message.get("migrate_to_chat_id"), message.get("migrate_from_chat_id")
            if is_number(to):
                await self.move(facts.chat_id, to, now)
            elif is_number(since):
                await self.move(since, facts.chat_id, now)

    async def move(self, old: int, new: int, now: int) -> Room:
        """A group became a supergroup: its room gets the new address."""
        before, after = self.book.at(old), self.book.at(new)
        if before is not None and after is not None and before.id == after.id:
            return after

        def work(connection: Connection) -> tuple[set[int], Room]:
            known = {room.id for room in rooms.find(connection, (old, new)).values()}
            return known, rooms.migrate(connection, old=old, new=new, now=now)

        known, moved = await self.store.write(work)
        for number in known | {moved.id}:
            self.forget(number)
        for number in known - {moved.id}:
            self._absorbed[number] = moved.id
        self.book.put(moved, old, new)
        return moved


def describe(facts: Facts) -> Room:
    """What an update tells of its room."""
    return Room(
        id=0,
        chat_id=facts.chat_id,
        type=facts.chat_type,
        title=facts.chat_title,
        username=facts.chat_username,
    )

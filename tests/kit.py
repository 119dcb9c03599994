"""What tests of modules are built of: updates as bytes, a small house, a bot without Telegram."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, event, func, select

from bot.core import kinds, settings
from bot.core.button import Seal
from bot.core.clock import Clock
from bot.core.dispatch import Dispatcher
from bot.core.feature import Command, Feature, Screener, Stage
from bot.core.house import House
from bot.core.incoming import Facts, Person
from bot.core.memory import Memory
from bot.core.outbox import Parcel
from bot.core.perception import perceive
from bot.core.ports import Court
from bot.core.role import Admin, Admins
from bot.core.room import Room
from bot.core.runtime import Runtime
from bot.core.store import Store
from bot.core.sweep import Sweeper
from bot.core.task import Tasks
from bot.core.verdict import Reason, Sanction, Verdict
from models.member import Member
from models.room import Room as RoomRow
from rehearsal.clock import NOON
from services import archive, moderation

BOT = 7_123_456_789
CHAT = -1_001_234_567_890
NOW = int(NOON)
ADMIN = 4_000_000_001

LOG_CHAT = kinds.number("log.chat", 0, -(2**62), 2**62)


def chatter(update_id: int, text: str = "hello there", *, chat: int = CHAT, **more: Any) -> bytes:
    """An update with a plain message; `person`, `at`, `message` and further fields of it."""
    person = more.pop("person", 5_000_000_001)
    message = {
        "message_id": more.pop("message", update_id),
        "from": {"id": person, "is_bot": False, "first_name": f"P{person}"},
        "chat": {"id": chat, "type": more.pop("type", "supergroup"), "title": "Club"},
        "date": more.pop("at", NOW),
        "text": text,
        **more,
    }
    return msgspec.json.encode({"update_id": update_id, "message": message})


def said(update_id: int, text: str = "hello there", *, room: int = 1, **more: Any) -> Facts:
    """The facts of such an update, in a room."""
    facts = perceive(chatter(update_id, text, **more), NOW)
    facts.room = room
    return facts


def pressed(update_id: int, data: str, *, person: int = ADMIN, **how: Any) -> bytes:
    """An update with a press of a button of ours, for `only` one person or for everybody.

    Without `seal`, of one that somebody made up; `message` are further fields of what it is below.
    """
    made = data if not how.get("seal", True) else Seal().close(CHAT, data, how.get("only", 0))
    query = {
        "id": f"q{update_id}",
        "from": {"id": person, "is_bot": False, "first_name": f"P{person}"},
        "message": msgspec.json.decode(chatter(1))["message"] | how.get("message", {}),
        "chat_instance": "1",
        "data": made,
    }
    return msgspec.json.encode({"update_id": update_id, "callback_query": query})


def change(update_id: int, old: str, new: str, *, person: int, at: int = NOW) -> bytes:
    """An update that tells of a new standing of somebody."""
    user = {"id": person, "is_bot": False, "first_name": f"P{person}"}
    told = {
        "chat": {"id": CHAT, "type": "supergroup", "title": "Club"},
        "from": user,
        "date": at,
        "old_chat_member": {"user": user, "status": old},
        "new_chat_member": {"user": user, "status": new},
    }
    return msgspec.json.encode({"update_id": update_id, "chat_member": told})


def verdict_of(word: str, **how: Any) -> Screener:
    """A screener that objects to every message with a word."""
    how = {"delete": True, "sanction": Sanction.KICK} | how

    def read(facts: Facts, _values: settings.Values) -> str | None:
        return word if any(word in piece.text for piece in facts.pieces) else None

    def rule(_facts: Facts, reading: Any, *_: Any) -> Verdict:
        return Verdict(reasons=(Reason(f"test.{word}", "certain", "[]"),), **how)

    return Screener(stage=Stage.FILTER, read=read, rule=rule)


class Basket:
    """An outlet that keeps what it is given."""

    def __init__(self) -> None:
        self.parcels: list[Parcel] = []

    def take(self, parcels: Sequence[Parcel]) -> None:
        self.parcels += parcels

    @property
    def actions(self) -> list[Any]:
        return [parcel.action for parcel in self.parcels]


class Guestbook:
    """A directory that knows one administrator and takes everybody for a member.

    While Telegram does not answer it knows nothing, and warming it takes as long as that.
    """

    def __init__(self, answers: asyncio.Event) -> None:
        self.answers = answers
        rights = frozenset(("owner", "can_restrict_members", "can_change_info"))
        self.known = Admins({ADMIN: Admin(ADMIN, rights)})
        self.warmed = 0

    def admins(self, room: int) -> Admins | None:
        return self.known if self.answers.is_set() else None

    def member(self, room: int, person: int) -> bool | None:
        return True

    async def warm(self, room: Room, *, person: int = 0, anew: bool = False) -> None:
        self.warmed += 1
        await self.answers.wait()

    def forget(self, room: int, person: int = 0) -> None:
        return


async def straight_through(_facts: Facts, body: Callable[[], Awaitable[None]]) -> None:
    """A gate without a library behind it."""
    await body()


class Machine:
    """A bot without Telegram: what leaves it lies in a basket. Dies as often as one likes.

    While `answers` is cleared, whoever asks Telegram for administrators waits.
    """

    def __init__(self, store: Store, clock: Clock, *features: Feature) -> None:
        self.store = store
        self.clock = clock
        self.answers = asyncio.Event()
        self.answers.set()
        self.features = (Feature(name="log", settings=(LOG_CHAT,)), *features)
        self.boot()

    def boot(self) -> None:
        """A new process on the same database."""
        self.house = House(self.features, "louzhang_bot")
        self.memory = Memory(self.store, self.house)
        self.basket = Basket()
        self.directory = Guestbook(self.answers)
        self.tasks = Tasks()
        self.runtime = Runtime(
            store=self.store,
            clock=self.clock,
            house=self.house,
            memory=self.memory,
            directory=self.directory,
            court=Court(try_all=moderation.try_all, archive=archive.write),
            outlet=self.basket,
            bot_id=BOT,
            tasks=self.tasks,
        )
        self.runtime.runner = Dispatcher(self.runtime, straight_through, "en")
        self.sweeper = Sweeper(self.runtime)
        self.runtime.poke = self.sweeper.poke

    async def receive(self, *payloads: bytes) -> None:
        await self.runtime.receive(payloads)

    async def rest(self) -> None:
        """Wait until nothing runs any more."""
        for _ in range(1000):
            assert await self.tasks.drain(10), "something runs for ever"
            await asyncio.sleep(0)
            if await self.tasks.drain(0) and not len(self.runtime.lanes):
                return
        raise AssertionError("the lanes never empty")

    async def handle(self, *payloads: bytes) -> None:
        """Receive updates, and wait until all that follows from them is done."""
        await self.receive(*payloads)
        await self.rest()

    async def die(self) -> None:
        """As `kill -9` does: whatever runs is gone, and nothing is tidied up."""
        self.runtime.lanes.stopping = True
        await self.tasks.cancel()

    async def crash_and_start(self) -> None:
        """Die, and come up again."""
        await self.die()
        self.boot()
        await self.runtime.start()

    def add(self, command: Command) -> None:
        """One more command, in the last of the features."""
        self.house.commands[command.name] = command
        self.house.owner[command.name] = self.house.features[-1]

    async def rows(self, table: Any, *columns: Any) -> list[tuple[Any, ...]]:
        """The rows of a table, as tuples of some of its columns, sorted."""
        wanted = columns or tuple(table.__table__.columns)
        found = await self.store.read(lambda c: c.execute(select(*wanted)).all())
        return sorted((tuple(row) for row in found), key=repr)

    async def room_id(self, chat: int = CHAT) -> int:
        """The number of a chat's room, whether it is in memory or not."""
        found = select(RoomRow.id).where(RoomRow.chat_id == chat)
        number: int = await self.store.read(lambda c: c.execute(found).scalar_one())
        return number


async def rows_of(store: Store, *columns: Any) -> list[tuple[Any, ...]]:
    """Some columns of a table, row by row, sorted."""
    found = await store.read(lambda c: c.execute(select(*columns)).all())
    return sorted((tuple(row) for row in found), key=repr)


def count(connection: Connection, table: Any) -> int:
    """How many rows a table has."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


async def plans_of(store: Store, work: Callable[[Connection], Any]) -> list[str]:
    """How SQLite goes about the very statements that a function runs, parameters and all."""

    def run(connection: Connection) -> list[str]:
        said: list[tuple[str, Any]] = []

        def note(_c: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
            said.append((statement, given))

        event.listen(connection, "before_cursor_execute", note)
        work(connection)
        event.remove(connection, "before_cursor_execute", note)
        plans = [
            connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            for statement, given in said
        ]
        return ["; ".join(str(row[-1]) for row in plan) for plan in plans]

    return await store.read(run)


async def counted(store: Store) -> dict[int, int]:
    """How many messages each account is credited with."""
    return dict(await rows_of(store, Member.user_id, Member.messages))


async def until(condition: Callable[[], object], seconds: float = 5.0) -> None:
    """Let everything run until something is the case."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 – it may be anything at all
            await asyncio.sleep(0.001)


def person(number: int, first: str = "Ann", **more: Any) -> Person:
    """An account."""
    return Person(number, first, **more)


numbers = itertools.count(1)
"""Numbers nobody has had."""


class HastyClock:
    """Time that passes only while somebody sleeps, and then at once."""

    def __init__(self) -> None:
        self._now = NOON

    def now(self) -> float:
        return self._now

    def monotonic(self) -> float:
        return self._now - NOON + 1000

    async def sleep(self, seconds: float) -> None:
        self._now += max(seconds, 0.0)
        await asyncio.sleep(0)

    def advance(self, seconds: float) -> None:
        self._now += seconds

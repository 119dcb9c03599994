"""A deliverer before a Telegram that fails as it is told."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from kit import BOT, CHAT, NOW, HastyClock, rows_of
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    RetryAfter,
    TimedOut,
)

from bot.core import outbox
from bot.core import room as rooms
from bot.core.actions import AnyAction
from bot.core.button import Seal
from bot.core.clock import Clock
from bot.core.outbox import Draft, Fate, Parcel
from bot.core.room import Room
from bot.core.store import Store
from bot.core.task import Tasks
from bot.telegram.able import Able
from bot.telegram.courier import Courier
from bot.telegram.deliver import Deliverer
from bot.telegram.limit import Pace
from bot.telegram.recheck import Recheck
from bot.telegram.request import Unreached
from models.outbox import Outbox
from services import moderation

NEVER = asyncio.Event
SEAL = Seal(b"secret")


class Message:
    """What Telegram answers to a send."""

    def __init__(self, number: int, chat: int) -> None:
        self.message_id = number
        self.chat_id = chat
        self.api_kwargs = {"ephemeral_message_id": number}


class Standing:
    """What Telegram answers about a member."""

    def __init__(self, status: str) -> None:
        self.status = status


class Api:
    """Telegram as its library shows it: each call has an effect, and meets the next fault."""

    def __init__(self) -> None:
        self.effects: list[tuple[str, tuple[Any, ...]]] = []
        self.calls: list[str] = []
        self.faults: deque[str] = deque()
        self.hangs = 0
        self.status = "member"
        self.id = BOT
        self.in_flight = self.most_in_flight = 0

    def __getattr__(self, method: str) -> Callable[..., Any]:
        async def call(*args: Any, **_options: Any) -> Any:
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
            try:
                return await self._call(method, args)
            finally:
                self.in_flight -= 1

        return call

    async def _call(self, method: str, args: tuple[Any, ...]) -> Any:
        self.calls.append(method)
        await asyncio.sleep(0)
        if method == "get_chat_member":
            return Standing(self.status)
        fault = self.faults.popleft() if self.faults else ""
        match fault:
            case "unreached":
                raise Unreached("no connection")
            case "unsent":
                raise TimedOut
            case "429":
                raise RetryAfter(7)
            case "refused":
                raise BadRequest("Not enough rights")
            case "forbidden":
                raise Forbidden("bot was kicked")
            case "moved":
                raise ChatMigrated(CHAT - 7)
            case "404":
                raise EndPointNotFound("Not Found")
            case "already":
                raise BadRequest("Message to delete not found")
            case "gone":
                raise BadRequest("USER_NOT_PARTICIPANT")
            case "crash":
                raise ZeroDivisionError("in the library")
            case "hang_before":
                self.hangs += 1
                await NEVER().wait()
        self.effects.append((method, args))
        match fault:
            case "lost":
                raise TimedOut
            case "hang_after":
                self.hangs += 1
                await NEVER().wait()
        if method == "get_chat_member_count":
            return 42
        return Message(len(self.effects), args[0]) if method == "send_message" else True

    def made(self, mark: object) -> int:
        """How often something took effect."""
        return sum(str(mark) in map(str, args) for _, args in self.effects)


class Host:
    """Keeps the fates that continuations would get."""

    def __init__(self) -> None:
        self.fates: list[tuple[Parcel, Fate]] = []

    def ended(self, parcel: Parcel, fate: Fate) -> None:
        self.fates.append((parcel, fate))


class Post:
    """A deliverer with its database, before a Telegram that fails as told."""

    courier_kind: type[Courier] = Courier

    def __init__(self, store: Store, clock: Clock | None = None) -> None:
        self.store = store
        self.clock = clock or HastyClock()
        self.api = Api()
        self.rooms = {1: Room(1, CHAT, "supergroup"), 2: Room(2, CHAT - 1, "supergroup")}
        self.outages = 0
        self.boot()

    def boot(self) -> None:
        self.host = Host()
        self.tasks = Tasks()
        recheck = Recheck(self.api, self.store, self.clock)  # type: ignore[arg-type]
        recheck.caught_up.set()
        pace = Pace(self.clock)
        courier = self.courier_kind(
            bot=self.api,  # type: ignore[arg-type]
            store=self.store,
            clock=self.clock,
            pace=pace,
            room=self.room,
            move=self.move,
            recheck=recheck,
            able=Able(self.api, self.clock),  # type: ignore[arg-type]
            seal=SEAL,
        )
        self.deliverer = Deliverer(
            courier=courier,
            store=self.store,
            clock=self.clock,
            pace=pace,
            tasks=self.tasks,
            trouble=moderation.note_trouble,
        )
        self.deliverer.host = self.host

    async def room(self, number: int) -> Room | None:
        if self.outages:
            self.outages -= 1
            raise ConnectionRefusedError
        return self.rooms.get(number)

    async def move(self, old: int, new: int) -> None:
        for number, room in self.rooms.items():
            if room.chat_id == old:
                self.rooms[number] = Room(number, new, "supergroup")

    async def make_rooms(self) -> None:
        chats = [room.chat_id for room in self.rooms.values()]
        await self.store.write(
            lambda c: rooms.admit(c, [Room(0, chat, "supergroup") for chat in chats], NOW)
        )

    async def post(self, *actions: AnyAction, **more: Any) -> list[Parcel]:
        now = int(self.clock.now())
        drafts = [Draft(action=action, **more) for action in actions]
        return await self.store.write(lambda c: outbox.post(c, drafts, now))

    async def send(self, *actions: AnyAction, **more: Any) -> None:
        self.deliverer.take(await self.post(*actions, **more))
        await self.rest()

    async def rest(self) -> None:
        async with asyncio.timeout(20):
            while self.tasks._running:
                await self.tasks.drain(20)
                await asyncio.sleep(0)

    async def crash_and_start(self) -> None:
        await self.tasks.cancel()
        self.boot()
        await self.deliverer.start()

    async def fates(self) -> list[tuple[int, str]]:
        return await rows_of(self.store, Outbox.id, Outbox.state)

    async def states(self) -> list[str]:
        return [state for _, state in sorted(await self.fates())]

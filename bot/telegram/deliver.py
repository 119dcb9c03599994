"""Delivery: committed actions reach Telegram, in order per subject, at Telegram's pace.

Deletes, bans and answers take the free way; sends and edits wait for their bucket. How each row
ended is written back, in bulk where nobody waits for it.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

import structlog
from msgspec import structs
from sqlalchemy import Connection
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.core import outbox
from bot.core.actions import MEMBER_ACTIONS, Answer, Delete, Edit, Send, subject_of
from bot.core.clock import Clock
from bot.core.errors import brief
from bot.core.outbox import Fate, Parcel
from bot.core.room import Room
from bot.core.store import Store
from bot.core.task import Tasks
from bot.telegram.call import delete_many, perform
from bot.telegram.error import Meaning, Trouble, understand
from bot.telegram.limit import Pace
from bot.telegram.recheck import Recheck

log = structlog.get_logger(__name__)

IN_FLIGHT = 64
PACED = 32
"""Of the calls in flight, those that sends and edits may take."""

TOGETHER = 100
"""Messages one call deletes."""

SIDE_BY_SIDE = 4
"""Calls that may delete in one chat at once."""

GATHER = 0.25
"""Seconds for which deletions of a chat are gathered while we are behind: fewer, fuller calls."""

SETTLE = 0.1
"""Seconds for which fates are gathered before they are written down."""

BACKOFF = (0.1, 0.3, 1.0, 2.0, 5.0, 10.0, 30.0)
PRIORITY = {"enforcement": 0, "reply": 1, "notice": 2, "board": 3}
DONE = Fate(state="done")
STAYED_BEHIND = Fate(state="expired", result="the message stayed behind when the chat moved")
UNREADABLE = Fate(state="refused", result="unreadable")


class Host(Protocol):
    """What delivery needs of the runtime."""

    def ended(self, parcel: Parcel, fate: Fate) -> None:
        """Run the continuation of an action."""


class Deliverer:
    """Everything that is on its way."""

    def __init__(
        self,
        *,
        bot: ExtBot[Any],
        store: Store,
        clock: Clock,
        pace: Pace,
        tasks: Tasks,
        room: Callable[[int], Any],
        move: Callable[[int, int], Any],
        trouble: Callable[[Connection, Parcel, Fate, int], None],
        recheck: Recheck,
    ) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self._pace = pace
        self._tasks = tasks
        self._room = room
        self._move = move
        self._trouble = trouble
        self._recheck = recheck
        self._queues: dict[Any, deque[Parcel]] = {}
        self._deletes: dict[int, deque[Parcel]] = {}
        self._deleting: dict[int, int] = {}
        self._gathered: set[int] = set()
        self._behind = False
        self._flight = asyncio.Semaphore(IN_FLIGHT)
        self._paced = asyncio.Semaphore(PACED)
        self._ended: list[tuple[Parcel, Fate]] = []
        self._writing: asyncio.Task[Any] | None = None
        self.host: Host | None = None
        self.poke: Callable[[], None] = lambda: None

    @property
    def waiting(self) -> int:
        """Actions that have not met their fate."""
        return sum(map(len, self._queues.values())) + sum(map(len, self._deletes.values()))

    async def start(self) -> None:
        """Take up what an earlier run left open. Its first attempt may have been made."""
        after = 0
        while True:
            parcels, broken = await self._store.read(partial(_load, after=after))
            if broken:
                log.error("stored actions cannot be read", outbox=broken)
                fates = [(number, UNREADABLE) for number in broken]
                await self._store.write(partial(self._close, fates))
            if not parcels and not broken:
                return
            after = max([parcel.id for parcel in parcels] + broken)
            self.take(parcels)

    def take(self, parcels: Sequence[Parcel]) -> None:
        """Deliver actions that are committed (volatile ones have no id)."""
        for parcel in parcels:
            action = parcel.action
            if isinstance(action, Answer):
                self._tasks.start(self._answer(action), "answer")
            elif isinstance(action, Delete) and subject_of(action) not in self._queues:
                self._deletes.setdefault(action.chat, deque()).append(parcel)
                self._start_deleting(action.chat)
            elif isinstance(action, (Send, Edit)):
                self._take_paced(parcel, action)
            else:
                self._queue(subject_of(action), parcel, self._run_free)

    def _take_paced(self, parcel: Parcel, action: Send | Edit) -> None:
        key = ("paced", action.to, 0 if action.to else action.room)
        if isinstance(action, Edit):
            for old in list(self._queues.get(key, ())):
                if isinstance(old.action, Edit) and old.action.message == action.message:
                    self._queues[key].remove(old)
                    self._end(old, Fate(state="expired"))
        self._queue(key, parcel, self._run_paced)

    def _queue(self, key: Any, parcel: Parcel, run: Callable[[Any], Any]) -> None:
        queue = self._queues.get(key)
        if queue is None:
            self._queues[key] = deque([parcel])
            self._tasks.start(run(key), f"deliver {key}")
        else:
            queue.append(parcel)

    async def _run_free(self, key: Any) -> None:
        """Work off the queue of one subject."""
        queue = self._queues[key]
        while queue:
            parcel = queue[0]
            fate = await self._deliver(parcel)
            queue.popleft()
            self._end(parcel, fate)
        del self._queues[key]

    async def _run_paced(self, key: Any) -> None:
        """Work off a chat's sends and edits, the most urgent first, at its pace."""
        queue = self._queues[key]
        while queue:
            parcel = min(queue, key=lambda one: (PRIORITY[one.action.priority], one.id))  # type: ignore[union-attr]
            chat, group = await self._chat_of(parcel)
            delay = self._pace.delay(chat, group=group)
            if delay > 0:
                await self._clock.sleep(min(delay, 1.0))
                continue
            queue.remove(parcel)
            self._pace.take(chat)
            async with self._paced:
                fate = await self._deliver(parcel)
            self._end(parcel, fate)
        del self._queues[key]

    def hurry(self, behind: bool) -> None:
        """Say whether updates come faster than we handle them; then calls are saved."""
        self._behind = behind

    def _start_deleting(self, chat: int) -> None:
        if self._behind and len(self._deletes.get(chat, ())) < TOGETHER:
            if not self._gathered:
                self._tasks.start(self._start_gathered(), "gather")
            self._gathered.add(chat)
        else:
            self._start_deleting_now(chat)

    async def _start_gathered(self) -> None:
        await self._clock.sleep(GATHER)
        chats, self._gathered = self._gathered, set()
        for chat in chats:
            self._start_deleting_now(chat)

    def _start_deleting_now(self, chat: int) -> None:
        if self._deletes.get(chat) and self._deleting.get(chat, 0) < SIDE_BY_SIDE:
            self._deleting[chat] = self._deleting.get(chat, 0) + 1
            self._tasks.start(self._run_deletes(chat), f"delete in {chat}")

    async def _run_deletes(self, chat: int) -> None:
        """Delete what waits in a chat, many with one call; one by one where that is refused."""
        queue = self._deletes[chat]
        try:
            while queue:
                batch = [queue.popleft() for _ in range(min(len(queue), TOGETHER))]
                if await self._delete_together(chat, batch):
                    continue
                for parcel in batch:
                    self._end(parcel, await self._deliver(parcel))
        finally:
            self._deleting[chat] -= 1
            if not self._deleting[chat]:
                self._deleting.pop(chat, None)
                if not queue:
                    self._deletes.pop(chat, None)

    async def _delete_together(self, chat: int, batch: Sequence[Parcel]) -> bool:
        now = self._clock.now()
        if any(parcel.expires_at is not None and now >= parcel.expires_at for parcel in batch):
            return False
        messages = [parcel.action.message for parcel in batch]  # type: ignore[union-attr]
        try:
            async with self._flight:
                await delete_many(self._bot, chat, messages)
        except TelegramError as error:
            trouble = understand(error)
            if trouble.meaning is Meaning.WAIT:
                await self._clock.sleep(trouble.seconds)
            return False
        for parcel in batch:
            self._end(parcel, DONE)
        return True

    async def _answer(self, action: Answer) -> None:
        """Answer a button. Worthless when late, so it is tried once."""
        try:
            async with self._flight:
                await perform(self._bot, action, Room(0, 0), 0)
        except TelegramError as error:
            log.info("button went unanswered", said=understand(error).text)

    async def _deliver(self, parcel: Parcel) -> Fate:
        """Make the call as often as it takes, or may be made."""
        failures = 0
        while True:
            now = int(self._clock.now())
            if parcel.expires_at is not None and now >= parcel.expires_at:
                return Fate(state="expired")
            if parcel.uncertain:
                if not isinstance(parcel.action, Send) or parcel.action.if_unknown != "again_once":
                    return Fate(state="unknown")
                await self._begin_last(parcel, parcel.action)
            if parcel.attempts and isinstance(parcel.action, MEMBER_ACTIONS):
                settled: Fate | None = await self._insist(lambda: self._recheck.look(parcel))
                if settled is not None:
                    return settled
            if isinstance(parcel.action, Send):
                await self._mark_sending(parcel)
            trouble = await self._try(parcel, now)
            if isinstance(trouble, Fate):
                return trouble
            match trouble.meaning:
                case Meaning.REFUSED:
                    return Fate(state="refused", result=trouble.text)
                case Meaning.MOVED:
                    if (fate := await self._follow(parcel, trouble.chat)) is not None:
                        return fate
                case Meaning.WAIT:
                    if isinstance(parcel.action, (Send, Edit)):
                        chat, _ = await self._chat_of(parcel)
                        self._pace.park(chat, trouble.seconds)
                    await self._take_back(parcel)
                    await self._clock.sleep(trouble.seconds)
                case Meaning.UNREACHED:
                    await self._take_back(parcel)
                    await self._clock.sleep(BACKOFF[min(failures, len(BACKOFF) - 1)])
                    failures += 1
                case _:
                    parcel.attempts += 1
                    parcel.uncertain = isinstance(parcel.action, Send)
                    await self._clock.sleep(BACKOFF[min(failures, len(BACKOFF) - 1)])
                    failures += 1

    async def _try(self, parcel: Parcel, now: int) -> Fate | Trouble:
        room = await self._find_room(parcel.action.room)
        if room is None:
            return Fate(state="refused", result="room is not known")
        try:
            async with self._flight:
                result = await perform(self._bot, parcel.action, room, now)
        except TelegramError as error:
            trouble = understand(error)
            if trouble.meaning is Meaning.ALREADY:
                return DONE
            log.info(
                "call failed", action=type(parcel.action).__name__, said=trouble.text, room=room.id
            )
            return trouble
        except Exception as error:
            log.exception("call crashed", action=type(parcel.action).__name__, room=room.id)
            return Fate(state="refused", result=repr(error)[:300])
        return DONE if result is None else Fate(state="done", result=result)

    async def _follow(self, parcel: Parcel, chat: int) -> Fate | None:
        """Turn to where a chat has moved; its messages stayed behind, out of everybody's reach."""
        action = parcel.action
        if isinstance(action, (Send, Edit)) and action.to:
            parcel.action = structs.replace(action, to=chat)
        else:
            room = await self._find_room(action.room)
            if room is not None:
                await self._insist(lambda: self._move(room.chat_id, chat))
        return STAYED_BEHIND if isinstance(action, (Delete, Edit)) else None

    async def _chat_of(self, parcel: Parcel) -> tuple[int, bool]:
        chat: int = getattr(parcel.action, "to", 0)
        if not chat:
            room = await self._find_room(parcel.action.room)
            chat = room.chat_id if room else 0
        return chat, chat < 0

    async def _mark_sending(self, parcel: Parcel) -> None:
        """Say durably that the call may have been made, before it is made."""
        await self._insist(lambda: self._store.write(lambda c: outbox.mark_sending(c, [parcel.id])))

    async def _begin_last(self, parcel: Parcel, action: Send) -> None:
        """Say durably that this send, whose answer was lost, is made once more and then dropped."""
        last = structs.replace(action, if_unknown="drop")
        await self._insist(lambda: self._store.write(lambda c: outbox.rewrite(c, parcel.id, last)))
        parcel.action, parcel.uncertain = last, False

    async def _take_back(self, parcel: Parcel) -> None:
        """Say that a send was not made after all: who finds it may make it."""
        if isinstance(parcel.action, Send):
            await self._insist(lambda: self._store.write(lambda c: outbox.mark_new(c, [parcel.id])))

    async def _find_room(self, number: int) -> Room | None:
        room: Room | None = await self._insist(lambda: self._room(number))
        return room

    def _end(self, parcel: Parcel, fate: Fate) -> None:
        if not parcel.id:
            return
        if fate.state in ("refused", "unknown"):
            log.warning(
                "action did not get through",
                action=type(parcel.action).__name__,
                fate=fate.state,
                said=fate.result,
                room=parcel.action.room,
            )
        if parcel.then and self.host is not None:
            self.host.ended(parcel, fate)
            return
        self._ended.append((parcel, fate))
        if self._writing is None or self._writing.done():
            self._writing = self._tasks.start(self._write_fates(), "fates")

    async def _write_fates(self) -> None:
        while self._ended:
            if len(self._ended) < 500:
                await self._clock.sleep(SETTLE)
            batch, self._ended = self._ended[:2000], self._ended[2000:]
            write = partial(self._write_down, batch)
            await self._insist(partial(self._store.write, write, durable=False))
            if any(fate.state != "done" for _, fate in batch):
                self.poke()

    def _close(self, fates: Sequence[tuple[int, Fate]], connection: Connection) -> None:
        outbox.close(connection, fates, int(self._clock.now()))

    def _write_down(self, batch: Sequence[tuple[Parcel, Fate]], connection: Connection) -> None:
        now = int(self._clock.now())
        fates = [(parcel.id, DONE if fate.state == "done" else fate) for parcel, fate in batch]
        outbox.close(connection, fates, now)
        for parcel, fate in batch:
            if fate.state != "done" and parcel.case is not None:
                self._trouble(connection, parcel, fate, now)

    async def _insist(self, work: Callable[[], Any]) -> Any:
        """Do something with the database as often as it takes for it to be in reach."""
        attempt = 0
        while True:
            try:
                return await work()
            except Exception as error:
                log.warning("delivery waits for the database", error=brief(error))
                await self._clock.sleep(BACKOFF[min(attempt, len(BACKOFF) - 1)])
                attempt += 1


def _load(connection: Connection, after: int) -> tuple[list[Parcel], list[int]]:
    return outbox.load_open(connection, after, 500)

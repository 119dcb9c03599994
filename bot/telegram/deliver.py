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
from sqlalchemy import Connection

from bot.core import outbox
from bot.core.actions import PACED, VOLATILE, Delete, Edit, Paced
from bot.core.clock import Clock
from bot.core.outbox import DONE, Fate, Parcel
from bot.core.store import Store
from bot.core.subject import subject_of
from bot.core.task import Tasks
from bot.telegram.courier import UNABLE, Courier
from bot.telegram.limit import Pace

log = structlog.get_logger(__name__)

TOGETHER = 100
"""Messages one call deletes."""

SIDE_BY_SIDE = 4
"""Calls that may delete in one chat at once."""

GATHER = 1.0
"""Seconds at most for which deletions are gathered while we are behind: fewer, fuller calls."""

SETTLE = 0.1
"""Seconds for which fates are gathered before they are written down."""

PRIORITY = {"enforcement": 0, "reply": 1, "notice": 2, "board": 3}
LATE = Fate(state="expired")
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
        courier: Courier,
        store: Store,
        clock: Clock,
        pace: Pace,
        tasks: Tasks,
        trouble: Callable[[Connection, Parcel, Fate, int], None],
    ) -> None:
        self._courier = courier
        self._store = store
        self._clock = clock
        self._pace = pace
        self._tasks = tasks
        self._trouble = trouble
        self._queues: dict[Any, deque[Parcel]] = {}
        self._deletes: dict[int, deque[Parcel]] = {}
        self._deleting: dict[int, int] = {}
        self._gathered: set[int] = set()
        self._behind = False
        self._ended: list[tuple[Parcel, Fate]] = []
        self._writing: asyncio.Task[Any] | None = None
        self._closing = False
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
            if isinstance(action, VOLATILE):
                self._tasks.start(self._courier.answer(action), "answer")
            elif self._closing:
                continue
            elif isinstance(action, Delete) and not self._has_queue(action):
                self._deletes.setdefault(action.chat, deque()).append(parcel)
                self._start_deleting(action.chat)
            elif isinstance(action, PACED):
                self._take_paced(parcel, action)
            else:
                self._queue(subject_of(action), parcel, self._run_free)

    def _has_queue(self, action: Delete) -> bool:
        """Whether something else about the message is under way, which a deletion waits for."""
        return bool(self._queues) and subject_of(action) in self._queues

    def close(self) -> None:
        """Begin no further call; what was not begun is in the outbox at the next start."""
        self._closing = True

    def _take_paced(self, parcel: Parcel, action: Paced) -> None:
        key = ("paced", action.to, 0 if action.to else action.room)
        if isinstance(action, Edit):
            for old in list(self._queues.get(key, ())):
                if isinstance(old.action, Edit) and old.action.message == action.message:
                    self._queues[key].remove(old)
                    self._end(old, LATE)
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
        while queue and not self._closing:
            parcel = queue[0]
            fate = await self._courier.deliver(parcel)
            queue.popleft()
            self._end(parcel, fate)
        del self._queues[key]

    async def _run_paced(self, key: Any) -> None:
        """Work off a chat's sends and edits, the most urgent first, at its pace."""
        queue = self._queues[key]
        while queue and not self._closing:
            # All of a queue go to one chat. Nothing is waited for between the choice and the
            # taking: meanwhile a newer edit might take the chosen one out.
            chat, group = await self._courier.chat_of(queue[0])
            self._drop_late(queue)
            delay = self._pace.delay(chat, group=group)
            if not queue:
                break
            if delay > 0:
                await self._clock.sleep(min(delay, 1.0))
                continue
            parcel = min(queue, key=lambda one: (PRIORITY[one.action.priority], one.id))  # type: ignore[union-attr]
            queue.remove(parcel)
            self._pace.take(chat)
            fate = await self._courier.deliver(parcel)
            self._end(parcel, fate)
        del self._queues[key]

    def _drop_late(self, queue: deque[Parcel]) -> None:
        """What came too late takes no place of what is still in time.

        One after the other they would be counted as sent, and what waits behind them would be late
        in its turn: once behind by the life of a reply, a chat would never be answered again.
        """
        now = self._clock.now()
        if late := [one for one in queue if one.is_late(now)]:
            kept = [one for one in queue if not one.is_late(now)]
            queue.clear()
            queue.extend(kept)
            for parcel in late:
                self._end(parcel, LATE)

    def hurry(self, behind: bool) -> None:
        """Say whether updates come faster than we handle them; then calls are saved."""
        self._behind = behind
        if not behind:
            self._start_gathered()

    def _start_deleting(self, chat: int) -> None:
        if self._behind and len(self._deletes.get(chat, ())) < TOGETHER:
            if not self._gathered:
                self._tasks.start(self._gather(), "gather")
            self._gathered.add(chat)
        else:
            self._start_deleting_now(chat)

    async def _gather(self) -> None:
        await self._clock.sleep(GATHER)
        self._start_gathered()

    def _start_gathered(self) -> None:
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
            while queue and not self._closing:
                batch = [queue.popleft() for _ in range(min(len(queue), TOGETHER))]
                together = await self._courier.delete_together(chat, batch)
                for parcel in batch:
                    fate = DONE if together else await self._courier.deliver(parcel)
                    self._end(parcel, fate)
        finally:
            self._deleting[chat] -= 1
            if not self._deleting[chat]:
                self._deleting.pop(chat, None)
                if not queue:
                    self._deletes.pop(chat, None)

    def _end(self, parcel: Parcel, fate: Fate) -> None:
        if not parcel.id:
            return
        if fate.state in ("refused", "unknown") and fate is not UNABLE:
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
            batch = self._ended[:2000]
            write = partial(self._write_down, batch)
            await self._courier.insist(partial(self._store.write, write, durable=False))
            del self._ended[: len(batch)]
            if any(fate.state != "done" for _, fate in batch):
                self.poke()

    def _close(self, fates: Sequence[tuple[int, Fate]], connection: Connection) -> None:
        outbox.close(connection, fates, int(self._clock.now()))

    def _write_down(self, batch: Sequence[tuple[Parcel, Fate]], connection: Connection) -> None:
        now = int(self._clock.now())
        outbox.finish(connection, batch, now)
        for parcel, fate in batch:
            if fate.state != "done" and parcel.case is not None:
                self._trouble(connection, parcel, fate, now)


def _load(connection: Connection, after: int) -> tuple[list[Parcel], list[int]]:
    return outbox.load_open(connection, after, 500)

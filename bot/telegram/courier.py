"""One action on its way: the calls that are made for it, as often as it takes or may be."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from typing import Any, TypeVar

import structlog
from msgspec import structs
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.core import outbox
from bot.core.actions import (
    MEMBER_ACTIONS,
    PACED,
    UNREPEATABLE,
    Agree,
    Answer,
    Delete,
    Edit,
    Queue,
    React,
    Strip,
    Tag,
    Whisper,
)
from bot.core.button import Seal
from bot.core.clock import Clock
from bot.core.errors import brief
from bot.core.outbox import DONE, Fate, Parcel
from bot.core.room import Room
from bot.core.store import Store
from bot.telegram.able import Able
from bot.telegram.call import delete_many, perform
from bot.telegram.error import Meaning, Trouble, understand
from bot.telegram.limit import Pace
from bot.telegram.recheck import Recheck

log = structlog.get_logger(__name__)

T = TypeVar("T")

IN_FLIGHT = 64
"""Calls under way at once."""

IN_FLIGHT_PACED = 32
"""Of those, the ones that sends and edits may take. Who waits to be tried again holds none."""

BACKOFF = (0.1, 0.3, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between the attempts at a call."""

UNABLE = Fate(state="refused", result="this server of Telegram cannot do that yet")
STAYED_BEHIND = Fate(state="expired", result="the message stayed behind when the chat moved")
LEFT_BEHIND = Fate(state="refused", result=STAYED_BEHIND.result)


class Courier:
    """Makes the calls of one action after the other, and understands how they went."""

    def __init__(
        self,
        *,
        bot: ExtBot[Any],
        store: Store,
        clock: Clock,
        pace: Pace,
        room: Callable[[int], Awaitable[Room | None]],
        move: Callable[[int, int], Awaitable[None]],
        recheck: Recheck,
        able: Able,
        seal: Seal,
        agreed: Callable[[str], None] = lambda query: None,
    ) -> None:
        self._bot = bot
        self._agreed = agreed
        self._able = able
        self._seal = seal
        self._store = store
        self._clock = clock
        self._pace = pace
        self._room = room
        self._move = move
        self._recheck = recheck
        self._flight = asyncio.Semaphore(IN_FLIGHT)
        self._paced = asyncio.Semaphore(IN_FLIGHT_PACED)

    async def deliver(self, parcel: Parcel) -> Fate:
        """Make the call as often as it takes, or may be made."""
        failures = 0
        while True:
            now = int(self._clock.now())
            if parcel.is_late(now):
                return Fate(state="expired")
            if parcel.uncertain:
                if getattr(parcel.action, "if_unknown", "drop") != "again_once":
                    return Fate(state="unknown")
                await self._begin_last(parcel)
            if parcel.attempts and isinstance(parcel.action, MEMBER_ACTIONS):
                settled: Fate | None = await self.insist(lambda: self._recheck.look(parcel))
                if settled is not None:
                    return settled
            if isinstance(parcel.action, UNREPEATABLE):
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
                    if isinstance(parcel.action, PACED):
                        chat, _ = await self.chat_of(parcel)
                        self._pace.park(chat, trouble.seconds)
                    await self._take_back(parcel)
                    await self._clock.sleep(trouble.seconds)
                case Meaning.UNREACHED:
                    await self._take_back(parcel)
                    await self._clock.sleep(BACKOFF[min(failures, len(BACKOFF) - 1)])
                    failures += 1
                case _:
                    parcel.attempts += 1
                    parcel.uncertain = isinstance(parcel.action, UNREPEATABLE)
                    await self._clock.sleep(BACKOFF[min(failures, len(BACKOFF) - 1)])
                    failures += 1

    async def _try(self, parcel: Parcel, now: int) -> Fate | Trouble:
        room = await self._find_room(parcel.action.room)
        if room is None:
            return Fate(state="refused", result="room is not known")
        try:
            counted = isinstance(parcel.action, PACED)
            async with self._paced if counted else nullcontext(), self._flight:
                if isinstance(parcel.action, Whisper | Tag) and not await self._able.can(parcel):
                    return UNABLE
                result = await perform(self._bot, parcel.action, room, now, self._seal)
        except TelegramError as error:
            trouble = understand(error)
            if trouble.meaning is Meaning.GONE and isinstance(parcel.action, Edit) and parcel.then:
                return Fate(state="refused", result=trouble.text)
            if trouble.meaning is Meaning.ALREADY and isinstance(parcel.action, Whisper):
                return Fate(state="refused", result=trouble.text)  # whoever it was for is gone
            if trouble.meaning in (Meaning.ALREADY, Meaning.GONE):
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
        if isinstance(action, PACED) and action.to:
            parcel.action = structs.replace(action, to=chat)
        else:
            room = await self._find_room(action.room)
            if room is not None:
                await self.insist(lambda: self._move(room.chat_id, chat))
        if isinstance(action, Edit) and parcel.then:
            return LEFT_BEHIND  # what it was to say is said elsewhere
        return STAYED_BEHIND if isinstance(action, (Delete, Edit, React, Strip)) else None

    async def chat_of(self, parcel: Parcel) -> tuple[int, bool]:
        """Where an action takes effect, and whether that is a group."""
        chat: int = getattr(parcel.action, "to", 0)
        if not chat:
            room = await self._find_room(parcel.action.room)
            chat = room.chat_id if room else 0
        return chat, chat < 0

    async def _mark_sending(self, parcel: Parcel) -> None:
        """Say durably that the call may have been made, before it is made."""
        await self.insist(lambda: self._store.write(lambda c: outbox.mark_sending(c, [parcel.id])))

    async def _begin_last(self, parcel: Parcel) -> None:
        """Say durably that this send, whose answer was lost, is made once more and then dropped."""
        last = structs.replace(parcel.action, if_unknown="drop")
        await self.insist(lambda: self._store.write(lambda c: outbox.rewrite(c, parcel.id, last)))
        parcel.action, parcel.uncertain = last, False

    async def _take_back(self, parcel: Parcel) -> None:
        """Say that a send was not made after all: who finds it may make it."""
        if isinstance(parcel.action, UNREPEATABLE):
            await self.insist(lambda: self._store.write(lambda c: outbox.mark_new(c, [parcel.id])))

    async def _find_room(self, number: int) -> Room | None:
        room: Room | None = await self.insist(lambda: self._room(number))
        return room

    async def delete_together(self, chat: int, batch: Sequence[Parcel]) -> bool:
        """Delete messages of a chat with one call; False where each has to be tried alone."""
        now = self._clock.now()
        if any(parcel.is_late(now) for parcel in batch):
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
        return True

    async def answer(self, action: Answer | Agree | Queue) -> None:
        """Answer a button, whoever wants to pay, or who asks a guard; once: late is worthless."""
        if isinstance(action, Agree):
            self._agreed(action.query)
        try:
            async with self._flight:
                await perform(self._bot, action, Room(0, 0), 0, self._seal)
        except TelegramError as error:
            log.info("went unanswered", action=type(action).__name__, said=understand(error).text)

    async def insist(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do something with the database as often as it takes for it to be in reach."""
        attempt = 0
        while True:
            try:
                return await work()
            except Exception as error:
                log.warning("delivery waits for the database", error=brief(error))
                await self._clock.sleep(BACKOFF[min(attempt, len(BACKOFF) - 1)])
                attempt += 1

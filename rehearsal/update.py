"""The updates that wait for the bot: numbered, filtered, handed out, confirmed."""

import asyncio
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from rehearsal import wire
from rehearsal.clock import Clock
from rehearsal.user import Json

DEFAULT_KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
        "subscription",
        "stopped_message_generation",
    }
)
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Sent only when `allowed_updates` names them."""
LIFE = 86400.0
SHORT_LIVES = {"callback_query": 150.0, "pre_checkout_query": 150.0}
"""Kinds that do not wait a whole day, in seconds."""
NEAR = 100_000
"""An offset farther than this from an update's number belongs to another sequence."""


@dataclass
class Waiting:
    """An update not yet confirmed."""

    id: int
    until: float
    raw: bytes
    line: object = None
    """The line it stands in where updates are pushed, once somebody asked."""


class UpdateQueue:
    """A queue like the one behind `getUpdates`; its faults are one method each."""

    def __init__(self, clock: Clock, rng: random.Random) -> None:
        self._clock = clock
        self._rng = rng
        self._next = rng.randrange(100_000_000, 900_000_000)
        self._waiting: deque[Waiting] = deque()
        self._hasty: deque[Waiting] = deque()
        self.arrived = asyncio.Event()
        self._repeats = 0
        self._swaps = 0
        self._held: Waiting | None = None
        self.allowed: frozenset[str] = DEFAULT_KINDS
        self.log: list[bytes] = []
        """Every update ever put in, as it was at that moment."""

    def __len__(self) -> int:
        self._expire()
        return len(self._waiting)

    def allow(self, kinds: list[str]) -> None:
        """Remember which kinds are wanted; none named means the default set."""
        self.allowed = frozenset(kinds) if kinds else DEFAULT_KINDS

    def put(self, kind: str, body: Json) -> None:
        """Number and queue an update of a kind that is wanted; drop any other."""
        if kind not in self.allowed:
            return
        update: Json = {"update_id": self._next, kind: body}
        raw = wire.encode(update)
        self.log.append(raw)
        self.put_raw(raw, SHORT_LIVES.get(kind, LIFE))

    def put_raw(self, raw: bytes, life: float = LIFE) -> None:
        """Queue bytes as the next update; they should carry `next_id` as their number."""
        waiting = Waiting(self._next, self._clock.now() + life, raw)
        self._next += 1
        if life < LIFE:
            self._hasty.append(waiting)
        if self._swaps and self._held is None:
            self._held = waiting
            return
        self._append(waiting)
        if self._held is not None:
            self._append(self._held)
            self._held = None
            self._swaps -= 1

    def _append(self, waiting: Waiting) -> None:
        self._waiting.append(waiting)
        if self._repeats:
            self._repeats -= 1
            self._waiting.append(waiting)
        self.arrived.set()

    @property
    def next_id(self) -> int:
        """The number the next update gets."""
        return self._next

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps only that many of the last."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
            return
        self._waiting = deque(
            waiting for waiting in self._waiting if not 0 < offset - waiting.id <= NEAR
        )

    def batch(self, limit: int) -> list[bytes]:
        """The first updates in line; what has waited too long is gone."""
        self._expire()
        return [waiting.raw for _, waiting in zip(range(limit), self._waiting, strict=False)]

    def _expire(self) -> None:
        now = self._clock.now()
        late = set()
        while self._hasty and self._hasty[0].until < now:
            late.add(self._hasty.popleft().id)
        if late:
            self._waiting = deque(one for one in self._waiting if one.id not in late)
        while self._waiting and self._waiting[0].until < now:
            self._waiting.popleft()

    def __iter__(self) -> Iterator[Waiting]:
        self._expire()
        return iter(self._waiting)

    def drop(self, waiting: Waiting) -> None:
        """Forget one update that was delivered (once, if it is in line twice)."""
        for place, one in enumerate(self._waiting):
            if one is waiting:
                del self._waiting[place]
                return

    def clear(self) -> None:
        """Drop everything pending."""
        self._waiting.clear()
        self._hasty.clear()

    async def arrival(self, timeout: float) -> None:
        """Wait until something is in line, at most `timeout` real seconds."""
        if self._waiting:
            return
        self.arrived.clear()
        try:
            async with asyncio.timeout(timeout):
                await self.arrived.wait()
        except TimeoutError:
            return

    async def change(self) -> None:
        """Wait until something more is in line, or somebody calls `wake`."""
        self.arrived.clear()
        await self.arrived.wait()

    def wake(self) -> None:
        """Let whoever waits for an arrival look again."""
        self.arrived.set()

    def repeat(self, times: int = 1) -> None:
        """Deliver each of the next updates twice."""
        self._repeats += times

    def swap(self, times: int = 1) -> None:
        """Deliver the next two updates in the wrong order; each time holds one back."""
        self._swaps += times

    def gap(self, size: int = 7) -> None:
        """Skip some numbers."""
        self._next += size

    def restart(self) -> None:
        """Go on from a number of another range, as Telegram does after a quiet week."""
        old = self._next
        while abs(self._next - old) < 10 * NEAR:
            self._next = self._rng.randrange(100_000_000, 900_000_000)

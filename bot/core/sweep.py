"""The sweeper: what has become due goes to its lane, old rows go away, and what is written behind
is written."""

from collections.abc import Awaitable, Callable
from functools import partial

import structlog
from sqlalchemy import Connection, delete, func, insert, select

from bot.core import deadline, inbox, outbox
from bot.core.errors import brief, is_outage
from bot.core.runtime import Runtime
from bot.core.sql import inserting
from models.deadline import Meta, Pulse

log = structlog.get_logger(__name__)

BATCH = 200
"""Deadlines one tick hands out."""

OUTAGE = 120
"""Seconds without a pulse from which it counts as an outage."""

PULSES = 40 * 1440
"""Minutes for which pulses are kept."""

GENERATION = "generation"
"""The row that another program raises when it wrote something our caches may hold."""


class Sweeper:
    """Ticks at least once a second, by whatever clock wakes it."""

    def __init__(
        self,
        runtime: Runtime,
        chores: tuple[Callable[[Connection, int], int], ...] = (),
        steady: tuple[Callable[[Connection, int], int], ...] = (),
    ) -> None:
        self._runtime = runtime
        self._steady = steady
        self._keeping_up = False
        self.behind = False
        self._chores = (inbox.forget_tombstones, outbox.forget_closed, *chores)
        self._ready = False
        self._minute = 0
        self._ahead: float | None = None
        self._asleep = 0.0
        self._generation: str | None = None
        self._busy = False
        self._again = False

    def ready(self) -> None:
        """Everything Telegram had for us is in: from now on deadlines may fall due."""
        if not self._ready:
            self._ready = True
            self.poke()

    def poke(self) -> None:
        """Hand out what is due at once, instead of at the next tick."""
        if self._busy:
            self._again = True
        else:
            self._busy = True
            self._runtime.tasks.start(self._look(), "sweep")

    async def tick(self) -> None:
        """One look: pulse, caches, deadlines, and each minute one round of cleaning up."""
        await self._calmly(self._beat)
        await self._calmly(lambda _now: self._runtime.dispel())
        self.poke()
        if self._steady and not self._keeping_up:
            self._keeping_up = True
            self._runtime.tasks.start(self._keep_up(), "steady")

    async def _keep_up(self) -> None:
        """What is done behind everything else: at once if it is little, by and by if it is much."""
        try:
            for work in self._steady:
                await self._calmly(partial(self._go_on, work))
        finally:
            self._keeping_up = False

    async def _go_on(self, work: Callable[[Connection, int], int], now: int) -> None:
        store, lanes = self._runtime.store, self._runtime.lanes
        while await store.write(partial(_do, work, now), durable=False):
            if self.behind or lanes.stopping:
                return

    async def _calmly(self, work: Callable[[int], Awaitable[None]]) -> None:
        """Do something now; a database out of reach is waited for until the next tick."""
        try:
            await work(int(self._runtime.clock.now()))
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("database out of reach", error=brief(error))

    async def _look(self) -> None:
        try:
            while True:
                self._again = False
                await self._calmly(self._hand_out)
                if not self._again:
                    return
        finally:
            self._busy = False

    async def _beat(self, now: int) -> None:
        self._note_sleep()
        generation = await self._runtime.store.read(
            lambda c: c.execute(select(Meta.value).where(Meta.key == GENERATION)).scalar()
        )
        if generation != self._generation:
            self._runtime.memory.forget_all()
            self._generation = generation
        minute = now // 60
        if minute == self._minute:
            return
        lost = self._minute == 0 or self._asleep >= OUTAGE
        extended = await self._runtime.store.write(lambda c: _pulse(c, now, lost=lost))
        self._minute, self._asleep = minute, 0.0
        if extended:
            log.info("people who are waited for get more time after an outage", rows=extended)
        for chore in self._chores:
            while await self._runtime.store.write(partial(_do, chore, now), durable=False):
                pass

    def _note_sleep(self) -> None:
        """A machine that slept has lost the time by which the wall clock ran ahead."""
        clock = self._runtime.clock
        ahead = clock.now() - clock.monotonic()
        if self._ahead is not None:
            self._asleep = max(self._asleep, ahead - self._ahead)
        self._ahead = ahead

    async def _hand_out(self, now: int) -> None:
        if not self._ready:
            return
        self._note_sleep()
        if not self._minute or self._asleep >= OUTAGE:
            # After an outage people get their time back before anything falls due.
            await self._beat(now)
        # What waits in its lane already must not keep later ones from being seen.
        limit = BATCH + self._runtime.due
        due = await self._runtime.store.read(lambda c: deadline.find_due(c, now, limit))
        for one in due:
            self._runtime.fall_due(one)
        self._again = self._again or len(due) == limit


def _do(chore: Callable[[Connection, int], int], now: int, connection: Connection) -> int:
    return chore(connection, now)


def _pulse(connection: Connection, now: int, *, lost: bool) -> int:
    """Note that we are alive; after an outage, give people the time they lost."""
    minute = now // 60
    last = connection.execute(select(func.max(Pulse.minute))).scalar()
    connection.execute(inserting(connection, Pulse).values(minute=minute).on_conflict_do_nothing())
    connection.execute(delete(Pulse).where(Pulse.minute < minute - PULSES))
    if lost and last is not None and now - (last + 1) * 60 >= OUTAGE:
        return deadline.extend_after_outage(connection, now)
    return 0


def raise_generation(connection: Connection) -> None:
    """Tell a running bot that another program wrote something its caches may hold."""
    value = connection.execute(select(Meta.value).where(Meta.key == GENERATION)).scalar()
    connection.execute(delete(Meta).where(Meta.key == GENERATION))
    connection.execute(insert(Meta).values(key=GENERATION, value=str(int(value or 0) + 1)))

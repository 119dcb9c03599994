"""The runtime: what Telegram delivered is acted on once, whatever dies when.

`receive` writes a batch of updates down and settles in the same transaction whatever needs no
handler; the rest goes through the lanes, one unit each.
"""

import traceback
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import structlog
from sqlalchemy import Connection

from bot.core import inbox, outbox
from bot.core.assess import FULL, Assessment, Assessor, Path
from bot.core.clock import Clock
from bot.core.deadline import Deadline
from bot.core.directory import Directory
from bot.core.door import Unusable, perceive
from bot.core.errors import Stolen, brief, is_outage
from bot.core.house import MESSAGES, House
from bot.core.incoming import Facts
from bot.core.judgement import Judgement
from bot.core.lane import Arrival, Due, Ended, Lane, Lanes, Turn
from bot.core.memory import Memory
from bot.core.outbox import Fate, Parcel
from bot.core.ports import Cheap, Court, Outlet, Runner
from bot.core.store import Store
from bot.core.tally import Tally
from bot.core.task import Tasks

log = structlog.get_logger(__name__)

GROUP = 64
"""Updates a lane settles in one transaction."""

BACKOFF = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds to wait for a database that is out of reach, attempt by attempt."""


class Runtime:
    """One bot's updates, from their receipt to the commit of what they cause."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        house: House,
        memory: Memory,
        directory: Directory,
        court: Court,
        outlet: Outlet,
        bot_id: int,
        tasks: Tasks,
        tally: Tally | None = None,
    ) -> None:
        self.store = store
        self.clock = clock
        self.house = house
        self.memory = memory
        self.directory = directory
        self.court = court
        self.outlet = outlet
        self.bot_id = bot_id
        self.tasks = tasks
        self.tally = tally or Tally()
        self.assessor = Assessor(house, directory, memory, bot_id)
        self.lanes = Lanes(tasks, self._work, self._page)
        self.runner: Runner | None = None
        self.poke: Callable[[], None] = lambda: None
        self._last_receipt = 0
        self._due: set[int] = set()
        self._suspect: set[int] = set()

    async def start(self) -> None:
        """Take up what an earlier run left unsettled."""
        rooms = await self.store.read(lambda c: inbox.rooms_left_over(c, self.bot_id))
        self._suspect.update(rooms)
        for room in rooms:
            self.lanes.resume(room)

    async def receive(self, payloads: Sequence[bytes]) -> None:
        """Write updates down; when this returns, they may be confirmed to Telegram.

        Raises whatever the database raises: then nothing was written.
        """
        now = int(self.clock.now())
        known = {one.update_id: one for payload in payloads if (one := _perceive(payload, now))}
        said = list(known.values())
        await self.memory.prepare(said, now)
        cheap, waiting = self._divide(said)
        rooms = {one.facts.room for one in cheap}
        for room in rooms:
            self.lanes.hold(room)
        try:
            try:
                fresh = await self._settle_new(cheap, waiting, now)
            except Exception as error:
                if is_outage(error):
                    raise
                log.warning("batch falls apart into single updates", error=str(error))
                waiting = sorted(
                    [*waiting, *(Arrival(one.facts, one.received_at) for one in cheap)],
                    key=lambda arrival: arrival.received_at,
                )
                fresh = await self._settle_new([], waiting, now)
            self.tally.updates.update(one.kind for one in said if one.update_id in fresh)
            for arrival in waiting:
                if arrival.facts.update_id in fresh:
                    self.lanes.put(arrival.facts.room, arrival)
        finally:
            for room in rooms:
                self.lanes.release(room)

    def _divide(self, said: Sequence[Facts]) -> tuple[list[Cheap], list[Arrival]]:
        cheap: list[Cheap] = []
        waiting: list[Arrival] = []
        behind: set[int] = set()
        receipt = max(int(self.clock.now() * 1e6), self._last_receipt + 1)
        for facts in said:
            receipt += 1
            if facts.room not in behind and not self.lanes.is_busy(facts.room):
                assessment = self._look(facts)
                if assessment.path in (Path.CHATTER, Path.ACCUSED):
                    cheap.append(Cheap(facts, receipt, assessment))
                    continue
                behind.add(facts.room)
            waiting.append(Arrival(facts, receipt))
        self._last_receipt = receipt
        return cheap, waiting

    async def _settle_new(
        self, cheap: Sequence[Cheap], waiting: Sequence[Arrival], now: int
    ) -> set[int]:
        entries = [
            inbox.Entry(one.facts.update_id, one.facts.room, one.received_at, None) for one in cheap
        ] + [
            inbox.Entry(one.facts.update_id, one.facts.room, one.received_at, one.facts.payload)
            for one in waiting
        ]

        def work(connection: Connection) -> tuple[set[int], list[Parcel], Judgement]:
            fresh = inbox.insert_new(connection, self.bot_id, entries, now)
            new = [one for one in cheap if one.facts.update_id in fresh]
            return fresh, *self._effects(connection, new, now)

        fresh, parcels, judgement = await self.store.write(work)
        self._hand_over(parcels, judgement)
        return fresh

    async def settle(self, cheap: Sequence[Cheap]) -> None:
        """Settle updates that waited in a lane and need no handler."""
        now = int(self.clock.now())

        def work(connection: Connection) -> tuple[list[Parcel], Judgement]:
            inbox.settle(connection, self.bot_id, [one.facts.update_id for one in cheap], now)
            return self._effects(connection, cheap, now)

        parcels, judgement = await self.store.write(work)
        self._hand_over(parcels, judgement)

    def _effects(
        self, connection: Connection, cheap: Sequence[Cheap], now: int
    ) -> tuple[list[Parcel], Judgement]:
        kept = [
            one.facts
            for one in cheap
            if one.assessment.path is Path.CHATTER
            and one.facts.kind in MESSAGES
            and one.facts.chat_type in ("group", "supergroup")
        ]
        accused = [
            self.court.accuse(one.facts, room, one.assessment, values)
            for one in cheap
            if one.assessment.path is Path.ACCUSED
            and (values := one.assessment.values) is not None
            and (room := one.assessment.room) is not None
        ]
        self.court.archive(connection, kept)
        judgement = self.court.try_all(connection, accused, now)
        return outbox.post(connection, judgement.drafts, now), judgement

    def _hand_over(self, parcels: Sequence[Parcel], judgement: Judgement) -> None:
        self.tally.verdicts.update(judgement.verdicts)
        if parcels:
            self.outlet.take(parcels)
        if judgement.due:
            self.poke()

    @property
    def due(self) -> int:
        """Deadlines that were handed out and are not done yet."""
        return len(self._due)

    def fall_due(self, deadline: Deadline) -> None:
        """Have a deadline handled in its room's lane, once."""
        if deadline.id not in self._due:
            self._due.add(deadline.id)
            self.lanes.put(deadline.room, Due(deadline))

    def ended(self, parcel: Parcel, fate: Fate) -> None:
        """Have the continuation of an action run in its room's lane."""
        self.lanes.put(parcel.action.room, Ended(parcel, fate))

    async def _page(self, room: int, after: tuple[int, int], limit: int) -> list[Arrival]:
        now = int(self.clock.now())
        rows = await self._persist(
            lambda: self.store.read(
                lambda c: inbox.pending_after(c, self.bot_id, room, after, limit)
            )
        )
        arrivals = []
        for row in rows:
            facts = perceive(row["payload"], now)
            facts.room = room
            arrivals.append(Arrival(facts, row["received_at"]))
        await self._persist(lambda: self.memory.prepare([one.facts for one in arrivals], now))
        return arrivals

    async def _work(self, lane: Lane) -> None:
        turn = lane.queue.popleft()
        if isinstance(turn, Arrival) and lane.room in self._suspect:
            self._suspect.discard(lane.room)
            await self._begin_again(turn)
            return
        if isinstance(turn, Arrival):
            first = await self._assess(turn)
            if first.path is not Path.FULL:
                group = [Cheap(turn.facts, turn.received_at, first)]
                while lane.queue and len(group) < GROUP:
                    following = lane.queue[0]
                    if not isinstance(following, Arrival):
                        break
                    assessment = self._look(following.facts)
                    if assessment.path not in (Path.CHATTER, Path.ACCUSED):
                        break
                    lane.queue.popleft()
                    group.append(Cheap(following.facts, following.received_at, assessment))
                await self._settle_group(group)
                return
        await self._guard(turn)
        if isinstance(turn, Due):
            self._due.discard(turn.deadline.id)

    async def _begin_again(self, turn: Arrival) -> None:
        """Handle the update an earlier run may have died of: alone, and not for ever.

        Only the first of a room can be that one. Whatever waited behind it is innocent, however
        often the program is started with it.
        """
        number = turn.facts.update_id
        attempts = await self._persist(
            lambda: self.store.write(lambda c: inbox.begin_again(c, self.bot_id, number))
        )
        if attempts >= inbox.MAX_STARTS:
            await self._quarantine(turn, RuntimeError(f"the program died with it {attempts} times"))
            return
        first = await self._assess(turn)
        if first.path is Path.FULL:
            await self._guard(turn)
        else:
            await self._settle_group([Cheap(turn.facts, turn.received_at, first)])

    def _look(self, facts: Facts) -> Assessment:
        """Assess an update; where a feature crashes over it, its unit will find out and say so."""
        try:
            return self.assessor.assess(facts)
        except Exception:
            return FULL

    async def _assess(self, turn: Arrival) -> Assessment:
        """Assess an update, reading first whatever is missing for it."""
        facts = turn.facts
        facts.room = self.memory.current(facts.room)
        attempt = 0
        while (assessment := self._look(facts)).path is Path.COLD:
            if attempt:
                await self.clock.sleep(BACKOFF[min(attempt, len(BACKOFF)) - 1])
            attempt += 1
            await self._persist(partial(self._warm, facts))
        return assessment

    async def _warm(self, facts: Facts) -> None:
        await self.memory.load_values({facts.room})
        room = await self.memory.room(facts.room)
        if room is None:
            raise RuntimeError(f"room {facts.room} is not known")
        await self.directory.warm(room, person=facts.person.id if facts.person else 0)

    async def _settle_group(self, group: Sequence[Cheap]) -> None:
        """Settle together; where that fails, halve until the bad update is alone."""
        attempt = 0
        while True:
            try:
                await self.settle(group)
                return
            except Stolen as error:
                if len(group) == 1:
                    log.warning("update was settled already", error=str(error))
                    return
                break
            except Exception as error:
                if is_outage(error):
                    await self.clock.sleep(BACKOFF[min(attempt, len(BACKOFF) - 1)])
                    attempt += 1
                    continue
                if len(group) == 1:
                    one = group[0]
                    await self._quarantine(Arrival(one.facts, one.received_at), error)
                    return
                break
        middle = len(group) // 2
        await self._settle_group(group[:middle])
        await self._settle_group(group[middle:])

    async def _guard(self, turn: Turn) -> None:
        """Run a turn's unit: wait out an outage, try again once after a crash, then give it up."""
        assert self.runner is not None
        attempt = crashes = 0
        while True:
            try:
                await self.runner.run(turn)
                return
            except Stolen as error:
                log.warning("turn was done already", error=str(error))
                return
            except Exception as error:
                if is_outage(error):
                    await self.clock.sleep(BACKOFF[min(attempt, len(BACKOFF) - 1)])
                    attempt += 1
                    continue
                crashes += 1
                if crashes > 1:
                    await self._quarantine(turn, error)
                    return

    async def _quarantine(self, turn: Turn, error: Exception) -> None:
        assert self.runner is not None
        log.error("turn goes into quarantine", turn=type(turn).__name__, exc_info=error)
        told = "".join(traceback.format_exception(error))
        runner = self.runner
        await self._persist(lambda: runner.drop(turn, told))

    async def _persist(self, work: Callable[[], Any]) -> Any:
        """Do something as often as it takes for the database to be in reach."""
        attempt = 0
        while True:
            try:
                return await work()
            except Exception as error:
                if not is_outage(error):
                    raise
                log.warning("database out of reach", error=brief(error))
                await self.clock.sleep(BACKOFF[min(attempt, len(BACKOFF) - 1)])
                attempt += 1

    async def stop(self, seconds: float) -> bool:
        """Let running units end; what waits stays in the inbox. False if some did not in time."""
        self.lanes.stopping = True
        ended = await self.tasks.drain(seconds)
        if not ended:
            await self.tasks.cancel()
        return ended


def _perceive(payload: bytes, now: int) -> Facts | None:
    try:
        return perceive(payload, now)
    except Unusable as error:
        log.error("update without a number is passed over", error=str(error))
        return None

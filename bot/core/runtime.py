"""The runtime: what Telegram delivered is acted on once, whatever dies when.

`receive` writes a batch of updates down and settles in the same transaction whatever needs no
handler; the rest goes through the lanes, one unit each.
"""

from collections.abc import Callable, Sequence

import structlog
from sqlalchemy import Connection

from bot.core import inbox, outbox
from bot.core.assess import FULL, Assessment, Assessor, Path
from bot.core.clock import Clock
from bot.core.deadline import Deadline
from bot.core.directory import Directory
from bot.core.doubt import Doubts
from bot.core.errors import is_outage
from bot.core.house import KEPT, House
from bot.core.incoming import Facts
from bot.core.judgement import Judgement
from bot.core.lane import Arrival, Due, Ended, Lanes
from bot.core.memory import Memory
from bot.core.outbox import Fate, Parcel
from bot.core.perception import Unusable, perceive
from bot.core.ports import Cheap, Court, Outlet, Runner
from bot.core.store import Store
from bot.core.tally import Tally
from bot.core.task import Tasks
from bot.core.turn import Turns

log = structlog.get_logger(__name__)


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
        lacks: Callable[[str], bool] = bool,
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
        self.lacks = lacks
        self.doubts = Doubts(store, clock, bot_id)
        self.assessor = Assessor(house, directory, memory, bot_id)
        self.turns = Turns(self)
        self.lanes = Lanes(tasks, self.turns.work, self.turns.page)
        self.runner: Runner | None = None
        self.poke: Callable[[], None] = lambda: None
        self._last_receipt = 0
        self._due: set[int] = set()

    async def start(self) -> None:
        """Take up what an earlier run left unsettled."""
        rooms = await self.store.read(lambda c: inbox.rooms_left_over(c, self.bot_id))
        # Whatever the clock was meanwhile set to: what comes now comes after what is there.
        self._last_receipt = await self.store.read(lambda c: inbox.last_receipt(c, self.bot_id))
        self.turns.suspect(rooms)
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
                assessment = self.look(facts)
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

        made: list[Parcel] = []

        def work(connection: Connection) -> tuple[set[int], list[Parcel], Judgement]:
            fresh = inbox.insert_new(connection, self.bot_id, entries, now)
            new = [one for one in cheap if one.facts.update_id in fresh]
            parcels, judgement = self._effects(connection, new, now)
            made.extend(parcels)
            return fresh, parcels, judgement

        try:
            fresh, parcels, judgement = await self.store.write(work)
        except Exception as error:
            self.doubts.note(error, parcels=made, arrivals=waiting)
            raise
        self._hand_over(parcels, judgement)
        return fresh

    async def settle(self, cheap: Sequence[Cheap]) -> None:
        """Settle updates that waited in a lane and need no handler."""
        now = int(self.clock.now())

        made: list[Parcel] = []

        def work(connection: Connection) -> tuple[list[Parcel], Judgement]:
            inbox.settle(connection, self.bot_id, [one.facts.update_id for one in cheap], now)
            parcels, judgement = self._effects(connection, cheap, now)
            made.extend(parcels)
            return parcels, judgement

        try:
            parcels, judgement = await self.store.write(work)
        except Exception as error:
            self.doubts.note(error, parcels=made)
            raise
        self._hand_over(parcels, judgement)

    def _effects(
        self, connection: Connection, cheap: Sequence[Cheap], now: int
    ) -> tuple[list[Parcel], Judgement]:
        kept = [
            one.facts
            for one in cheap
            if one.assessment.path is Path.CHATTER
            and one.facts.kind in KEPT
            and one.facts.chat_type in ("group", "supergroup")
        ]
        accused = [one.assessment.accusation for one in cheap if one.assessment.accusation]
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

    def done(self, deadline: Deadline) -> None:
        """Say that a deadline was handled, or given up."""
        self._due.discard(deadline.id)

    def ended(self, parcel: Parcel, fate: Fate) -> None:
        """Have the continuation of an action run in its room's lane."""
        self.lanes.put(parcel.action.room, Ended(parcel, fate))

    async def dispel(self) -> None:
        """Act on what was committed though nobody heard of it."""
        parcels, arrivals = await self.doubts.dispel()
        if parcels:
            self.outlet.take(parcels)
        for arrival in arrivals:
            self.lanes.put(self.memory.current(arrival.facts.room), arrival)

    def look(self, facts: Facts) -> Assessment:
        """Assess an update; where a feature crashes over it, its unit will find out and say so."""
        try:
            return self.assessor.assess(facts)
        except Exception:
            return FULL

    async def stop(self, seconds: float) -> bool:
        """Let running units end; what waits stays in the inbox. False if some did not in time."""
        self.lanes.stopping = True
        return await self._end(seconds)

    async def finish(self, seconds: float) -> bool:
        """After a stop, go on with what met its fate since; nothing is delivered any more.

        A call that was made and answered would be one of which nobody knows at the next start.
        """
        self.tasks.start(self.turns.finish(self.lanes.ended()), "finish")
        return await self._end(seconds)

    async def _end(self, seconds: float) -> bool:
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

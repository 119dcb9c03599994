"""Turns: what a lane does with the first thing in it, and with what goes wrong then.

What needs no handler is settled together with its like; everything else is a unit of its own, of
which like ones may share a transaction. A database out of reach is waited for; a crash is tried
once more, then put into quarantine.
"""

import traceback
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import Connection

from bot.core import inbox
from bot.core.assess import CHEAP, Assessment, Path
from bot.core.errors import Stolen, brief, is_outage
from bot.core.incoming import Facts
from bot.core.lane import Arrival, Due, Lane, Turn
from bot.core.perception import perceive
from bot.core.ports import Alike, Cheap
from bot.core.quarantine import put_away

if TYPE_CHECKING:
    from bot.core.runtime import Runtime

log = structlog.get_logger(__name__)

GROUP = 64
"""Updates a lane settles in one transaction."""

JOINED = 64
"""Like updates a lane takes into one transaction, a savepoint each."""

BACKOFF = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds to wait for a database that is out of reach, attempt by attempt."""


class Turns:
    """Works off the turns of all lanes, one at a time in each."""

    def __init__(self, runtime: "Runtime") -> None:
        self._runtime = runtime
        self._suspect: set[int] = set()

    def suspect(self, rooms: Iterable[int]) -> None:
        """An earlier run may have died of the first update of these rooms."""
        self._suspect.update(rooms)

    async def page(self, room: int, after: tuple[int, int], limit: int) -> list[Arrival]:
        """The next arrivals of a room, as the inbox has them: under the one that absorbed it."""
        here = self._runtime.memory.current(room)
        now = int(self._runtime.clock.now())
        rows = await self._persist(
            lambda: self._runtime.store.read(
                lambda c: inbox.pending_after(c, self._runtime.bot_id, here, after, limit)
            )
        )
        arrivals = []
        for row in rows:
            facts = perceive(row["payload"], now)
            facts.room = room
            arrivals.append(Arrival(facts, row["received_at"]))
        await self._persist(
            lambda: self._runtime.memory.prepare([one.facts for one in arrivals], now)
        )
        return arrivals

    async def work(self, lane: Lane) -> None:
        """Do what the first turn of a lane asks for."""
        turn = lane.queue.popleft()
        alone, lane.alone = lane.alone > 0, max(0, lane.alone - 1)
        if isinstance(turn, Arrival) and lane.room in self._suspect:
            self._suspect.discard(lane.room)
            # It may have died of any of those it had joined: the next death shows of which.
            lane.alone = JOINED - 1
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
                    assessment = self._runtime.look(following.facts)
                    if assessment.path not in CHEAP:
                        break
                    lane.queue.popleft()
                    group.append(Cheap(following.facts, following.received_at, assessment))
                await self._settle_group(group)
                return
            if not alone and len(alike := self._alike(lane, turn)) > 1:
                await self._share(lane, alike)
                return
        await self._guard(turn)
        if isinstance(turn, Due):
            self._runtime.done(turn.deadline)

    def _alike(self, lane: Lane, first: Arrival) -> list[Alike]:
        """The first update of a lane and those right behind it that may share its transaction."""
        group: list[Alike] = []
        kind, turn = "", first
        while len(group) < JOINED:
            turn.facts.room = self._runtime.memory.current(turn.facts.room)
            route = self._runtime.route(turn.facts)
            if route is None or not route.joins or route.joins != (kind or route.joins):
                break
            kind = route.joins
            group.append(Alike(turn, route))
            following = lane.queue[len(group) - 1] if len(lane.queue) >= len(group) else None
            if not isinstance(following, Arrival):
                break
            turn = following
        for _ in group[1:]:
            lane.queue.popleft()
        return group

    async def _share(self, lane: Lane, group: Sequence[Alike]) -> None:
        """Do like updates in one transaction; what cannot be done so comes next, by itself."""
        assert self._runtime.runner is not None
        done = 0
        try:
            shared = await self._runtime.runner.share(group)
            done, lane.alone = shared.done, int(shared.stuck)
        except Exception as error:
            log.warning("joined units are done one by one", error=brief(error))
            lane.alone = len(group)
        lane.queue.extendleft(one.turn for one in reversed(group[done:]))

    async def finish(self, turns: Iterable[Turn]) -> None:
        """Do turns whose lanes stand still, one after the other."""
        for turn in turns:
            await self._guard(turn)

    async def _begin_again(self, turn: Arrival) -> None:
        """Handle the update an earlier run may have died of: alone, and not for ever.

        Only the first of a room can be that one. Whatever waited behind it is innocent, however
        often the program is started with it.
        """
        number = turn.facts.update_id
        attempts = await self._persist(
            lambda: self._runtime.store.write(
                lambda c: inbox.begin_again(c, self._runtime.bot_id, number)
            )
        )
        if attempts >= inbox.MAX_STARTS:
            await self._quarantine(turn, RuntimeError(f"the program died with it {attempts} times"))
            return
        first = await self._assess(turn)
        if first.path is Path.FULL:
            await self._guard(turn)
        else:
            await self._settle_group([Cheap(turn.facts, turn.received_at, first)])

    async def _assess(self, turn: Arrival) -> Assessment:
        """Assess an update, reading first whatever is missing for it."""
        facts = turn.facts
        facts.room = self._runtime.memory.current(facts.room)
        attempt = 0
        while (assessment := self._runtime.look(facts)).path is Path.COLD:
            if attempt:
                await self._runtime.clock.sleep(BACKOFF[min(attempt, len(BACKOFF)) - 1])
            attempt += 1
            await self._persist(partial(self._warm, facts))
        return assessment

    async def _warm(self, facts: Facts) -> None:
        await self._runtime.memory.load_values({facts.room})
        room = await self._runtime.memory.room(facts.room)
        if room is None:
            raise RuntimeError(f"room {facts.room} is not known")
        await self._runtime.directory.warm(room, person=facts.person.id if facts.person else 0)

    async def _settle_group(self, group: Sequence[Cheap]) -> None:
        """Settle together; where that fails, halve until the bad update is alone."""
        try:
            await self._persist(lambda: self._runtime.settle(group))
            return
        except Stolen as error:
            if len(group) == 1:
                log.warning("update was settled already", error=str(error))
                return
        except Exception as error:
            if len(group) == 1:
                one = group[0]
                await self._quarantine(Arrival(one.facts, one.received_at), error)
                return
        middle = len(group) // 2
        await self._settle_group(group[:middle])
        await self._settle_group(group[middle:])

    async def _guard(self, turn: Turn) -> None:
        """Run a turn's unit: wait out an outage, try again once after a crash, then give it up."""
        assert self._runtime.runner is not None
        runner = self._runtime.runner
        for again in (False, True):
            try:
                await self._persist(lambda: runner.run(turn))
                return
            except Stolen as error:
                log.warning("turn was done already", error=str(error))
                return
            except Exception as error:
                if again:
                    await self._quarantine(turn, error)

    async def _quarantine(self, turn: Turn, error: Exception) -> None:
        log.error("turn goes into quarantine", turn=type(turn).__name__, exc_info=error)
        told = "".join(traceback.format_exception(error))
        now = int(self._runtime.clock.now())

        def work(connection: Connection) -> None:
            put_away(connection, turn, bot=self._runtime.bot_id, error=told, now=now)

        try:
            await self._persist(lambda: self._runtime.store.write(work))
        except Stolen:
            log.warning("nothing was left to put into quarantine")
        self._runtime.poke()

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
                await self._runtime.clock.sleep(BACKOFF[min(attempt, len(BACKOFF) - 1)])
                attempt += 1

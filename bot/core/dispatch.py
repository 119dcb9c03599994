"""Running the unit of a turn: prefetch, one transaction, what leaves after its commit."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core import deadline, inbox, outbox, texts
from bot.core.assess import Path
from bot.core.errors import Lacking, Nameless, Overdue, Stolen, UserError
from bot.core.feature import Later
from bot.core.house import Route
from bot.core.incoming import Facts
from bot.core.joined import Joint
from bot.core.lane import Arrival, Due, Ended, Turn
from bot.core.outbox import Parcel
from bot.core.ports import Alike, Cheap, Shared
from bot.core.quarantine import keep_update
from bot.core.reception import Reception
from bot.core.role import Admins
from bot.core.room import Room
from bot.core.runtime import Runtime
from bot.core.unit import Unit

log = structlog.get_logger(__name__)

SLOW = 0.25
"""Seconds after which an open unit is worth a line in the log."""

LIMIT = 2.0
"""Seconds after which an open unit is rolled back."""

Body = Callable[[], Awaitable[None]]
Gate = Callable[[Facts, Body], Awaitable[None]]
"""Takes an update through the Telegram library to the body; see `bot.telegram.gate`."""


class Unparsable(Exception):
    """The Telegram library cannot read an update."""


class Dispatcher:
    """Runs turns as units."""

    def __init__(self, runtime: Runtime, gate: Gate, language: str) -> None:
        self.runtime = runtime
        self.gate = gate
        self.language = language
        self.reception = Reception(runtime)

    async def run(self, turn: Turn) -> None:
        """Do all a turn asks for, commit it, and hand over what follows."""
        match turn:
            case Arrival():
                await self._arrive(turn)
            case Due():
                await self._fall_due(turn)
            case Ended():
                await self._end(turn)

    async def _arrive(self, turn: Arrival) -> None:
        facts = turn.facts
        await self.runtime.memory.load_values({facts.room})
        values = self.runtime.memory.values(facts.room)
        assert values is not None
        route = self.runtime.house.route(facts, values)
        if route is None:
            assessment = self.runtime.assessor.assess(facts)
            await self.runtime.settle([Cheap(facts, turn.received_at, assessment)])
            return
        try:
            await self._through(facts, self._answer(facts, route))
        except Unparsable as error:
            await self._settle_unparsed(facts, str(error))

    async def share(self, group: Sequence[Alike]) -> Shared:
        """Do what like updates of one room ask for, in one transaction, as far as that goes.

        The library is shown the first of them: nothing in a unit asks for its objects.
        """
        joint = Joint(self, group)
        try:
            await self._through(group[0].turn.facts, joint.run())
        except Unparsable:
            return Shared(0, stuck=True)
        return Shared(len(joint.units), joint.stuck)

    async def _through(self, facts: Facts, work: Coroutine[Any, Any, None]) -> None:
        """Do something inside the library's dispatch of an update, and hear how it ended."""
        outcome: list[BaseException | None] = []

        async def body() -> None:
            try:
                await work
                outcome.append(None)
            except BaseException as error:
                outcome.append(error)
                raise

        try:
            await self.gate(facts, body)
        finally:
            work.close()
        if not outcome:
            raise RuntimeError("the update reached no handler")
        if outcome[0] is not None:
            raise outcome[0]

    async def _answer(self, facts: Facts, route: Route) -> None:
        room = await self.room(facts.room)
        for anew in (False, True):
            admins = await self.warm(room, facts, route, anew=anew)
            try:
                await self._unit(
                    lambda unit: self.reception.receive(unit, route),
                    room=room,
                    facts=facts,
                    args=route.args,
                    typed=route.called,
                    admins=admins,
                    anew=anew,
                )
                return
            except Lacking as error:
                if anew:
                    await self._unit(
                        partial(self.reception.refuse, route, error.right),
                        room=room,
                        facts=facts,
                        admins=admins,
                    )
            except Nameless:
                await self._unit(
                    partial(self.reception.ask_who, route), room=room, facts=facts, admins=admins
                )
                return
            except UserError as error:
                await self._unit(
                    partial(self.reception.tell, error.text, route),
                    room=room,
                    facts=facts,
                    admins=admins,
                )
                return

    async def warm(self, room: Room, facts: Facts, route: Route, *, anew: bool) -> Admins | None:
        """Read what a unit needs to know of rights and members; the administrators, if known."""
        directory = self.runtime.directory
        if not room.is_group:
            return None
        if route.admins and (anew or directory.admins(room.id) is None):
            await directory.warm(room, anew=anew)
        values = self.runtime.memory.values(room.id)
        if values is not None:
            assessment = self.runtime.assessor.accuse(facts, values)
            if assessment.path is Path.COLD:
                await directory.warm(room, person=facts.person.id if facts.person else 0)
        return directory.admins(room.id)

    async def _settle_unparsed(self, facts: Facts, error: str) -> None:
        """Keep what the library could not read, and judge and archive what we could."""
        now = int(self.runtime.clock.now())
        room = await self.room(facts.room)

        async def keep(unit: Unit) -> None:
            await self.reception.screen(unit)
            await unit.run(lambda connection: keep_update(connection, facts, error, now))

        await self._unit(keep, room=room, facts=facts)

    async def _fall_due(self, turn: Due) -> None:
        due = turn.deadline
        later = self.runtime.house.deadlines.get(due.kind)
        if later is None:
            raise RuntimeError(f"no feature handles the deadline {due.kind!r}")

        async def claim(unit: Unit) -> None:
            if not await unit.run(lambda connection: deadline.claim(connection, due)):
                raise Stolen("deadline was moved or handled")

        await self._timed(turn, due.room, due.data, claim, later)

    async def _end(self, turn: Ended) -> None:
        parcel, fate = turn.parcel, turn.fate
        later = self.runtime.house.continuations.get(parcel.then or "")
        if later is None:
            raise RuntimeError(f"no feature continues with {parcel.then!r}")

        async def close(unit: Unit) -> None:
            unit.fate = fate
            if not await unit.run(lambda connection: outbox.is_open(connection, parcel.id)):
                raise Stolen("action was finished already")
            await unit.run(
                lambda connection: outbox.close(connection, [(parcel.id, fate)], unit.now)
            )
            await unit.run(lambda connection: outbox.tidy(connection, parcel, fate, unit.now))

        await self._timed(turn, parcel.action.room, parcel.then_data, close, later)

    async def _timed(
        self,
        turn: Turn,
        room_id: int,
        data: Any,
        first: Callable[[Unit], Awaitable[None]],
        later: Later,
    ) -> None:
        room = await self.room(room_id)

        async def work(unit: Unit) -> None:
            await first(unit)
            await later.handle(unit)

        for anew in (False, True):
            if later.admins and room.type != "private":
                await self.runtime.directory.warm(room, anew=anew)
            admins = self.runtime.directory.admins(room.id)
            try:
                await self._unit(work, room=room, data=data, admins=admins, anew=anew)
                return
            except Lacking:
                if anew:
                    raise

    async def _unit(
        self,
        work: Callable[[Unit], Awaitable[None]],
        *,
        room: Room,
        facts: Facts | None = None,
        args: str = "",
        typed: str = "",
        data: Any = None,
        admins: Admins | None = None,
        anew: bool = False,
    ) -> None:
        runtime = self.runtime
        limit: asyncio.Timeout | None = None
        room = await self.room(room.id)  # another one may have absorbed it meanwhile
        if facts is not None:
            facts.room = room.id
        await runtime.memory.load_values({room.id})
        values = runtime.memory.values(room.id)
        assert values is not None
        now = int(runtime.clock.now())
        parcels: Sequence[Parcel] = ()
        unit: Unit | None = None
        try:
            async with runtime.store.unit() as session, asyncio.timeout(LIMIT) as limit:
                opened = runtime.clock.monotonic()
                unit = self.build(
                    session=session,
                    room=room,
                    values=values,
                    now=now,
                    facts=facts,
                    args=args,
                    typed=typed,
                    data=data,
                    admins=admins,
                    anew=anew,
                )
                await work(unit)
                if facts is not None:
                    await unit.run(
                        lambda c: inbox.settle(c, runtime.bot_id, [facts.update_id], now)
                    )
                drafts = unit.drafts
                parcels = await unit.run(lambda c: outbox.post(c, drafts, now))
        except TimeoutError as error:
            if limit is None or not limit.expired():
                raise
            raise Overdue(f"unit open for {LIMIT} s") from error
        except Exception as error:
            runtime.doubts.note(error, parcels=parcels)
            if unit is not None:
                self.forget(unit)
            raise
        self.close([unit], parcels, runtime.clock.monotonic() - opened)

    def build(self, *, session: AsyncSession, room: Room, facts: Facts | None, **more: Any) -> Unit:
        """A unit of a room, inside an open transaction."""
        runtime = self.runtime
        return Unit(
            session=session,
            room=room,
            facts=facts,
            language=self._language(room, facts),
            group_language=room.language or self.language,
            bot_id=runtime.bot_id,
            house=runtime.house,
            lacks=runtime.lacks,
            **more,
        )

    def close(self, units: Sequence[Unit], parcels: Sequence[Parcel], took: float) -> None:
        """After the commit: caches change, and what was decided leaves, in its order."""
        runtime = self.runtime
        if took > SLOW:
            log.warning("slow unit", seconds=round(took, 3), room=units[0].room.id)
        for unit in units:
            runtime.tally.verdicts.update(unit.verdicts)
            self.forget(unit)
        runtime.outlet.take(parcels)
        volatile = [action for unit in units for action in unit.volatile]
        runtime.outlet.take([Parcel(id=0, action=action) for action in volatile])
        if any(unit.due for unit in units):
            runtime.poke()

    def forget(self, unit: Unit) -> None:
        """Have read anew what a unit changed, or may have changed."""
        for person in unit.forgotten:
            if person is None:
                self.runtime.memory.forget(unit.room.id)
            else:
                self.runtime.directory.forget(unit.room.id, person)

    async def room(self, number: int) -> Room:
        """A room, or the one that absorbed it."""
        room: Room | None = await self.runtime.memory.room(number)
        if room is None:
            raise RuntimeError(f"room {number} is not known")
        return room

    def _language(self, room: Room, facts: Facts | None) -> str:
        if room.language in texts.LANGUAGES:
            return room.language
        if not room.is_group and facts and facts.person:
            return texts.language_of(facts.person.language_code, self.language)
        return self.language

"""Running the unit of a turn: prefetch, one transaction, what leaves after its commit."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

import structlog
from sqlalchemy import Connection

from bot.core import deadline, inbox, outbox, texts
from bot.core.actions import Answer
from bot.core.assess import Path
from bot.core.errors import Lacking, Overdue, Stolen, UserError
from bot.core.feature import Command, Later, Press
from bot.core.house import MESSAGES, Route
from bot.core.incoming import Facts
from bot.core.lane import Arrival, Due, Ended, Turn
from bot.core.outbox import Parcel
from bot.core.ports import Cheap
from bot.core.role import ANONYMOUS, Admins
from bot.core.room import Room
from bot.core.runtime import Runtime
from bot.core.unit import Unit

log = structlog.get_logger(__name__)

SLOW = 0.25
"""Seconds after which an open unit is worth a line in the log."""

QUARANTINED = "runtime.quarantined"
"""The deadline, due at once, that tells a room's admins that something could not be handled."""

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

    async def run(self, turn: Turn) -> None:
        """Do all a turn asks for, commit it, and hand over what follows."""
        match turn:
            case Arrival():
                await self._arrive(turn)
            case Due():
                await self._fall_due(turn)
            case Ended():
                await self._end(turn)

    async def drop(self, turn: Turn, error: str) -> None:
        """Put a turn into quarantine and settle it."""
        now = int(self.runtime.clock.now())

        def work(connection: Connection) -> None:
            match turn:
                case Arrival(facts=facts):
                    _quarantine(connection, "update", str(facts.update_id), facts, error, now)
                    inbox.settle(connection, self.runtime.bot_id, [facts.update_id], now)
                    room = facts.room
                case Due(deadline=due):
                    room = due.room
                    if not deadline.claim(connection, due):
                        return
                    _quarantine(connection, "deadline", due.kind, None, error, now)
                    if due.kind == QUARANTINED:
                        return
                case Ended(parcel=parcel, fate=fate):
                    outbox.close(connection, [(parcel.id, fate)], now)
                    _quarantine(connection, "continuation", str(parcel.then), None, error, now)
                    room = parcel.action.room
            deadline.set_deadline(
                connection, kind=QUARANTINED, key=str(room), room=room, due_at=now
            )

        try:
            await self.runtime.store.write(work)
        except Stolen:
            log.warning("nothing was left to put into quarantine")
        self.runtime.poke()

    async def _arrive(self, turn: Arrival) -> None:
        facts = turn.facts
        route = self.runtime.house.route(facts)
        if route is None:
            assessment = self.runtime.assessor.assess(facts)
            await self.runtime.settle([Cheap(facts, turn.received_at, assessment)])
            return
        outcome: list[BaseException | None] = []

        async def body() -> None:
            try:
                await self._answer(facts, route)
                outcome.append(None)
            except BaseException as error:
                outcome.append(error)
                raise

        try:
            await self.gate(facts, body)
        except Unparsable as error:
            await self._settle_unparsed(facts, str(error))
            return
        if not outcome:
            raise RuntimeError("the update reached no handler")
        if outcome[0] is not None:
            raise outcome[0]

    async def _answer(self, facts: Facts, route: Route) -> None:
        room = await self._room(facts.room)
        declared = route.command or route.press
        for anew in (False, True):
            admins = await self._warm(room, facts, route, anew=anew)
            try:
                await self._unit(
                    lambda unit: self._handle(unit, route),
                    room=room,
                    facts=facts,
                    args=route.args,
                    admins=admins,
                    anew=anew,
                )
                return
            except Lacking:
                if anew and declared:
                    await self._refuse(room, facts, declared, admins)
                    return
            except UserError as error:
                await self._unit(partial(self._tell, error.text), room=room, facts=facts)
                return

    async def _warm(self, room: Room, facts: Facts, route: Route, *, anew: bool) -> Admins | None:
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

    async def _handle(self, unit: Unit, route: Route) -> None:
        facts = unit.facts
        deleted = await self._screen(unit)
        declared = route.command or route.press
        if declared and not deleted:
            if declared.right and unit.room.is_group and declared.right not in unit.rights:
                raise Lacking
            if isinstance(declared, Command):
                _check_place(unit, declared)
            await declared.handle(unit)
        elif facts.kind == "callback_query" and not declared:
            unit.do(Answer(room=unit.room.id, query=_query(facts), text=unit.say("button-stale")))
        for watcher in route.watchers:
            await watcher.handle(unit)

    async def _screen(self, unit: Unit) -> bool:
        """Let the screeners judge; True if the message goes."""
        facts, runtime = unit.facts, self.runtime
        assessment = runtime.assessor.accuse(facts, unit.values)
        if assessment.path is Path.ACCUSED:
            values = assessment.values or unit.values
            accusation = runtime.court.accuse(facts, unit.room, assessment, values)
            judgement = await unit.run(
                lambda connection: runtime.court.try_all(connection, [accusation], unit.now)
            )
            unit.drafts += judgement.drafts
            unit.verdicts += judgement.verdicts
            unit.due = unit.due or judgement.due
            return bool(judgement.gone)
        if facts.kind in MESSAGES and unit.room.is_group:
            await unit.run(lambda connection: runtime.court.archive(connection, [facts]))
        return False

    async def _refuse(
        self, room: Room, facts: Facts, declared: Command | Press, admins: Admins | None
    ) -> None:
        """Say what is missing to those who have a say here; stay quiet to others."""
        person = facts.person.id if facts.person else 0
        entitled = bool(admins and (admins.rights_of(person) or person == ANONYMOUS))

        async def say(unit: Unit) -> None:
            await self._screen(unit)
            text = unit.say("right-missing", right=unit.say(f"right-{declared.right}"))
            if isinstance(declared, Press):
                unit.do(Answer(room=room.id, query=_query(facts), text=text, alert=True))
            elif entitled:
                unit.reply(text)

        await self._unit(say, room=room, facts=facts, admins=admins)

    async def _tell(self, text: str, unit: Unit) -> None:
        """Say what somebody did wrong; what they wrote stays, and counts as written."""
        await self._screen(unit)
        if unit.facts.kind == "callback_query":
            query = _query(unit.facts)
            unit.do(Answer(room=unit.room.id, query=query, text=text[:200], alert=True))
        else:
            unit.reply(text)

    async def _settle_unparsed(self, facts: Facts, error: str) -> None:
        """Keep what the library could not read, and judge and archive what we could."""
        now = int(self.runtime.clock.now())
        room = await self._room(facts.room)

        async def keep(unit: Unit) -> None:
            await self._screen(unit)
            await unit.run(
                lambda connection: _quarantine(
                    connection, "update", str(facts.update_id), facts, error, now
                )
            )

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

        await self._timed(turn, parcel.action.room, parcel.then_data, close, later)

    async def _timed(
        self,
        turn: Turn,
        room_id: int,
        data: Any,
        first: Callable[[Unit], Awaitable[None]],
        later: Later,
    ) -> None:
        room = await self._room(room_id)

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
                continue

    async def _unit(
        self,
        work: Callable[[Unit], Awaitable[None]],
        *,
        room: Room,
        facts: Facts | None = None,
        args: str = "",
        data: Any = None,
        admins: Admins | None = None,
        anew: bool = False,
    ) -> None:
        runtime = self.runtime
        limit: asyncio.Timeout | None = None
        room = await self._room(room.id)  # another one may have absorbed it meanwhile
        if facts is not None:
            facts.room = room.id
        await runtime.memory.load_values({room.id})
        values = runtime.memory.values(room.id)
        assert values is not None
        now = int(runtime.clock.now())
        try:
            async with runtime.store.unit() as session, asyncio.timeout(LIMIT) as limit:
                opened = runtime.clock.monotonic()
                unit = Unit(
                    session=session,
                    room=room,
                    values=values,
                    now=now,
                    language=self._language(room, facts),
                    facts=facts,
                    args=args,
                    data=data,
                    admins=admins,
                    bot_id=runtime.bot_id,
                    features=runtime.house.features,
                    anew=anew,
                )
                await work(unit)
                if facts is not None:
                    await unit.run(
                        lambda c: inbox.settle(c, runtime.bot_id, [facts.update_id], now)
                    )
                parcels: Sequence[Parcel] = await unit.run(
                    lambda c: outbox.post(c, unit.drafts, now)
                )
        except TimeoutError as error:
            if limit is None or not limit.expired():
                raise
            raise Overdue(f"unit open for {LIMIT} s") from error
        runtime.tally.verdicts.update(unit.verdicts)
        took = runtime.clock.monotonic() - opened
        if took > SLOW:
            log.warning("slow unit", seconds=round(took, 3), room=room.id)
        for person in unit.forgotten:
            if person is None:
                runtime.memory.forget(room.id)
            else:
                runtime.directory.forget(room.id, person)
        runtime.outlet.take(parcels)
        runtime.outlet.take([Parcel(id=0, action=action) for action in unit.volatile])
        if unit.due:
            runtime.poke()

    async def _room(self, number: int) -> Room:
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


def _check_place(unit: Unit, command: Command) -> None:
    if command.where == "group" and not unit.room.is_group:
        raise UserError(unit.say("place-group"))
    if command.where == "private" and unit.room.is_group:
        raise UserError(unit.say("place-private"))


def _query(facts: Facts) -> str:
    return str((facts.raw or {}).get("callback_query", {}).get("id", ""))


def _quarantine(
    connection: Connection, kind: str, reference: str, facts: Facts | None, error: str, now: int
) -> None:
    inbox.quarantine(
        connection,
        kind=kind,
        reference=reference,
        room=facts.room if facts else None,
        payload=facts.payload if facts else None,
        error=error,
        now=now,
    )

"""Joined units: like updates of one room in one transaction, each in a savepoint of its own.

What one of them does wrong is undone alone. What needs more than that – rights that are read anew,
a crash that is looked into – ends the group: those before it are committed, it comes next by
itself. What is wrong with the transaction is wrong with all: then nothing of it has happened.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Connection

from bot.core import inbox, outbox
from bot.core.errors import Lacking, Nameless, Overdue, UserError, brief
from bot.core.outbox import Parcel
from bot.core.ports import Alike
from bot.core.role import Admins
from bot.core.room import Room
from bot.core.savepoint import Savepoints
from bot.core.settings import Values
from bot.core.unit import Unit

if TYPE_CHECKING:
    from bot.core.dispatch import Dispatcher

log = structlog.get_logger(__name__)

SPELL = 0.05
"""Seconds after which no further update is taken into a transaction: others wait to write."""

BREATH = 0.005
"""Seconds after which the loop has a turn in between. Not after each: what the group before it
decided is under way then, and would prolong a transaction that everybody waits for."""

LIMIT = 2.0
"""Seconds after which an open transaction is rolled back."""


class Joint:
    """A group of like updates; after `run`, those that were done are `units`.

    `stuck`: the one after them has to be done alone.
    """

    def __init__(self, host: "Dispatcher", group: Sequence[Alike]) -> None:
        self._host = host
        self._group = group
        self._tried: list[Unit] = []
        self.units: list[Unit] = []
        self.stuck = False

    async def run(self) -> None:
        """Do as many as go together, commit them, and hand over what follows.

        Raises whatever went wrong with the transaction.
        """
        host, runtime = self._host, self._host.runtime
        room, admins = await self._prepare()
        values = runtime.memory.values(room.id)
        assert values is not None
        parcels: Sequence[Parcel] = ()
        limit: asyncio.Timeout | None = None
        try:
            async with runtime.store.shared() as savepoints, asyncio.timeout(LIMIT) as limit:
                opened = runtime.clock.monotonic()
                await self._fill(savepoints, room, values, admins)
                parcels = await savepoints.connection.run_sync(self._settle)
        except Exception as error:
            runtime.doubts.note(error, parcels=parcels)
            for unit in self._tried:
                host.forget(unit)
            if isinstance(error, TimeoutError) and limit is not None and limit.expired():
                raise Overdue(f"joined units open for {LIMIT} s") from error
            raise
        host.close(self.units, parcels, runtime.clock.monotonic() - opened)

    async def _prepare(self) -> tuple[Room, Admins | None]:
        """Read what any of them needs; the room, and its administrators if they are known."""
        host, admins = self._host, None
        room = await host.room(self._group[0].turn.facts.room)
        for one in self._group:
            admins = await host.warm(room, one.turn.facts, one.route, anew=False)
        room = await host.room(room.id)  # another one may have absorbed it meanwhile
        await host.runtime.memory.load_values({room.id})
        return room, admins

    async def _fill(
        self, savepoints: Savepoints, room: Room, values: Values, admins: Admins | None
    ) -> None:
        """Do one after the other, until one has to be alone or has changed what others go by."""
        clock = self._host.runtime.clock
        last = clock.monotonic()
        until = last + SPELL
        for one in self._group:
            one.turn.facts.room = room.id

            def build(called: dict[str, str], one: Alike = one) -> Unit:
                unit = self._host.build(
                    session=savepoints.session,
                    connection=savepoints.connection,
                    room=room,
                    values=values,
                    now=int(clock.now()),
                    facts=one.turn.facts,
                    admins=admins,
                    **called,
                )
                self._tried.append(unit)
                return unit

            unit = await self._do(savepoints, one, build)
            if unit is None:
                self.stuck = True
                return
            self.units.append(unit)
            now = clock.monotonic()
            if unit.forgotten or now >= until:
                return
            if now >= last + BREATH:
                await clock.sleep(0)
                last = clock.monotonic()

    async def _do(
        self, savepoints: Savepoints, one: Alike, build: Callable[[dict[str, str]], Unit]
    ) -> Unit | None:
        """Do what one update asks for; None: it has to be done alone, and has done nothing."""
        reception, route = self._host.reception, one.route
        unit = build({"args": route.args, "typed": route.called})
        failed = await savepoints.attempt(partial(reception.receive, unit, route))
        if isinstance(failed, UserError):
            unit = build({})
            failed = await savepoints.attempt(partial(reception.tell, failed.text, route, unit))
        if failed is None:
            return unit
        if not isinstance(failed, Lacking | Nameless):
            log.warning("joined unit is done alone", room=unit.room.id, error=brief(failed))
        return None

    def _settle(self, connection: Connection) -> list[Parcel]:
        runtime = self._host.runtime
        now = int(runtime.clock.now())
        numbers = [unit.facts.update_id for unit in self.units]
        inbox.settle(connection, runtime.bot_id, numbers, now)
        return outbox.post(connection, [one for unit in self.units for one in unit.drafts], now)

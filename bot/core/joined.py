"""Joined units: like updates of one room in one transaction, each in a savepoint of its own.

What one of them does wrong is undone alone. What needs more than that – rights that are read anew,
a crash that is looked into – ends the group: those before it are committed, it comes next by
itself. What is wrong with the transaction is wrong with all: then nothing of it has happened.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.core import inbox, outbox
from bot.core.errors import Lacking, Nameless, Overdue, UserError, brief, is_outage
from bot.core.outbox import Parcel
from bot.core.ports import Alike
from bot.core.role import Admins
from bot.core.room import Room
from bot.core.unit import Unit

if TYPE_CHECKING:
    from bot.core.dispatch import Dispatcher

log = structlog.get_logger(__name__)

SPELL = 0.25
"""Seconds after which no further update is taken into a transaction."""

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
        room = await host.room(self._group[0].turn.facts.room)
        admins: Admins | None = None
        for one in self._group:
            admins = await host.warm(room, one.turn.facts, one.route, anew=False)
        room = await host.room(room.id)  # another one may have absorbed it meanwhile
        await runtime.memory.load_values({room.id})
        parcels: Sequence[Parcel] = ()
        limit: asyncio.Timeout | None = None
        try:
            async with runtime.store.shared() as connection, asyncio.timeout(LIMIT) as limit:
                opened = runtime.clock.monotonic()
                await self._fill(connection, room, admins, until=opened + SPELL)
                parcels = await connection.run_sync(self._settle)
        except Exception as error:
            runtime.doubts.note(error, parcels=parcels)
            for unit in self._tried:
                host.forget(unit)
            if isinstance(error, TimeoutError) and limit is not None and limit.expired():
                raise Overdue(f"joined units open for {LIMIT} s") from error
            raise
        for unit in self._tried:
            host.forget(unit)
        host.close(self.units, parcels, runtime.clock.monotonic() - opened)

    async def _fill(
        self, connection: AsyncConnection, room: Room, admins: Admins | None, *, until: float
    ) -> None:
        """Do one after the other, until one has to be alone or has changed what others go by."""
        for one in self._group:
            unit = await self._do(connection, one, room, admins)
            if unit is None:
                self.stuck = True
                return
            self.units.append(unit)
            if unit.forgotten or self._host.runtime.clock.monotonic() >= until:
                return
            await self._host.runtime.clock.sleep(0)  # others have their turn

    async def _do(
        self, connection: AsyncConnection, one: Alike, room: Room, admins: Admins | None
    ) -> Unit | None:
        """What became of one update; None: nothing, it has to be done alone."""
        reception = self._host.reception
        open_unit = partial(self._open, connection, one, room, admins)
        unit = open_unit(args=one.route.args, typed=one.route.called)
        failed = await _attempt(connection, unit, partial(reception.receive, route=one.route))
        if isinstance(failed, UserError):
            unit = open_unit()
            tell = partial(reception.tell, failed.text, one.route)
            failed = await _attempt(connection, unit, tell)
        if failed is None:
            return unit
        if not isinstance(failed, Lacking | Nameless):
            log.warning("joined unit is done alone", room=room.id, error=brief(failed))
        return None

    def _open(
        self,
        connection: AsyncConnection,
        one: Alike,
        room: Room,
        admins: Admins | None,
        **called: str,
    ) -> Unit:
        runtime, facts = self._host.runtime, one.turn.facts
        facts.room = room.id
        unit = self._host.build(
            session=AsyncSession(
                connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
            ),
            connection=connection,
            room=room,
            facts=facts,
            values=runtime.memory.values(room.id),
            now=int(runtime.clock.now()),
            admins=admins,
            **called,
        )
        self._tried.append(unit)
        return unit

    def _settle(self, connection: Connection) -> list[Parcel]:
        runtime = self._host.runtime
        now = int(runtime.clock.now())
        numbers = [unit.facts.update_id for unit in self.units]
        inbox.settle(connection, runtime.bot_id, numbers, now)
        return outbox.post(connection, [one for unit in self.units for one in unit.drafts], now)


async def _attempt(
    connection: AsyncConnection, unit: Unit, work: Callable[[Unit], Awaitable[None]]
) -> Exception | None:
    """Do something in a savepoint; what went wrong with it, which is undone then.

    Raises what the database says of the transaction, for that is wrong with all of it.
    """
    failed: Exception | None = None
    await connection.exec_driver_sql("SAVEPOINT joined")
    try:
        await work(unit)
        if unit.session.in_transaction():
            await unit.session.commit()
    except Exception as error:
        if is_outage(error):
            raise
        failed = error
        if unit.session.in_transaction():
            await unit.session.rollback()
        await connection.exec_driver_sql("ROLLBACK TO SAVEPOINT joined")
    await connection.exec_driver_sql("RELEASE SAVEPOINT joined")
    return failed

"""How the bot is doing, as `/healthz` and `/metrics` see it."""

import asyncio
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, select

from bot.core.clock import Clock
from bot.core.store import Store
from models.deadline import Deadline
from models.inbox import Inbox, Quarantine

PATIENCE = 2.0
"""Seconds the database may take to answer."""

SILENCE = 90.0
"""Seconds without a successful receipt after which the bot is not well."""


class Rows(Struct, frozen=True):
    """What waits in the database."""

    inbox: int
    deadlines: int
    due: int
    quarantined: dict[str, int]


class State(Struct, frozen=True):
    """One look. `rows` is None while the database is out of reach.

    `silent` is for how many seconds nothing could be received from Telegram or written down: in
    polling mode since the last poll that was, with a webhook since the first of the receipts
    that failed in a row, else 0.
    """

    mode: str
    silent: float
    lanes: int
    outbox: int
    rows: Rows | None

    @property
    def problems(self) -> list[str]:
        """Why the bot is not well; none if it is."""
        found = []
        if self.rows is None:
            found.append("the database is out of reach")
        if self.silent > SILENCE:
            found.append(f"nothing could be received for {self.silent:.0f} s")
        return found


class Monitor:
    """Looks at the running bot. Looking is never in its way: one look at a time, few rows read."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        mode: str,
        silent: Callable[[], float],
        lanes: Callable[[], int],
        outbox: Callable[[], int],
    ) -> None:
        self._store = store
        self._clock = clock
        self._mode = mode
        self._silent, self._lanes, self._outbox = silent, lanes, outbox
        self._looking: asyncio.Task[Rows | None] | None = None

    async def look(self) -> State:
        """The state now; takes two seconds at most."""
        # Not cancelled when it is late: a read that hangs would have to be waited for.
        if self._looking is None:
            self._looking = asyncio.get_running_loop().create_task(self._read(), name="look")
        task = self._looking
        await asyncio.wait({task}, timeout=PATIENCE)
        rows = None
        if task.done():
            self._looking = None
            rows = task.result()
        return State(self._mode, self._silent(), self._lanes(), self._outbox(), rows)

    async def _read(self) -> Rows | None:
        try:
            return await self._store.read(self._count)
        except Exception:  # whatever it is, the database does not answer
            return None

    def _count(self, connection: Connection) -> Rows:
        now = int(self._clock.now())

        def count(column: Any, *conditions: Any) -> int:
            return connection.execute(select(func.count(column)).where(*conditions)).scalar_one()

        kinds = connection.execute(
            select(Quarantine.kind, func.count(Quarantine.id)).group_by(Quarantine.kind)
        )
        return Rows(
            inbox=count(Inbox.update_id, Inbox.done_at.is_(None)),
            deadlines=count(Deadline.id),
            due=count(Deadline.id, Deadline.due_at <= now),
            quarantined={str(row.kind): int(row[1]) for row in kinds},
        )

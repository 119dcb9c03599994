"""Commits whose answer was lost: what they brought is looked for when the database is back.

PostgreSQL may have committed what it had no time to say. Such a unit is not done again, since its
update is settled; so what it decided has to be found in the tables. A row that is there under the
number that was reserved for it is ours: a sequence gives a number once. SQLite, which gives numbers
anew, says in the same process whether it has committed.
"""

from collections.abc import Sequence

from msgspec import Struct

from bot.core import inbox, outbox
from bot.core.clock import Clock
from bot.core.errors import is_outage
from bot.core.lane import Arrival
from bot.core.outbox import Parcel
from bot.core.store import Store

PATIENCE = 60.0
"""Seconds for which a commit may still arrive."""


class _Doubt(Struct, gc=False):
    """What a commit may have brought, and until when it is looked for."""

    parcels: list[Parcel]
    arrivals: list[Arrival]
    until: float


class Doubts:
    """What nobody knows the fate of."""

    def __init__(self, store: Store, clock: Clock, bot_id: int) -> None:
        self._store = store
        self._clock = clock
        self._bot_id = bot_id
        self._open: list[_Doubt] = []

    def note(
        self,
        error: Exception,
        *,
        parcels: Sequence[Parcel] = (),
        arrivals: Sequence[Arrival] = (),
    ) -> None:
        """A transaction that was to bring these ended with an error."""
        if (parcels or arrivals) and is_outage(error) and not self._store.sqlite:
            until = self._clock.monotonic() + PATIENCE
            self._open.append(_Doubt(list(parcels), list(arrivals), until))

    async def dispel(self) -> tuple[list[Parcel], list[Arrival]]:
        """What has turned out to be committed, and is on nobody's way yet; each but once."""
        if not self._open:
            return [], []
        doubts = list(self._open)
        ids = [parcel.id for doubt in doubts for parcel in doubt.parcels]
        updates = [one.facts.update_id for doubt in doubts for one in doubt.arrivals]
        there = await self._store.read(lambda c: outbox.open_among(c, ids))
        waiting = await self._store.read(lambda c: inbox.pending_among(c, self._bot_id, updates))
        parcels: list[Parcel] = []
        arrivals: list[Arrival] = []
        now = self._clock.monotonic()
        for doubt in doubts:
            parcels += [parcel for parcel in doubt.parcels if parcel.id in there]
            arrivals += [one for one in doubt.arrivals if one.facts.update_id in waiting]
            doubt.parcels = [parcel for parcel in doubt.parcels if parcel.id not in there]
            doubt.arrivals = [one for one in doubt.arrivals if one.facts.update_id not in waiting]
            if now > doubt.until or not (doubt.parcels or doubt.arrivals):
                self._open.remove(doubt)
        return parcels, arrivals

"""getUpdates: long polling by one poller at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from rehearsal.error import ApiError

if TYPE_CHECKING:
    from rehearsal.call import Params
    from rehearsal.world import World

LONGEST = 50.0
TERMINATED = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is "
    "running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
    "the webhook first"
)


class Poller:
    """The one poll that may be open; a newer one ends it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._newest = 0
        self._closed = False
        self.waiting = 0
        """How many polls wait for updates now."""

    def close(self) -> None:
        """Let every open poll return at once."""
        self._closed = True
        self._world.queue.wake()

    async def poll(self, params: Params, webhook: bool) -> list[bytes]:
        """Confirm, then wait in real time until there is something to hand out."""
        if webhook:
            raise ApiError(409, WEBHOOK_ACTIVE)
        queue = self._world.queue
        self._newest += 1
        mine = self._newest
        queue.wake()
        if "allowed_updates" in params.values:
            queue.allow([str(kind) for kind in params.listing("allowed_updates")])
        queue.confirm(params.integer("offset") or 0)
        limit = params.integer("limit") or 100
        loop = asyncio.get_running_loop()
        end = loop.time() + min(float(params.integer("timeout") or 0), LONGEST)
        self.waiting += 1
        try:
            while True:
                if mine != self._newest:
                    raise ApiError(409, TERMINATED)
                batch = queue.batch(min(max(limit, 1), 100))
                left = end - loop.time()
                if batch or left <= 0 or self._closed:
                    return batch
                await queue.arrival(left)
        finally:
            self.waiting -= 1

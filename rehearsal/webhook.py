"""Updates pushed to an address on loopback, as `setWebhook` asks for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp

from rehearsal.user import Json

if TYPE_CHECKING:
    from rehearsal.call import Params
    from rehearsal.world import World

SECRET = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 2.0


class Webhook:
    """Where updates go instead of waiting for a poll; what is refused comes again, slower."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._task: asyncio.Task[None] | None = None
        self.url = ""
        self.secret = ""
        self.failure: str | None = None

    def apply(self, method: str, params: Params) -> None:
        """Set or delete it, in the words of the two methods."""
        queue = self._world.queue
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.url = params.text("url") if method == "setwebhook" else ""
        self.secret = params.text("secret_token")
        if "allowed_updates" in params.values:
            queue.allow([str(kind) for kind in params.listing("allowed_updates")])
        if params.flag("drop_pending_updates"):
            queue.clear()
        if self.url:
            self._task = asyncio.get_running_loop().create_task(self._deliver())

    async def stop(self) -> None:
        """Push nothing any more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def to_json(self) -> Json:
        """The state as a `WebhookInfo` object."""
        found: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.queue),
            "allowed_updates": sorted(self._world.queue.allowed),
        }
        if self.failure:
            found |= {
                "last_error_date": self._world.now(),
                "last_error_message": self.failure,
            }
        return found

    async def _deliver(self) -> None:
        queue, pause = self._world.queue, FIRST_PAUSE
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SECRET] = self.secret
        async with aiohttp.ClientSession(headers=headers) as session:
            while True:
                await queue.arrival(60)
                waiting = queue.first()
                if waiting is None:
                    continue
                self.failure = await self._push(session, waiting.raw)
                if self.failure is None:
                    queue.drop(waiting)
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE)

    async def _push(self, session: aiohttp.ClientSession, raw: bytes) -> str | None:
        """Deliver one update; what went wrong, if anything did."""
        try:
            async with session.post(self.url, data=raw, ssl=False) as response:
                if 200 <= response.status < 300:
                    return None
                return f"Wrong response from the webhook: {response.status} {response.reason}"
        except aiohttp.ClientError as error:
            return f"Connection failed: {type(error).__name__}"

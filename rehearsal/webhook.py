"""Updates pushed to an address on loopback, as `setWebhook` asks for it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import aiohttp

from rehearsal.update import Waiting
from rehearsal.user import Json

if TYPE_CHECKING:
    from rehearsal.call import Params
    from rehearsal.world import World

SECRET = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS = 40
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 2.0
PATIENCE = 60.0

_BY_CHAT = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "message_reaction",
    "message_reaction_count",
)


class Webhook:
    """Where updates go instead of waiting for a poll; what is refused comes again, slower.

    Messages stand in one line per chat, everything else in one per user. The lines are served
    side by side, the next of a line after 2xx for the one before.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._task: asyncio.Task[None] | None = None
        self._lines: dict[object, asyncio.Task[None]] = {}
        self.url = ""
        self.secret = ""
        self.connections = CONNECTIONS
        self.failure: str | None = None
        self.failed_at = 0
        self.most_at_once = 0
        """The most calls that were ever open at once."""
        self._open = 0

    def apply(self, method: str, params: Params) -> None:
        """Set or delete it, in the words of the two methods. What waited to be tried again goes
        out at once."""
        queue = self._world.queue
        self._end()
        self.url = params.text("url") if method == "setwebhook" else ""
        self.secret = params.text("secret_token")
        self.connections = params.integer("max_connections") or CONNECTIONS
        if "allowed_updates" in params.values:
            queue.allow([str(kind) for kind in params.listing("allowed_updates")])
        if params.flag("drop_pending_updates"):
            queue.clear()
        if self.url:
            self.failure = None
        self.start()

    @property
    def serving(self) -> bool:
        """Whether updates are pushed."""
        return self._task is not None

    def start(self) -> None:
        """Push, if there is an address and nothing is pushed yet."""
        if self.url and self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._deliver())

    def _end(self) -> list[asyncio.Task[None]]:
        tasks = [*self._lines.values(), *([self._task] if self._task else [])]
        for task in tasks:
            task.cancel()
        self._lines, self._task = {}, None
        return tasks

    async def stop(self) -> None:
        """Push nothing any more."""
        await asyncio.gather(*self._end(), return_exceptions=True)

    def to_json(self) -> Json:
        """The state as a `WebhookInfo` object."""
        found: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.queue),
            "max_connections": self.connections,
            "allowed_updates": sorted(self._world.queue.allowed),
        }
        if self.failure:
            found |= {"last_error_date": self.failed_at, "last_error_message": self.failure}
        return found

    async def _deliver(self) -> None:
        """Have somebody serve every line in which an update waits."""
        queue = self._world.queue
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SECRET] = self.secret
        slots = asyncio.Semaphore(self.connections)
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
            while True:
                for waiting in queue:
                    line = _line(waiting)
                    if line not in self._lines:
                        serving = self._serve(session, slots, line)
                        self._lines[line] = asyncio.get_running_loop().create_task(serving)
                await queue.change()

    async def _serve(
        self, session: aiohttp.ClientSession, slots: asyncio.Semaphore, line: object
    ) -> None:
        queue, pause = self._world.queue, FIRST_PAUSE
        while waiting := next((one for one in queue if _line(one) == line), None):
            async with slots:
                self._open += 1
                self.most_at_once = max(self.most_at_once, self._open)
                try:
                    failure = await self._push(session, waiting.raw)
                finally:
                    self._open -= 1
            if failure is None:
                queue.drop(waiting)
                pause = FIRST_PAUSE
                continue
            self.failure, self.failed_at = failure, self._world.now()
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        del self._lines[line]

    async def _push(self, session: aiohttp.ClientSession, raw: bytes) -> str | None:
        """Deliver one update; what went wrong, if anything did."""
        try:
            async with session.post(self.url, data=raw, ssl=False) as response:
                if 200 <= response.status < 300:
                    return None
                return f"Wrong response from the webhook: {response.status} {response.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except (aiohttp.ClientError, OSError) as error:
            return f"Connection failed: {type(error).__name__}"


def _line(waiting: Waiting) -> object:
    if waiting.line is None:
        waiting.line = _find_line(waiting.raw)
    return waiting.line


def _find_line(raw: bytes) -> object:
    try:
        update = json.loads(raw)
        kind = next(key for key in update if key != "update_id")
        body = update[kind]
        sender = body.get("from") or body.get("user")
        who = (body["chat"] if kind in _BY_CHAT else sender)["id"]
    except (ValueError, StopIteration, KeyError, TypeError, AttributeError):
        return ("unknown", 0)
    return ("chat" if kind in _BY_CHAT else "user", who)

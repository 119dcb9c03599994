"""Updates by webhook: written down first, answered with 2xx afterwards.

Telegram calls with up to `CONNECTIONS` updates at once, one chat's in order: the next of a chat
comes only after 2xx for the one before. What arrives while a transaction commits goes into the
next one together. Whatever else is answered, Telegram sends again, slower each time.

Caught up (law 3: deadlines and repeated acts wait for it) means here: `getWebhookInfo` says that
nothing is pending at Telegram, or what is pending has not become less for `STANDSTILL` seconds,
as in a busy house, or behind a proxy that is down. A backlog that shrinks is waited for.
"""

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from telegram.error import TelegramError

from bot.core.clock import Clock
from bot.core.errors import brief, is_outage
from bot.core.perception import split
from bot.core.tally import Tally
from bot.core.task import Tasks
from bot.telegram.error import Meaning, understand
from bot.telegram.poller import Fatal
from bot.telegram.registration import Registration
from bot.web.listener import Listener

log = structlog.get_logger(__name__)

SECRET = "X-Telegram-Bot-Api-Secret-Token"

CONNECTIONS = 100
"""Calls that Telegram may have open at once; it allows no more."""

LARGEST = 1_000_000
"""Bytes of a body that are read; an update has far less."""

PATIENCE = 10.0
"""Seconds a body may take."""

SOON = 1.0
"""Seconds between two looks at the webhook until all that waited is in …"""

SELDOM = 300.0
"""… and from then on: somebody may have taken it away."""

STANDSTILL = 60.0
"""Seconds in which a backlog has to become less to be waited for."""

QUIET = 60.0
"""Seconds between two lines in the log about strangers, and about a database out of reach."""


class Gatherer:
    """Hands on what arrives, one batch at a time."""

    def __init__(
        self,
        receive: Callable[[Sequence[bytes]], Awaitable[None]],
        clock: Clock,
        tasks: Tasks,
    ) -> None:
        self._receive = receive
        self._clock = clock
        self._tasks = tasks
        self._waiting: list[tuple[list[bytes], asyncio.Future[int]]] = []
        self._running = False
        self._failing_since: float | None = None
        self._told = -QUIET

    def silent(self) -> float:
        """For how many seconds every batch has failed; 0 if the last one did not."""
        since = self._failing_since
        return 0.0 if since is None else self._clock.monotonic() - since

    async def take(self, payloads: list[bytes]) -> int:
        """The status to answer with, once the updates are written down or could not be."""
        written: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((payloads, written))
        if not self._running:
            self._running = True
            self._tasks.start(self._work(), "webhook")
        return await written

    async def _work(self) -> None:
        batch: list[tuple[list[bytes], asyncio.Future[int]]] = []
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._write(batch)
        finally:
            self._running = False
            # Only if this task was ended: whoever waits is not to wait for ever.
            for _, written in (*batch, *self._waiting):
                if not written.done():
                    written.set_result(503)

    async def _write(self, batch: Sequence[tuple[list[bytes], asyncio.Future[int]]]) -> None:
        status = 200
        try:
            await self._receive([payload for payloads, _ in batch for payload in payloads])
            self._failing_since = None
        except Exception as error:
            outage = is_outage(error)
            if not outage and len(batch) > 1:
                for one in batch:
                    await self._write([one])
                return
            status = 503 if outage else 500
            self._note(error, outage)
        for _, written in batch:
            if not written.done():
                written.set_result(status)

    def _note(self, error: Exception, outage: bool) -> None:
        now = self._clock.monotonic()
        if self._failing_since is None:
            self._failing_since = now
        if not outage:
            log.error("update could not be received", exc_info=error)
        elif now - self._told >= QUIET:
            self._told = now
            log.warning("database out of reach: updates are refused", error=brief(error))


class Hook:
    """The ASGI application: one path, one method; everybody else gets 404."""

    def __init__(
        self, *, path: str, secret: str, gatherer: Gatherer, clock: Clock, tally: Tally
    ) -> None:
        self._path = path
        self._secret = secret.encode()
        self._gatherer = gatherer
        self._clock = clock
        self._tally = tally
        self._told = -QUIET

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        status = await self._answer(Request(scope, receive))
        # Strangers keep no connection open: there are only so many.
        close = {"connection": "close"} if status in (403, 404) else None
        await Response(status_code=status, headers=close)(scope, receive, send)

    async def _answer(self, request: Request) -> int:
        if request.scope["path"] != self._path or request.method != "POST":
            return self._refuse(404, "path")
        # Before anything of the body is read.
        said = request.headers.get(SECRET, "").encode("latin-1", "replace")
        if not hmac.compare_digest(said, self._secret):
            self._tell_of_stranger()
            return self._refuse(403, "secret")
        try:
            async with asyncio.timeout(PATIENCE):
                body = await _read(request)
        except TimeoutError:
            return self._refuse(408, "slow")
        except ClientDisconnect:
            return self._refuse(400, "gone")
        if body is None:
            log.error("body of a call to the webhook is too large", more_than=LARGEST)
            return self._refuse(413, "large")
        try:
            payloads = split(b'{"ok":true,"result":[' + body + b"]}")
        except ValueError as error:
            # It is Telegram's own, and would come again for a day: it is passed over.
            log.error("update that nobody can read is passed over", error=brief(error))
            self._refuse(200, "unreadable")
            return 200
        return await self._gatherer.take(payloads)

    def _refuse(self, status: int, reason: str) -> int:
        self._tally.refused[reason] += 1
        return status

    def _tell_of_stranger(self) -> None:
        now = self._clock.monotonic()
        if now - self._told >= QUIET:
            self._told = now
            log.warning("somebody calls the webhook without its secret (telegram.webhook_secret)")


async def _read(request: Request) -> bytes | None:
    """The body; None as soon as it turns out to be too large."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > LARGEST:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)


class Progress(Protocol):
    """Hears whether Telegram has more for us than it could hand over yet."""

    def __call__(self, behind: bool, /) -> None: ...


class Webhook:
    """Receives by webhook, in the place of a `Poller`."""

    def __init__(
        self,
        *,
        registration: Registration,
        address: tuple[str, int],
        secret: str,
        clock: Clock,
        receive: Callable[[Sequence[bytes]], Awaitable[None]],
        progress: Progress,
        tasks: Tasks,
        tally: Tally,
    ) -> None:
        self._registration = registration
        self._address = address
        self._clock = clock
        self._progress = progress
        self._gatherer = Gatherer(receive, clock, tasks)
        self._hook = Hook(
            path=path_of(registration.url),
            secret=secret,
            gatherer=self._gatherer,
            clock=clock,
            tally=tally,
        )

    def silent(self) -> float:
        """For how many seconds nothing that came could be written down."""
        return self._gatherer.silent()

    async def run(self) -> None:
        """Listen, have Telegram call, and see that it goes on doing so, until cancelled.

        What is being received then is written down and answered first. The webhook stays set:
        Telegram keeps what comes until the next start, and sets to work at once when it is set
        again.

        Raises:
            Fatal: the address cannot be had, or Telegram refuses the webhook.
        """
        host, port = self._address
        async with AsyncExitStack() as stack:
            try:
                listener = await stack.enter_async_context(Listener(self._hook, host, port))
            except OSError as error:
                raise Fatal(f"telegram.webhook_listen: {error.strerror or error}") from None
            log.info("listening for Telegram", host=host, port=listener.port)
            await self._registration.set()
            await self._catch_up()
            while True:
                await self._clock.sleep(SELDOM)
                await self._look()

    async def _catch_up(self) -> None:
        least, since = None, self._clock.monotonic()
        while True:
            pending = await self._look()
            now = self._clock.monotonic()
            if pending is not None and (least is None or pending < least):
                least, since = pending, now
            if pending == 0 or now - since >= STANDSTILL:
                self._progress(False)
                return
            self._progress(True)
            await self._clock.sleep(SOON)

    async def _look(self) -> int | None:
        """What is pending at Telegram; None if it did not say. Mends a webhook that was changed."""
        try:
            return await self._registration.look()
        except TelegramError as error:
            trouble = understand(error)
            if trouble.meaning is Meaning.REFUSED:
                raise Fatal(f"telegram.webhook_url: {trouble.text}") from None
            log.info("the webhook could not be looked at", said=trouble.text)
            return None


def path_of(url: str) -> str:
    """The path at which calls to an address arrive."""
    return unquote(urlsplit(url).path) or "/"

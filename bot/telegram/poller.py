"""Long polling of our own: written down first, confirmed afterwards."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
import msgspec
import structlog

from bot.core.clock import Clock
from bot.core.errors import brief, is_outage
from bot.core.perception import split
from bot.core.task import Tasks

log = structlog.get_logger(__name__)

LIMIT = 100
"""Updates one answer may hold."""

WAIT = 25
"""Seconds Telegram may keep us waiting for an update."""

LOOK = 1.0
"""Seconds that writing down may take before it is looked what else there is, and again."""

PATIENCE = 90.0
"""Seconds without a successful poll after which the connection is made anew."""

ALLOWED = (
    "message",
    "edited_message",
    "callback_query",
    "chat_member",
    "message_reaction",
    "message_reaction_count",
    "my_chat_member",
    "chat_join_request",
    "pre_checkout_query",
)
"""Kinds of updates we ask for; member updates never come unasked."""


class _Number(msgspec.Struct):
    update_id: int


class Fatal(Exception):
    """Polling cannot go on: the token is refused."""


class Poller:
    """Asks for updates and hands them on. An answer is confirmed by the next question only.

    `progress` hears after each answer whether there is more to come at once. `glance` sees what
    comes while an answer cannot be written down: not everything can wait for the database.
    """

    def __init__(
        self,
        *,
        url: str,
        clock: Clock,
        receive: Callable[[Sequence[bytes]], Awaitable[None]],
        progress: Callable[[bool], None],
        glance: Callable[[Sequence[bytes]], None] = lambda payloads: None,
    ) -> None:
        self._url = url
        self._clock = clock
        self._receive = receive
        self._progress = progress
        self._glance = glance
        self._session: aiohttp.ClientSession | None = None
        self._last_success = self._last_receipt = clock.monotonic()
        self._failures = 0
        # Of what waits already, only that is asked for: the end of it is news, too.
        self._wait = 0

    def silent(self) -> float:
        """Seconds since an answer was received, and written down if there was anything in it."""
        return self._clock.monotonic() - self._last_receipt

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            Fatal: Telegram does not know the token.
        """
        offset: int | None = None
        try:
            while True:
                offset = await self._round(offset)
        finally:
            await self._close()

    async def _round(self, offset: int | None) -> int | None:
        try:
            status, body = await self._ask(offset)
            payloads = await self._judge(status, body)
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            await self._back_off(f"{type(error).__name__}: {error}")
            return offset
        if payloads is None:
            return offset
        self._last_success = self._clock.monotonic()
        try:
            if payloads:
                await self._write_down(payloads, offset)
        except Exception as error:
            if not is_outage(error):
                raise
            await self._back_off(f"database out of reach: {brief(error)}")
            return offset
        self._failures = 0
        self._last_receipt = self._clock.monotonic()
        behind = len(payloads) == LIMIT
        self._wait = 0 if behind else WAIT
        self._progress(behind)
        if not payloads:
            return offset
        # Telegram sends them in order; only where the last cannot be read are all looked at.
        last = _number(payloads[-1])
        numbers = [last] if last is not None else [*filter(None, map(_number, payloads))]
        if not numbers:
            await self._back_off("updates without numbers")
            return offset
        return max(numbers) + 1

    async def _write_down(self, payloads: Sequence[bytes], offset: int | None) -> None:
        """Hand an answer on; while that takes long, look what else comes. Nothing is confirmed."""
        tasks = Tasks()
        writing = tasks.start(self._receive_once(payloads), "write down")
        try:
            while not await tasks.drain(LOOK):
                await self._look(offset)
        finally:
            await tasks.cancel()
        if error := writing.result():
            raise error

    async def _receive_once(self, payloads: Sequence[bytes]) -> Exception | None:
        try:
            await self._receive(payloads)
        except Exception as error:
            return error
        return None

    async def _look(self, offset: int | None) -> None:
        try:
            status, body = await self._ask(offset, wait=0)
            self._glance(split(body) if status == 200 else ())
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            log.info("nothing to be seen", reason=f"{type(error).__name__}: {error}")

    async def _ask(self, offset: int | None, *, wait: int | None = None) -> tuple[int, bytes]:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=2),
                timeout=aiohttp.ClientTimeout(total=WAIT + 15, sock_connect=5),
            )
        question: dict[str, Any] = {
            "limit": LIMIT,
            "timeout": self._wait if wait is None else wait,
            "allowed_updates": list(ALLOWED),
        }
        if offset is not None:
            question["offset"] = offset
        async with self._session.post(
            self._url, data=msgspec.json.encode(question), headers=_JSON
        ) as answer:
            return answer.status, await answer.read()

    async def _judge(self, status: int, body: bytes) -> list[bytes] | None:
        """The updates of an answer; None if there is none and the question is to be repeated."""
        if status == 200:
            return split(body)
        if status in (401, 404):
            raise Fatal("Telegram does not know this token (telegram.token)")
        if status == 409:
            await self._back_off("another program polls for this bot, or a webhook is set (409)")
        elif status == 429:
            seconds = _retry_after(body)
            log.warning("polling is told to wait", seconds=seconds)
            await self._clock.sleep(seconds)
        else:
            await self._back_off(f"HTTP {status}")
        return None

    async def _back_off(self, reason: str) -> None:
        self._failures += 1
        log.warning("poll failed", reason=reason, failures=self._failures)
        if self._clock.monotonic() - self._last_success > PATIENCE:
            log.warning("no successful poll for long: connecting anew")
            await self._close()
            self._last_success = self._clock.monotonic()
        await self._clock.sleep(min(0.1 * 2 ** min(self._failures, 6), 5.0))

    async def _close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None


_JSON = {"Content-Type": "application/json"}


def _number(payload: bytes) -> int | None:
    try:
        return msgspec.json.decode(payload, type=_Number).update_id
    except msgspec.DecodeError:
        return None


def _retry_after(body: bytes) -> float:
    try:
        answer = msgspec.json.decode(body)
        return float(answer["parameters"]["retry_after"])
    except (msgspec.DecodeError, KeyError, TypeError, ValueError):
        return 1.0

"""Telling Telegram where to call: setting the webhook, taking it away, looking after it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram import WebhookInfo
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.core.clock import Clock
from bot.telegram.error import Meaning, understand
from bot.telegram.poller import ALLOWED, Fatal

log = structlog.get_logger(__name__)

RECENT = 3600
"""Seconds for which an error of the webhook is news."""


async def insist(clock: Clock, call: Callable[[], Awaitable[Any]]) -> Any:
    """Make a call until Telegram is in reach.

    Raises:
        TelegramError: Telegram answered, and refused.
    """
    wait = 0.2
    while True:
        try:
            return await call()
        except (InvalidToken, BadRequest):
            raise
        except TelegramError as error:
            trouble = understand(error)
            if trouble.meaning is Meaning.REFUSED:
                raise
            log.warning("Telegram cannot be reached", said=trouble.text)
            await clock.sleep(max(wait, trouble.seconds))
            wait = min(wait * 2, 10.0)


class Registration:
    """The webhook as Telegram knows it."""

    def __init__(
        self, bot: ExtBot[Any], *, url: str, secret: str, connections: int, clock: Clock
    ) -> None:
        self.url = url
        self._bot = bot
        self._secret = secret
        self._connections = connections
        self._clock = clock
        self._told: str | None = None

    async def set(self) -> None:
        """Have Telegram call us from now on; whoever polls for this bot gets 409 then.

        Raises:
            Fatal: Telegram refuses it.
        """
        try:
            await insist(self._clock, self._set)
        except TelegramError as error:
            raise Fatal(f"telegram.webhook_url: {understand(error).text}") from None

    async def _set(self) -> None:
        await self._bot.set_webhook(
            self.url,
            allowed_updates=ALLOWED,
            secret_token=self._secret,
            max_connections=self._connections,
        )

    async def look(self) -> int:
        """How many updates wait at Telegram. A webhook that somebody changed is set again."""
        info = await self._bot.get_webhook_info()
        if info.url != self.url:
            log.warning("somebody changed the webhook: setting it again", now=host_of(info.url))
            await self._set()
        self._tell(info)
        return info.pending_update_count

    def _tell(self, info: WebhookInfo) -> None:
        """Say once what keeps Telegram from reaching us."""
        failure = recent_failure(info, self._clock.now())
        if failure and failure != self._told:
            log.warning("Telegram could not reach the webhook", said=failure)
        self._told = failure


async def examine(
    bot: ExtBot[Any], *, mode: str, url: str, now: float
) -> Sequence[tuple[str, str]]:
    """What is wrong with the webhook in a mode: (problem, mend)."""
    info = await bot.get_webhook_info()
    if mode == "polling":
        if not info.url:
            return []
        place = host_of(info.url)
        return [
            (
                f"a webhook is set, at {place}, and nobody can poll meanwhile",
                "`louzhang run` takes it away; if it comes back, another program uses this token",
            )
        ]
    problems = []
    if info.url != url:
        found = f"it is set to {host_of(info.url)}" if info.url else "it is not set"
        problems.append((f"telegram.webhook_url: {found}", "`louzhang run` sets it"))
    if failure := recent_failure(info, now):
        said = f"Telegram could not deliver: {failure} ({info.pending_update_count} updates wait)"
        problems.append((f"telegram.webhook_url: {said}", "see docs/operations.md, Webhook"))
    return problems


def recent_failure(info: WebhookInfo, now: float) -> str | None:
    """Why Telegram's last call failed, if that was less than an hour ago."""
    at = info.last_error_date
    if at is None or now - at.timestamp() > RECENT:
        return None
    return info.last_error_message or "it did not say why"


def host_of(url: str) -> str:
    """The host of an address; its path may be a secret."""
    return urlsplit(url).hostname or "nowhere"

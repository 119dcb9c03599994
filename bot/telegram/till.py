"""Whoever is about to pay hears yes or no in time, whatever keeps the house busy.

Telegram waits ten seconds: https://core.telegram.org/bots/api#precheckoutquery
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.core import texts
from bot.core.clock import Clock
from bot.core.perception import Unusable, perceive
from bot.core.task import Tasks
from bot.telegram.error import understand

log = structlog.get_logger(__name__)

PATIENCE = 7.0
"""Seconds after which somebody is asked to try again; what is left of the ten is for the way."""

REMEMBERED = 300.0
"""Seconds for which it is known that a question was taken care of."""

_SIGN = b'"pre_checkout_query"'


class Till:
    """Stands before `receive`: sees who wants to pay before anything is written down."""

    def __init__(
        self,
        *,
        bot: Bot,
        clock: Clock,
        tasks: Tasks,
        receive: Callable[[Sequence[bytes]], Awaitable[None]],
        language: str,
    ) -> None:
        self._bot = bot
        self._clock = clock
        self._tasks = tasks
        self._receive = receive
        self._language = language
        self._seen: dict[str, float] = {}
        self._open: set[str] = set()

    async def receive(self, payloads: Sequence[bytes]) -> None:
        """Look who wants to pay, then hand everything on. Raises what the receiver raises."""
        self.glance(payloads)
        await self._receive(payloads)

    def glance(self, payloads: Sequence[bytes]) -> None:
        """Watch over those who want to pay, each once, however often they are seen."""
        now = self._clock.monotonic()
        for payload in payloads:
            if payload.find(_SIGN) >= 0 and (asked := _read(payload)):
                query, code = asked
                if query not in self._seen:
                    self._seen[query] = now
                    self._open.add(query)
                    language = texts.language_of(code, self._language)
                    self._tasks.start(self._watch(query, language), "till")
        for query in [one for one, at in self._seen.items() if at < now - REMEMBERED]:
            del self._seen[query]

    def agreed(self, query: str) -> None:
        """Somebody has an answer, which is on its way."""
        self._open.discard(query)

    async def _watch(self, query: str, language: str) -> None:
        await self._clock.sleep(PATIENCE)
        if query not in self._open:
            return
        self._open.discard(query)
        log.warning("payment put off: the answer takes too long")
        try:
            await self._bot.answer_pre_checkout_query(
                query, ok=False, error_message=texts.say(language, "paid-later")
            )
        except TelegramError as error:
            log.info("payment went unanswered", said=understand(error).text)


def _read(payload: bytes) -> tuple[str, str] | None:
    """Number and language of who wants to pay; None if it is something else."""
    try:
        facts = perceive(payload, 0)
    except Unusable:
        return None
    query: Any = (facts.raw or {}).get("pre_checkout_query", {})
    number = query.get("id") if isinstance(query, dict) else None
    if facts.kind != "pre_checkout_query" or not isinstance(number, str):
        return None
    return number, facts.person.language_code if facts.person else ""

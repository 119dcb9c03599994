"""The library's dispatch with one handler: ours."""

from contextvars import ContextVar
from typing import Any

import msgspec
import structlog
from telegram import Bot, Update
from telegram.ext import Application, ContextTypes, ExtBot, TypeHandler

from bot.core.dispatch import Body, Unparsable
from bot.core.incoming import Facts
from bot.telegram.request import AiohttpRequest

log = structlog.get_logger(__name__)

_body: ContextVar[Body | None] = ContextVar("body", default=None)


def build_bot(token: str, api: str, *, timeout: float = 20.0) -> ExtBot[None]:
    """The library's bot over aiohttp, for the Bot API at `api` (without the `/bot` part)."""
    return ExtBot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=AiohttpRequest(timeout=timeout),
        get_updates_request=AiohttpRequest(timeout=timeout, limit=2),
    )


class _Forgetful(Application[Any, Any, Any, Any, Any, Any]):
    """The library keeps the id of every chat and person for a persistence that we have not."""

    __slots__ = ()

    def _mark_for_persistence_update(self, *, update: object = None, job: object = None) -> None:
        """Without end: nobody would ever take them out again."""


class LibraryGate:
    """Takes updates through `Application.process_update`."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._application: Application[Any, Any, Any, Any, Any, Any] = (
            Application.builder()
            .application_class(_Forgetful)
            .bot(bot)
            .updater(None)
            .job_queue(None)
            .context_types(ContextTypes())
            .build()
        )
        self._application.add_handler(TypeHandler(Update, _handle))
        self._application.add_error_handler(_swallow)

    async def open(self) -> None:
        """Make the library ready; it is never started, for we hand it the updates."""
        await self._application.initialize()

    async def close(self) -> None:
        """Let the library go."""
        await self._application.shutdown()

    async def __call__(self, facts: Facts, body: Body) -> None:
        """Run `body` inside the library's dispatch of an update.

        Raises:
            Unparsable: the library cannot read it.
        """
        try:
            update = Update.de_json(facts.raw or _raw(facts), self._bot)
        except Exception as error:
            raise Unparsable(f"{type(error).__name__}: {error}") from error
        token = _body.set(body)
        try:
            await self._application.process_update(update)
        finally:
            _body.reset(token)


async def _handle(_update: Update, _context: Any) -> None:
    body = _body.get()
    if body is None:
        raise RuntimeError("an update came past the runtime")
    await body()


async def _swallow(_update: object, context: Any) -> None:
    """The runtime has the error already and decides about it."""
    log.debug("handler failed", error=type(context.error).__name__)


def _raw(facts: Facts) -> dict[str, Any]:
    raw: dict[str, Any] = msgspec.json.decode(facts.payload)
    return raw

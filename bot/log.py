"""Logs: one line per event on standard error, as text or JSON, without secrets."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor

from bot.redaction import hide, redact

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_QUIET = {
    "aiohttp": logging.WARNING,
    "aiosqlite": logging.WARNING,  # every statement, with what people wrote
    "alembic": logging.WARNING,
    "apscheduler": logging.WARNING,
    "asyncio": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,  # every address, with the token
    "sqlalchemy": logging.WARNING,
    "telegram": logging.INFO,
}
"""Libraries that may not say more than this, whatever the level is."""

_EXPECTED = {
    "aiohttp.client_exceptions.ClientError",
    "httpx.TransportError",
    "socket.gaierror",
    "telegram.error.TelegramError",
}
"""Refusals by Telegram and lost connections, by name: logging imports none of these libraries."""

_log = logging.getLogger("bot.crash")


def setup(
    *,
    level: Literal["debug", "info", "warning", "error"] = "info",
    form: Literal["text", "json"] = "text",
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Send the logs of this program and of every library to `stream` (standard error).

    `secrets` are never shown, nor is anything in the shape of a token. Exceptions that nobody
    caught go the same way. May be called again.
    """
    hide(secrets)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _shorten,
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    render: list[Processor] = (
        [structlog.processors.JSONRenderer(ensure_ascii=False, default=repr)]
        if form == "json"
        else [_line]
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(
        _Formatter(
            foreign_pre_chain=[_extra, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render],
        )
    )
    root = logging.getLogger()
    for old in [old for old in root.handlers if isinstance(old, _Handler)]:
        root.removeHandler(old)
    root.addHandler(handler)
    lowest = logging.getLevelNamesMapping()[level.upper()]
    root.setLevel(lowest)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, lowest))
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def report(loop: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
    """What the event loop found nobody to tell: for `loop.set_exception_handler`."""
    _log.error("%s", context.get("message", "crash in the event loop"), exc_info=_info(context))


def _info(context: Mapping[str, Any]) -> BaseException | None:
    found = context.get("exception")
    return found if isinstance(found, BaseException) else None


class _Handler(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:
        """Say where a record could not be written, and nothing of what it held.

        A full disk or a closed pipe below the stream stops nobody.
        """
        with suppress(OSError):
            if not isinstance(sys.exception(), OSError):
                said = f"a log record of {record.name}, line {record.lineno}, is malformed\n"
                self.stream.write(said)
                self.flush()


class _Formatter(structlog.stdlib.ProcessorFormatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


_add_extra = structlog.stdlib.ExtraAdder()


def _extra(logger: Any, method: str, event: EventDict) -> EventDict:
    """The `extra` of a stdlib record, without what another handler's formatter left in it."""
    event = _add_extra(logger, method, event)
    for left in ("message", "asctime"):
        event.pop(left, None)
    return event


def _shorten(logger: object, method: str, event: EventDict) -> EventDict:
    """A refusal by Telegram, a lost connection or bad input is one line, never a traceback."""
    error = event.get("exc_info")
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException) and _expected(error):
        del event["exc_info"]
        event["error"] = f"{type(error).__name__}: {error}"
    return event


def _expected(error: BaseException) -> bool:
    from bot.core.errors import UserError, is_outage  # imports SQLAlchemy: only when needed

    names = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__}
    return isinstance(error, UserError) or is_outage(error) or not _EXPECTED.isdisjoint(names)


def _line(logger: object, method: str, event: EventDict) -> str:
    """`time level logger event key=value`; a traceback follows, indented.

    What people wrote can neither begin a line of its own nor move the cursor.
    """
    head = [event.pop("timestamp"), f"{event.pop('level'):7}", event.pop("logger")]
    below = [event.pop("stack", None), event.pop("exception", None)]
    said = [*head, _printable(str(event.pop("event")))]
    said += [f"{key}={_printable(_value(value))}" for key, value in event.items()]
    lines = [line for text in below if text for line in text.splitlines()]
    return "\n".join([" ".join(said), *("    " + _printable(line) for line in lines)])


def _value(value: object) -> str:
    if not isinstance(value, str):
        return repr(value)
    return value if value and not set(value) & set(" =\"'") else repr(value)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _uncaught(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)
    else:
        _log.critical("crash", exc_info=(kind, error, traceback))


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        name = args.thread.name if args.thread else "?"
        _log.critical("crash in thread %s", name, exc_info=args.exc_value)


def _unraisable(args: UnraisableHookArgs) -> None:
    _log.error("%s %r", args.err_msg or "ignored in", args.object, exc_info=args.exc_value)

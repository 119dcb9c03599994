"""`bot.log` and `bot.redaction`: one line per event, and no secret in any of them (T104)."""

import asyncio
import errno
import gc
import io
import json
import logging
import re
import string
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from urllib.parse import quote, quote_plus

import pytest
import structlog
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from telegram.error import Forbidden, NetworkError

from bot import log
from bot.core.errors import UserError
from bot.redaction import Redactor, hide

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz12345"
KEY = TOKEN.partition(":")[2]
PASSWORD = "p\"a's s/w@rd楼"
SECRET = "webhook_secret-1"
OTHER = "987654321:BBF-abcdefghijklmnopqrstuvwxyz98765"
SECRETS = (TOKEN, KEY, OTHER, PASSWORD, SECRET)

Setup = Callable[..., io.StringIO]


@pytest.fixture
def setup() -> Iterator[Setup]:
    """Sets the logs up on a stream; afterwards everything is as it was."""
    root = logging.getLogger()
    before = root.level, list(root.handlers), sys.excepthook, threading.excepthook
    unraisable, levels = sys.unraisablehook, {}
    for name in log._QUIET:
        levels[name] = logging.getLogger(name).level

    def start(**options: object) -> io.StringIO:
        root.handlers[:] = [one for one in root.handlers if isinstance(one, log._Handler)]
        stream = io.StringIO()
        given = {"secrets": [TOKEN, PASSWORD, SECRET], "stream": stream, **options}
        log.setup(**given)  # type: ignore[arg-type]
        return stream

    yield start
    level, root.handlers[:], sys.excepthook, threading.excepthook = before
    root.setLevel(level)
    sys.unraisablehook = unraisable
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)
    logging.captureWarnings(False)
    structlog.reset_defaults()
    hide(())


FORMS = pytest.mark.parametrize("form", ["text", "json"])


def untimed(stream: io.StringIO) -> list[str]:
    return [re.sub(r"^\d{4}-\d\d-\d\dT[\d:.]+Z ", "", line) for line in lines(stream)]


def lines(stream: io.StringIO) -> list[str]:
    return stream.getvalue().split("\n")[:-1]


def fail(*texts: str) -> None:
    """Raises a chain of exceptions, one for each text."""
    *before, last = texts
    try:
        if before:
            fail(*before)
    except ValueError as error:
        raise ValueError(last) from error
    raise ValueError(last)


def say_everything() -> None:
    """Every way in which a secret was ever seen to get into a log."""
    first = structlog.get_logger("first")
    standard = logging.getLogger("standard")
    for secret in SECRETS:
        first.info(f"in the event {secret}")
        first.info("in %s and %r", secret, [secret])
        first.info("in fields", value=secret, **{f"key_{KEY}": 1})
        first.info("nested", deep={"a": [(secret, {secret}), {secret: secret.encode()}]})
        first.info("glued", path=f"/bot{secret}/getMe", file=f"x{secret}x")
        first.info("quoted", all=[quote(secret), quote(secret, safe=""), quote_plus(secret)])
        first.info("written", json=json.dumps({"x": secret}), repr=repr(secret))
        first.info("in a line", stack_info=True)
        first.bind(bound=secret).info("bound")
        standard.warning("in %s", secret)
        standard.warning("by name %(x)s", {"x": secret})
        standard.warning("extra", extra={"what": secret})
        standard.warning("malformed %d", secret)
        logging.getLogger("httpx").warning("POST https://x/bot%s/getMe", secret)
        for logger in (first, standard):
            try:
                fail(secret, f"{secret} again\n{secret}", f"x{secret}")
            except ValueError:
                logger.exception("failed")
        try:
            raise NetworkError(f"no way to {secret}")
        except NetworkError as error:
            first.warning("lost", exc_info=error)
        sys.excepthook(ValueError, ValueError(secret), None)
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(secret, stacklevel=1)
    first.info("url", url=f"postgresql://me:{quote(PASSWORD, safe='')}@db/x", other="x://u:pw1@h")


@FORMS
def test_t104_no_secret_whatever_is_said(setup: Setup, form: str) -> None:
    stream = setup(form=form, level="debug")
    say_everything()
    said = stream.getvalue()
    assert said.count("[hidden]") > 100
    assert [secret for secret in (*SECRETS, "pw1") if secret in said] == []
    for secret in (PASSWORD, TOKEN):
        escaped = (json.dumps(secret)[1:-1], repr(secret)[1:-1], quote(secret), quote_plus(secret))
        assert [one for one in escaped if one in said] == []


def test_t104_json_stays_json(setup: Setup) -> None:
    stream = setup(form="json")
    say_everything()
    malformed = [line for line in lines(stream) if not line.startswith("{")]
    assert {re.sub(r"\d+", "N", line) for line in malformed} == {
        "a log record of standard, line N, is malformed"
    }
    for line in lines(stream):
        if line not in malformed:
            assert {"event", "level", "logger", "timestamp"} <= json.loads(line).keys()


class Full(io.StringIO):
    """A file on a disk that is full."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@FORMS
def test_t96_full_disk_below_the_log_stops_nobody(setup: Setup, form: str) -> None:
    setup(form=form, stream=Full())
    structlog.get_logger("first").warning("said", how="twice")
    logging.getLogger("standard").warning("malformed %d", "x")


@FORMS
def test_t104_crash_of_a_thread(setup: Setup, form: str) -> None:
    stream = setup(form=form)
    thread = threading.Thread(target=fail, args=(TOKEN, PASSWORD), name="worker")
    thread.start()
    thread.join()
    assert "crash in thread worker" in stream.getvalue()
    assert "ValueError: [hidden]" in stream.getvalue()
    assert KEY not in stream.getvalue()


@FORMS
def test_t104_crash_in_a_finaliser(setup: Setup, form: str) -> None:
    class Loud:
        def __del__(self) -> None:
            raise ValueError(TOKEN)

    stream = setup(form=form)
    del (loud := [Loud()])[:]
    gc.collect()
    assert loud == []
    assert "ValueError: [hidden]" in stream.getvalue()
    assert KEY not in stream.getvalue()


@FORMS
def test_t104_crash_in_the_event_loop(setup: Setup, form: str) -> None:
    stream = setup(form=form)

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(log.report)
        loop.call_soon(fail, TOKEN)
        loop.call_exception_handler({"message": f"alone {TOKEN}"})
        await asyncio.sleep(0)

    asyncio.run(main())
    assert "alone [hidden]" in stream.getvalue()
    assert "ValueError: [hidden]" in stream.getvalue()
    assert KEY not in stream.getvalue()


def test_interrupt_is_no_crash(setup: Setup, capsys: pytest.CaptureFixture[str]) -> None:
    stream = setup()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert stream.getvalue() == ""
    assert capsys.readouterr().err == "KeyboardInterrupt\n"


def test_text_line(setup: Setup) -> None:
    stream = setup()
    structlog.get_logger("bot.x").info("joined", chat=-5, name="王 五", plain="x", empty="")
    logging.getLogger("other").warning("said %s", "so", extra={"n": 1})
    assert untimed(stream) == [
        "info    bot.x joined chat=-5 name='王 五' plain=x empty=''",
        "warning other said so n=1",
    ]


def test_beside_another_handler(setup: Setup) -> None:
    stream = setup()
    other = logging.StreamHandler(io.StringIO())
    other.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logging.getLogger().handlers.insert(0, other)
    logging.getLogger("other").warning("said")
    assert untimed(stream) == ["warning other said"]


def test_json_line(setup: Setup) -> None:
    stream = setup(form="json")
    structlog.get_logger("bot.x").info("joined", chat=-5, name="王 五", what={1})
    [line] = lines(stream)
    found = json.loads(line)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", found.pop("timestamp"))
    assert found == {
        "event": "joined",
        "level": "info",
        "logger": "bot.x",
        "chat": -5,
        "name": "王 五",
        "what": "{1}",
    }
    assert "王" in line


def test_what_people_write_cannot_begin_a_line(setup: Setup) -> None:
    stream = setup()
    forged = "x\n2030-01-01 info    bot.x all is well\r\x1b[2J\u202e\u2028y"
    structlog.get_logger("bot.x").info(forged, title=forged, many=[forged])
    [line] = lines(stream)
    assert line.isprintable()
    try:
        raise ValueError(forged)
    except ValueError:
        structlog.get_logger("bot.x").exception("failed")
    _, head, *below = lines(stream)
    assert head.endswith("error   bot.x failed")
    assert [one for one in below if not (one.startswith("    ") and one.isprintable())] == []


@FORMS
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Forbidden("bot was blocked"), "Forbidden: Forbidden: bot was blocked"),
        (NetworkError("gone"), "NetworkError: gone"),
        (ConnectionResetError(104, "reset"), "ConnectionResetError: [Errno 104] reset"),
        (TimeoutError("late"), "TimeoutError: late"),
        (UserError("no such item"), "UserError: no such item"),
    ],
)
def test_expected_failure_is_one_line(setup: Setup, form: str, error: Exception, said: str) -> None:
    stream = setup(form=form)
    if isinstance(error, Forbidden):
        said = f"Forbidden: {error}"
    for logger in (structlog.get_logger("a"), logging.getLogger("b")):
        try:
            raise error
        except type(error):
            logger.exception("failed")
        logger.error("failed", exc_info=error)
    assert len(lines(stream)) == 4
    assert [line for line in lines(stream) if said not in line] == []
    assert "Traceback" not in stream.getvalue()


def test_crash_has_its_traceback(setup: Setup) -> None:
    stream = setup()
    try:
        fail("first", "second")
    except ValueError:
        structlog.get_logger("a").exception("failed")
    said = stream.getvalue()
    assert said.count("Traceback (most recent call last):") == 2
    assert said.endswith("\n    ValueError: second\n")


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_levels(setup: Setup, level: str) -> None:
    stream = setup(level=level)
    order = ["debug", "info", "warning", "error"]
    least = {"": "debug", "telegram.ext": "info", "httpx": "warning", "aiosqlite": "warning"}
    for name in least:
        for one in order:
            getattr(logging.getLogger(name), one)("%s %s", name, one)
            getattr(structlog.get_logger(name or "own"), one)("%s %s", name, one)
    expected = [
        f"{name} {one}"
        for name, lowest in least.items()
        for one in order
        if order.index(one) >= max(order.index(level), order.index(lowest))
        for _ in range(2)
    ]
    assert [re.sub(r"^\w+ +\S+ ", "", line) for line in untimed(stream)] == expected


def test_setup_again_does_not_double(setup: Setup) -> None:
    first, second = setup(), setup(level="error")
    logging.getLogger("x").error("once")
    assert first.getvalue() == ""
    assert untimed(second) == ["error   x once"]


def test_warnings_are_logged(setup: Setup) -> None:
    stream = setup()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old way", stacklevel=1)
    [line] = untimed(stream)
    assert line.startswith("warning py.warnings ")
    assert "UserWarning: old way" in line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"/bot{OTHER}/getMe", "/bot[hidden]/getMe"),
        (f"bot{OTHER.replace(':', '%3A')}x", "bot[hidden]"),
        (f"12345678901234567890{OTHER}", "1234567890123[hidden]"),
        ("redis://:hush@h/0", "redis://:[hidden]@h/0"),
        ("postgresql+asyncpg://me:a@b@h/x", "postgresql+asyncpg://me:[hidden]@h/x"),
        ("https://h:80/@name and ftp://x", "https://h:80/@name and ftp://x"),
        ("at 12:30 call 123456:short", "at 12:30 call 123456:short"),
    ],
)
def test_patterns(text: str, said: str) -> None:
    assert Redactor()(text) == said


def test_short_secret_is_hidden_in_urls_only() -> None:
    assert Redactor(["abc", ""])("abc x://u:abc@h") == "abc x://u:[hidden]@h"


def test_long_lines_cost_little() -> None:
    started = time.process_time()
    for text in ("1" * 100_000, "x://" * 25_000, "1:" * 50_000, "://" + ":" * 100_000):
        assert Redactor([TOKEN])(text) == text
    assert time.process_time() - started < 1


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    number=st.integers(10**5, 10**15),
    key=st.text(string.ascii_letters + string.digits + "_-", min_size=30, max_size=40),
    around=st.tuples(st.text(), st.text()),
)
def test_any_token_anywhere(number: int, key: str, around: tuple[str, str]) -> None:
    before, after = around
    assume(key not in before + after)
    assert key not in Redactor()(f"{before}{number}:{key}{after}")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=6).filter(lambda secret: secret not in "[hidden]"), st.text(), st.text())
def test_any_secret_in_any_form(secret: str, before: str, after: str) -> None:
    redactor = Redactor([secret])
    for written in (secret, json.dumps(secret)[1:-1], repr(secret)[1:-1]):
        clean = redactor(f"{before}{written}{after}")
        assert "[hidden]" in clean

"""The poller: written down first, confirmed by the next question only."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from aiohttp import web
from kit import HastyClock, chatter, until
from sqlalchemy.exc import OperationalError

from bot.telegram.poller import LIMIT, PATIENCE, Fatal, Poller

Answer = tuple[int, bytes]


def page(*updates: bytes) -> Answer:
    return 200, b'{"ok":true,"result":[' + b",".join(updates) + b"]}"


class Line:
    """Both ends of a poll: a server that answers by a script, and a receiver that may refuse."""

    def __init__(self) -> None:
        self.script: list[Answer | None] = []
        self.questions: list[dict[str, Any]] = []
        self.received: list[list[int]] = []
        self.refusals: list[Exception] = []
        self.caught_up = 0
        self.clock = HastyClock()
        self.connections: set[int] = set()
        self.idle = asyncio.Event()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.questions.append(await request.json())
        self.connections.add(id(request.transport))
        if not self.script:
            self.idle.set()
            await asyncio.Event().wait()
        found = self.script.pop(0)
        if found is None:
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        status, body = found
        return web.Response(status=status, body=body)

    async def receive(self, payloads: Sequence[bytes]) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.received.append([json.loads(payload).get("update_id") for payload in payloads])

    def catch_up(self, behind: bool) -> None:
        self.caught_up += not behind

    @property
    def offsets(self) -> list[int | None]:
        return [question.get("offset") for question in self.questions]

    async def run(self, *script: Answer | None) -> None:
        """Poll until the script is at its end."""
        self.script = list(script)
        self.idle.clear()
        poller = Poller(
            url=self.url, clock=self.clock, receive=self.receive, progress=self.catch_up
        )
        task = asyncio.ensure_future(poller.run())
        try:
            await until(lambda: self.idle.is_set() or task.done())
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    found = Line()
    application = web.Application()
    application.router.add_post("/getUpdates", found.answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    found.url = f"http://127.0.0.1:{port}/getUpdates"  # type: ignore[attr-defined]
    yield found
    await runner.cleanup()


async def test_poll_confirms_after_it_was_written_down(line: Line) -> None:
    """Law 1"""
    await line.run(page(chatter(5), chatter(6)), page(), page(chatter(9)))
    assert line.received == [[5, 6], [9]]
    assert line.offsets == [None, 7, 7, 10]


async def test_poll_waits_only_when_nothing_is_left(line: Line) -> None:
    """While we are behind, the end of it is to be noticed at once."""
    full = page(*(chatter(number) for number in range(1, LIMIT + 1)))
    await line.run(page(chatter(0)), full, page())
    assert [question["timeout"] > 0 for question in line.questions] == [False, True, False, True]


async def test_poll_asks_for_members_by_name(line: Line) -> None:
    await line.run()
    assert {"chat_member", "my_chat_member", "chat_join_request"} <= set(
        line.questions[0]["allowed_updates"]
    )


@pytest.mark.parametrize(
    "error",
    [OperationalError("X", {}, Exception("database is locked")), TimeoutError()],
    ids=["locked", "silent"],
)
async def test_poll_is_not_confirmed_while_the_database_is_away(
    line: Line, error: Exception
) -> None:
    """T96: no acknowledgement; the same updates come again. Some errors say nothing at all."""
    line.refusals = [error, error]
    await line.run(page(chatter(5)), page(chatter(5)), page(chatter(5)))
    assert line.received == [[5]]
    assert line.offsets == [None, None, None, 6]


async def test_t82_poll_looks_what_else_comes_while_it_cannot_write(line: Line) -> None:
    """The same question again, which confirms nothing; what came is only looked at."""
    glanced: list[int] = []
    held = asyncio.Event()

    async def receive(payloads: Sequence[bytes]) -> None:
        await held.wait()
        await line.receive(payloads)

    def glance(payloads: Sequence[bytes]) -> None:
        glanced.append(len(payloads))
        if len(glanced) == 2:
            held.set()

    line.script = [page(chatter(5)), (502, b"?"), page(chatter(5), chatter(6)), page(chatter(6))]
    poller = Poller(
        url=line.url,  # type: ignore[attr-defined]
        clock=line.clock,
        receive=receive,
        progress=line.catch_up,
        glance=glance,
    )
    task = asyncio.ensure_future(poller.run())
    await until(line.idle.is_set)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert glanced == [0, 2]
    assert line.received == [[5], [6]]
    assert line.offsets[:4] == [None, None, None, 6]
    assert [one["timeout"] for one in line.questions[1:3]] == [0, 0]


async def test_poll_of_updates_without_numbers_is_not_a_race(line: Line) -> None:
    answer = (200, b'{"ok":true,"result":[{"message":{}}]}')
    await line.run(answer, answer, page(chatter(5)))
    assert line.offsets == [None, None, None, 6]
    assert line.clock.monotonic() - 1000 >= 0.4


async def test_poll_ends_with_a_crash_of_the_receiver(line: Line) -> None:
    line.refusals = [ZeroDivisionError()]
    with pytest.raises(ZeroDivisionError):
        await line.run(page(chatter(5)))
    assert line.offsets == [None]


@pytest.mark.parametrize(
    "trouble",
    [
        (502, b"<html>Bad Gateway</html>"),
        (500, b""),
        (200, b"<html>"),
        (200, page(chatter(5))[1][:-7]),
        (200, b'{"ok":true}'),
        (409, b'{"ok":false,"error_code":409,"description":"Conflict"}'),
        (429, b'{"ok":false,"error_code":429,"parameters":{"retry_after":3600}}'),
        (429, b"nonsense"),
        None,
    ],
    ids=str,
)
async def test_poll_goes_on_after_trouble(line: Line, trouble: Answer | None) -> None:
    """T86, T87, T88"""
    await line.run(page(chatter(4)), trouble, trouble, page(chatter(5)))
    assert line.received == [[4], [5]]
    assert line.offsets[-1] == 6
    assert set(line.offsets[1:-1]) == {5}


async def test_poll_waits_as_long_as_it_is_told(line: Line) -> None:
    """T86"""
    begun = line.clock.now()
    await line.run((429, b'{"parameters":{"retry_after":3600}}'), page())
    assert line.clock.now() - begun >= 3600


@pytest.mark.parametrize("status", [401, 404])
async def test_poll_with_a_refused_token_is_fatal(line: Line, status: int) -> None:
    with pytest.raises(Fatal):
        await line.run((status, b'{"ok":false}'))


async def test_poll_is_caught_up_with_a_page_that_is_not_full(line: Line) -> None:
    """Law 3: the sweeper may begin only then."""
    full = page(*(chatter(number) for number in range(LIMIT)))
    await line.run(full, full)
    assert line.caught_up == 0
    await line.run(page(chatter(900)), page())
    assert line.caught_up == 2


async def test_poll_takes_updates_out_of_order(line: Line) -> None:
    """T85: whatever the order and the numbers, each page is confirmed and none is skipped."""
    await line.run(
        page(chatter(9), chatter(7)),
        page(chatter(9)),
        page(chatter(1_000_000)),
        page(chatter(3)),
    )
    assert [number for batch in line.received for number in batch][-2:] == [1_000_000, 3]
    assert line.offsets[-1] == 4


@pytest.mark.parametrize("at", [0, 1])
async def test_poll_unreadable_update_is_no_stall(line: Line, at: int) -> None:
    """T89, T72: first or last of its page, it is handed on and confirmed with the others."""
    odd = chatter(6, "0").replace(b'"text":"0"', b'"text":"\\ud83d"')
    updates = [chatter(5), chatter(7)]
    updates.insert(2 * at, odd)
    await line.run(page(*updates), page())
    assert sorted(line.received[0]) == [5, 6, 7]
    assert line.offsets[1] in (7, 8)


async def test_poll_connects_anew_after_long_silence(line: Line) -> None:
    """After 90 s without a successful poll the connection is not trusted any more."""
    await line.run(page(), *[(502, b"")] * 30, page())
    assert len(line.questions) == 33
    assert line.clock.monotonic() - 1000 > PATIENCE

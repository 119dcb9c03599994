"""The webhook: its own route, a secret, 2xx after the commit and not before."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import aiohttp
import pytest
from kit import HastyClock, chatter, until
from sqlalchemy.exc import OperationalError

from bot.core.perception import Unusable, perceive
from bot.core.tally import Tally
from bot.core.task import Tasks
from bot.telegram import webhook
from bot.telegram.webhook import LARGEST, SECRET, STANDSTILL, Gatherer, Hook, Webhook, path_of
from bot.web import listener
from bot.web.listener import Listener

KEY = "right-Secret_1"
LOCKED = OperationalError("X", {}, Exception("database is locked"))


class Desk:
    """A webhook on loopback, and a receiver that may refuse or take its time."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.refusals: list[Exception] = []
        self.poison = 0
        self.at_work = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.clock = HastyClock()
        self.tally = Tally()
        self.gatherer = Gatherer(self.receive, self.clock, Tasks())
        self.hook = Hook(
            path="/a b/hook",
            secret=KEY,
            gatherer=self.gatherer,
            clock=self.clock,
            tally=self.tally,
        )

    async def receive(self, payloads: Sequence[bytes]) -> None:
        self.at_work.set()
        await self.go_on.wait()
        if self.refusals:
            raise self.refusals.pop(0)
        numbers = [json.loads(payload)["update_id"] for payload in payloads]
        if self.poison in numbers:
            raise ZeroDivisionError
        self.batches.append(numbers)

    async def post(
        self, body: Any, key: str | None = KEY, path: str = "/a%20b/hook", method: str = "POST"
    ) -> int:
        headers = {} if key is None else {SECRET: key}
        url = f"http://127.0.0.1:{self.port}{path}"
        async with self.session.request(method, url, data=body, headers=headers) as answer:
            assert await answer.read() == b""
            return answer.status


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    found = Desk()
    async with (
        Listener(found.hook, "127.0.0.1", 0) as listening,
        aiohttp.ClientSession() as session,
    ):
        found.port, found.session = listening.port, session  # type: ignore[attr-defined]
        yield found
        found.go_on.set()


async def test_update_is_answered_after_it_was_written_down(desk: Desk) -> None:
    """Law 1"""
    desk.go_on.clear()
    answer = asyncio.ensure_future(desk.post(chatter(5)))
    await desk.at_work.wait()
    await asyncio.sleep(0.05)
    assert not answer.done()
    desk.go_on.set()
    assert await answer == 200
    assert desk.batches == [[5]]


async def test_what_arrives_during_a_commit_goes_together_into_the_next(desk: Desk) -> None:
    desk.go_on.clear()
    first = asyncio.ensure_future(desk.post(chatter(1)))
    await desk.at_work.wait()
    others = [asyncio.ensure_future(desk.post(chatter(number))) for number in range(2, 10)]
    await until(lambda: len(desk.gatherer._waiting) == 8)
    desk.go_on.set()
    assert await asyncio.gather(first, *others) == [200] * 9
    assert [sorted(batch) for batch in desk.batches] == [[1], list(range(2, 10))]


async def test_t105_without_or_with_a_wrong_secret(desk: Desk, log: list[Any]) -> None:
    """T105; strangers fill no log."""
    for key in (None, "", "wrong", KEY[:-1], KEY + "x", "ü" * 14):
        assert await desk.post(chatter(5), key) == 403
    assert desk.batches == []
    assert desk.tally.refused == {"secret": 6}
    assert len(log) == 1
    assert await desk.post(chatter(5)) == 200


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/", "POST"),
        ("/a%20b/hook/", "POST"),
        ("/a%20b", "POST"),
        ("/A%20b/hook", "POST"),
        ("/healthz", "GET"),
        ("/metrics", "GET"),
        ("/a%20b/hook", "GET"),
        ("/a%20b/hook", "PUT"),
    ],
)
async def test_nothing_else_answers(desk: Desk, path: str, method: str) -> None:
    assert await desk.post(chatter(5), path=path, method=method) == 404
    assert desk.batches == []


async def test_t105_more_than_a_megabyte(desk: Desk) -> None:
    """T105: refused when it says so, and otherwise before all of it was read."""
    reader, writer = await asyncio.open_connection("127.0.0.1", desk.port)  # type: ignore[attr-defined]
    head = f"POST /a%20b/hook HTTP/1.1\r\nHost: x\r\n{SECRET}: {KEY}\r\n"
    writer.write(f"{head}Content-Length: {LARGEST + 1}\r\n\r\n".encode())
    async with asyncio.timeout(2):
        assert (await reader.readline()).split()[1] == b"413"
    writer.close()
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 50 * LARGEST:
            sent += 65536
            yield b"x" * 65536

    with contextlib.suppress(aiohttp.ClientError):  # it may be hung up on while still talking
        assert await desk.post(endless()) == 413
    assert sent < 50 * LARGEST
    assert desk.tally.refused == {"large": 2}
    assert await desk.post(chatter(5, "x" * 4096)) == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"[]",
        b"5",
        b'"text"',
        b"{}",
        b'{"update_id":',
        b'{"update_id":"5"}',
        b'{"message":{"text":"hi"}}',
        b"[" * 5000 + b"]" * 5000,
    ],
    ids=repr,
)
async def test_t105_t89_update_nobody_can_read_comes_once_only(desk: Desk, body: bytes) -> None:
    """T105, T89: with the right secret it would be sent for a day, so it is passed over."""
    read: list[int] = []

    async def receive(payloads: Sequence[bytes]) -> None:
        for payload in payloads:
            with contextlib.suppress(Unusable):
                read.append(perceive(payload, 0).update_id)

    desk.gatherer._receive = receive
    assert [await desk.post(body), await desk.post(chatter(5))] == [200, 200]
    assert read == [5]


@pytest.mark.parametrize(("path", "status"), [("/a%20b/hook", b"403"), ("/", b"404")])
async def test_t105_stranger_keeps_no_connection(desk: Desk, path: str, status: bytes) -> None:
    """T105: or 256 of them, idle for a minute each, would keep Telegram out."""
    reader, writer = await asyncio.open_connection("127.0.0.1", desk.port)  # type: ignore[attr-defined]
    writer.write(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".encode())
    async with asyncio.timeout(5):
        assert (await reader.read()).split()[1] == status
    writer.close()


async def test_t105_slow_body(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """T105"""
    monkeypatch.setattr(webhook, "PATIENCE", 0.1)
    never = asyncio.Event()

    async def drip() -> AsyncIterator[bytes]:
        yield b'{"update_id"'
        await never.wait()

    with contextlib.suppress(aiohttp.ClientError):
        async with asyncio.timeout(5):
            assert await desk.post(drip()) == 408
    assert desk.tally.refused == {"slow": 1}


@pytest.mark.parametrize("said", [b"", b"POST /hook HTTP/1.1\r\nHost: x\r\n"], ids=["mute", "slow"])
async def test_t105_slow_head(desk: Desk, said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """T105: who does not come to the point is hung up on."""
    monkeypatch.setattr(listener, "PATIENCE", 0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", desk.port)  # type: ignore[attr-defined]
    writer.write(said)
    async with asyncio.timeout(5):
        with contextlib.suppress(ConnectionResetError):
            assert await reader.read() == b""
    writer.close()


async def test_t96_database_out_of_reach(desk: Desk, log: list[Any]) -> None:
    """T96: no acknowledgement; Telegram sends it again."""
    desk.refusals = [LOCKED, TimeoutError()]
    assert [await desk.post(chatter(5)) for _ in range(3)] == [503, 503, 200]
    assert desk.batches == [[5]]
    assert len(log) == 1


async def test_receiver_is_silent_while_nothing_can_be_written(desk: Desk) -> None:
    desk.refusals = [LOCKED]
    assert desk.gatherer.silent() == 0
    await desk.post(chatter(5))
    desk.clock.advance(91)
    assert desk.gatherer.silent() == 91
    await desk.post(chatter(5))
    assert desk.gatherer.silent() == 0


async def test_update_that_crashes_the_receiver_takes_no_other_with_it(desk: Desk) -> None:
    desk.poison = 4
    desk.go_on.clear()
    first = asyncio.ensure_future(desk.post(chatter(1)))
    await desk.at_work.wait()
    others = [asyncio.ensure_future(desk.post(chatter(number))) for number in (3, 4, 5)]
    await until(lambda: len(desk.gatherer._waiting) == 3)
    desk.go_on.set()
    assert await asyncio.gather(first, *others) == [200, 200, 500, 200]


async def test_end_of_the_listener_waits_for_who_is_served() -> None:
    """T97: what is being received is written down and answered first."""
    desk = Desk()
    desk.go_on.clear()
    async with aiohttp.ClientSession() as session:
        async with Listener(desk.hook, "127.0.0.1", 0) as listening:
            desk.port, desk.session = listening.port, session  # type: ignore[attr-defined]
            answer = asyncio.ensure_future(desk.post(chatter(5)))
            await desk.at_work.wait()
            asyncio.get_running_loop().call_later(0.2, desk.go_on.set)
        assert await answer == 200
        with pytest.raises(aiohttp.ClientError):
            await desk.post(chatter(6))


class Office:
    """What Telegram says is pending, look by look."""

    def __init__(self, *pending: int | None) -> None:
        self.url = "http://127.0.0.1/hook"
        self.pending = list(pending)
        self.looks = 0

    async def set(self) -> None:
        return

    async def look(self) -> int | None:
        self.looks += 1
        return self.pending.pop(0) if len(self.pending) > 1 else self.pending[0]


async def caught_up(office: Office) -> tuple[HastyClock, list[bool]]:
    clock, told = HastyClock(), []
    receiver = Webhook(
        registration=office,  # type: ignore[arg-type]
        address=("127.0.0.1", 0),
        secret=KEY,
        clock=clock,
        receive=Desk().receive,
        progress=told.append,
        tasks=Tasks(),
        tally=Tally(),
    )
    await receiver._catch_up()
    return clock, told


async def test_caught_up_when_nothing_is_pending() -> None:
    """Law 3"""
    assert (await caught_up(Office(0)))[1] == [False]
    assert (await caught_up(Office(500, None, 300, 100, 0)))[1] == [True] * 4 + [False]


async def test_caught_up_waits_for_a_backlog_that_shrinks() -> None:
    """Law 3: however long that takes."""
    _, told = await caught_up(Office(*range(1000, -1, -1)))
    assert told == [True] * 1000 + [False]


@pytest.mark.parametrize("pending", [3, None])
async def test_caught_up_after_a_standstill(pending: int | None) -> None:
    """In a busy house something is always pending; and a proxy that is down stops no deadline."""
    clock, told = await caught_up(Office(pending))
    assert told[-1] is False
    assert clock.monotonic() - 1000 == STANDSTILL


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://example.org", "/"),
        ("https://example.org/a%20b", "/a b"),
        ("https://example.org:8443/hook/{x}?y=1", "/hook/{x}"),
    ],
)
def test_path_of_an_address(url: str, path: str) -> None:
    assert path_of(url) == path

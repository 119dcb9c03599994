"""`/healthz` and `/metrics`: how the bot is doing, without saying who is in it. T96, T104."""

import asyncio
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from kit import HastyClock
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import OperationalError

from bot.core.tally import BOUNDS, Histogram, Tally
from bot.telegram.request import AiohttpRequest
from bot.web import state
from bot.web.listener import Listener
from bot.web.metrics import KINDS, Exhibit
from bot.web.pages import pages
from bot.web.state import Monitor, Rows, State
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
ANYWHERE = {"metrics": {"listen": "127.0.0.1:0"}}

sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def get(port: int, path: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}") as answer,
    ):
        return answer.status, await answer.text()


def read(page: str) -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels, in the order of their names."""
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


async def test_metrics_count_what_happened_and_name_nobody(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """T104: no token; no id of a chat, a person or a message either."""
    scene = Scene(tg, clock)
    async with launch(**ANYWHERE) as warden:
        await scene.open()
        scene.bob.says(scene.group, "hello")
        ad = scene.eve.says(scene.group, AD)
        await scene.gone(ad)
        await scene.out(scene.eve)
        await scene.quiet()
        status, page = await get(warden.metrics_port, "/metrics")
        database = warden.store.url.get_backend_name()
    assert status == 200
    found = read(page)
    said = sum(update.get("message") is not None for update in tg.updates)
    assert found["louzhang_updates_total", "message"] == said
    assert found["louzhang_updates_total", "my_chat_member"] == 1
    assert found["louzhang_verdicts_total", "kick", "certain"] == 1
    assert found["louzhang_calls_total", "unbanChatMember", "200"] == 1
    assert found["louzhang_calls_total", "getMe", "200"] >= 1
    assert found["louzhang_commit_seconds_count",] > 0
    assert found["louzhang_unit_seconds_count",] > 0
    assert found["louzhang_healthy",] == found["louzhang_database_up",] == 1
    assert found["louzhang_inbox_waiting",] == found["louzhang_deadlines_due",] == 0
    assert [key[1:] for key in found if key[0] == "louzhang_build_info" and database in key] != []
    ours = [line for line in page.splitlines() if line.startswith("louzhang")]
    ids = [abs(scene.group.id), *(who.id for who in (scene.ann, scene.bob, scene.eve, tg.bot))]
    ids += [int(str(ids[0]).removeprefix("100"))]
    assert [line for line in ours for number in ids if str(number) in line] == []
    labels = {value for key in found for value in key[1:] if key[0] != "louzhang_build_info"}
    assert [value for value in labels if re.search(r"\d{5}", value)] == []
    assert tg.token.partition(":")[2] not in page


async def test_files_are_counted_without_their_names(tg: Telegram) -> None:
    """T104: a label for each file would name it, and crowd out the methods."""
    request, counted = AiohttpRequest(), []
    request.count = lambda method, outcome: counted.append((method, outcome))
    await request.do_request(f"{tg.base_url}/file/bot{tg.token}/documents/file_7.toml", "GET")
    await request.do_request(f"{tg.base_url}/bot{tg.token}/getMe", "POST")
    await request.shutdown()
    assert counted == [("file", "404"), ("getMe", "200")]


@sqlite
async def test_healthz_says_when_nothing_can_be_received(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """503 after 90 seconds without a poll, 200 again with the next one."""
    async with launch(**ANYWHERE) as warden:
        status, body = await get(warden.metrics_port, "/healthz")
        assert (status, '"status":"ok"' in body) == (200, True)
        port = tg.server.port
        await tg.stop()
        clock.advance(91)
        status, body = await get(warden.metrics_port, "/healthz")
        assert status == 503
        assert "nothing could be received for 9" in body
        await tg.start(port)
        asked = len(tg.polls)
        for _ in range(100):
            clock.advance(1)
            await asyncio.sleep(0.02)
            if len(tg.polls) > asked + 1:
                break
        await tg.until(lambda: warden.recheck.caught_up.is_set())
        assert (await get(warden.metrics_port, "/healthz"))[0] == 200


@sqlite
async def test_nothing_but_the_two_pages_answers(launch: Launch) -> None:
    async with launch(**ANYWHERE) as warden:
        for path in ("/", "/healthz/", "/metrics/", "/docs", "/metrics?x=1", "/healthz"):
            expected = 200 if path in ("/metrics?x=1", "/healthz") else 404
            assert (await get(warden.metrics_port, path))[0] == expected


@sqlite
async def test_port_that_is_taken_is_no_reason_not_to_work(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        listen = f"127.0.0.1:{other.getsockname()[1]}"
        async with launch(metrics={"listen": listen}) as warden:
            scene = Scene(tg, clock)
            await scene.open()
            assert warden.metrics_port == 0


class Base:
    """A database that answers as it is told."""

    def __init__(self, answer: Callable[[], Any]) -> None:
        self.answer = answer
        self.reads = 0

    async def read(self, _work: Any) -> Any:
        self.reads += 1
        found = self.answer()
        return await found if asyncio.iscoroutine(found) else found


def watching(base: Base, silent: float = 0.0) -> Monitor:
    return Monitor(
        store=base,  # type: ignore[arg-type]
        clock=HastyClock(),
        mode="polling",
        silent=lambda: silent,
        lanes=lambda: 3,
        outbox=lambda: 2,
    )


def away() -> Any:
    raise OperationalError("X", {}, Exception("connection refused"))


async def test_t96_healthz_while_the_database_is_away() -> None:
    """T96: 503, and what can be told without it is told."""
    async with Listener(pages(watching(Base(away)), Tally(), "sqlite"), "127.0.0.1", 0) as served:
        status, body = await get(served.port, "/healthz")
        assert (status, "the database is out of reach" in body) == (503, True)
        status, page = await get(served.port, "/metrics")
    found = read(page)
    assert (status, found["louzhang_database_up",], found["louzhang_healthy",]) == (200, 0, 0)
    assert found["louzhang_lanes_busy",] == 3
    assert ("louzhang_inbox_waiting",) not in found


async def test_look_at_a_database_that_hangs_ends_and_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(state, "PATIENCE", 0.05)
    answers = asyncio.Event()

    async def hang() -> Rows:
        await answers.wait()
        return Rows(1, 2, 0, {})

    base = Base(hang)
    monitor = watching(base)
    assert [(await monitor.look()).rows for _ in range(3)] == [None] * 3
    assert base.reads == 1
    answers.set()
    found = await monitor.look()
    assert (found.rows, found.problems) == (Rows(1, 2, 0, {}), [])


@pytest.mark.parametrize(("silent", "well"), [(0.0, True), (90.0, True), (90.5, False)])
def test_silence_of_more_than_90_seconds_is_a_problem(silent: float, well: bool) -> None:
    found = State("polling", silent, 0, 0, Rows(0, 0, 0, {}))
    assert (found.problems == []) is well


def test_label_takes_few_values() -> None:
    """Telegram names the kinds of updates: whoever has the secret could invent any number."""
    tally = Tally()
    tally.updates.update(f"kind_{number}" for number in range(1000))
    page = Exhibit(tally, "sqlite").show(State("webhook", 0, 0, 0, None)).decode()
    found = {
        key[1]: value for key, value in read(page).items() if key[0] == "louzhang_updates_total"
    }
    assert len(found) == KINDS + 1
    assert found["other"] == 1000 - KINDS


def test_histogram_counts_into_the_bucket_whose_end_is_not_passed() -> None:
    found = Histogram()
    for seconds in (0.0, BOUNDS[0], BOUNDS[0] * 1.01, 99.0):
        found.observe(seconds)
    assert found.counts == [2, 1, *[0] * (len(BOUNDS) - 2), 1]
    assert found.total == pytest.approx(99.0, abs=0.01)


def test_nothing_that_serves_is_imported_before_it_is_used() -> None:
    names = ("uvicorn", "starlette", "prometheus_client")
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys, bot.app; print([n for n in {names} if n in sys.modules])",
        ],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert said.stdout == "[]\n"

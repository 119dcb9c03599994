"""The bot in webhook mode: everything as with polling. T78, T85, T88, T96, T97, T105."""

import asyncio
import json
import socket
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import make_url

from bot.app import Warden
from bot.check import check
from bot.config import Config
from bot.telegram.poller import Fatal
from bot.telegram.webhook import SECRET, SELDOM
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import HOUR, Scene
from tests.house.process import Program

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
KEY = "the-Webhook_key"
CASE = "ads · removed · Eve · in force"

sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Settings = dict[str, object]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def hook() -> Settings:
    """The section [telegram] of webhook mode."""
    port = free_port()
    return {
        "mode": "webhook",
        "webhook_url": f"http://127.0.0.1:{port}/hooks/louzhang",
        "webhook_listen": f"127.0.0.1:{port}",
        "webhook_secret": KEY,
    }


@pytest.fixture
def stage(tg: Telegram, clock: RunningClock) -> Scene:
    """The club before the bot comes."""
    return Scene(tg, clock)


async def test_ad_is_deleted_through_the_webhook(
    launch: Launch, tg: Telegram, stage: Scene, hook: Settings
) -> None:
    async with launch(telegram=hook):
        await stage.open()
        talk = stage.bob.says(stage.group, "has anybody read Borges?")
        ad = stage.eve.says(stage.group, AD)
        await stage.gone(ad)
        await stage.out(stage.eve)
        assert await stage.cases() == [CASE]
        assert not talk.deleted
    assert tg.polls == []
    (call,) = tg.calls_of("setWebhook")
    assert {"chat_member", "chat_join_request"} <= set(call.params["allowed_updates"])


async def test_what_was_said_while_it_was_off_is_dealt_with(
    launch: Launch, tg: Telegram, stage: Scene, hook: Settings, clock: RunningClock
) -> None:
    """T97: a stop leaves the webhook set, and Telegram keeps what comes."""
    async with launch(telegram=hook):
        await stage.open()
    ad = stage.eve.says(stage.group, AD)
    asked = stage.bob.says(stage.group, "/rules")
    await tg.until(lambda: tg.server.webhook.failure)
    clock.advance(6 * HOUR)
    async with launch(telegram=hook):
        await stage.gone(ad)
        await tg.until(lambda: stage.answers(asked))
        assert await stage.cases() == [CASE]


async def test_deadlines_wait_until_the_backlog_is_in(
    launch: Launch, tg: Telegram, stage: Scene, hook: Settings
) -> None:
    """Law 3"""
    async with launch(telegram=hook):
        await stage.open()
    for number in range(50):
        stage.bob.says(stage.group, f"page {number}")
    async with launch(telegram=hook) as warden:
        await tg.until(lambda: warden.recheck.caught_up.is_set())
        assert len(tg.world.queue) == 0


@sqlite
async def test_t105_stranger_can_say_nothing(
    launch: Launch, tg: Telegram, stage: Scene, hook: Settings
) -> None:
    """T105: forged updates, with everything right but the secret."""
    async with launch(telegram=hook):
        await stage.open()
        said = stage.bob.says(stage.group, "hello")
        await tg.idle()
        forged = next(raw for raw in reversed(tg.world.queue.log) if b"hello" in raw)
        number = json.loads(forged)["update_id"]
        forged = forged.replace(b"%d" % number, b"%d" % (number + 1000))
        forged = forged.replace(b'"hello"', json.dumps(AD).encode())
        async with aiohttp.ClientSession() as session:
            for headers in ({}, {SECRET: "guess"}):
                async with session.post(
                    str(hook["webhook_url"]), data=forged, headers=headers
                ) as answer:
                    assert answer.status == 403
            await stage.quiet()
            assert not said.deleted
            # The same with the secret would have been believed.
            headers = {SECRET: KEY}
            await session.post(str(hook["webhook_url"]), data=forged, headers=headers)
        await stage.gone(said)


@pytest.mark.parametrize("kind", ["unparsable", "surrogate", "bad_utf8"])
@sqlite
async def test_t89_update_nobody_can_read_stops_nothing(
    launch: Launch, tg: Telegram, stage: Scene, hook: Settings, kind: Any
) -> None:
    """T89: it is answered with 2xx, else it would come again and again."""
    async with launch(telegram=hook):
        await stage.open()
        tg.faults.order(kind=kind)
        ad = stage.newcomer("Guest").says(stage.group, AD)
        await stage.gone(ad)
        await tg.until(lambda: not len(tg.world.queue))
        await stage.quiet()


async def test_t85_updates_delivered_twice_count_once(
    launch: Launch, tg: Telegram, stage: Scene, hook: Settings
) -> None:
    """T85"""
    async with launch(telegram=hook):
        await stage.open()
        tg.faults.order(kind="duplicate", times=4)
        asked = stage.bob.says(stage.group, "/rules")
        ad = stage.eve.says(stage.group, AD)
        await stage.gone(ad)
        await stage.quiet()
        assert len(stage.answers(asked)) == 1
        assert await stage.cases() == [CASE]


@sqlite
async def test_t88_change_of_mode_takes_away_what_was_before(
    launch: Launch, tg: Telegram, stage: Scene, hook: Settings
) -> None:
    """T88: webhook to polling and back; an update waits through each change."""
    async with launch(telegram=hook):
        await stage.open()
    first = stage.newcomer("First").says(stage.group, AD)
    async with launch():
        await stage.gone(first)
        assert tg.server.webhook.url == ""
        assert tg.polling
    second = stage.newcomer("Second").says(stage.group, AD)
    async with launch(telegram=hook):
        await stage.gone(second)
        assert tg.server.webhook.url == hook["webhook_url"]
        assert not tg.polling


@sqlite
async def test_t88_somebody_takes_the_webhook_away(
    launch: Launch, tg: Telegram, stage: Scene, hook: Settings, clock: RunningClock
) -> None:
    """T88: another program with the same token deleted it; it is set again in minutes."""
    async with launch(telegram=hook) as warden:
        await stage.open()
        await tg.until(lambda: warden.recheck.caught_up.is_set())
        async with aiohttp.ClientSession() as session:
            await session.post(f"{tg.base_url}/bot{tg.token}/deleteWebhook")
        ad = stage.eve.says(stage.group, AD)
        await stage.later(lambda: ad.deleted, step=SELDOM / 4)
        assert tg.server.webhook.url == hook["webhook_url"]


@sqlite
async def test_t96_database_locked_by_somebody_else(
    launch: Launch, tg: Telegram, stage: Scene, hook: Settings, database_url: str
) -> None:
    """T96: no acknowledgement meanwhile; afterwards everything happens once."""
    async with launch(telegram=hook):
        await stage.open()
        other = sqlite3.connect(
            make_url(database_url).database or "", isolation_level=None, check_same_thread=False
        )
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        ad = stage.eve.says(stage.group, AD)
        await tg.until(lambda: "503" in (tg.server.webhook.failure or ""))
        assert not ad.deleted
        other.execute("ROLLBACK")
        other.close()
        await stage.gone(ad)
        await stage.out(stage.eve)
        assert await stage.cases() == [CASE]


class Relay:
    """A proxy before the bot that can lose its answer, and tell when it did."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.word = ""
        self.lost = asyncio.Event()
        self.statuses: list[int] = []

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        body = await request.read()
        headers = {SECRET: request.headers[SECRET]}
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.post(self.target, data=body, headers=headers) as answer,
            ):
                self.statuses.append(answer.status)
        except aiohttp.ClientError:
            return web.Response(status=502)
        if self.word and self.word in json.dumps(json.loads(body), ensure_ascii=False):
            self.word = ""
            self.lost.set()
            return web.Response(status=502)
        return web.Response(status=answer.status)


@pytest.fixture
async def relay(hook: Settings) -> AsyncIterator[Relay]:
    """In front of the bot; the section is changed so that Telegram calls the relay."""
    found = Relay(str(hook["webhook_url"]))
    runner = web.ServerRunner(web.Server(found.handle))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook["webhook_url"] = f"http://127.0.0.1:{runner.addresses[0][1]}/hooks/louzhang"
    yield found
    await runner.cleanup()


def section(hook: Settings) -> str:
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in hook.items())


async def test_t78_kill_between_commit_and_answer(
    tg: Telegram, stage: Scene, hook: Settings, relay: Relay, database_url: str, tmp_path: Path
) -> None:
    """T78: Telegram never hears 2xx and sends the updates again; nothing happens twice."""
    program = Program(tg, database_url, tmp_path, telegram=section(hook))
    async with program:
        await stage.open(pause=0)
        relay.word = "abc12345"
        ad = stage.eve.says(stage.group, AD)
        await relay.lost.wait()
        await program.kill()
    async with program:
        await stage.gone(ad)
        await stage.out(stage.eve)
        relay.lost.clear()
        relay.word = "/rules"
        asked = stage.bob.says(stage.group, "/rules")
        await relay.lost.wait()
        await program.kill()
    async with program:
        await tg.until(lambda: stage.answers(asked))
        await stage.quiet()
        assert len(stage.answers(asked)) == 1
        assert await stage.cases() == [CASE]
    assert tg.calls_of("banChatMember") == []


@sqlite
async def test_t97_stop_is_graceful(
    tg: Telegram, stage: Scene, hook: Settings, database_url: str, tmp_path: Path
) -> None:
    """T97, T104: exit code 0, no traceback, and neither secret in what was said."""
    program = Program(tg, database_url, tmp_path, telegram=section(hook), level="debug")
    async with program:
        await stage.open(pause=0)
        ads = [stage.newcomer(f"Guest {n}").says(stage.group, AD) for n in range(20)]
        assert await program.stop() == 0
        async with program:
            await stage.gone(*ads)
            assert await program.stop() == 0
    said = program.said.read_text("utf-8")
    assert "stopped" in said
    assert "Traceback" not in said
    assert KEY not in said
    assert tg.token.partition(":")[2] not in said


@sqlite
async def test_what_cannot_be_had_ends_the_program(
    tg: Telegram, clock: RunningClock, database_url: str, hook: Settings
) -> None:
    """An address that is taken, a webhook that Telegram refuses: said in one line."""
    config = Config(
        telegram={"token": tg.token, "api_base_url": tg.base_url, **hook},
        database={"url": database_url},
        metrics={"listen": ""},
    )
    host, port = str(hook["webhook_listen"]).split(":")
    with socket.create_server((host, int(port))):
        async with Warden(config, clock) as warden:
            with pytest.raises(Fatal, match=r"telegram\.webhook_listen: .*in use"):
                await asyncio.wait_for(warden.failed, 5)
    tg.missing.add("setwebhook")
    async with Warden(config, clock) as warden:
        with pytest.raises(Fatal, match=r"telegram\.webhook_url: Not Found"):
            await asyncio.wait_for(warden.failed, 5)


async def problems(tg: Telegram, database_url: str, **telegram: object) -> list[str]:
    config = Config(
        telegram={"token": tg.token, "api_base_url": tg.base_url, **telegram},
        database={"url": database_url},
    )
    return [problem for problem, _ in await check(config) if "webhook" in problem]


@sqlite
async def test_check_looks_at_the_webhook(
    tg: Telegram, stage: Scene, launch: Launch, database_url: str, hook: Settings
) -> None:
    """T88: what is in the way of the mode, and why Telegram cannot deliver."""
    assert await problems(tg, database_url) == []
    assert await problems(tg, database_url, **hook) == ["telegram.webhook_url: it is not set"]
    async with launch(telegram=hook):
        await stage.open()
        assert await problems(tg, database_url, **hook) == []
        assert await problems(tg, database_url) == [
            "a webhook is set, at 127.0.0.1, and nobody can poll meanwhile"
        ]
        assert await problems(tg, database_url, **hook | {"webhook_url": "http://other/x"}) == [
            "telegram.webhook_url: it is set to 127.0.0.1"
        ]
    stage.bob.says(stage.group, "nobody listens")
    await tg.until(lambda: tg.server.webhook.failure)
    assert await problems(tg, database_url, **hook) == [
        "telegram.webhook_url: Telegram could not deliver: Connection failed: "
        "ClientConnectorError (1 updates wait)"
    ]

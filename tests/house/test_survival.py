"""T78, T96, T97, T104: kills, stops, a database out of reach, and what is written meanwhile."""

import asyncio
import os
import re
import resource
import sqlite3
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import make_url

from bot.core.store import Store
from models import metadata
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import DELETING, HOUR, Scene
from tests.house.process import Program

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
LIKELY = "带你赚钱 @foo_bar"

sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def stage(tg: Telegram, clock: RunningClock) -> Scene:
    """The club before the bot comes."""
    return Scene(tg, clock)


async def test_t78_kill_between_commit_and_delivery(
    tg: Telegram, stage: Scene, database_url: str, tmp_path: Path
) -> None:
    """Telegram makes the bot wait with its calls; before they are made it dies."""
    program = Program(tg, database_url, tmp_path)
    async with program:
        await stage.open(pause=0)
        stage.fail("429", *DELETING, "unbanChatMember", retry_after=600, times=None)
        ad = stage.eve.says(stage.group, AD)
        await stage.struck(*DELETING)
        await stage.struck("unbanChatMember")
        await program.kill()
    assert not ad.deleted
    tg.faults.clear()
    async with program:
        await stage.gone(ad)
        await stage.out(stage.eve)
        assert await stage.cases() == ["ads · removed · Eve · in force"]
    assert len(tg.calls_of("unbanChatMember")) == 1


@sqlite
async def test_t97_kills_lose_nothing(
    tg: Telegram, stage: Scene, database_url: str, tmp_path: Path
) -> None:
    """Killed three times while ads come in: each goes, each author goes, one case each."""
    program = Program(tg, database_url, tmp_path)
    ads = []
    async with program:
        await stage.open(pause=0)
        tg.latency = 0.02
    for part in range(3):
        async with program:
            for number in range(8):
                author = stage.newcomer(f"Guest {part} {number}")
                ads.append((author, author.says(stage.group, AD)))
                await asyncio.sleep(0)
            await tg.until(lambda: any(ad.deleted for _, ad in ads[-8:]))
            await program.kill()
    tg.latency = 0
    async with program:
        await tg.until(lambda: all(ad.deleted for _, ad in ads))
        await tg.until(lambda: {stage.group.status(who) for who, _ in ads} == {"left"})
        for who, _ in ads[:2]:
            assert len(await stage.cases(str(who.id))) == 1
    assert tg.calls_of("banChatMember") == []


@sqlite
async def test_t97_stop_is_graceful(
    tg: Telegram, stage: Scene, database_url: str, tmp_path: Path
) -> None:
    """SIGTERM: what was begun is ended, exit code 0, nothing is said twice."""
    program = Program(tg, database_url, tmp_path)
    async with program:
        await stage.open(pause=0)
        tg.latency = 0.3
        ad = stage.eve.says(stage.group, AD)
        await tg.until(lambda: tg.server.in_flight)
        assert await program.stop() == 0
    await tg.until(lambda: ad.deleted)
    tg.latency = 0
    text = program.said.read_text("utf-8")
    assert "stopped" in text
    assert "Traceback" not in text


@sqlite
async def test_restart_with_pending_deletions(
    launch: Launch, tg: Telegram, stage: Scene, clock: RunningClock
) -> None:
    """A stop that cannot end everything leaves the rest to the next start."""
    async with launch():
        await stage.open()
        stage.fail("unsent", *DELETING, "unbanChatMember", times=None)
        ad = stage.eve.says(stage.group, AD)
        await stage.struck(*DELETING)
        await stage.struck("unbanChatMember")
    assert not ad.deleted
    tg.faults.clear()
    clock.advance(HOUR)
    async with launch():
        await stage.gone(ad)
        await stage.out(stage.eve)
        assert await stage.cases() == ["ads · removed · Eve · in force"]


async def test_what_was_said_while_it_was_off_is_dealt_with(
    launch: Launch, tg: Telegram, stage: Scene, clock: RunningClock
) -> None:
    async with launch():
        await stage.open()
        await stage.set("ads.policy mute 1d")
    talk = stage.bob.says(stage.group, "is the warden asleep?")
    ad = stage.eve.says(stage.group, AD)
    asked = stage.bob.says(stage.group, "/rules")
    clock.advance(6 * HOUR)
    async with launch():
        await stage.gone(ad)
        await stage.out(stage.eve, "restricted")
        await tg.until(lambda: stage.answers(asked))
        assert not talk.deleted
        assert await stage.cases() == ["ads · muted · Eve · in force"]


async def test_channel_is_let_in_again_though_the_bot_was_off_when_it_was_due(
    launch: Launch, tg: Telegram, stage: Scene, clock: RunningClock
) -> None:
    channel = tg.channel("Shop", owner=stage.eve, username="shop")
    async with launch():
        await stage.open()
        stage.eve.says(stage.group, AD, as_channel=channel)
        await tg.until(lambda: channel.id in stage.group.banned_chats)
        await tg.idle()
    clock.advance(30 * HOUR)
    async with launch():
        await tg.until(lambda: channel.id not in stage.group.banned_chats)


async def test_t87_answer_is_sent_at_most_twice(scene: Scene, tg: Telegram) -> None:
    """The answer to a send was lost: a reply is dropped, a card is sent once more."""
    tg.faults.order(kind="lost", method="sendMessage")
    said = scene.ann.says(scene.group, "/rules")
    await tg.until(lambda: scene.answers(said))
    await scene.quiet()
    assert len(scene.answers(said)) == 1
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    scene.fail("lost", "sendMessage", chat=scene.ann.id, times=5)
    scene.eve.says(scene.group, LIKELY)
    await scene.later(lambda: len(scene.lines(scene.ann.private)) == 3, step=1)
    await scene.quiet()
    assert len(scene.lines(scene.ann.private)) == 3


@sqlite
async def test_t96_database_locked_by_somebody_else(
    scene: Scene, tg: Telegram, database_url: str
) -> None:
    """Nothing is confirmed to Telegram meanwhile; afterwards everything happens once."""
    other = sqlite3.connect(
        make_url(database_url).database or "", isolation_level=None, check_same_thread=False
    )
    # In a thread: the bot shares this loop, and may hold the lock at this moment.
    await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
    ad = scene.eve.says(scene.group, AD)
    waiting, asked = len(tg.world.queue), len(tg.polls)
    await tg.until(lambda: len(tg.polls) > asked)
    assert not ad.deleted
    assert len(tg.world.queue) == waiting
    other.execute("ROLLBACK")
    other.close()
    await tg.until(lambda: ad.deleted)
    await scene.out(scene.eve)
    assert await scene.cases() == ["ads · removed · Eve · in force"]


@sqlite
async def test_t96_disk_full(tg: Telegram, stage: Scene, database_url: str, tmp_path: Path) -> None:
    """No file of the bot may grow any more; when there is room again, it goes on."""
    program = Program(tg, database_url, tmp_path)
    async with program:
        await stage.open(pause=0)
        unlimited = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (1024, unlimited[1]))
        ad = stage.eve.says(stage.group, AD)
        asked = len(tg.polls)
        await tg.until(lambda: len(tg.polls) > asked + 2)
        assert not ad.deleted
        assert len(tg.world.queue) > 0
        resource.prlimit(program.pid, resource.RLIMIT_FSIZE, unlimited)
        await tg.until(lambda: ad.deleted)
        await stage.out(stage.eve)
        assert await stage.cases() == ["ads · removed · Eve · in force"]


@postgresql
async def test_t96_postgresql_restarts(scene: Scene, tg: Telegram, database_url: str) -> None:
    """Every connection is cut, twice, while ads come in."""
    plain = make_url(database_url).set(drivername="postgresql")
    server = await asyncpg.connect(
        plain.set(database="postgres").render_as_string(hide_password=False)
    )
    people = [scene.newcomer(f"Guest {number}") for number in range(6)]
    ads = []
    for person in people:
        ads.append(person.says(scene.group, AD))
        await server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
            plain.database,
        )
    await server.close()
    await scene.later(lambda: all(ad.deleted for ad in ads), step=1)
    await scene.later(lambda: {scene.group.status(one) for one in people} == {"left"}, step=1)
    assert len(await scene.cases()) == 6


@postgresql
async def test_t96_database_that_may_only_be_read(
    scene: Scene, tg: Telegram, database_url: str
) -> None:
    """As after a failover: nothing is confirmed meanwhile; afterwards everything happens once."""
    plain = make_url(database_url).set(drivername="postgresql")
    server = await asyncpg.connect(
        plain.set(database="postgres").render_as_string(hide_password=False)
    )

    async def allow_writes(word: str) -> None:
        setting = f"default_transaction_read_only = {word}"
        await server.execute(f'ALTER DATABASE "{plain.database}" SET {setting}')
        await server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
            plain.database,
        )

    await allow_writes("on")
    ad = scene.eve.says(scene.group, AD)
    waiting, asked = len(tg.world.queue), len(tg.polls)
    await scene.later(lambda: len(tg.polls) > asked + 1, step=1)
    assert not ad.deleted
    assert len(tg.world.queue) == waiting
    await allow_writes("off")
    await server.close()
    await scene.later(lambda: ad.deleted, step=1)
    await scene.out(scene.eve)
    assert await scene.cases() == ["ads · removed · Eve · in force"]


async def everything_stored(url: str) -> str:
    """Every row of every table."""
    store = Store(url)
    try:
        return await store.read(
            lambda c: "\n".join(
                repr(tuple(row))
                for table in metadata.sorted_tables
                for row in c.execute(table.select())
            )
        )
    finally:
        await store.close()


@pytest.mark.parametrize(
    ("form", "database_url"),
    [("text", "sqlite"), ("json", "postgresql")],
    indirect=["database_url"],
)
async def test_t104_token_is_written_nowhere(
    tg: Telegram, stage: Scene, database_url: str, tmp_path: Path, form: str
) -> None:
    """Everything goes wrong at the finest level of logging; then all that was written is read."""
    program = Program(tg, database_url, tmp_path, level="debug", form=form)
    async with program:
        await stage.open(pause=0)
        for kind in ("lost", "unsent", "502", "truncated", "500", "409"):
            stage.fail(kind, "getUpdates", "sendMessage", "getChatAdministrators", *DELETING)
        tg.faults.order(kind="unparsable")
        tg.faults.order(kind="surrogate")
        stage.ann.says(stage.group, "/rules")
        stage.newcomer("Odd").says(stage.group, f"my token is {tg.token} {LIKELY}")
        ad = stage.eve.says(stage.group, AD)
        await tg.until(lambda: ad.deleted)
        tg.faults.clear()
        await tg.stop()
        await tg.start(port=0)
        await program.stop()
    said = program.said.read_text("utf-8", "replace")
    assert "running" in said
    secret = tg.token.partition(":")[2]
    assert secret not in said
    assert tg.token.replace(":", "%3A") not in said
    assert [name for name in os.listdir(tmp_path) if secret in name] == []
    ours = (await everything_stored(database_url)).replace(f"my token is {tg.token}", "")
    leaks = [line for line in ours.splitlines() if secret in line]
    assert leaks == []
    assert re.search(r"getUpdates|poll failed", said)


@sqlite
async def test_stop_while_a_card_is_on_its_way_sends_none_twice(
    launch: Launch, tg: Telegram, stage: Scene, clock: RunningClock
) -> None:
    """T97: what goes on after a call goes on before the bot ends, too."""
    async with launch():
        await stage.open()
        stage.ann.starts_bot()
        await tg.until(lambda: stage.lines(stage.ann.private))
        await tg.idle()
        stage.fail("slow", "sendMessage", chat=stage.ann.id, seconds=0.5)
        stage.eve.says(stage.group, LIKELY)
        await stage.struck("sendMessage")
    async with launch():
        await stage.quiet()
    cards = [one for one in stage.lines(stage.ann.private) if "@foo_bar" in one.text]
    assert len(cards) == 1

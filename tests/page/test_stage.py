"""The real bot in a process of its own: it follows, survives what it should, and goes."""

import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from rehearsal.stage import Stage
from rehearsal.stage.find import Misstep
from rehearsal.stage.stage import NotUp
from rehearsal.stage.step import perform
from rehearsal.stage.time import FollowingClock, MovedClock
from rehearsal.telegram import TOKEN

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOT = Path(__file__).parents[2]
AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
PARENT = """
import asyncio, json
from rehearsal.stage import Stage
async def main():
    async with Stage("en", validate=False) as stage:
        print(json.dumps([stage.bot_pid, str(stage.folder)]), flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage() -> AsyncIterator[Stage]:
    """A stage with the bot at work in the club."""
    async with Stage("en") as opened:
        await perform(opened, {"do": "bot", "chat": "club"})
        await opened.settle()
        yield opened
        assert opened.telegram.violations == []


def running(pid: int) -> bool:
    """Whether there is such a process that does anything yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


async def ended(pid: int, seconds: float) -> None:
    """Wait until a process is gone, whoever's child it is."""
    process, gone = os.pidfd_open(pid), asyncio.Event()
    asyncio.get_running_loop().add_reader(process, gone.set)
    try:
        async with asyncio.timeout(seconds):
            await gone.wait()
    finally:
        asyncio.get_running_loop().remove_reader(process)
        os.close(process)


async def test_bot_comes_up_in_a_process_of_its_own(stage: Stage) -> None:
    assert (stage.alive, running(stage.bot_pid), stage.bot_pid != os.getpid()) == (True,) * 3
    found = stage.cast.chats["club"].find("I keep this group from now on")
    assert found is not None
    assert stage.telegram.calls_of("setMyCommands") != []


async def test_bot_follows_moved_time(stage: Stage) -> None:
    club = stage.cast.chats["club"]
    await perform(stage, {"do": "say", "who": "owner", "chat": "club", "text": "/rules"})
    await stage.telegram.until(lambda: club.find("Ads are deleted"))
    await stage.settle()
    await perform(stage, {"do": "wait", "seconds": 660})
    await stage.telegram.until(lambda: club.find("Ads are deleted") is None)
    assert club.find("Ads are deleted") is None


async def test_kill_and_start_lose_nothing(stage: Stage) -> None:
    club, eve = stage.cast.chats["club"], stage.cast.people["advertiser"]
    for number in range(3):
        await perform(stage, {"do": "wait", "seconds": 3600})
        if not club.member(eve).present:
            if club.status(eve) == "kicked":
                stage.cast.people["owner"].unbans(eve, club)
            await perform(stage, {"do": "join", "who": "advertiser", "chat": "club"})
        ad = await perform(
            stage, {"do": "say", "who": "advertiser", "chat": "club", "text": f"{AD} {number}"}
        )
        before = stage.bot_pid
        await perform(stage, {"do": "kill"})
        assert (running(before), running(stage.bot_pid), before != stage.bot_pid) == (
            False,
            True,
            True,
        )
        await stage.telegram.until(lambda ad=ad: ad.deleted)
    assert [one["do"] for one in stage.journal].count("kill") == 3


async def test_kill_that_does_not_start_is_a_misstep(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Misstep, match=r"^the bot does not come up"):
        await perform(stage, {"do": "kill"})
    assert (stage.alive, stage.bot_pid) == (False, 0)
    monkeypatch.undo()
    await perform(stage, {"do": "kill"})
    assert stage.alive is True


async def test_settings_of_other_programs_do_not_reach_the_bot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOUZHANG__TELEGRAM__API_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("LOUZHANG__DATABASE__URL", "sqlite+aiosqlite:////nowhere/x.db")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with Stage("en", validate=False) as stage:
        pid, folder = stage.bot_pid, stage.folder
        assert (stage.alive, stage.database.exists()) == (True, True)
    assert (running(pid), folder.exists(), stage.alive, stage.bot_pid) == (False, False, False, 0)


async def test_nothing_is_left_where_the_bot_does_not_come_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = Stage("en", validate=False)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(NotUp, match=r"^the bot does not come up:"):
        await stage.open()
    assert (stage.alive, stage.folder.exists()) == (False, False)
    with pytest.raises(OSError, match="Connect call failed"):
        await asyncio.open_connection("127.0.0.1", stage.telegram.server.port)


async def test_bot_that_fails_ends_and_is_missed() -> None:
    async with Stage("en", validate=False) as stage:
        stage.telegram.world.token = stage.telegram.token + "x"
        stage.telegram.server.poller.close()
        await stage.telegram.until(lambda: not stage.alive)
        assert "Telegram does not know this token" in "\n".join(stage.log)


async def _parent() -> tuple[asyncio.subprocess.Process, int, Path]:
    made = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert made.stdout is not None
    pid, folder = json.loads(await made.stdout.readline())
    return made, pid, Path(folder)


async def test_bot_ends_when_its_parent_is_killed() -> None:
    parent, child, folder = await _parent()
    try:
        assert running(child)
        parent.send_signal(signal.SIGKILL)
        assert await parent.wait() == -signal.SIGKILL
        await ended(child, 15)
    finally:
        shutil.rmtree(folder)


async def test_bot_ends_though_telegram_never_answered(tmp_path: Path) -> None:
    """Its parent dies while it still tries to reach anybody."""
    MovedClock(tmp_path / "clock")
    told = {
        "config": {
            "telegram": {"token": TOKEN, "api_base_url": "http://127.0.0.1:9"},
            "database": {"url": f"sqlite+aiosqlite:///{tmp_path}/x.db"},
            "metrics": {"listen": ""},
        },
        "clock": str(tmp_path / "clock"),
    }
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "rehearsal.child", cwd=ROOT, stdin=pipe, stderr=pipe
    )
    assert child.stdin is not None
    assert child.stderr is not None
    child.stdin.write(json.dumps(told).encode() + b"\n")
    while b"cannot be reached" not in (line := await child.stderr.readline()):
        assert line != b""
    child.stdin.close()
    async with asyncio.timeout(10):
        assert await child.wait() == 0
        await child.stderr.read()


async def test_following_clock_is_moved_by_the_other(tmp_path: Path) -> None:
    moved = MovedClock(tmp_path / "clock")
    moved.advance(1000)
    following = FollowingClock(tmp_path / "clock")
    assert round(following.now() - moved.now()) == 0
    sleeper = asyncio.create_task(following.sleep(3600))
    await asyncio.sleep(0)
    moved.advance(3600)
    async with asyncio.timeout(5):
        await sleeper
    assert round(following.monotonic() - moved.monotonic()) == 0

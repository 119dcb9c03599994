"""A book club with the bot in it, and the people of the stories."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import database
from tests.house.cast import Cast
from tests.house.opening import Opening, opening_of
from tests.house.scene import DAY, DELETING, HOUR, MINUTE, Scene, holds

__all__ = ["DAY", "DELETING", "HOUR", "MINUTE", "Scene", "holds"]


@pytest.fixture
def opening(request: pytest.FixtureRequest) -> Opening | None:
    """The club that a test goes on in, if it has a scene."""
    languages = {"scene": "en", "scene_zh": "zh-hans"}
    wanted = [languages[name] for name in request.fixturenames if name in languages]
    return opening_of(request, wanted[0]) if wanted else None


@pytest.fixture
def cast(opening: Opening | None, clock: RunningClock) -> Cast | None:
    """Its people and places."""
    return opening.copy(clock) if opening else None


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, opening: Opening | None
) -> AsyncIterator[str]:
    """What the bot remembers of it, on SQLite and then on PostgreSQL."""
    path = tmp_path / "louzhang.db"
    async with database(request, path) as url:
        if opening and opening.file:
            shutil.copy(opening.file, path)
        elif opening:
            await opening.fill(url)
        yield url


@pytest.fixture
async def tg(clock: RunningClock, cast: Cast | None) -> AsyncIterator[Telegram]:
    """The simulated Telegram they are on."""
    async with Telegram(clock, world=cast.world if cast else None) as telegram:
        yield telegram


async def club(
    tg: Telegram, clock: RunningClock, warden: Warden, cast: Cast
) -> AsyncIterator[Scene]:
    """A scene that is ready; afterwards whatever was told to wait may go on, and ends."""
    scene = Scene(tg, clock, cast=cast)
    yield scene
    assert not warden.failed.done()
    tg.faults.clear()
    for _ in range(20):
        clock.advance(HOUR)
        await asyncio.sleep(0)


@pytest.fixture
async def scene(
    tg: Telegram, clock: RunningClock, warden: Warden, cast: Cast
) -> AsyncIterator[Scene]:
    """The club in English, the bot at work."""
    async for ready in club(tg, clock, warden, cast):
        yield ready


@pytest.fixture
async def scene_zh(
    tg: Telegram, clock: RunningClock, warden: Warden, cast: Cast
) -> AsyncIterator[Scene]:
    """The club in Chinese."""
    async for ready in club(tg, clock, warden, cast):
        yield ready

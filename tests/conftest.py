"""A database of either kind, a simulated Telegram, and the bot between them."""

import asyncio
import itertools
import os
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import make_url

from bot.app import Warden
from bot.config import Config
from bot.core.schema import upgrade
from bot.core.store import Store
from rehearsal import Telegram
from rehearsal.clock import RunningClock

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("house")

_SERVER = os.environ.get("LOUZHANG_TEST_POSTGRES") or ("postgresql://postgres@127.0.0.1:5432/test")
_REQUIRED = os.environ.get("LOUZHANG_REQUIRE_POSTGRES") == "1"
_numbers = itertools.count()


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Do something before there is a loop, or beside the one that runs."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


async def _prepare(url: str) -> None:
    store = Store(url)
    await upgrade(store)
    await store.close()


async def _administer(*statements: str) -> None:
    connection = await asyncpg.connect(_SERVER.replace("+asyncpg", ""), timeout=10)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _name(name: str) -> str:
    return make_url(_SERVER).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite file."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    _run(_prepare(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_template(worker_id: str) -> Iterator[str]:
    """The name of an empty, migrated PostgreSQL database."""
    name = f"louzhang_{os.getpid()}_{worker_id}"
    try:
        _run(_administer(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}"))
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        if _REQUIRED:
            pytest.fail(f"PostgreSQL is required here and cannot be used: {error}")
        pytest.skip(f"no PostgreSQL at {make_url(_SERVER).host}: {error}")
    _run(_prepare(_name(name)))
    yield name
    _run(_administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


@asynccontextmanager
async def _database(request: pytest.FixtureRequest, path: Path) -> AsyncIterator[str]:
    """A migrated database of the kind that the fixture's parameter names."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    template = request.getfixturevalue("postgres_template")
    name = f"{template}_{next(_numbers)}"
    await _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _name(name)
    await _administer(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A migrated database of the test's own, on SQLite and then on PostgreSQL."""
    async with _database(request, tmp_path / "louzhang.db") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
async def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Another migrated database, of either kind whatever the kind of the first."""
    async with _database(request, tmp_path / "other.db") as url:
        yield url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An open database."""
    async with Store(database_url) as opened:
        yield opened


@pytest.fixture
async def other(other_url: str) -> AsyncIterator[Store]:
    """The other one, open."""
    async with Store(other_url) as opened:
        yield opened


@pytest.fixture
def clock() -> RunningClock:
    """Time that passes by itself and can be moved."""
    return RunningClock()


@pytest.fixture
async def tg(clock: RunningClock) -> AsyncIterator[Telegram]:
    """A simulated Telegram; leaving it fails if a request was not as Telegram wants it."""
    async with Telegram(clock) as telegram:
        yield telegram


Launch = Callable[..., AbstractAsyncContextManager[Warden]]


@pytest.fixture
def launch(tg: Telegram, database_url: str, clock: RunningClock) -> Launch:
    """Start the bot on the test's database, as often as one likes; it receives then."""

    @asynccontextmanager
    async def start(**sections: dict[str, object]) -> AsyncIterator[Warden]:
        telegram = {"token": tg.token, "api_base_url": tg.base_url} | sections.pop("telegram", {})
        config = Config(
            telegram=telegram,
            database={"url": database_url},
            **{"metrics": {"listen": ""}, **sections},
        )
        async with Warden(config, clock) as warden:
            await tg.until(lambda: tg.polling or tg.server.webhook.serving, timeout=10)
            yield warden

    return start


@pytest.fixture
async def warden(launch: Launch) -> AsyncIterator[Warden]:
    """The bot, running."""
    async with launch() as running:
        yield running

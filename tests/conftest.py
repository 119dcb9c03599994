"""A database of either kind, a simulated Telegram, and the bot between them."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.app import Warden
from bot.config import Config
from bot.core.store import Store
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests import databases

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("house")

databases.share_compiled()

LONGEST = {
    *("torture", "page", "test_adding_a_feature", "test_paid_machine", "test_backup_cli"),
    *("test_survival", "test_webhook_mode", "test_paid_term", "test_paid_lock"),
    "test_setting_copy",
}
"""Folders and modules that are begun first, so that nothing long is left for the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first."""
    items.sort(key=lambda item: not {item.path.stem, item.path.parent.name} & LONGEST)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite file."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    databases.run(databases.prepare(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_template(worker_id: str) -> Iterator[str]:
    """The name of an empty, migrated PostgreSQL database."""
    with databases.postgres_template(worker_id) as name:
        yield name


@asynccontextmanager
async def database(request: pytest.FixtureRequest, path: Path) -> AsyncIterator[str]:
    """A migrated database of the kind that the fixture's parameter names."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    async with databases.take_database(request.getfixturevalue("postgres_template")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A migrated database of the test's own, on SQLite and then on PostgreSQL."""
    async with database(request, tmp_path / "louzhang.db") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
async def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Another migrated database, of either kind whatever the kind of the first."""
    async with database(request, tmp_path / "other.db") as url:
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
            await tg.until(lambda: tg.polling or tg.server.webhook.serving)
            yield warden

    return start


@pytest.fixture
async def warden(launch: Launch) -> AsyncIterator[Warden]:
    """The bot, running."""
    async with launch() as running:
        yield running

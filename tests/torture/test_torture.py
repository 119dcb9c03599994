"""Some kill points in every run of the tests; `make torture` has hundreds."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from tests.torture.database import Databases
from tests.torture.round import play
from tests.torture.trap import Point

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(params=["sqlite", "postgresql"])
async def databases(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Databases]:
    """Databases of either kind."""
    made = Databases(request.param, tmp_path)
    try:
        await made.__aenter__()
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        if os.environ.get("LOUZHANG_REQUIRE_POSTGRES") == "1":
            raise
        pytest.skip(f"no PostgreSQL: {error}")
    yield made
    await made.__aexit__()


async def test_kill_loses_nothing_and_doubles_nothing(
    databases: Databases, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    seed = ["", "sqlite", "postgresql"].index(request.node.callspec.params["databases"])
    async with databases.new() as database:
        outcome = await play(
            seed=seed, kills=5, database=database, folder=tmp_path / "round", validate=True
        )
    assert outcome.complaints == [], outcome.points
    assert len(outcome.points) == 5


async def test_card_whose_answer_was_lost_is_sent_once_more(
    databases: Databases, tmp_path: Path
) -> None:
    async with databases.new() as database:
        outcome = await play(
            seed=1,
            kills=1,
            points=[Point("send", "held", 1, 0.02)],
            database=database,
            folder=tmp_path / "round",
        )
        rows = await database.rows("SELECT action FROM outbox WHERE action LIKE '%card_on%'")
    assert outcome.complaints == [], outcome.points
    assert "again_once" not in rows[0][0], "the card's row was rewritten before its last call"

"""Bugs are planted, and the torture has to catch them."""

from pathlib import Path

import pytest

from tests.torture.database import Databases
from tests.torture.round import play
from tests.torture.trap import Point

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PLANTED = {
    "blind_repeat": ([Point("remove", "held", 4, 0.03)] * 3, "people:"),
    "confirm_first": ([Point("poll", "answered", 9, ms / 1000) for ms in (4, 6, 8)], "archive:"),
    "done_before": ([Point("remove", "lost", 3)] * 2, "people:"),
    "no_reload": ([Point("remove", "lost", 3)] * 2, "rest:"),
    "no_sending": ([Point("send", "held", 1, 0.02)] * 3, "answers:"),
    "no_tombstones": ([Point("poll", "lost", nth) for nth in (9, 10, 11)], "counters:"),
}
"""Planted bugs: where to kill, and what has to be found wrong because of it."""

ROUNDS = 4
"""Within which a planted bug has to be caught."""


async def test_who_came_back_while_the_bot_was_down_stays(tmp_path: Path) -> None:
    points, _ = PLANTED["blind_repeat"]
    async with Databases("sqlite", tmp_path) as databases, databases.new() as database:
        outcome = await play(
            seed=1, kills=3, points=points, database=database, folder=tmp_path / "round"
        )
    assert outcome.complaints == [], outcome.points


@pytest.mark.parametrize("bug", PLANTED)
async def test_planted_bug_is_caught(bug: str, tmp_path: Path) -> None:
    points, sign = PLANTED[bug]
    seen: list[str] = []
    async with Databases("sqlite", tmp_path) as databases:
        for seed in range(1, 1 + ROUNDS):
            async with databases.new() as database:
                outcome = await play(
                    seed=seed,
                    kills=len(points),
                    points=points,
                    database=database,
                    folder=tmp_path / f"{seed}",
                    bug=bug,
                    patience=16.0,
                )
            seen += outcome.complaints
            if any(line.startswith(sign) for line in seen):
                return
    pytest.fail(f"{bug} went unnoticed: {seen}")

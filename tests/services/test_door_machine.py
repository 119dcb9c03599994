"""The door with people, administrators, faults, restarts and time in any order.

Telegram is played by `tests.services.doorway`.

What must hold whenever all is quiet: who passed is not left muted; nobody is banned; nobody waits
for ever; seats are not sold twice; nothing needs the bot's memory.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.core.store import Store
from services.entry import finish
from services.entry import seats as seats_
from tests.services.doorway import OTHERS, PEOPLE, World

DEMANDS = (
    "captcha",
    "captcha and pledge",
    "pledge or captcha",
    "captcha and (endorse or review)",
    "review",
    "(captcha or review) and endorse and pledge",
)
WHAT = (
    "asks",
    "joins",
    "leaves",
    "answers",
    "answers",
    "answers",
    "errs",
    "cancels",
    "takes",
    "admits",
    "frees",
    "reviews",
    "blocks",
    "breaks",
    "waits",
    "waits",
    "dies",
)
steps = st.lists(
    st.tuples(st.sampled_from(WHAT), st.sampled_from(PEOPLE), st.integers(0, 3)), max_size=25
)


def live(
    store: Store, runner: asyncio.Runner, demand: str, seats: int, what: list[tuple[str, int, int]]
) -> None:
    """One life of a door, looked at after every step and at its end."""
    world = World(store, runner)
    world.begin(demand, seats)
    for step in what:
        world.does(step)
        world.look(seats)
    let_in = any(one[0] in ("joins", "admits") for one in what)
    assert not seats or let_in or world.most <= seats - OTHERS + 1, "a seat was sold twice"
    world.end()


def run(url: str, play: Callable[[Store, asyncio.Runner], None]) -> None:
    async def opened() -> Store:
        return Store(url)

    with asyncio.Runner() as runner:
        store = runner.run(opened())
        try:
            play(store, runner)
        finally:
            runner.run(store.close())


def test_door_machine(database_url: str) -> None:
    """T8, T61, T93, T94, T95 at the door: see the top of this module."""

    def play(store: Store, runner: asyncio.Runner) -> None:
        @settings(
            max_examples=40 if store.sqlite else 10,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
            deadline=None,
        )
        @given(st.sampled_from(DEMANDS), st.sampled_from((0, 0, 2)), steps)
        def lives(demand: str, seats: int, what: list[tuple[str, int, int]]) -> None:
            live(store, runner, demand, seats, what)

        lives()

    run(database_url, play)


def _gives_nothing(*_: Any, **__: Any) -> list[Any]:
    return []


async def _always_one(*_: Any, **__: Any) -> int:
    return 1


async def _forgets(*_: Any, **__: Any) -> None:
    return None


FIRST, SECOND, _ = PEOPLE


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("module", "name", "broken", "seats", "what"),
    [
        (finish, "_give_back", _gives_nothing, 0, [("joins", FIRST), ("answers", FIRST)]),
        (
            seats_,
            "free",
            _always_one,
            2,
            [(what, who) for who in (FIRST, SECOND) for what in ("asks", "answers")],
        ),
        (finish, "fail", _forgets, 0, [("asks", FIRST)]),
        (finish, "settle_elsewhere", _forgets, 0, [("joins", FIRST), ("leaves", FIRST)]),
    ],
)
def test_door_machine_catches_a_planted_bug(
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    name: str,
    broken: Any,
    seats: int,
    what: list[tuple[str, int]],
) -> None:
    """Who passed stays muted, a seat is sold twice, nobody goes, who went is waited for."""
    lived = [(*step, 0) for step in what]
    run(database_url, lambda store, runner: live(store, runner, "captcha", seats, lived))
    monkeypatch.setattr(module, name, broken)
    with pytest.raises(AssertionError):
        run(database_url, lambda store, runner: live(store, runner, "captcha", seats, lived))

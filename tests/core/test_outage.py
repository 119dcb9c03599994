"""Outages are written down: what was not done in them is nobody's fault."""

import pytest

from bot.core.store import Store
from models.deadline import Outage
from rehearsal.clock import ManualClock
from tests.kit import NOW, Machine, chatter, rows_of


@pytest.fixture
def machine(store: Store) -> Machine:
    return Machine(store, ManualClock())


async def begin(machine: Machine) -> None:
    """It runs."""
    await machine.receive(chatter(1))
    await machine.sweeper.tick()
    await machine.rest()


async def test_outage_is_written_down_before_anything_else(machine: Machine) -> None:
    await begin(machine)
    machine.clock.advance(3 * 3600 + 30)  # type: ignore[attr-defined]
    machine.boot()
    await machine.sweeper.wake()
    began = NOW // 60 * 60 + 60
    found = await rows_of(machine.store, Outage.began_at, Outage.ended_at)
    assert found == [(began, NOW + 3 * 3600 + 30)]


async def test_time_in_which_it_ran_is_no_outage(machine: Machine) -> None:
    """T81: ticks that come late are no proof of absence."""
    await begin(machine)
    machine.clock.advance(7 * 3600)  # type: ignore[attr-defined]
    await machine.sweeper.tick()
    await machine.crash_and_start()
    await machine.sweeper.tick()
    assert await rows_of(machine.store, Outage.began_at) == []

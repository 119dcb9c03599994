import asyncio

import pytest

from rehearsal import ManualClock


async def test_clock_sleepers_wake_in_order_of_their_due_times() -> None:
    clock = ManualClock()
    woken: list[str] = []

    async def sleeper(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append(name)

    tasks = [asyncio.create_task(sleeper(*one)) for one in [("b", 20), ("a", 10), ("c", 30)]]
    await asyncio.sleep(0)
    assert clock.sleepers == 3
    clock.advance(25)
    await asyncio.sleep(0)
    assert woken == ["a", "b"]
    clock.advance(5)
    await asyncio.gather(*tasks)
    assert woken == ["a", "b", "c"]


async def test_clock_jump_moves_the_wall_alone() -> None:
    clock = ManualClock()
    wall, monotonic = clock.now(), clock.monotonic()
    task = asyncio.create_task(clock.sleep(60))
    await asyncio.sleep(0)
    clock.jump(86400)
    await asyncio.sleep(0)
    assert (clock.now(), clock.monotonic(), task.done()) == (wall + 86400, monotonic, False)
    clock.advance(60)
    await task


async def test_clock_elapse_lets_a_loop_run_once_a_step() -> None:
    clock = ManualClock()
    at: list[float] = []

    async def tick() -> None:
        while True:
            await clock.sleep(1)
            at.append(clock.monotonic())

    task = asyncio.create_task(tick())
    await asyncio.sleep(0)
    start = clock.monotonic()
    await clock.elapse(5)
    assert at == [start + step for step in (1, 2, 3, 4, 5)]
    task.cancel()


def test_clock_starts_on_a_fixed_noon_and_never_goes_back() -> None:
    clock = ManualClock()
    assert clock.now() == 1795176000.0
    with pytest.raises(ValueError, match="forward"):
        clock.advance(-1)

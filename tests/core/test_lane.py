"""Lanes: one queue a room, in order, and nothing lost beyond what fits in memory."""

import asyncio
from collections.abc import Sequence
from typing import Any

from bench import ROOM, Bench, due, ended

from bot.core.lane import LENGTH, Arrival, Due, Lane, Lanes
from bot.core.task import Tasks


async def test_lane_is_first_in_first_out() -> None:
    bench = Bench()
    bench.receive(1, 2)
    bench.lanes.put(ROOM, due(3))
    bench.receive(4)
    bench.lanes.put(ROOM, ended(5))
    await bench.rest()
    assert bench.done == [("update", 1), ("update", 2), ("due", 3), ("update", 4), ("ended", 5)]
    assert len(bench.lanes) == 0


async def test_lane_beyond_its_length_spills_to_the_inbox() -> None:
    """Law 5: 200 in memory, the rest in the inbox; the order is that of receipt."""
    bench = Bench()
    numbers = range(1, 4 * LENGTH)
    bench.receive(*numbers)
    await bench.rest()
    assert bench.updates == list(numbers)
    assert bench.longest == LENGTH


async def test_lane_deadline_waits_behind_spilled_updates() -> None:
    """Law 3: it is later than everything that came before it, in memory or not."""
    bench = Bench()
    bench.receive(*range(1, LENGTH + 50))
    bench.lanes.put(ROOM, due(1))
    bench.lanes.put(ROOM, ended(2))
    bench.receive(900, 901)
    await bench.rest()
    assert bench.done[LENGTH + 49 :] in (
        [("due", 1), ("ended", 2), ("update", 900), ("update", 901)],
        [("update", 900), ("update", 901), ("due", 1), ("ended", 2)],
    )
    assert bench.updates == [*range(1, LENGTH + 50), 900, 901]


async def test_lane_arrival_while_paging_is_not_lost() -> None:
    """The page has seen the inbox before the update came, and returns after it."""
    bench = Bench()
    bench.may_page.clear()
    bench.receive(*range(1, LENGTH + 2))
    await bench.tasks.drain(0.05)
    while bench.updates != list(range(1, LENGTH + 1)):
        await bench.turn()
    await bench.turn(10)
    bench.receive(500)
    await bench.rest()
    assert bench.updates == [*range(1, LENGTH + 2), 500]


async def test_lane_resume_takes_what_an_earlier_run_left() -> None:
    bench = Bench()
    bench.commit(*range(1, 2 * LENGTH + 2))
    bench.lanes.resume(ROOM)
    bench.receive(1000)
    await bench.rest()
    assert bench.updates == [*range(1, 2 * LENGTH + 2), 1000]


async def test_lane_resume_of_exactly_one_page() -> None:
    bench = Bench()
    bench.commit(*range(1, LENGTH + 1))
    bench.lanes.resume(ROOM)
    await bench.rest()
    assert bench.updates == list(range(1, LENGTH + 1))


async def test_lane_held_room_waits_and_goes_on() -> None:
    bench = Bench()
    bench.lanes.hold({ROOM})
    bench.lanes.put(ROOM, due(1))
    bench.receive(2)
    await bench.turn(20)
    assert (bench.done, bench.lanes.is_busy(ROOM)) == ([], True)
    bench.lanes.release({ROOM})
    await bench.rest()
    assert bench.done == [("due", 1), ("update", 2)]


async def test_lane_held_for_nothing_is_let_go() -> None:
    bench = Bench()
    bench.lanes.hold({ROOM})
    assert bench.lanes.is_busy(ROOM)
    bench.lanes.release({ROOM})
    assert not bench.lanes.is_busy(ROOM)


async def test_lane_slow_room_delays_nobody() -> None:
    """T63"""
    bench = Bench()
    slow = asyncio.Event()
    worked: list[int] = []

    async def work(lane: Lane) -> None:
        lane.queue.popleft()
        if lane.room == 1:
            await slow.wait()
        worked.append(lane.room)

    lanes = Lanes(bench.tasks, work, bench._page)
    for _ in range(5):
        lanes.put(1, due(1, 1))
        lanes.put(2, due(2, 2))
    await bench.turn(20)
    assert worked == [2] * 5
    slow.set()
    assert await bench.tasks.drain(5)
    assert sorted(worked) == [1] * 5 + [2] * 5


async def test_lane_that_crashes_goes_on_with_the_next() -> None:
    tasks = Tasks()
    worked: list[int] = []

    async def work(lane: Lane) -> None:
        turn = lane.queue.popleft()
        assert isinstance(turn, Due)
        if turn.deadline.id == 1:
            raise ZeroDivisionError
        worked.append(turn.deadline.id)

    async def page(*_: Any) -> Sequence[Arrival]:
        return []

    lanes = Lanes(tasks, work, page)
    for number in (1, 2, 3):
        lanes.put(ROOM, due(number))
    while len(lanes):
        assert await tasks.drain(5)
        await asyncio.sleep(0)
    assert worked == [2, 3]


async def test_lane_stopping_begins_nothing_new() -> None:
    """T97: what runs ends, what waits stays in the inbox."""
    bench = Bench()
    bench.may_work.clear()
    bench.receive(1, 2, 3)
    await bench.turn()
    bench.lanes.stopping = True
    bench.may_work.set()
    assert await bench.tasks.drain(5)
    assert bench.updates == [1]
    bench.receive(4)
    await bench.turn(20)
    assert bench.updates == [1]

"""Tasks that somebody owns: what a task starts belongs to the same owner, up to the end."""

import asyncio

from bot.core.task import Tasks


async def test_draining_waits_for_what_was_started_meanwhile() -> None:
    tasks, done = Tasks(), []

    async def last() -> None:
        await asyncio.sleep(0.01)
        done.append("last")

    async def first() -> None:
        await asyncio.sleep(0.01)
        tasks.start(last(), "last")

    tasks.start(first(), "first")
    assert await tasks.drain(5)
    assert done == ["last"]


async def test_draining_ends_in_time_and_says_that_something_still_runs() -> None:
    tasks = Tasks()

    async def endless() -> None:
        await asyncio.Event().wait()

    task = tasks.start(endless(), "endless")
    assert not await tasks.drain(0.02)
    await tasks.cancel()
    assert task.cancelled()
    assert await tasks.drain(0)


async def test_tasks_that_start_each_other_for_ever_are_not_waited_for_for_ever() -> None:
    tasks = Tasks()

    async def relay() -> None:
        await asyncio.sleep(0.001)
        tasks.start(relay(), "relay")

    tasks.start(relay(), "relay")
    assert not await tasks.drain(0.05)
    await tasks.cancel()

"""Joined units while the database fails, processes die and others are quicker."""

import asyncio
from collections import Counter
from typing import Any

import pytest
from kit import BOT, CHAT, NOW, Machine, pressed, rows_of, until
from sqlalchemy import Connection, event, insert
from sqlalchemy.exc import OperationalError

from benchmarks import envelope
from bot.core import inbox
from bot.core.actions import Answer, Delete
from bot.core.dispatch import Unparsable
from bot.core.feature import Feature, Press
from bot.core.incoming import Facts
from bot.core.lane import Arrival
from bot.core.perception import perceive
from bot.core.ports import Alike
from bot.core.store import Store
from bot.core.unit import Unit
from models.deadline import Meta
from models.inbox import Inbox, Quarantine
from models.outbox import Outbox
from rehearsal.clock import ManualClock

AMOUNT = 6


class Stage:
    """A handler that writes, decides and answers; `trouble` happens in the third one first."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.trouble: Exception | None = None
        self.waits = False
        self.reached = asyncio.Event()

    async def take(self, unit: Unit) -> None:
        self.calls[unit.args] += 1
        await unit.run(lambda c: c.execute(insert(Meta).values(key=unit.args, value="1")))
        unit.do(Delete(room=unit.room.id, chat=CHAT, message=int(unit.args)))
        unit.answer(unit.args)
        if unit.args == "3":
            self.reached.set()
            if self.waits:
                await asyncio.Event().wait()
            if trouble := self.trouble:
                self.trouble = None
                raise trouble


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def machine(store: Store, stage: Stage) -> Machine:
    presses = (
        Press(name="take", handle=stage.take, joins=True),
        Press(name="list", handle=stage.take, lists=True, joins=True),
    )
    return Machine(store, ManualClock(), Feature(name="test", presses=presses), envelope.FEATURE)


def takes(press: str = "take") -> list[bytes]:
    return [pressed(n, f"{press}:{n}", person=6_000 + n) for n in range(1, AMOUNT + 1)]


def answers(machine: Machine) -> list[str]:
    return [action.text for action in machine.basket.actions if isinstance(action, Answer)]


async def rest(machine: Machine) -> None:
    """Wait until nothing runs, moving the clock for who waits for the database."""
    clock: Any = machine.clock
    while len(machine.runtime.lanes):
        await until(lambda: clock.sleepers or not len(machine.runtime.lanes))
        clock.advance(10)
        await asyncio.sleep(0)


async def check(machine: Machine, numbers: list[int]) -> None:
    """Each of them, and nothing else, has happened, once."""
    assert sorted(int(key) for (key,) in await rows_of(machine.store, Meta.key)) == numbers
    assert sorted(map(int, answers(machine))) == numbers
    deletes = [one.message for one in machine.basket.actions if isinstance(one, Delete)]
    assert deletes == numbers
    assert len(await rows_of(machine.store, Outbox.id)) == len(numbers)
    assert await rows_of(machine.store, Quarantine.reference) == []
    assert all(done for (done,) in await rows_of(machine.store, Inbox.done_at))


@pytest.mark.parametrize("outage", [True, False])
async def test_commit_that_fails_is_made_one_by_one(
    machine: Machine, stage: Stage, outage: bool
) -> None:
    """Law 6, T96: nothing of the group is there, and nothing of it has left."""
    failures = 1

    @event.listens_for(machine.store.engine.sync_engine, "commit")
    def refuse(_connection: Connection) -> None:
        nonlocal failures
        if failures and stage.calls[str(AMOUNT)]:
            failures -= 1
            assert machine.basket.actions == []
            if outage:
                raise OperationalError("COMMIT", {}, Exception("database is locked"))
            raise ZeroDivisionError

    await machine.receive(*takes())
    await rest(machine)
    assert failures == 0
    assert set(stage.calls.values()) == {2}
    await check(machine, list(range(1, AMOUNT + 1)))


async def test_database_that_goes_away_under_one_is_wrong_with_all(
    machine: Machine, stage: Stage
) -> None:
    """T96: all are rolled back; then each waits for the database by itself."""
    stage.trouble = OperationalError("INSERT", {}, Exception("database is locked"))
    await machine.receive(*takes())
    await rest(machine)
    assert stage.calls == {"1": 2, "2": 2, "3": 2, "4": 1, "5": 1, "6": 1}
    await check(machine, list(range(1, AMOUNT + 1)))


async def test_kill_in_the_middle_loses_nothing_and_doubles_nothing(
    machine: Machine, stage: Stage
) -> None:
    """T78: before the commit nothing has happened; Telegram sends all of it again besides."""
    stage.waits = True
    await machine.receive(*takes())
    await stage.reached.wait()
    await machine.die()
    assert (await rows_of(machine.store, Meta.key), machine.basket.actions) == ([], [])
    assert {done for (done,) in await rows_of(machine.store, Inbox.done_at)} == {None}
    stage.waits = False
    machine.boot()
    await machine.runtime.start()
    await machine.rest()
    await check(machine, list(range(1, AMOUNT + 1)))
    await machine.handle(*takes())
    await check(machine, list(range(1, AMOUNT + 1)))


async def test_one_of_a_group_that_kills_the_program_is_found_out(
    machine: Machine, stage: Stage
) -> None:
    """Law 4: once the group is taken apart it is the first of its room, and has three starts."""
    stage.waits = True
    await machine.receive(*takes())
    for _ in range(4):
        stage.reached.clear()
        async with asyncio.timeout(5):
            await stage.reached.wait()
        await machine.crash_and_start()
    await machine.rest()
    assert stage.calls["3"] == 4
    assert await rows_of(machine.store, Quarantine.reference) == [("3",)]
    assert sorted(key for (key,) in await rows_of(machine.store, Meta.key)) == list("12456")


async def test_kill_after_the_commit_is_not_done_again(machine: Machine) -> None:
    """T78: what was decided is in the outbox, what was done has tombstones."""
    await machine.handle(*takes())
    await machine.crash_and_start()
    await machine.handle(*takes())
    assert machine.basket.actions == []
    assert len(await rows_of(machine.store, Outbox.id)) == AMOUNT
    assert len(await rows_of(machine.store, Meta.key)) == AMOUNT


async def test_stolen_one_leaves_no_effect(machine: Machine) -> None:
    """Law 1: somebody else settled it while the group was made ready."""
    machine.answers.clear()
    await machine.receive(*takes("list"))
    await until(lambda: machine.directory.warmed)
    await machine.store.write(lambda c: inbox.settle(c, BOT, [2], NOW))
    machine.answers.set()
    await machine.rest()
    await check(machine, [1, 3, 4, 5, 6])


async def test_without_lanes_one_of_two_groups_counts(machine: Machine) -> None:
    """Law 5: tombstones in the same transaction decide, not who runs when."""
    machine.runtime.lanes.stopping = True
    await machine.receive(*takes())
    room = await machine.room_id()
    runner = machine.runtime.runner
    assert runner is not None

    def group() -> list[Alike]:
        alike = []
        for payload in takes():
            facts: Facts = perceive(payload, NOW)
            facts.room = room
            route = machine.runtime.route(facts)
            assert route is not None
            alike.append(Alike(Arrival(facts, 0), route))
        return alike

    ended = await asyncio.gather(*(runner.share(group()) for _ in range(3)), return_exceptions=True)
    counted = [one.done for one in ended if not isinstance(one, BaseException)]
    assert sorted(counted, reverse=True)[:1] == [AMOUNT]
    assert sum(counted) == AMOUNT
    await check(machine, list(range(1, AMOUNT + 1)))


async def test_what_the_library_cannot_read_is_put_away_alone(machine: Machine) -> None:
    """Law 2, T89: it is looked at the first of a group; the others do not suffer for it."""
    broken = {1, 4}

    async def gate(facts: Facts, body: Any) -> None:
        if facts.update_id in broken:
            raise Unparsable("KeyError: 'date'")
        await body()

    machine.runtime.runner.gate = gate  # type: ignore[union-attr]
    await machine.handle(*takes())
    assert await rows_of(machine.store, Quarantine.reference) == [("1",)]
    assert sorted(map(int, answers(machine))) == [2, 3, 4, 5, 6]


async def test_group_that_reaches_no_handler_is_found_out(machine: Machine) -> None:
    """Law 7: settled exactly once, or it is known."""

    async def deaf(_facts: Facts, _body: Any) -> None:
        return

    machine.runtime.runner.gate = deaf  # type: ignore[union-attr]
    await machine.handle(*takes())
    assert len(await rows_of(machine.store, Quarantine.reference)) == AMOUNT
    assert answers(machine) == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_commit_whose_answer_was_lost_is_acted_on(machine: Machine, stage: Stage) -> None:
    """T96: PostgreSQL has committed the group before the connection was cut."""
    losses = 1

    @event.listens_for(machine.store.engine.sync_engine, "commit")
    def lose(connection: Connection) -> None:
        nonlocal losses
        if losses and stage.calls[str(AMOUNT)]:
            losses -= 1
            connection.connection.commit()
            raise OperationalError(
                "COMMIT", {}, ConnectionResetError(), connection_invalidated=True
            )

    await machine.receive(*takes())
    await rest(machine)
    for _ in range(2):
        await machine.sweeper.tick()
        await machine.rest()
    assert losses == 0
    deletes = [one.message for one in machine.basket.actions if isinstance(one, Delete)]
    assert deletes == list(range(1, AMOUNT + 1))
    assert len(await rows_of(machine.store, Outbox.id)) == AMOUNT
    assert len(await rows_of(machine.store, Meta.key)) == AMOUNT
    assert all(done for (done,) in await rows_of(machine.store, Inbox.done_at))


async def test_t76_a_thousand_claims_of_fifty_shares_are_exact(machine: Machine) -> None:
    """T3, T76: fifty are served, whoever presses again is told so, and the books are right."""
    await machine.store.write(envelope.lay_out)
    people = [*range(1, 1_001), *range(1, 101)]
    wave = [
        pressed(number, envelope.PRESS, person=10_000 + one) for number, one in enumerate(people, 1)
    ]
    for at in range(0, len(wave), 100):
        await machine.receive(*wave[at : at + 100])
    await machine.rest()
    assert await machine.store.read(envelope.outcome) == envelope.expected(1_000)
    said = Counter(answers(machine))
    assert said == {"bench: got": 50, "bench: empty": 950, "bench: before": 100}
    assert answers(machine)[:50] == ["bench: got"] * 50

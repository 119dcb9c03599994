"""The runtime while the database is away, processes die and rooms are absorbed."""

import asyncio

import pytest
from kit import ADMIN, BOT, CHAT, NOW, Machine, chatter, counted, rows_of, until
from sqlalchemy import Connection, event, insert, text
from sqlalchemy.exc import OperationalError

from bot.core import inbox
from bot.core.feature import Command
from bot.core.inbox import Entry
from bot.core.lane import LENGTH
from bot.core.store import Store
from bot.core.unit import Unit
from models.case import Case
from models.deadline import Meta
from models.inbox import Inbox
from models.message import Message
from models.outbox import Outbox
from rehearsal.clock import ManualClock
from tests.cast import FEATURE, marks, quarantined, settled, slow, stuck


@pytest.fixture
def machine(store: Store) -> Machine:
    return Machine(store, ManualClock(), FEATURE)


async def test_update_left_by_an_earlier_run_is_handled(machine: Machine) -> None:
    """T97"""
    machine.runtime.lanes.stopping = True
    await machine.receive(*(chatter(n, f"/mark {n:03}") for n in range(1, 6)))
    assert set((await settled(machine.store)).values()) == {False}
    await machine.crash_and_start()
    await machine.rest()
    assert [key for (key,) in await rows_of(machine.store, Meta.key)] == [
        f"{n:03}" for n in range(1, 6)
    ]


async def test_update_unsettled_at_three_starts_is_quarantined(machine: Machine) -> None:
    """Law 4: it kills the process each time; at the third start it is left out."""
    machine.answers.clear()
    await machine.receive(slow(1, "a"), chatter(2, "/mark b", chat=CHAT - 1))
    await until(lambda: marks(machine) == ["b"])
    for _ in range(3):
        await stuck(machine)
        await machine.crash_and_start()
    await machine.rest()
    assert await quarantined(machine.store) == [("update", "1")]
    assert await settled(machine.store) == {1: True, 2: True}
    assert await rows_of(machine.store, Meta.key) == [("b",)]


async def test_however_often_it_is_started_what_waited_behind_is_innocent(
    machine: Machine,
) -> None:
    """Law 4: only the first of a room may be what the program died of."""
    machine.answers.clear()
    waiting = [chatter(n, f"/mark {n:03}", person=5_000_000_000 + n) for n in range(2, 90)]
    await machine.receive(slow(1, "a"), *waiting)
    for _ in range(3):
        await stuck(machine)
        await machine.crash_and_start()
    machine.answers.set()
    await machine.rest()
    assert await quarantined(machine.store) == [("update", "1")]
    assert [key for (key,) in await rows_of(machine.store, Meta.key)] == [
        f"{n:03}" for n in range(2, 90)
    ]


async def test_outage_at_receipt_writes_nothing(machine: Machine) -> None:
    """T96: no acknowledgement, no half effect."""
    await machine.receive(chatter(1))
    engine = machine.store._full if machine.store.sqlite else machine.store.engine.sync_engine
    down = True

    @event.listens_for(engine, "commit")
    def refuse_commit(_connection: Connection) -> None:
        if down:
            raise OperationalError("COMMIT", {}, Exception("database is locked"))

    with pytest.raises(OperationalError):
        await machine.receive(chatter(2, "SPAM"), chatter(3, "/mark a"))
    await machine.rest()
    assert machine.basket.actions == []
    down = False
    assert await settled(machine.store) == {1: True}
    await machine.handle(chatter(2, "SPAM"), chatter(3, "/mark a"))
    assert await settled(machine.store) == {1: True, 2: True, 3: True}
    assert await rows_of(machine.store, Meta.key) == [("a",)]


async def test_outage_in_a_lane_is_waited_out(store: Store) -> None:
    """T96: the update is handled when the database is back, not lost and not quarantined."""
    clock = ManualClock()
    machine = Machine(store, clock, FEATURE)
    await machine.receive(chatter(1))
    failures = 3

    async def flaky(unit: Unit) -> None:
        nonlocal failures
        await unit.session.execute(insert(Meta).values(key="flaky", value="1"))
        if failures:
            failures -= 1
            raise OperationalError("INSERT", {}, Exception("database is locked"))

    machine.add(Command(name="flaky", handle=flaky))
    await machine.receive(chatter(2, "/flaky"), chatter(3, "/mark a"))
    while len(machine.runtime.lanes):
        await until(lambda: clock.sleepers or not len(machine.runtime.lanes))
        clock.advance(10)
        await asyncio.sleep(0)
    assert await settled(store) == {1: True, 2: True, 3: True}
    assert await rows_of(store, Meta.key) == [("a",), ("flaky",)]
    assert await quarantined(store) == []


async def test_stolen_update_leaves_no_effect(machine: Machine) -> None:
    """Law 1: somebody else settled it; the unit must not count."""
    machine.answers.clear()
    await machine.receive(slow(1, "a"), slow(2, "b"), chatter(3, "talk"))
    await stuck(machine)
    await machine.store.write(lambda c: inbox.settle(c, BOT, [1, 3], NOW))
    machine.answers.set()
    await machine.rest()
    assert (marks(machine), await rows_of(machine.store, Meta.key)) == (["b"], [("b",)])
    assert await counted(machine.store) == {ADMIN: 1}


async def test_stop_leaves_what_waits_to_the_next_start(machine: Machine) -> None:
    """T97: SIGTERM drains what runs; the rest is in the inbox."""
    machine.answers.clear()
    await machine.receive(slow(1, "a"), chatter(2, "/mark b"))
    await stuck(machine)
    stopping = asyncio.ensure_future(machine.runtime.stop(5))
    await asyncio.sleep(0)
    machine.answers.set()
    assert await stopping is True
    assert await settled(machine.store) == {1: True, 2: False}
    machine.boot()
    await machine.runtime.start()
    await machine.rest()
    assert await rows_of(machine.store, Meta.key) == [("a",), ("b",)]


async def test_stop_does_not_wait_for_ever(machine: Machine) -> None:
    """T97: what does not end is rolled back, and tried again at the next start."""
    machine.answers.clear()
    await machine.receive(slow(1, "a"))
    await stuck(machine)
    assert await machine.runtime.stop(0.05) is False
    assert await settled(machine.store) == {1: False}


async def test_absorbed_room_under_way_is_handled_in_the_one_that_stays(machine: Machine) -> None:
    """T91: turns that wait in the lane of a room that another one absorbs meanwhile."""
    old, new = -4_001, CHAT
    await machine.receive(chatter(1, "x", chat=old, type="group"))
    machine.answers.clear()
    await machine.receive(slow(2, "a"), chatter(3, "/mark b"), chatter(4, "SPAM"))
    await stuck(machine)
    moved = await machine.memory.move(old, new, NOW)
    machine.answers.set()
    await machine.rest()
    await machine.handle(chatter(5, "more", chat=new))
    assert set((await settled(machine.store)).values()) == {True}
    assert await quarantined(machine.store) == []
    assert marks(machine) == ["a", "b"]
    assert {action.room for action in machine.basket.actions} == {moved.id}
    for table in (Message, Case, Outbox, Inbox):
        assert {room for (room,) in await rows_of(machine.store, table.room_id)} == {moved.id}


async def test_insert_of_another_batch_decides_what_is_new(machine: Machine) -> None:
    """Law 1: the row decides, not what we remember of receiving."""
    entry = Entry(1, 1, 1, None)
    await machine.store.write(lambda c: inbox.insert_new(c, BOT, [entry], NOW))
    await machine.handle(chatter(1, "/mark a"), chatter(2, "/mark b"))
    assert await rows_of(machine.store, Meta.key) == [("b",)]


async def test_clock_that_was_set_back_while_the_bot_was_off_hides_nothing(store: Store) -> None:
    """More waits than a lane holds; what comes now is stamped earlier than all of that."""
    clock = ManualClock()
    machine = Machine(store, clock, FEATURE)
    machine.runtime.lanes.stopping = True
    await machine.receive(*(chatter(n, f"/mark {n:03}") for n in range(1, LENGTH + 2)))
    await machine.die()
    clock.jump(-3600)
    machine.boot()
    await machine.runtime.start()
    await machine.receive(chatter(LENGTH + 2, "/mark last", person=ADMIN))
    await machine.rest()
    assert set((await settled(store)).values()) == {True}
    assert marks(machine)[-1] == "last"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_commit_whose_answer_was_lost_is_acted_on(store: Store) -> None:
    """T96: the connection is cut after PostgreSQL has committed, before it says so."""
    clock = ManualClock()
    machine = Machine(store, clock, FEATURE)
    await machine.handle(chatter(1), chatter(2, "/mark a"))
    losses = 0

    @event.listens_for(store.engine.sync_engine, "commit")
    def lose(connection: Connection) -> None:
        nonlocal losses
        if losses:
            losses -= 1
            connection.connection.commit()
            raise OperationalError(
                "COMMIT", {}, ConnectionResetError(), connection_invalidated=True
            )

    new = [chatter(3, "SPAM"), chatter(4, "/mark b")]
    losses = 1
    with pytest.raises(OperationalError):
        await machine.receive(*new)
    await machine.handle(*new)  # Telegram was not told that they came
    await machine.sweeper.tick()
    await machine.rest()
    machine.answers.clear()
    await machine.receive(slow(5, "c"), chatter(6, "SPAM", person=9))
    await stuck(machine)
    losses = 2
    machine.answers.set()
    while len(machine.runtime.lanes):
        await until(lambda: clock.sleepers or not len(machine.runtime.lanes))
        clock.advance(10)
        await asyncio.sleep(0)
    for _ in range(2):
        await machine.sweeper.tick()
        await machine.rest()
    assert losses == 0
    assert set((await settled(store)).values()) == {True}
    assert marks(machine) == ["a", "b", "c"]
    taken = sorted(parcel.id for parcel in machine.basket.parcels)
    assert taken == [number for (number,) in await rows_of(store, Outbox.id)]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_table_that_somebody_locks_is_waited_for(store: Store) -> None:
    """T96: for longer than two units may stay open, as while a table is rewritten."""
    clock = ManualClock()
    machine = Machine(store, clock, FEATURE)
    await machine.handle(chatter(1))
    async with store.engine.connect() as other:
        await other.execute(text("LOCK TABLE meta IN ACCESS EXCLUSIVE MODE"))
        await machine.receive(chatter(2, "/mark a"))
        for _ in range(9):
            await asyncio.sleep(0.5)
            clock.advance(10)
        await other.rollback()
    while len(machine.runtime.lanes):
        await asyncio.sleep(0.05)
        clock.advance(10)
    assert await quarantined(store) == []
    assert marks(machine) == ["a"]


async def test_absorbed_room_loses_nothing_of_what_its_lane_could_not_hold(
    machine: Machine,
) -> None:
    """T91: what waits in the inbox belongs to the other room by then."""
    await machine.receive(chatter(1, "x", chat=-4_001, type="group"))
    machine.answers.clear()
    await machine.receive(slow(2, "a"), *(chatter(n, "/no") for n in range(3, LENGTH + 20)))
    await stuck(machine)
    await machine.memory.move(-4_001, CHAT, NOW)
    machine.answers.set()
    await machine.rest()
    assert set((await settled(machine.store)).values()) == {True}
    assert await quarantined(machine.store) == []

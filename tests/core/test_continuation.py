"""Continuations: the end of an action and what follows from it are one transaction."""

import asyncio
from typing import Any

import pytest
from kit import ADMIN, NOW, Machine, chatter, rows_of

from bot.core.actions import Answer, Count, Send
from bot.core.feature import Command, Feature, Later
from bot.core.lane import Ended
from bot.core.outbox import Fate
from bot.core.store import Store
from bot.core.unit import Unit
from models.deadline import Deadline
from models.inbox import Quarantine
from models.outbox import Outbox
from rehearsal.clock import ManualClock


class Stage:
    """Handlers, and what they saw."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    async def speak(self, unit: Unit) -> None:
        unit.reply(unit.args)

    async def continued(self, unit: Unit) -> None:
        assert unit.fate is not None
        self.seen.append((unit.data, unit.fate.state, unit.fate.result))

    async def begin_time(self, unit: Unit) -> None:
        """A person's time begins when the prompt was sent."""
        self.seen.append(unit.now)
        await unit.later("never", "k", due_at=unit.now + 60, term=60)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def machine(store: Store, stage: Stage) -> Machine:
    feature = Feature(
        name="test",
        commands=(Command(name="judge", handle=stage.speak, right="can_restrict_members"),),
        continuations=(
            Later(name="test.then", handle=stage.continued),
            Later(name="test.begin", handle=stage.begin_time),
        ),
    )
    return Machine(store, ManualClock(), feature)


def said(machine: Machine) -> list[str]:
    return [action.text for action in machine.basket.actions if isinstance(action, Send | Answer)]


async def ask(machine: Machine, then: str, data: Any = None) -> Any:
    """An action with a continuation that is on its way."""
    from bot.core import outbox

    await machine.receive(chatter(1))
    draft = outbox.Draft(action=Count(room=await machine.room_id()), then=then, then_data=data)
    (parcel,) = await machine.store.write(lambda c: outbox.post(c, [draft], NOW))
    return parcel


@pytest.mark.parametrize("state", ["done", "refused", "unknown", "expired"])
async def test_continuation_and_the_row_are_one_transaction(
    machine: Machine, stage: Stage, state: str
) -> None:
    """Law 15: it gets every outcome."""
    parcel = await ask(machine, "test.then", {"x": [1]})
    machine.runtime.ended(parcel, Fate(state=state, result=42))
    await machine.rest()
    assert stage.seen == [({"x": [1]}, state, 42)]
    assert await rows_of(machine.store, Outbox.state, Outbox.result) == [(state, "42")]


async def test_continuation_of_a_finished_row_does_not_run_again(
    machine: Machine, stage: Stage
) -> None:
    """T78: told twice of the same end, by two processes."""
    parcel = await ask(machine, "test.then")
    for state in ("done", "unknown"):
        machine.runtime.ended(parcel, Fate(state=state))
    await machine.rest()
    assert stage.seen == [(None, "done", None)]
    assert await rows_of(machine.store, Outbox.state) == [("done",)]


async def test_continuation_nobody_knows_is_quarantined(machine: Machine) -> None:
    """Law 15"""
    parcel = await ask(machine, "from.another.version")
    machine.runtime.ended(parcel, Fate(state="done"))
    await machine.rest()
    rows = await rows_of(machine.store, Quarantine.kind, Quarantine.reference)
    assert rows == [("continuation", "from.another.version")]
    assert await rows_of(machine.store, Outbox.state) == [("done",)]


async def test_time_of_a_person_begins_with_the_prompt(machine: Machine, stage: Stage) -> None:
    """Law 12: sent an hour late, the captcha still leaves its minute."""
    parcel = await ask(machine, "test.begin")
    machine.clock.advance(3600)
    machine.runtime.ended(parcel, Fate(state="done"))
    await machine.rest()
    assert await rows_of(machine.store, Deadline.due_at) == [(NOW + 3660,)]


async def test_continuation_waits_its_turn(machine: Machine, stage: Stage) -> None:
    """Law 5"""
    parcel = await ask(machine, "test.then")
    machine.answers.clear()
    await machine.receive(chatter(2, "/judge a", person=ADMIN))
    machine.runtime.lanes.put(parcel.action.room, Ended(parcel, Fate(state="done")))
    for _ in range(20):
        await asyncio.sleep(0)
    assert stage.seen == []
    machine.answers.set()
    await machine.rest()
    assert (said(machine), len(stage.seen)) == (["a"], 1)

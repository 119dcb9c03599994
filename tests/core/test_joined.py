"""Joined units: like updates in one transaction, each in a savepoint of its own."""

import asyncio
from typing import Any

import pytest
from kit import CHAT, NOW, Machine, chatter, pressed, rows_of, until, verdict_of
from sqlalchemy import insert, select

from bot.core import dispatch, joined, kinds, settings
from bot.core.actions import Answer, Delete, Send
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Press, Watcher, Word, with_text
from bot.core.lane import LENGTH
from bot.core.store import Store
from bot.core.turn import JOINED
from bot.core.unit import Unit
from handlers import manner
from models.case import Case
from models.deadline import Deadline, Meta
from models.inbox import Inbox, Quarantine
from models.message import Message
from models.outbox import Outbox
from rehearsal.clock import ManualClock

RIGHT = "can_restrict_members"


class Stage:
    """Handlers, and what they saw: who shared a transaction has the same session."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.machine: Machine
        self.sessions: list[Any] = []
        self.left: list[int] = []
        self.seen: list[Any] = []
        self.failures = 0
        self.takes = 0.0
        self.reached = asyncio.Event()

    @property
    def groups(self) -> list[int]:
        """How many units in a row shared a transaction."""
        sizes: list[int] = []
        before = None
        for session in self.sessions:
            if session is before:
                sizes[-1] += 1
            else:
                sizes.append(1)
            before = session
        return sizes

    async def take(self, unit: Unit) -> None:
        """A row, an action, a deadline and an answer; then what the button says."""
        self.sessions.append(unit.session)
        self.left.append(len(self.machine.basket.actions))
        key, _, then = unit.args.partition(":")
        await unit.run(lambda c: c.execute(insert(Meta).values(key=key, value="1")))
        unit.do(Delete(room=unit.room.id, chat=CHAT, message=int(key)))
        await unit.later("never", key, due_at=unit.now + 5)
        unit.answer(key)
        self.clock.advance(self.takes)
        match then:
            case "wrong":
                raise UserError("You did <b>that</b> wrong")
            case "right":
                unit.require("can_pin_messages")
            case "crash":
                if self.failures:
                    self.failures -= 1
                    raise ZeroDivisionError
            case "hang":
                self.reached.set()
                await asyncio.Event().wait()
            case "twice":
                await unit.run(lambda c: c.execute(insert(Meta).values(key="1", value="2")))
            case "orm":
                unit.session.add(Meta(key="1", value="2"))
            case "kept":
                unit.session.add(Meta(key="kept", value="2"))
            case "set":
                await self.change(unit)
            case "now":
                await unit.later("at_once", key, due_at=unit.now)
        self.seen.append((key, unit.values["score"]))

    async def change(self, unit: Unit) -> None:
        await unit.run(
            lambda c: settings.change(
                c, room=unit.room.id, key="score", value=5, by=None, now=unit.now
            )
        )
        unit.forget_settings()

    async def mark(self, unit: Unit) -> None:
        self.sessions.append(unit.session)
        unit.reply(unit.args)

    async def watch(self, unit: Unit) -> None:
        self.seen.append(unit.facts.text)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def machine(store: Store, stage: Stage) -> Machine:
    feature = Feature(
        name="test",
        settings=(kinds.number("score", 60, 0, 100),),
        commands=(
            Command(name="mark", handle=stage.mark),
            Command(
                name="grab",
                handle=stage.mark,
                joins=True,
                words=(Word(texts=("grab",), complete=with_text),),
            ),
        ),
        presses=(
            Press(name="take", handle=stage.take, joins=True),
            Press(name="keep", handle=stage.take, joins=True),
            Press(name="lone", handle=stage.take),
            Press(name="rule", handle=stage.take, right=RIGHT, joins=True),
        ),
        watchers=(
            Watcher(kinds=("message",), wants=lambda f: "see" in f.text, handle=stage.watch),
        ),
        deadlines=(
            Later(name="never", handle=stage.mark),
            Later(name="at_once", handle=stage.mark),
        ),
        screeners=(verdict_of("SPAM"),),
    )
    stage.machine = Machine(store, stage.clock, manner.FEATURE, feature)
    return stage.machine


def takes(*said: str, press: str = "take", first: int = 1) -> list[bytes]:
    """Presses of as many people, each with what it says."""
    return [
        pressed(number, f"{press}:{number}{one and ':'}{one}", person=5_000_000_000 + number)
        for number, one in enumerate(said, first)
    ]


def answers(machine: Machine) -> list[str]:
    return [action.text for action in machine.basket.actions if isinstance(action, Answer)]


async def kept(machine: Machine) -> list[int]:
    """What the rows say, after it was seen that rows, actions and deadlines say the same."""
    keys = {key for (key,) in await rows_of(machine.store, Meta.key) if key.isdigit()}
    later = await rows_of(machine.store, Deadline.key, Deadline.kind)
    assert {key for key, kind in later if kind == "never"} == keys
    deletes = [one.message for one in machine.basket.actions if isinstance(one, Delete)]
    assert sorted(deletes) == sorted(map(int, keys))
    assert len(await rows_of(machine.store, Outbox.id)) == len(
        [one for one in machine.basket.parcels if one.id]
    )
    return deletes


async def open_updates(machine: Machine) -> list[int]:
    rows = await rows_of(machine.store, Inbox.update_id, Inbox.done_at)
    return [number for number, done in rows if done is None]


async def test_like_presses_share_a_transaction_in_their_order(
    machine: Machine, stage: Stage
) -> None:
    """Law 6: what they decided leaves after the commit of all of them."""
    await machine.handle(*takes(*[""] * 10))
    assert (stage.groups, set(stage.left)) == ([10], {0})
    assert await kept(machine) == list(range(1, 11))
    assert answers(machine) == [str(number) for number in range(1, 11)]
    assert await open_updates(machine) == []


async def test_more_than_a_lane_holds_go_in_groups_and_in_order(
    machine: Machine, stage: Stage
) -> None:
    amount = LENGTH + JOINED
    everybody = takes(*[""] * amount)
    for at in range(0, amount, 100):
        await machine.receive(*everybody[at : at + 100])
    await machine.rest()
    assert max(stage.groups) == JOINED
    assert await kept(machine) == list(range(1, amount + 1))
    assert await open_updates(machine) == []


async def test_turn_of_another_kind_ends_the_group(machine: Machine, stage: Stage) -> None:
    await machine.handle(
        *takes("", ""),
        chatter(3, "/mark three"),
        *takes("", "", first=4),
        *takes("", "", press="keep", first=6),
        *takes("", "", press="lone", first=8),
        chatter(10, "talk"),
        *takes("", first=11),
    )
    assert stage.groups == [2, 1, 2, 2, 1, 1, 1]
    assert await kept(machine) == [1, 2, 4, 5, 6, 7, 8, 9, 11]


async def test_words_and_commands_join_and_are_screened_and_seen_one_by_one(
    machine: Machine, stage: Stage
) -> None:
    """Law 7: a claim that is an ad is deleted and not answered; the others are."""
    await machine.handle(
        chatter(1, "grab see"), chatter(2, "grab SPAM", person=6), chatter(3, "/grab c", person=7)
    )
    assert stage.groups == [2]
    said = [one.text for one in machine.basket.actions if isinstance(one, Send)]
    assert (said, stage.seen) == (["see", "c"], ["grab see"])
    assert await rows_of(machine.store, Message.text) == [
        ("/grab c",),
        ("grab SPAM",),
        ("grab see",),
    ]
    assert await rows_of(machine.store, Case.subject_id) == [(6,)]
    assert await open_updates(machine) == []


async def test_mistake_of_one_is_undone_and_told_in_its_place(
    machine: Machine, stage: Stage
) -> None:
    """Nobody else hears of it, and it does not even end the group."""
    await machine.handle(*takes("", "wrong", ""))
    assert stage.groups == [3]
    assert await kept(machine) == [1, 3]
    assert answers(machine) == ["1", "You did that wrong", "3"]
    assert await open_updates(machine) == []


async def test_right_that_is_missing_is_read_anew_outside(machine: Machine, stage: Stage) -> None:
    """T12: before anybody hears no, Telegram is asked; those before them are committed by then."""
    await machine.handle(*takes("", "", press="rule", first=1), *takes("", first=3))
    refused = "You need the right to ban users for that."
    assert answers(machine) == [refused, refused, "3"]
    assert await kept(machine) == [3]
    await machine.handle(*takes("", "right", "", first=4))
    assert stage.left[-1] > stage.left[-2] > 0
    assert answers(machine)[4:] == ["You need the right to pin messages for that.", "6"]
    assert await kept(machine) == [3, 4, 6]


@pytest.mark.parametrize("failures", [1, 2, 3])
async def test_crash_of_one_is_tried_alone(machine: Machine, stage: Stage, failures: int) -> None:
    """Law 4: the attempt among others does not count; then once more, then quarantine."""
    stage.failures = failures
    await machine.handle(*takes("", "", "crash", "", ""))
    assert await kept(machine) == ([1, 2, 3, 4, 5] if failures < 3 else [1, 2, 4, 5])
    given_up = await rows_of(machine.store, Quarantine.reference)
    assert given_up == ([] if failures < 3 else [("3",)])
    assert stage.groups == [3, *[1] * min(failures, 2), 2]
    assert await open_updates(machine) == []


@pytest.mark.parametrize("how", ["twice", "orm"])
async def test_key_that_is_taken_poisons_nothing(machine: Machine, how: str) -> None:
    """On PostgreSQL, too: after an error nothing is heard there but the way back."""
    await machine.handle(*takes("", "", how, "", "kept"))
    assert await kept(machine) == [1, 2, 4, 5]
    assert await rows_of(machine.store, Quarantine.reference) == [("3",)]
    values = await machine.store.read(
        lambda c: c.execute(select(Meta.value).where(Meta.key.in_(("1", "kept")))).scalars().all()
    )
    assert sorted(values) == ["1", "2"]


async def test_settings_that_one_changes_hold_for_the_next(machine: Machine, stage: Stage) -> None:
    """Law 20: it is the last of its group, for they are read after the commit."""
    await machine.handle(*takes("", "set", "", ""))
    assert stage.seen == [("1", 60), ("2", 60), ("3", 5), ("4", 5)]
    assert stage.groups == [2, 2]


async def test_deadline_due_at_once_comes_after_all_of_them(machine: Machine, stage: Stage) -> None:
    await machine.receive(chatter(99))
    await machine.sweeper.tick()
    machine.sweeper.ready()
    await machine.handle(*takes("now", "", ""))
    await until(lambda: len(stage.sessions) == 4)
    await machine.rest()
    assert stage.groups == [3, 1]


async def test_nobody_joins_a_transaction_that_is_open_for_long(
    machine: Machine, stage: Stage
) -> None:
    stage.takes = joined.SPELL / 2.5
    await machine.handle(*takes(*[""] * 8))
    assert stage.groups == [3, 3, 2]
    assert await kept(machine) == list(range(1, 9))


async def test_transaction_over_its_time_is_done_one_by_one(
    machine: Machine, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law 9: the limits are shortened here, not the clock."""
    monkeypatch.setattr(dispatch, "LIMIT", 0.2)
    monkeypatch.setattr(joined, "LIMIT", 0.2)
    await machine.handle(*takes("", "hang", ""))
    assert await kept(machine) == [1, 3]
    assert await rows_of(machine.store, Quarantine.reference) == [("2",)]
    assert stage.groups == [2, 1, 1, 1, 1]


async def test_what_is_left_of_a_group_at_a_stop_waits_for_the_next_start(
    machine: Machine, stage: Stage
) -> None:
    """T97: the unit that runs ends; what it was the last of stays in the inbox."""
    stage.failures = 1
    machine.answers.clear()
    await machine.receive(*takes("", "crash", "", press="rule"))
    await until(lambda: machine.directory.warmed)
    stopping = asyncio.ensure_future(machine.runtime.stop(5))
    await asyncio.sleep(0)
    machine.answers.set()
    assert await stopping is True
    done = sorted(set(range(1, 4)) - set(await open_updates(machine)))
    machine.boot()
    await machine.runtime.start()
    await machine.rest()
    assert await open_updates(machine) == []
    assert done in ([], [1])


async def test_press_that_no_longer_leads_anywhere_is_not_joined(machine: Machine) -> None:
    """T2: forged ones are answered as ever."""
    forged = [pressed(n, f"take:{n}", seal=False) for n in (1, 2)]
    await machine.handle(*forged, *takes("", first=3))
    assert answers(machine) == ["This button is out of date."] * 2 + ["3"]
    assert await kept(machine) == [3]
    assert (await rows_of(machine.store, Inbox.done_at))[0] == (NOW,)

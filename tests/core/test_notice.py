"""One message per matter: told once, edited in place, posted anew when it is gone."""

from typing import Any

import pytest
from kit import CHAT, NOW, Machine, chatter, rows_of

from bot.core.actions import Button, Delete, Edit, Send
from bot.core.feature import Command, Feature
from bot.core.manner import notice
from bot.core.manner.notice import EDITED, OLDEST, POSTED, forget
from bot.core.outbox import Fate, Parcel
from bot.core.store import Store
from bot.core.unit import Stay, Unit
from handlers import manner
from handlers.tidy import FEATURE as TIDY
from models.deadline import Deadline
from models.inbox import Quarantine
from models.manner import Notice
from rehearsal.clock import ManualClock

SUPERGROUP = -1_002_000_000_777


async def tell(unit: Unit) -> None:
    """`/tell MATTER TEXT`; `+` has a button, `!` is posted anew, `-` stays for a day."""
    matter, _, text = unit.args.partition(" ")
    buttons = ((Button(text="yes", data="x:1", only=7),),) if "+" in text else ()
    stay = Stay.NOTICE if "-" in text else Stay.EVER
    await notice(unit, matter, text, buttons=buttons, stay=stay, anew="!" in text)


@pytest.fixture
def machine(store: Store) -> Machine:
    feature = Feature(name="test", commands=(Command(name="tell", handle=tell),))
    return Machine(store, ManualClock(), manner.FEATURE, TIDY, feature)


class Told:
    """Updates that tell matters, and the parcels that came of each."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.number = 0

    async def __call__(self, line: str, **more: Any) -> list[Parcel]:
        self.number += 1
        seen = len(self.machine.basket.parcels)
        await self.machine.handle(chatter(self.number, f"/tell {line}", **more))
        assert await rows_of(self.machine.store, Quarantine.error) == []
        return self.machine.basket.parcels[seen:]

    async def ends(self, parcel: Parcel, state: str, result: Any = None) -> list[Parcel]:
        """A parcel meets its fate; what comes of it."""
        seen = len(self.machine.basket.parcels)
        self.machine.runtime.ended(parcel, Fate(state=state, result=result))
        await self.machine.rest()
        assert await rows_of(self.machine.store, Quarantine.error) == []
        return self.machine.basket.parcels[seen:]

    async def posted(self, line: str, message: int, chat: int = CHAT) -> None:
        """Tell a matter, and have it become a message."""
        (parcel,) = await self(line)
        assert isinstance(parcel.action, Send)
        assert await self.ends(parcel, "done", {"chat": chat, "message": message}) == []


@pytest.fixture
def told(machine: Machine) -> Told:
    return Told(machine)


def sent(text: str, **more: Any) -> Send:
    return Send(room=1, text=text, if_unknown="again_once", priority="notice", **more)


BUTTONS = ((Button(text="yes", data="x:1", only=7),),)


def actions(parcels: list[Parcel]) -> list[Any]:
    return [parcel.action for parcel in parcels]


async def test_notice_is_told_once_and_then_edited(machine: Machine, told: Told) -> None:
    (first,) = await told("war begun")
    assert (first.action, first.then) == (sent("begun"), POSTED)
    assert await told.ends(first, "done", {"chat": CHAT, "message": 50}) == []
    (second,) = await told("war ends +")
    assert second.action == Edit(room=1, message=50, text="ends +", buttons=BUTTONS)
    assert second.then == EDITED
    for state in ("done", "unknown", "expired"):
        assert await told.ends(second, state) == []
    assert actions(await told("war over")) == [Edit(room=1, message=50, text="over")]
    assert await rows_of(machine.store, Notice.matter, Notice.message_id) == [("war", 50)]


async def test_notice_of_each_matter_and_group_is_its_own(told: Told) -> None:
    await told.posted("war begun", 50)
    assert actions(await told("peace begun")) == [sent("begun")]
    elsewhere = await told("war begun", chat=CHAT - 1)
    assert [(one.room, type(one)) for one in actions(elsewhere)] == [(2, Send)]
    assert actions(await told("war on")) == [Edit(room=1, message=50, text="on")]


async def test_notice_changed_while_it_is_on_its_way_is_still_one_message(
    machine: Machine, told: Told
) -> None:
    """Only what it should say last is said, as soon as there is a message to say it in."""
    (first,) = await told("war 1")
    assert await told("war 2") == await told("war 3 +-") == await told("war 4 +-!") == []
    (edit,) = await told.ends(first, "done", {"chat": CHAT, "message": 50})
    assert edit.action == Edit(room=1, message=50, text="4 +-!", buttons=BUTTONS)
    assert await rows_of(machine.store, Notice.message_id, Notice.wanted) == [(50, None)]
    (again,) = await told.ends(edit, "refused", "message to edit not found")
    assert again.action == sent("4 +-!", buttons=BUTTONS, stay=86_400)


async def test_notice_changed_on_its_way_survives_a_restart(machine: Machine, told: Told) -> None:
    """T78"""
    (first,) = await told("war 1")
    await told("war 2")
    await machine.crash_and_start()
    (edit,) = await told.ends(first, "done", {"chat": CHAT, "message": 50})
    assert edit.action == Edit(room=1, message=50, text="2")


@pytest.mark.parametrize("state", ["refused", "unknown", "expired"])
async def test_notice_that_did_not_arrive_is_told_anew_next_time(
    machine: Machine, told: Told, state: str
) -> None:
    (first,) = await told("war 1")
    assert await told.ends(first, state, "no rights to send") == []
    assert await rows_of(machine.store, Notice.matter) == []
    assert actions(await told("war 2")) == [sent("2")]


async def test_notice_that_is_gone_is_posted_anew(machine: Machine, told: Told) -> None:
    """Somebody deleted the message: what it should have said is said in another one."""
    await told.posted("war 1", 50)
    (edit,) = await told("war 2 +")
    (send,) = await told.ends(edit, "refused", "message to edit not found")
    assert send.action == sent("2 +", buttons=BUTTONS)
    assert await told("war 3") == []
    (late,) = await told.ends(send, "done", {"chat": CHAT, "message": 60})
    assert late.action == Edit(room=1, message=60, text="3")
    assert await rows_of(machine.store, Notice.message_id) == [(60,)]


async def test_notice_replaced_meanwhile_is_not_posted_by_an_old_refusal(told: Told) -> None:
    await told.posted("war 1", 50)
    (old,) = await told("war 2")
    (_, newer) = await told("war 3!")
    await told.ends(newer, "done", {"chat": CHAT, "message": 60})
    assert await told.ends(old, "refused", "message to edit not found") == []
    assert actions(await told("war 4")) == [Edit(room=1, message=60, text="4")]


async def test_notice_whose_edits_are_refused_one_after_the_other_says_the_last(
    told: Told,
) -> None:
    await told.posted("war 1", 50)
    (first,) = await told("war 2")
    (_, second) = [first, *await told("war 3")]
    assert await told.ends(first, "refused", "message to edit not found") == []
    (send,) = await told.ends(second, "refused", "message to edit not found")
    assert send.action == sent("3")


async def test_notice_anew_leaves_the_old_message_without_buttons(told: Told) -> None:
    await told.posted("war 1 +", 50)
    assert actions(await told("war 2 !+")) == [
        Edit(room=1, message=50, text="⬇️"),
        sent("2 !+", buttons=BUTTONS),
    ]


async def test_notice_too_far_up_is_told_anew(machine: Machine, told: Told) -> None:
    await told.posted("war 1", 50)
    machine.clock.advance(OLDEST - 1)
    assert actions(await told("war 2")) == [Edit(room=1, message=50, text="2")]
    machine.clock.advance(1)
    assert actions(await told("war 3")) == [sent("3")]


async def test_notice_of_a_group_that_moved_is_told_anew(machine: Machine, told: Told) -> None:
    """T91: the message stayed behind with the old group, out of reach."""
    await told.posted("war 1", 50)
    await machine.memory.move(CHAT, SUPERGROUP, NOW)
    (send,) = await told("war 2", chat=SUPERGROUP)
    assert send.action == sent("2")
    await told.ends(send, "done", {"chat": SUPERGROUP, "message": 5})
    assert actions(await told("war 3", chat=SUPERGROUP)) == [Edit(room=1, message=5, text="3")]


async def test_notice_that_is_forgotten_is_told_anew(machine: Machine, told: Told) -> None:
    await told.posted("war 1", 50)
    await told.posted("peace 1", 51)
    await machine.store.write(lambda c: forget(c, 1, "war"))
    assert actions(await told("war 2")) == [sent("2")]
    assert actions(await told("peace 2")) == [Edit(room=1, message=51, text="2")]


async def test_notice_forgotten_on_its_way_stays_forgotten(machine: Machine, told: Told) -> None:
    (first,) = await told("war 1")
    await machine.store.write(lambda c: forget(c, 1, "war"))
    assert await told.ends(first, "done", {"chat": CHAT, "message": 50}) == []
    assert await rows_of(machine.store, Notice.matter) == []


async def test_notice_that_does_not_stay_goes_by_itself(machine: Machine, told: Told) -> None:
    (first,) = await told("war 1 -")
    assert first.action == sent("1 -", stay=86_400)
    await told.ends(first, "done", {"chat": CHAT, "message": 50})
    rows = await rows_of(machine.store, Deadline.kind, Deadline.key, Deadline.due_at)
    assert ("tidy.gone", f"{CHAT}:50", NOW + 86_400) in rows
    machine.sweeper.ready()
    machine.clock.advance(86_400)
    await machine.sweeper.tick()
    await machine.rest()
    assert Delete(room=1, chat=CHAT, message=50) in machine.basket.actions


async def test_notice_in_a_topic_is_told_there(told: Told) -> None:
    (send,) = await told("war 1", message_thread_id=9, is_topic_message=True)
    assert send.action == sent("1", thread=9)

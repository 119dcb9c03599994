"""Who is answered, how often, where, and who looks on meanwhile."""

import pytest
from kit import ADMIN, CHAT, Machine, chatter, pressed, rows_of

from bot.core.actions import Delete, Send
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Press, Watcher, Word
from bot.core.manner.who import WHO
from bot.core.reception import MINUTE, MOST_ASKED
from bot.core.role import ANONYMOUS, Admin, Admins
from bot.core.store import Store
from bot.core.unit import Unit
from handlers import manner
from models.inbox import Quarantine
from rehearsal.clock import ManualClock

RIGHT = "can_restrict_members"
MEMBER = 5_000_000_001


class Hall:
    """Handlers, and what was seen by who looks on."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    async def echo(self, unit: Unit) -> None:
        unit.reply(unit.args)

    async def refuse(self, _unit: Unit) -> None:
        raise UserError("no such thing")

    async def watch(self, unit: Unit) -> None:
        self.seen.append(unit.facts.text)


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.fixture
def machine(store: Store, hall: Hall) -> Machine:
    feature = Feature(
        name="test",
        commands=(
            Command(
                name="say", handle=hall.echo, words=(Word(texts=("说",), complete=lambda *_: True),)
            ),
            Command(name="wrong", handle=hall.refuse),
            Command(name="judge", handle=hall.echo, right=RIGHT),
        ),
        presses=(Press(name="say", handle=hall.echo),),
        watchers=(Watcher(kinds=("message",), handle=hall.watch),),
    )
    return Machine(store, ManualClock(), manner.FEATURE, feature)


def said(machine: Machine) -> list[str]:
    return [action.text for action in machine.basket.actions if isinstance(action, Send)]


def deleted(machine: Machine) -> list[int]:
    return [action.message for action in machine.basket.actions if isinstance(action, Delete)]


async def ask(machine: Machine, first: int, times: int, **more: object) -> None:
    """Ask that often, each time with a number of its own."""
    for number in range(first, first + times):
        await machine.handle(chatter(number, f"/say {number}", **more))


async def test_t84_member_who_asks_without_end_is_not_answered(machine: Machine) -> None:
    """T84: what they write beyond that goes; everybody else is answered as before."""
    await ask(machine, 1, MOST_ASKED)
    assert said(machine) == [str(number) for number in range(1, MOST_ASKED + 1)]
    await ask(machine, 100, 2)
    assert (len(said(machine)), deleted(machine)) == (MOST_ASKED, [100, 101])
    await ask(machine, 200, 1, person=MEMBER + 1)
    await ask(machine, 300, 1, chat=CHAT - 1)
    assert said(machine)[MOST_ASKED:] == ["200", "300"]
    machine.clock.advance(MINUTE + 1)
    await ask(machine, 400, 1)
    assert said(machine)[-1] == "400"
    assert await rows_of(machine.store, Quarantine.error) == []


async def test_admin_who_asks_without_end_is_answered(machine: Machine) -> None:
    await ask(machine, 1, 2 * MOST_ASKED, person=ADMIN)
    assert len(said(machine)) == 2 * MOST_ASKED
    assert deleted(machine) == []


async def test_bare_words_beyond_the_limit_stay(machine: Machine) -> None:
    """They are something that somebody said, whatever comes of them."""
    for number in range(1, MOST_ASKED + 3):
        await machine.handle(chatter(number, f"说 {number}"))
    assert (len(said(machine)), deleted(machine)) == (MOST_ASKED, [])


@pytest.mark.parametrize("text", ["/wrong", "/judge 1", "/say 1", "hello"])
async def test_watchers_see_what_is_answered_refused_or_wrong_once(
    machine: Machine, hall: Hall, text: str
) -> None:
    await machine.handle(chatter(1, text))
    assert hall.seen == [text]


async def test_watchers_see_an_anonymous_command_once(machine: Machine, hall: Hall) -> None:
    """T9: that somebody is asked who they are, and then says so, is no second message."""
    hidden = Admin(9, frozenset((RIGHT,)), anonymous=True)
    other = Admin(8, frozenset(("can_pin_messages",)), anonymous=True)
    machine.directory.known = Admins({8: other, 9: hidden})
    group = {"id": CHAT, "type": "supergroup", "title": "Club"}
    await machine.handle(chatter(1, "/judge 1", person=ANONYMOUS, sender_chat=group, message=77))
    assert hall.seen == ["/judge 1"]
    await machine.handle(pressed(2, f"{WHO}:77", person=9))
    assert said(machine)[-1] == "1"
    assert hall.seen == ["/judge 1"]


@pytest.mark.parametrize("topic", [0, 9])
async def test_press_is_answered_in_its_topic(machine: Machine, topic: int) -> None:
    where = {"message_thread_id": topic, "is_topic_message": True} if topic else {}
    await machine.handle(pressed(1, "say:hi", message=where))
    assert machine.basket.actions == [Send(room=1, text="hi", thread=topic)]


async def test_press_below_a_thread_that_is_no_topic_is_answered_in_the_group(
    machine: Machine,
) -> None:
    """Outside forums a thread is a chain of replies, in which nobody may write by its number."""
    await machine.handle(pressed(1, "say:hi", message={"message_thread_id": 9}))
    assert machine.basket.actions == [Send(room=1, text="hi")]

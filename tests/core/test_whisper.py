"""What concerns one person reaches that person: the four ways, in order, each taken once."""

from typing import Any

import pytest
from kit import CHAT, NOW, Machine, chatter, pressed, rows_of

from bot.core.actions import Answer, Button, React, Send, Whisper
from bot.core.feature import Command, Feature, Press
from bot.core.manner import private, whisper
from bot.core.manner.private import CALL, KEPT, MOST, WAY
from bot.core.outbox import Fate, Parcel
from bot.core.role import ANONYMOUS
from bot.core.store import Store
from bot.core.unit import Unit
from handlers import help as help_
from handlers import manner
from models.inbox import Quarantine
from models.manner import Letter
from models.member import People
from rehearsal.clock import ManualClock

ANN, BOB = 5_000_000_001, 5_000_000_002
BUTTONS = ((Button(text="yes", data="x:1"),),)


async def tell(unit: Unit) -> None:
    """Say something to whoever asked, in words of the language; `+` with a button."""
    buttons = BUTTONS if "+" in unit.args else ()
    await whisper(unit, lambda: f"{unit.args} {unit.say('button-confirm')}", buttons=buttons)


async def tell_bob(unit: Unit) -> None:
    await whisper(unit, lambda: unit.args, to=BOB, name="Bob")


FEATURE = Feature(
    name="test",
    commands=(Command(name="tell", handle=tell), Command(name="bob", handle=tell_bob)),
    presses=(Press(name="tell", handle=tell), Press(name="bob", handle=tell_bob)),
)


class Mouth:
    """A machine, and what comes of each thing that happens to it."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.number = 0

    async def hears(self, text: str, **more: Any) -> list[Parcel]:
        self.number += 1
        return await self._after(self.machine.handle(chatter(self.number, text, **more)))

    async def press(self, data: str, person: int = ANN) -> list[Parcel]:
        self.number += 1
        return await self._after(self.machine.handle(pressed(self.number, data, person=person)))

    async def ends(self, parcel: Parcel, state: str) -> list[Parcel]:
        async def end() -> None:
            self.machine.runtime.ended(parcel, Fate(state=state, result=None))
            await self.machine.rest()

        return await self._after(end())

    async def start(self, payload: str = "", person: int = ANN, **more: Any) -> list[Any]:
        """Somebody opens the private chat; what they are told there."""
        more = {"chat": person, "type": "private", "person": person} | more
        return [one.action.text for one in await self.hears(f"/start {payload}".strip(), **more)]

    async def _after(self, work: Any) -> list[Parcel]:
        seen = len(self.machine.basket.parcels)
        await work
        assert await rows_of(self.machine.store, Quarantine.error) == []
        return self.machine.basket.parcels[seen:]

    async def letters(self) -> list[tuple[Any, ...]]:
        return await rows_of(self.machine.store, Letter.user_id, Letter.at)


@pytest.fixture
def machine(store: Store) -> Machine:
    return Machine(store, ManualClock(), manner.FEATURE, help_.FEATURE, FEATURE)


@pytest.fixture
def mouth(machine: Machine) -> Mouth:
    """On a server of Telegram that has messages for one person."""
    machine.runtime.lacks = lambda _what: False
    return Mouth(machine)


@pytest.fixture
def old(machine: Machine) -> Mouth:
    """On one that has none."""
    return Mouth(machine)


def actions(parcels: list[Parcel]) -> list[Any]:
    return [parcel.action for parcel in parcels]


def line(person: int, name: str, room: int = 1) -> Send:
    """The line that calls somebody to the private chat."""
    url = "https://t.me/louzhang_bot?start=mail"
    return Send(
        room=room,
        text=f'<a href="tg://user?id={person}">{name}</a>, I have something for you.',
        buttons=((Button(text="Open the private chat", url=url),),),
    )


def club(*lines: str) -> list[str]:
    """Lines as they reach somebody out of sight of the club."""
    return [f"<b>Club</b>\n{line}" for line in lines]


ASIDE = Whisper(room=1, person=ANN, text="hush Confirm")


async def test_whisper_first_way_is_an_alert_on_the_button(mouth: Mouth) -> None:
    assert actions(await mouth.press("tell:hush")) == [
        Answer(room=1, query="q1", text="hush Confirm", alert=True)
    ]


async def test_whisper_that_fits_into_no_alert_takes_the_next_way(
    mouth: Mouth, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is too long, and one with buttons; the press is answered all the same."""
    monkeypatch.setattr(private, "ALERT", len("short Confirm"))
    (alert,) = actions(await mouth.press("tell:short"))
    assert alert.text == "short Confirm"
    for data, buttons in (("longer", ()), ("+", BUTTONS)):
        found = actions(await mouth.press(f"tell:{data}"))
        said = Whisper(room=1, person=ANN, text=f"{data} Confirm", buttons=buttons)
        assert said in found
        assert Answer(room=1, query=f"q{mouth.number}") in found
        assert len(found) == 2


async def test_whisper_to_somebody_else_is_no_alert_for_who_pressed(mouth: Mouth) -> None:
    found = actions(await mouth.press("bob:hush"))
    assert Whisper(room=1, person=BOB, text="hush") in found
    assert Answer(room=1, query="q1") in found
    assert len(found) == 2


async def test_whisper_second_way_is_a_message_only_they_see(mouth: Mouth) -> None:
    (parcel,) = await mouth.hears("/tell hush")
    assert (parcel.action, parcel.then, parcel.expires_at) == (ASIDE, WAY, NOW + 300)
    assert await mouth.ends(parcel, "done") == []
    assert await mouth.letters() == []
    topic = await mouth.hears("/tell hush", message_thread_id=9, is_topic_message=True)
    assert actions(topic) == [Whisper(room=1, person=ANN, text="hush Confirm", thread=9)]


async def test_whisper_third_way_is_the_private_chat_of_who_started_it(old: Mouth) -> None:
    """With a sign in the group that it was answered there, in the person's own language."""
    await old.start()
    said = {"id": ANN, "is_bot": False, "first_name": "Ann", "language_code": "zh-hans"}
    send, react = await old.hears("/tell hush +", message=77, **{"from": said})
    assert send.action == Send(
        room=2,
        to=ANN,
        text="<b>Club</b>\nhush + 确认",
        buttons=BUTTONS,
        if_unknown="again_once",
    )
    assert react.action == React(room=2, chat=CHAT, message=77, emoji="👌")
    assert await old.letters() == []


async def test_whisper_fourth_way_is_a_line_by_name(old: Mouth) -> None:
    assert actions(await old.hears("/tell hush")) == [line(ANN, f"P{ANN}")]
    assert await old.letters() == [(ANN, NOW)]
    assert actions(await old.hears("/bob ahem")) == [line(BOB, "Bob")]
    assert await old.letters() == [(ANN, NOW), (BOB, NOW)]


async def test_whisper_calls_one_person_only_so_often(old: Mouth, machine: Machine) -> None:
    """What is said meanwhile waits with the rest."""
    assert len(await old.hears("/tell 1")) == 1
    machine.clock.advance(CALL - 1)
    assert await old.hears("/tell 2") == []
    assert len(await old.hears("/bob 3")) == 1
    machine.clock.advance(1)
    machine.sweeper.ready()
    await machine.sweeper.tick()
    await machine.rest()
    assert len(await old.hears("/tell 4")) == 1
    assert await old.start() == club("1 Confirm", "2 Confirm", "4 Confirm")


async def test_whisper_falls_through_from_way_to_way(mouth: Mouth) -> None:
    """Each way that Telegram refuses is followed by the next, until somebody can hear."""
    await mouth.start()
    (aside,) = await mouth.hears("/tell hush", message=77)
    send, react = await mouth.ends(aside, "refused")
    assert send.action == Send(
        room=aside.action.room,
        to=ANN,
        text="<b>Club</b>\nhush Confirm",
        if_unknown="again_once",
    )
    assert isinstance(react.action, React)
    (called,) = await mouth.ends(send, "refused")
    assert called.action == line(ANN, f"P{ANN}", room=aside.action.room)
    assert called.then is None
    assert await mouth.letters() == [(ANN, NOW)]


async def test_whisper_refused_in_private_is_not_tried_there_again(old: Mouth) -> None:
    """Who blocked the bot has not started it any more, until they start it again."""
    await old.start()
    send, _ = await old.hears("/tell 1")
    assert isinstance((await old.ends(send, "refused"))[0].action, Send)
    assert await rows_of(old.machine.store, People.user_id, People.started) == [(ANN, 0)]
    assert await old.hears("/tell 2") == []
    assert await old.start() == club("1 Confirm", "2 Confirm")
    send, _ = await old.hears("/tell 3")
    assert send.action.to == ANN


async def test_whisper_that_arrived_is_not_said_twice(old: Mouth) -> None:
    await old.start()
    send, _ = await old.hears("/tell 1")
    assert await old.ends(send, "done") == []
    assert await old.letters() == []


@pytest.mark.parametrize("state", ["unknown", "expired"])
async def test_whisper_of_which_nobody_knows_goes_on_to_the_next_way(
    mouth: Mouth, state: str
) -> None:
    """Twice is better than never; who did not block the bot has still started it."""
    (aside,) = await mouth.hears("/tell hush")
    (called,) = await mouth.ends(aside, state)
    assert called.action == line(ANN, f"P{ANN}")
    assert await mouth.start() == club("hush Confirm")
    (aside,) = await mouth.hears("/tell hush", message=77)
    send, _ = await mouth.ends(aside, state)
    assert send.action.to == ANN
    assert await mouth.ends(send, state) == []  # called a moment ago
    assert await rows_of(mouth.machine.store, People.user_id, People.started) == [(ANN, 1)]
    assert await mouth.start() == club("hush Confirm")


@pytest.mark.parametrize("payload", ["", "mail", "mail_x", "nonsense", "why"])
async def test_letters_are_handed_over_by_start(old: Mouth, payload: str) -> None:
    """Whatever leads there; in their order, with their buttons, and once."""
    await old.hears("/tell 1 +")
    await old.hears("/tell 2")
    told = await old.start(payload)
    assert told == club("1 + Confirm", "2 Confirm")
    sends = [one for one in old.machine.basket.actions if isinstance(one, Send)]
    assert sends[-2].buttons == BUTTONS
    assert await old.letters() == []
    assert (await old.start("mail")) != told


async def test_t8_link_of_a_letter_shows_nobody_else_s(old: Mouth) -> None:
    """T8: the link says only that somebody comes for their own; it need not be secret."""
    await old.hears("/tell hush")
    assert club("hush Confirm")[0] not in await old.start("mail", person=BOB)
    assert club("hush Confirm")[0] not in await old.start(f"mail_{ANN}", person=BOB)
    assert await old.letters() == [(ANN, NOW)]
    assert await old.start("mail") == club("hush Confirm")


async def test_letters_of_other_people_stay_where_they_are(old: Mouth) -> None:
    await old.hears("/tell 1")
    await old.hears("/bob 2")
    assert await old.start("mail", person=BOB) == club("2")
    assert await old.letters() == [(ANN, NOW)]


async def test_letters_are_kept_for_a_week(old: Mouth, machine: Machine) -> None:
    await old.hears("/tell 1")
    machine.clock.advance(1)
    await old.hears("/tell 2")
    machine.clock.advance(KEPT)
    now = int(machine.clock.now())
    assert await old.start("mail") == club("2 Confirm")
    await old.hears("/bob 3")
    assert await machine.store.write(lambda c: private.forget(c, now + KEPT)) == 0
    assert await machine.store.write(lambda c: private.forget(c, now + KEPT + 1)) == 1
    assert await old.letters() == []


async def test_letters_that_wait_are_limited(old: Mouth) -> None:
    """T84: nobody fills the database by being refused all day."""
    for number in range(MOST + 5):
        await old.hears(f"/tell {number}")
        old.machine.clock.advance(4)
    await old.hears("/bob x")
    assert len(await old.letters()) == MOST + 1
    assert await old.start() == club(*(f"{number} Confirm" for number in range(MOST)))


async def test_whisper_to_nobody_in_particular_is_an_answer(mouth: Mouth) -> None:
    """An anonymous administrator and a channel have no private chat; in one nobody else reads."""
    group = {"id": CHAT, "type": "supergroup", "title": "Club"}
    channel = {"id": -100_777, "type": "channel", "title": "News"}
    said = await mouth.hears("/tell 1", person=ANONYMOUS, sender_chat=group, message=5)
    assert actions(said) == [Send(room=1, text="1 Confirm", reply_to=5)]
    said = await mouth.hears("/tell 2", person=136817688, sender_chat=channel, message=6)
    assert actions(said) == [Send(room=1, text="2 Confirm", reply_to=6)]
    said = await mouth.hears("/tell 3", chat=ANN, type="private", message=7)
    assert actions(said) == [Send(room=2, text="3 Confirm", reply_to=7)]

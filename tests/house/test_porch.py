"""Who comes in by themselves is asked on the spot: aloud, or so that they alone see it."""

import pytest

from rehearsal import Telegram
from rehearsal.message import Message
from rehearsal.person import Person
from tests.house.conftest import MINUTE, Scene
from tests.house.door import card_of, sees

ASKS = "Show that you are a person"


@pytest.fixture(params=["alone", "aloud"], autouse=True)
def way(request: pytest.FixtureRequest, tg: Telegram) -> str:
    """Whether the server can show a message to one member only."""
    if request.param == "aloud":
        tg.missing.update(("sendephemeralmessage", "deleteephemeralmessage"))
    return str(request.param)


def shown(scene: Scene, person: Person, text: str = ASKS) -> Message | None:
    """What somebody is asked in the group."""
    whispers = [one for one in person.whispers(scene.group) if text in one.text]
    return whispers[-1] if whispers else scene.group.find(text)


async def asked(scene: Scene, person: Person, text: str = ASKS) -> Message:
    """Wait until somebody is asked something."""
    await scene.tg.until(lambda: shown(scene, person, text))
    found = shown(scene, person, text)
    assert found is not None
    return found


async def test_open_joiner_is_silent_until_they_have_answered(
    scene: Scene, tg: Telegram, way: str
) -> None:
    await scene.set("entry.require captcha")
    cem = scene.newcomer("Cem")
    await tg.until(lambda: scene.group.status(cem) == "restricted")
    question = await asked(scene, cem)
    assert (question.receiver is cem) == (way == "alone")
    if way == "aloud":
        refused = await scene.bob.presses(question, "I am a person").answer
        assert refused.alert
    cem.presses(question, "I am a person")
    await tg.until(lambda: scene.group.status(cem) == "member")
    await tg.until(lambda: question.deleted)
    scene.clock.advance(MINUTE)
    await scene.quiet()
    assert not shown(scene, cem), "who was asked alone is not asked again aloud"


async def test_whisper_that_nobody_heard_is_said_aloud(
    scene: Scene, tg: Telegram, way: str
) -> None:
    """Telegram does not promise that such a message arrives."""
    await scene.set("entry.require captcha")
    cem = scene.newcomer("Cem")
    question = await asked(scene, cem)
    if way == "aloud":
        assert question in scene.lines()
        return
    assert not scene.group.find(ASKS)
    scene.clock.advance(31)
    await tg.until(lambda: scene.group.find(ASKS))
    aloud = scene.group.find(ASKS)
    assert aloud is not None
    cem.presses(aloud, "I am a person")
    await tg.until(lambda: scene.group.status(cem) == "member")
    await scene.gone(question, aloud)


async def test_who_answered_wrongly_has_heard(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.captcha math")
    await scene.set("entry.require captcha")
    cem = scene.newcomer("Cem")
    question = await asked(scene, cem, "= ?")
    first, _, second = question.text.split("=")[0].split()
    right = str(int(first) + int(second))
    cem.presses(question, next(one for one in question.buttons[:-1] if one != right))
    again = await asked(scene, cem, "That was not right")
    scene.clock.advance(31)
    await scene.quiet()
    assert not [one for one in scene.lines() if "= ?" in one.text and one is not again]
    assert scene.group.status(cem) == "restricted"


async def test_second_question_that_cannot_be_whispered_is_asked_aloud(
    scene: Scene, tg: Telegram, way: str
) -> None:
    await scene.set("entry.captcha math")
    await scene.set("entry.require captcha")
    cem = scene.newcomer("Cem")
    question = await asked(scene, cem, "= ?")
    first, _, second = question.text.split("=")[0].split()
    right = str(int(first) + int(second))
    await tg.idle()
    if way == "alone":
        scene.fail("lost", "sendMessage", chat=scene.group.id)
    cem.presses(question, next(one for one in question.buttons[:-1] if one != right))
    await tg.until(lambda: [one for one in scene.lines() if "= ?" in one.text])


async def test_open_joiner_goes_on_in_private(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require captcha and pledge")
    cem = scene.newcomer("Cem")
    question = await asked(scene, cem)
    cem.presses(question, "I am a person")
    await tg.until(lambda: shown(scene, cem, "there is something"))
    called = await asked(scene, cem, "there is something")
    cem.starts_bot(called.button("Come in")["url"].partition("start=")[2])
    await tg.until(lambda: scene.lines(cem.private) and "pledge" in card_of(scene, cem).text)
    assert scene.group.status(cem) == "restricted"
    cem.presses(card_of(scene, cem), "I have read this and agree")
    await tg.until(lambda: scene.group.status(cem) == "member")
    await scene.gone(question, called)


async def test_many_open_joiners_share_one_message(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require captcha")
    await scene.set("antiraid.enabled off")
    people = [scene.newcomer(f"Newcomer {number}") for number in range(12)]
    await tg.until(lambda: all(scene.group.status(one) == "restricted" for one in people))
    await tg.until(lambda: scene.group.find("Newcomers: before you write"))
    shared = scene.group.find("Newcomers: before you write")
    assert shared is not None
    last = people[-1]
    last.starts_bot(shared.button("Come in")["url"].partition("start=")[2])
    await tg.until(lambda: scene.lines(last.private) and "▶️ a captcha" in card_of(scene, last).text)
    last.presses(card_of(scene, last), "I am a person")
    await tg.until(lambda: scene.group.status(last) == "member")
    scene.bob.starts_bot(shared.button("Come in")["url"].partition("start=")[2])
    await tg.until(lambda: scene.lines(scene.bob.private))
    assert "nothing for you" in scene.lines(scene.bob.private)[-1].text


async def test_an_earlier_restriction_holds_on_for_who_passed(scene: Scene, tg: Telegram) -> None:
    """T95"""
    await scene.set("entry.require captcha")
    cem = scene.newcomer("Cem")
    first = await asked(scene, cem)
    cem.presses(first, "I am a person")
    await tg.until(lambda: scene.group.status(cem) == "member")
    scene.ann.restricts(cem, scene.group, can_send_messages=True)
    await scene.quiet()
    cem.leaves(scene.group)
    await scene.quiet()
    cem.joins(scene.group)
    again = await asked(scene, cem)
    cem.presses(again, "I am a person")
    await scene.gone(again)
    member = scene.group.member(cem)
    assert member.status == "restricted"
    assert member.permissions["can_send_messages"]
    assert not member.permissions["can_send_photos"]


async def test_who_passed_is_welcomed_once_they_are_in(scene: Scene, tg: Telegram) -> None:
    await scene.set("welcome.enabled on")
    await scene.set("entry.require captcha")
    cem = scene.newcomer("Cem")
    first = await asked(scene, cem)
    scene.clock.advance(MINUTE)
    await scene.quiet()
    assert not scene.group.find("Welcome to")
    cem.presses(first, "I am a person")
    await scene.later(lambda: scene.group.find("Welcome to Book club, Cem!"))


async def test_t67_an_advertising_name_is_not_repeated_by_the_welcome(
    scene: Scene, tg: Telegram
) -> None:
    await scene.set("ads.policy report")
    await scene.set("welcome.enabled on")
    await scene.set("entry.require captcha")
    cem = scene.newcomer("加V: abc12345 日结兼职")
    first = await asked(scene, cem)
    cem.presses(first, "I am a person")
    await scene.later(lambda: scene.group.find("Welcome to"))
    assert not [one for one in scene.lines() if "abc12345" in one.text]


async def test_open_joiner_who_does_not_answer_is_removed_with_what_they_wrote(
    scene: Scene, tg: Telegram
) -> None:
    await scene.set("entry.require captcha")
    cem = scene.newcomer("Cem")
    await tg.until(lambda: scene.group.status(cem) == "restricted")
    await scene.later(lambda: scene.group.status(cem) == "left", step=MINUTE)
    await tg.idle()
    assert not cem.whispers(scene.group)
    assert not [one for one in scene.group.messages if "person" in one.text]
    assert scene.group.status(cem) == "left"


async def test_start_without_a_link_leads_on_at_the_door(scene: Scene, tg: Telegram) -> None:
    """Who finds the bot by themselves is asked there; anybody else is greeted."""
    await scene.set("entry.require captcha and pledge")
    cem = scene.newcomer("Cem")
    await asked(scene, cem, "Cem")
    cem.starts_bot()
    await sees(scene, cem, "▶️ a captcha")
    scene.bob.starts_bot()
    await sees(scene, scene.bob, "Add me")

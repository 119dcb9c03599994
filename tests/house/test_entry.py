"""The door: what an applicant sees, and what becomes of them."""

import re

import pytest
from sqlalchemy import update

from bot.app import Warden
from models.entry import Application
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import DAY, HOUR, MINUTE, Scene
from tests.house.door import card_of, knock, seen, solution


async def test_who_presses_the_button_is_let_in(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require captcha")
    cem = await knock(scene)
    card = card_of(scene, cem)
    assert "🚪 Book club" in card.text
    assert "▶️ a captcha" in card.text
    cem.presses(card, "I am a person")
    await tg.until(lambda: scene.group.status(cem) == "member")
    await tg.until(lambda: "You are in" in card_of(scene, cem).text)
    assert len(scene.lines(cem.private)) == 1


async def test_sum_is_typed_or_pressed_and_has_no_digits_before_it(
    scene: Scene, tg: Telegram
) -> None:
    await scene.set("entry.captcha math")
    await scene.set("entry.require captcha")
    cem = await knock(scene)
    text = card_of(scene, cem).text
    assert re.match(r"\d+ \+ \d+ = \?", text), text
    cem.tells_bot(solution(text))
    await tg.until(lambda: scene.group.status(cem) == "member")
    dan = await knock(scene, "Dan")
    card = card_of(scene, dan)
    dan.presses(card, solution(card.text))
    await tg.until(lambda: scene.group.status(dan) == "member")


async def test_wrong_answers_are_counted_and_the_refused_can_try_again(
    scene: Scene, tg: Telegram
) -> None:
    await scene.set("entry.captcha math")
    await scene.set("entry.require captcha")
    cem = await knock(scene)
    for tries in range(3):
        await tg.until(lambda: "= ?" in card_of(scene, cem).text)
        before = card_of(scene, cem)
        cem.tells_bot("0")
        await tg.until(lambda before=before: before.deleted or "let you" in before.text)
        assert tries == 2 or "That was not right" in card_of(scene, cem).text
    await tg.until(lambda: "did not let you in" in card_of(scene, cem).text)
    assert "You can try again in 10 minutes" in card_of(scene, cem).text
    assert cem.id not in scene.group.requests
    assert scene.group.status(cem) == "left"
    cem.requests(scene.group)
    await tg.until(lambda: "you can try again in" in card_of(scene, cem).text)
    await tg.until(lambda: cem.id not in scene.group.requests)
    scene.clock.advance(11 * MINUTE)
    cem.requests(scene.group)
    await tg.until(lambda: "= ?" in card_of(scene, cem).text)


async def test_expression_is_gone_through_gate_by_gate(scene: Scene, tg: Telegram) -> None:
    await scene.ask(scene.ann, "/setrules Be kind.")
    preview = scene.lines()[-1]
    scene.ann.presses(preview, "Save")
    await tg.idle()
    answer = await scene.set("entry.require (captcha or review) and pledge")
    assert "Newcomers will pass: (one of: a captcha or a look by an administrator) and" in (
        answer.text
    )
    cem = await knock(scene)
    card = card_of(scene, cem)
    assert "▫️ the pledge" in card.text
    cem.presses(card, "I am a person")
    await tg.until(lambda: "Be kind." in card_of(scene, cem).text)
    cem.presses(card_of(scene, cem), "I have read this and agree")
    await tg.until(lambda: scene.group.status(cem) == "member")


async def test_application_that_takes_too_long_is_declined_and_told(
    scene: Scene, tg: Telegram
) -> None:
    await scene.set("entry.require captcha")
    cem = await knock(scene)
    await scene.later(lambda: "the time is over" in card_of(scene, cem).text, step=HOUR)
    assert cem.id not in scene.group.requests


async def test_cancel_withdraws_and_one_may_ask_again_at_once(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require captcha")
    cem = await knock(scene)
    cem.tells_bot("cancel")
    await tg.until(lambda: "cancelled" in card_of(scene, cem).text)
    await tg.until(lambda: cem.id not in scene.group.requests)
    cem.requests(scene.group)
    await tg.until(lambda: "▶️ a captcha" in card_of(scene, cem).text)


async def test_mistake_in_an_expression_is_shown_with_a_caret(scene: Scene) -> None:
    answer = await scene.ask(scene.ann, "/set entry.require captcha and and pledge")
    assert "captcha and and pledge\n            ^" in answer.text
    assert "There is no such gate" in (await scene.ask(scene.ann, "/set entry.require captha")).text


async def test_review_card_decides(scene: Scene, tg: Telegram) -> None:
    scene.ann.starts_bot()
    await scene.set("entry.require review")
    cem = await knock(scene)
    assert "An administrator looks" in card_of(scene, cem).text
    await tg.until(lambda: "somebody wants to come in" in card_of(scene, scene.ann).text)
    scene.ann.presses(card_of(scene, scene.ann), "Let in")
    await tg.until(lambda: scene.group.status(cem) == "member")
    await tg.until(lambda: "→ let in" in card_of(scene, scene.ann).text)
    dan = await knock(scene, "Dan", username="dan_reads")
    answer = await scene.ask(scene.ann, "/refuse @dan_reads")
    assert answer.text == "❌ Dan is refused."
    await tg.until(lambda: dan.id not in scene.group.requests)


async def test_review_line_in_the_group_says_how_it_ended(scene: Scene, tg: Telegram) -> None:
    """No admin ever wrote to the bot: one line stands in the group, and it names nobody."""
    await scene.set("entry.require review")
    cem = await knock(scene)
    await tg.until(lambda: scene.group.find("wants to come in"))
    line = scene.group.find("wants to come in")
    assert line is not None
    scene.ann.presses(line, "Refuse")
    await tg.until(lambda: line.text == "🚪 Somebody wanted to come in → refused")
    await tg.until(lambda: cem.id not in scene.group.requests)


async def test_another_admin_is_faster(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require captcha")
    cem = await knock(scene)
    scene.ann.approves(cem, scene.group)
    await tg.until(lambda: "You are in" in card_of(scene, cem).text)
    assert scene.group.status(cem) == "member"


@pytest.mark.parametrize("asked", ["captcha", "off"])
async def test_guard_leaves_requests_to_the_administrators_and_goes_on_as_one(
    scene: Scene, tg: Telegram, asked: str
) -> None:
    """Telegram asks a guard bot first and waits for ten seconds; a captcha takes longer."""
    await scene.set(f"entry.require {asked}")
    scene.group.guarded = scene.group.by_request = True
    cem = tg.person("Cem")
    request = cem.requests(scene.group)
    await tg.until(lambda: request.query is None)
    (queued,) = tg.calls_of("answerChatJoinRequestQuery")
    assert (queued.ok, queued.params["result"], request.state) == (True, "queue", "pending")
    if asked == "off":
        assert not scene.lines(cem.private)
        return
    await tg.until(lambda: scene.lines(cem.private))
    cem.presses(card_of(scene, cem), "I am a person")
    await tg.until(lambda: scene.group.status(cem) == "member")


async def test_seats_are_not_sold_twice_and_the_next_is_offered(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require captcha")
    await scene.set("entry.seats 4")  # Ann, Bob, Eve
    cem, dan = await knock(scene), await knock(scene, "Dan")
    for one in (cem, dan):
        one.presses(card_of(scene, one), "I am a person")
    waits = "number 1 on the waiting list"
    await tg.until(lambda: any(waits in seen(scene, one) for one in (cem, dan)))
    await tg.until(lambda: any(scene.group.status(one) == "member" for one in (cem, dan)))
    last = cem if waits in seen(scene, cem) else dan
    assert scene.group.status(last) == "left"
    scene.eve.leaves(scene.group)
    await scene.later(lambda: "is free for you" in seen(scene, last), step=10)
    last.presses(card_of(scene, last), "Take the seat")
    await tg.until(lambda: scene.group.status(last) == "member")


async def test_door_shows_the_funnel(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require captcha")
    cem = await knock(scene)
    cem.presses(card_of(scene, cem), "I am a person")
    await tg.until(lambda: scene.group.status(cem) == "member")
    await knock(scene, "Dan")
    text = (await scene.ask(scene.ann, "/door")).text
    assert "2 came, 1 passed" in text
    assert "now at the captcha: 1" in text
    assert "Dan" in (await scene.ask(scene.ann, "/waitlist")).text


@pytest.mark.parametrize("way", ["request", "open"])
async def test_restart_in_the_middle_loses_nothing(
    launch: Launch, tg: Telegram, clock: RunningClock, way: str
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await scene.set("entry.require captcha")
        if way == "request":
            cem = await knock(scene)
            asked = card_of(scene, cem)
        else:
            cem = scene.newcomer("Cem")
            await tg.until(lambda: cem.whispers(scene.group))
            (asked,) = cem.whispers(scene.group)
        await tg.idle()
    async with launch():
        cem.presses(asked, "I am a person")
        await tg.until(lambda: scene.group.status(cem) == "member")


async def test_who_was_there_before_is_never_asked(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require captcha")
    await scene.later(lambda: True, step=DAY)
    assert scene.group.status(scene.bob) == "member"
    scene.bob.says(scene.group, "What do we read?")
    await tg.idle()
    assert scene.group.status(scene.bob) == "member"


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t61_500_applicants_at_once_each_have_their_card(scene: Scene, tg: Telegram) -> None:
    """Thirty messages a second is what Telegram allows: so long it takes, and nothing is lost.

    So many at once are a raid: whoever is done waits until it is calm."""
    await scene.set("entry.require captcha")
    scene.group.by_request = True
    people = [tg.person(f"Applicant {number}") for number in range(500)]
    began = scene.clock.now()
    for one in people:
        one.requests(scene.group)
    await tg.until(lambda: all(scene.lines(one.private) for one in people), timeout=90)
    assert scene.clock.now() - began < 90, "as long as the limits ask, on a machine that is busy"
    sent = [call for call in tg.calls_of("sendMessage") if call.params["chat_id"] > 0]
    assert len(sent) == 500
    assert not [call for call in tg.calls if not call.ok]
    people[-1].presses(card_of(scene, people[-1]), "I am a person")
    done = "✅ Everything is done. Very many people are asking at this moment"
    await tg.until(lambda: card_of(scene, people[-1]).text.startswith(done))


async def test_gate_that_is_gone_is_no_trap(scene: Scene, tg: Telegram, warden: Warden) -> None:
    """What was asked cannot be asked any more: what is asked today is."""
    await scene.set("entry.require pledge")
    cem = await knock(scene)
    change = update(Application).values(demand="pledge and lost_gate")
    await warden.store.write(lambda c: c.execute(change))
    cem.presses(card_of(scene, cem), "I have read this and agree")
    await tg.until(lambda: scene.group.status(cem) == "member")

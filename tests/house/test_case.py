"""Cases: the card and its buttons, looking them up, and everything forged, late or twice."""

import pytest

from rehearsal import Telegram
from rehearsal.message import Message
from tests.house.conftest import DAY, HOUR, Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
LIKELY = "带你赚钱 @foo_bar"
SUSPICIOUS = "加我微信 abc12345"


async def card_for(scene: Scene, text: str = LIKELY) -> Message:
    """Eve writes something; the card that Ann gets for it in private."""
    scene.ann.starts_bot()
    await scene.tg.until(lambda: scene.lines(scene.ann.private))
    scene.eve.says(scene.group, text)
    await scene.tg.until(lambda: scene.ann.private.find("Book club"))
    found = scene.ann.private.find("Book club")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("button", "status", "said"),
    [
        ("Kick", "left", "ads · removed · Eve · in force"),
        ("Ban", "kicked", "ads · banned · Eve · in force"),
        ("Not an ad", "member", "ads · nothing · Eve · dismissed"),
    ],
)
async def test_admin_decides_by_a_button(scene: Scene, button: str, status: str, said: str) -> None:
    card = await card_for(scene)
    answer = await scene.ann.presses(card, button).answer
    assert (answer.text, answer.alert) == ("Done.", False)
    await scene.out(scene.eve, status)
    await scene.tg.until(lambda: card.edits)
    assert card.buttons == []
    assert card.text.endswith("→ " + said.rpartition(" · ")[2])
    assert await scene.cases() == [said]


async def test_not_an_ad_gives_the_message_back(scene: Scene) -> None:
    card = await card_for(scene)
    await scene.ann.presses(card, "Not an ad").answer
    await scene.tg.until(lambda: scene.group.find("wrote:"))
    line = scene.group.find("wrote:")
    assert line is not None
    assert line.text == f"Eve wrote:\n{LIKELY}"


async def test_not_an_ad_gives_the_longest_message_back(scene: Scene) -> None:
    """T64: with the author's name it is longer than one message may be."""
    text = LIKELY + "\n" + "𝕬" * ((4096 - len(LIKELY) - 1) // 2)
    card = await card_for(scene, text)
    await scene.ann.presses(card, "Not an ad").answer

    def given_back() -> str:
        told = [line.text for line in scene.lines() if line.text.startswith("Eve wrote:\n")]
        return "".join(text.removeprefix("Eve wrote:\n") for text in told)

    await scene.tg.until(lambda: len(given_back()) >= len(text))
    assert given_back() == text


async def test_not_an_ad_for_a_message_that_stayed_posts_nothing(scene: Scene) -> None:
    card = await card_for(scene, SUSPICIOUS)
    await scene.ann.presses(card, "Not an ad").answer
    await scene.quiet()
    assert scene.group.find("wrote:") is None


async def test_kick_takes_away_a_message_that_was_left_standing(scene: Scene) -> None:
    card = await card_for(scene, SUSPICIOUS)
    message = scene.group.find(SUSPICIOUS)
    assert message is not None
    await scene.ann.presses(card, "Kick").answer
    await scene.out(scene.eve, "left")
    await scene.tg.until(lambda: message.deleted)


async def test_not_an_ad_lifts_the_mute_of_a_trusted_person(scene: Scene, tg: Telegram) -> None:
    for day in range(3):
        for number in range(4):
            scene.bob.says(scene.group, f"thought {number} of day {day} about our book")
        await scene.quiet()
        scene.clock.advance(DAY)
    scene.ann.starts_bot()
    for _ in range(2):
        scene.bob.says(scene.group, AD)
        await scene.quiet()
        scene.clock.advance(HOUR)
    await scene.out(scene.bob, "restricted")
    await tg.until(lambda: scene.ann.private.find("muted"))
    card = scene.ann.private.find("muted")
    assert card is not None
    tg.faults.order(kind="lost", method="restrictChatMember")
    await scene.ann.presses(card, "Not an ad").answer
    await scene.out(scene.bob, "member")


async def test_lifting_is_repeated_though_its_case_was_dismissed(
    scene: Scene, tg: Telegram
) -> None:
    for day in range(3):
        for number in range(4):
            scene.bob.says(scene.group, f"thought {number} of day {day} about our book")
        await scene.quiet()
        scene.clock.advance(DAY)
    scene.ann.starts_bot()
    for _ in range(2):
        scene.bob.says(scene.group, AD)
        await scene.quiet()
        scene.clock.advance(HOUR)
    await scene.out(scene.bob, "restricted")
    await tg.until(lambda: scene.ann.private.find("muted"))
    card = scene.ann.private.find("muted")
    assert card is not None
    tg.faults.order(kind="502", method="restrictChatMember")
    await scene.ann.presses(card, "Not an ad").answer
    await scene.out(scene.bob, "member")


async def test_t1_stranger_presses(scene: Scene) -> None:
    scene.eve.says(scene.group, LIKELY)
    await scene.tg.until(lambda: scene.group.find("please decide"))
    line = scene.group.find("please decide")
    assert line is not None
    for person in (scene.bob, scene.eve):
        answer = await person.presses(line, "Not an ad").answer
        assert answer.alert
        assert answer.text == "You need the right to ban users for that."
    assert await scene.cases() == ["ads · nothing · Eve · waits for a decision"]
    assert line.edits == []


async def test_t13_admin_without_the_right_presses(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    scene.eve.says(scene.group, LIKELY)
    await scene.tg.until(lambda: scene.group.find("please decide"))
    line = scene.group.find("please decide")
    assert line is not None
    answer = await scene.bob.presses(line, "Ban").answer
    assert answer.text == "You need the right to ban users for that."
    assert scene.group.status(scene.eve) == "member"


async def test_group_is_not_shown_the_ad_once_more(scene: Scene) -> None:
    scene.eve.says(scene.group, LIKELY)
    await scene.tg.until(lambda: scene.group.find("please decide"))
    line = scene.group.find("please decide")
    assert line is not None
    await scene.ann.presses(line, "Kick").answer
    await scene.tg.until(lambda: line.edits)
    assert (line.text, line.buttons) == ("#1 → in force (removed)", [])
    assert [one.text for one in scene.group.messages if "foo_bar" in one.text] == []


@pytest.mark.parametrize(
    "data",
    ["case_kick:999", "case_kick:", "case_kick:１", "case_kick:1;2", "case_kick:-1", "what", "x:1"],
)
async def test_t2_forged_data(scene: Scene, data: str) -> None:
    card = await card_for(scene)
    answer = await scene.ann.presses(card, forged=data).answer
    assert answer.text == "This button is out of date."
    assert scene.group.status(scene.eve) == "member"


async def test_t2_admin_of_another_group_decides_nothing_here(scene: Scene, tg: Telegram) -> None:
    """T7: neither with made-up data nor with that of the card, pressed below a message of hers."""
    other = tg.supergroup("Eve's shop", owner=scene.eve)
    other.add_bot()
    await tg.until(lambda: other.find("/rules"))
    greeting = other.find("/rules")
    assert greeting is not None
    sealed = (await card_for(scene)).button("Not an ad")["callback_data"]
    for data in ("case_ham:1", sealed):
        answer = await scene.eve.presses(greeting, forged=data).answer
        assert answer.text == "This button is out of date."
    assert await scene.cases() == ["ads · nothing · Eve · waits for a decision"]


async def test_t3_hundred_taps_are_one_decision(scene: Scene, tg: Telegram) -> None:
    card = await card_for(scene)
    presses = [scene.ann.presses(card, "Kick") for _ in range(100)]
    answers = [(await press.answer).text for press in presses]
    assert sorted(answers) == ["Done."] + ["This was decided already."] * 99
    await scene.out(scene.eve)
    await tg.idle()
    assert len(tg.calls_of("unbanChatMember", "banChatMember")) == 1


async def test_t4_decision_that_was_taken_stays(scene: Scene, tg: Telegram) -> None:
    card = await card_for(scene)
    ban = card.button("Ban")["callback_data"]
    await scene.ann.presses(card, "Not an ad").answer
    late = await scene.ann.presses(card, forged=ban).answer
    assert late.text == "This was decided already."
    await tg.idle()
    assert scene.group.status(scene.eve) == "member"


async def test_t4_card_of_an_admin_who_is_none_any_more(scene: Scene) -> None:
    card = await card_for(scene)
    heir = scene.newcomer("Heir")
    scene.tg.world.rng.random()
    from rehearsal import office

    office.hand_over(scene.group, heir, by=scene.ann)
    heir.demotes(scene.ann, scene.group)
    answer = await scene.ann.presses(card, "Ban").answer
    assert answer.text == "You need the right to ban users for that."
    assert scene.group.status(scene.eve) == "member"


async def test_t5_card_is_gone_when_it_is_pressed(scene: Scene) -> None:
    card = await card_for(scene)
    press = scene.ann.presses(card, "Kick")
    card.deleted = True
    assert (await press.answer).text == "Done."
    await scene.out(scene.eve)


async def test_t6_late_answer_does_not_undo_the_effect(scene: Scene, tg: Telegram) -> None:
    card = await card_for(scene)
    tg.faults.order(kind="slow", method="getChatAdministrators", seconds=0.2)
    scene.ann.presses(card, "Kick")
    tg.world.presses.clear()
    await scene.out(scene.eve)
    await tg.until(lambda: tg.calls_of("answerCallbackQuery"))
    await tg.until(lambda: tg.calls_of("answerCallbackQuery")[0].error is not None)
    assert await scene.cases() == ["ads · removed · Eve · in force"]


async def test_t93_admin_who_blocked_the_bot_is_not_asked_in_vain(scene: Scene) -> None:
    scene.ann.starts_bot()
    await scene.tg.until(lambda: scene.lines(scene.ann.private))
    scene.ann.blocks_bot()
    scene.eve.says(scene.group, LIKELY)
    await scene.tg.until(lambda: scene.group.find("please decide"))


async def test_t93_one_of_two_admins_blocked_the_bot(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group)
    scene.ann.starts_bot()
    scene.bob.starts_bot()
    await scene.tg.until(lambda: scene.lines(scene.bob.private))
    scene.bob.deactivates()
    scene.eve.says(scene.group, LIKELY)
    await scene.tg.until(lambda: scene.ann.private.find("#1"))
    await scene.quiet()
    assert scene.group.find("please decide") is None


async def test_card_for_a_log_chat_that_is_gone_goes_to_the_admins(
    scene: Scene, tg: Telegram
) -> None:
    office = tg.supergroup("Office", owner=scene.ann)
    office.add_bot()
    await tg.until(lambda: scene.lines(office))
    await scene.set(f"log.chat {office.id}")
    office.delete()
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    scene.eve.says(scene.group, LIKELY)
    await tg.until(lambda: scene.ann.private.find("#1"))


async def test_t87_card_survives_a_lost_answer(scene: Scene, tg: Telegram) -> None:
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    tg.faults.order(kind="502", method="sendMessage", chat=scene.ann.id)
    scene.eve.says(scene.group, LIKELY)
    await tg.until(lambda: scene.ann.private.find("#1"))


async def test_why_in_private_tells_the_person(scene: Scene) -> None:
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    answer = await scene.ask(scene.eve, "/why", scene.eve.private)
    first, who, quoted = answer.text.splitlines()[:3]
    assert first == "#1 · Book club · ads, certain"
    assert who == f"Eve ({scene.eve.id}): removed"
    assert quoted == AD
    assert "• an offer in text: 日结兼职 (+4)" in answer.text
    assert (await scene.ask(scene.eve, "/why #1", scene.eve.private)).text == answer.text


async def test_why_in_private_tells_nothing_of_others(scene: Scene) -> None:
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    answer = await scene.ask(scene.bob, "/why 1", scene.bob.private)
    assert answer.text == "There is no case #1 here."
    assert (await scene.ask(scene.bob, "/why", scene.bob.private)).text == "No cases."


async def test_why_in_the_group_is_for_admins_and_about_this_group(
    scene: Scene, tg: Telegram
) -> None:
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    answer = await scene.ask(scene.ann, "/why 1")
    assert answer.text.startswith("#1 · Book club · ads, certain")
    assert [one["type"] for one in answer["entities"]].count("url") == 0
    other = tg.supergroup("Choir", owner=scene.bob)
    other.add_bot()
    await tg.until(lambda: other.find("/rules"))
    assert (await scene.ask(scene.bob, "/why 1", other)).text == "There is no case #1 here."
    assert (await scene.ask(scene.bob, "/cases", other)).text == "No cases."


async def test_cases_are_found_by_person_and_rule(scene: Scene) -> None:
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    fay = scene.newcomer("Fay", username="fay_sells")
    fay.says(scene.group, LIKELY)
    await scene.tg.until(lambda: scene.group.find("please decide"))
    eve, fays = "ads · removed · Eve · in force", "ads · nothing · Fay · waits for a decision"
    assert await scene.cases() == [fays, eve]
    assert await scene.cases("@eve_sells") == [eve]
    assert await scene.cases("@FAY_sells") == [fays]
    assert await scene.cases(str(scene.eve.id)) == [eve]
    assert await scene.cases("ads") == [fays, eve]
    assert await scene.cases("flood") == []
    assert (await scene.ask(scene.ann, "/cases @nobody_here")).text == (
        "I have not seen @nobody_here here."
    )


@pytest.mark.parametrize(
    "asked", ["--5", "-", "９９", "1e9", "99999999999999999999", "@", "' OR 1"]
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t69_odd_questions_are_answered(scene: Scene, asked: str) -> None:
    assert (await scene.ask(scene.ann, f"/cases {asked}")).text in (
        "No cases.",
        f"I have not seen {asked} here.",
    )
    assert (await scene.ask(scene.ann, f"/why {asked}")).text == (
        f"There is no case #{asked[:18]} here."
    )


async def test_case_numbers_are_unique_per_installation(scene: Scene, tg: Telegram) -> None:
    other = tg.supergroup("Choir", owner=scene.bob, username="choir")
    other.add_bot()
    await tg.until(lambda: other.find("/rules"))
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    scene.eve.joins(other)
    scene.eve.says(other, AD)
    await scene.out(scene.eve, chat=other)
    here = (await scene.ask(scene.ann, "/cases")).text
    there = (await scene.ask(scene.bob, "/cases", other)).text
    assert here.split()[0] != there.split()[0]

"""The gate `quiz`: the owner's questions."""

import re

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.person import Person
from tests.conftest import Launch
from tests.house.conftest import Scene
from tests.house.door import card_of, inside, knock, seen, sees

CHOICE = "What do we read? | *books | ads | <b>spam</b>"
WORDS = "Who keeps the door? = Louzhang | 楼长"


async def add(scene: Scene, *questions: str) -> None:
    """Ann adds questions."""
    for number, question in enumerate(questions, 1):
        answer = await scene.ask(scene.ann, f"/question add {question}")
        assert answer.text == f"✅ Question {number} is added."


def asked(scene: Scene, person: Person) -> str:
    """The question somebody sees: its text."""
    found = re.search(r"❓ \d+/\d+: (.*)", seen(scene, person))
    assert found, seen(scene, person)
    return found[1]


async def test_questions_are_asked_one_after_the_other(scene: Scene, tg: Telegram) -> None:
    await add(scene, CHOICE, WORDS)
    await scene.set("entry.require quiz")
    cem = await knock(scene)
    for number in (1, 2):
        card = await sees(scene, cem, f"❓ {number}/2")
        if asked(scene, cem) == "What do we read?":
            cem.presses(card, "books")
        else:
            cem.tells_bot("ＬＯＵ zhang！")
    await inside(scene, cem)


async def test_wrong_answers_are_tries(scene: Scene, tg: Telegram) -> None:
    await add(scene, CHOICE)
    await scene.set("entry.require quiz")
    cem = await knock(scene)
    for _ in range(2):
        card = card_of(scene, cem)
        before = card.to_json()
        cem.presses(card, "<b>spam</b>")
        await tg.until(lambda card=card, before=before: card.to_json() != before)
        await sees(scene, cem, "That was not right.")
    cem.presses(card_of(scene, cem), "ads")
    await sees(scene, cem, "did not let you in: the questions was not passed")


async def test_some_of_the_questions_are_drawn(scene: Scene, tg: Telegram) -> None:
    await add(scene, *(f"Question {one}? = yes" for one in range(8)))
    await scene.set("quiz.count 2")
    await scene.set("entry.require quiz")
    drawn = set()
    for name in ("Cem", "Dan", "Flo", "Gus", "Hal", "Ida"):
        one = await knock(scene, name)
        first = asked(scene, one)
        one.tells_bot("yes")
        await sees(scene, one, "❓ 2/2")
        drawn.add((first, asked(scene, one)))
        one.tells_bot("YES")
        await inside(scene, one)
    assert len(drawn) > 1
    assert all(first != second for first, second in drawn)


async def test_t2_old_button_answers_no_later_question(scene: Scene, tg: Telegram) -> None:
    """T2: a button of an earlier question, or of an earlier order, changes nothing."""
    await add(scene, "First? | *yes | no", "Second? | *no | yes")
    await scene.set("entry.require quiz")
    cem = await knock(scene)
    card = card_of(scene, cem)
    word = "yes" if asked(scene, cem) == "First?" else "no"
    old = card.button(word)["callback_data"]
    cem.presses(card, word)
    await sees(scene, cem, "❓ 2/2")
    cem.presses(card_of(scene, cem), forged=old)
    await tg.idle()
    assert "❓ 2/2" in seen(scene, cem)
    assert "not right" not in seen(scene, cem)


async def test_review_card_shows_the_answers(scene: Scene, tg: Telegram) -> None:
    scene.ann.starts_bot()
    await add(scene, WORDS)
    await scene.set("entry.require quiz and review")
    cem = await knock(scene)
    cem.tells_bot("the <owner>")
    await sees(scene, cem, "That was not right.")
    cem.tells_bot("louzhang")
    await sees(
        scene,
        scene.ann,
        "💬 answering questions: "
        "Who keeps the door? → the <owner> ✗; Who keeps the door? → louzhang",
    )


async def test_quiz_without_questions_lets_through_and_the_owner_hears_so(
    scene: Scene, tg: Telegram
) -> None:
    scene.ann.starts_bot()
    answer = await scene.set("entry.require quiz and captcha")
    assert "The gate quiz wants questions" in answer.text
    cem = await knock(scene)
    assert "✅ answering questions" in card_of(scene, cem).text
    await sees(scene, scene.ann, "somebody is at the door. The gate quiz wants questions")


async def test_questions_that_are_gone_are_no_trap(scene: Scene, tg: Telegram) -> None:
    await add(scene, CHOICE, WORDS)
    await scene.set("quiz.count 1")
    await scene.set("entry.require quiz")
    cem = await knock(scene)
    gone = 1 if asked(scene, cem) == "What do we read?" else 2
    said = await scene.ask(scene.ann, f"/question del {gone}")
    assert said.text == "✅ It is taken away; one question is left."
    cem.tells_bot("books")
    card = await sees(scene, cem, "There is nothing left to answer.")
    cem.presses(card, "Go on")
    await inside(scene, cem)


async def test_questions_are_listed_with_their_answers(scene: Scene) -> None:
    assert (await scene.ask(scene.ann, "/question")).text.startswith("There are no questions")
    await add(scene, CHOICE, WORDS)
    assert (await scene.ask(scene.ann, "/question")).text.splitlines() == [
        "1. What do we read? *books | ads | <b>spam</b>",
        "2. Who keeps the door? Louzhang | 楼长",
    ]
    assert (await scene.ask(scene.ann, "/question del 3")).text.startswith("There is no question")
    assert (await scene.ask(scene.ann, "/question add What?")).text.startswith("A choice:")


async def test_quiz_in_chinese(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    said = await scene.ask(scene.ann, "/question add 我们读什么？｜＊書｜广告")
    assert said.text == "✅ 已添加第 1 题。"
    await scene.set("entry.require quiz")
    cem = await knock(scene, language="zh-hans")
    assert "❓ 1/1：我们读什么？" in seen(scene, cem)
    cem.presses(card_of(scene, cem), "書")
    await inside(scene, cem)


async def test_restart_between_question_and_answer_loses_nothing(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await add(scene, "First? = one", "Second? = one")
        await scene.set("entry.require quiz")
        cem = await knock(scene)
        cem.tells_bot("one")
        await sees(scene, cem, "❓ 2/2")
        await tg.idle()
    async with launch():
        cem.tells_bot("one")
        await inside(scene, cem)

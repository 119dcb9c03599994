"""Names: looked at where one is seen, asked to be changed, and what happens otherwise."""

import pytest

from rehearsal import Telegram
from rehearsal.person import Person
from tests.house.conftest import DAY, HOUR, MINUTE, Scene
from tests.house.door import card_of, knock

FORMAT = "naming.format {city}-{job}-{name}"


async def reminded(scene: Scene, person: Person, words: str) -> None:
    """Wait until somebody is told something in private."""
    await scene.tg.until(
        lambda: any(words in one.text for one in scene.lines(person.private)),
    )


async def talk(scene: Scene, *people: Person) -> None:
    """Some people say something."""
    for one in people:
        one.says(scene.group, "hello")
    await scene.tg.idle()


async def test_the_owner_hears_what_the_rule_means(scene: Scene) -> None:
    await talk(scene, scene.bob, scene.eve)
    said = await scene.set(FORMAT)
    assert "city (free), job (free), and name (free)" in said.text
    assert "Berlin-design-Alex or Leeds-teacher-Kim" in said.text
    assert "2 of 2 people seen here do not follow." in said.text
    assert "Nobody’s time starts before I see them again." in said.text
    said = await scene.set("naming.city Bonn | Graz")
    assert "2 of 2 people" in said.text
    rules = (await scene.ask(scene.bob, "/rules")).text
    assert "Names look like {city}-{job}-{name}, for instance Bonn-design-Alex." in rules


async def test_the_owner_hears_it_in_chinese(scene_zh: Scene) -> None:
    scene = scene_zh
    await talk(scene, scene.bob)
    said = await scene.set("naming.format {城市}-{职业}-{昵称:2..6}")
    assert "城市（随意）" in said.text
    assert "名字（2–6 个字）" in said.text
    assert "例如 北京-设计-小明 或 上海-老师-阿兰" in said.text


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("{city}{name}", "Between city and name a separator is missing."),
        ("hello", "Write fields in braces"),
        ("{name:9..2}", "The length of name goes from 1 to 64."),
    ],
)
async def test_a_wrong_rule_is_refused(scene: Scene, typed: str, why: str) -> None:
    answer = await scene.ask(scene.ann, f"/set naming.format {typed}")
    assert why in answer.text
    assert await scene.shown("naming.format") == "naming.format = off"


async def test_reminded_in_private_with_their_own_name(scene: Scene, tg: Telegram) -> None:
    scene.bob.starts_bot()
    await tg.idle()
    await scene.set(FORMAT)
    await talk(scene, scene.bob)
    await reminded(scene, scene.bob, "Book club asks you to change your name.")
    text = scene.lines(scene.bob.private)[-1].text
    assert "Berlin-design-Bob" in text
    assert "Please do so by" in text
    number = len(scene.lines(scene.bob.private))
    await talk(scene, scene.bob)
    assert len(scene.lines(scene.bob.private)) == number, "they were asked once"


async def test_several_are_reminded_by_one_line_without_their_names(
    scene: Scene, tg: Telegram
) -> None:
    await scene.set(FORMAT)
    await talk(scene, scene.bob, scene.eve)
    await scene.later(lambda: scene.group.find("please change your names"))
    (line,) = [one for one in scene.lines() if "please change your names" in one.text]
    assert "Bob" not in line.text
    assert "Eve" not in line.text
    assert "Berlin-design-Alex" in line.text


async def test_who_was_there_before_the_bot_is_reminded(scene: Scene, tg: Telegram) -> None:
    """Telegram says nothing of their place: they are known by what they write."""
    scene.group.remove_bot()
    old = scene.newcomer("Old", username="old_one")
    scene.group.add_bot()
    await scene.set(FORMAT)
    await talk(scene, old)
    await scene.later(lambda: scene.group.find("please change your name"))


async def test_muted_when_the_time_is_over_and_free_once_it_is_right(
    scene: Scene, tg: Telegram
) -> None:
    scene.bob.starts_bot()
    await tg.idle()
    await scene.set(FORMAT)
    await scene.set("naming.action mute")
    await talk(scene, scene.bob)
    await reminded(scene, scene.bob, "otherwise you are muted")
    scene.clock.advance(DAY + MINUTE)
    await scene.out(scene.bob, "restricted")
    await reminded(scene, scene.bob, "You are muted until it is right.")
    assert await scene.cases() == ["naming · muted · Bob · in force"]
    asked = scene.lines(scene.bob.private)[-1]
    pressed = scene.bob.presses(asked, "I have changed it")
    assert (await pressed.answer).text == "Your name does not follow yet."
    scene.bob.first_name = "Bonn－nurse－Bob"
    pressed = scene.bob.presses(asked, "I have changed it")
    assert (await pressed.answer).text == "✅ Your name is right."
    await scene.out(scene.bob, "member")
    await reminded(scene, scene.bob, "you may write in Book club again")
    assert await scene.cases() == ["naming · muted · Bob · taken back"]


async def test_who_never_presses_is_looked_at(scene: Scene, tg: Telegram) -> None:
    """Telegram says nothing of a change of name: it is asked, more and more seldom."""
    await scene.set(FORMAT)
    await scene.set("naming.action mute")
    await talk(scene, scene.bob)
    scene.clock.advance(DAY + MINUTE)
    await scene.out(scene.bob, "restricted")
    asked = len(tg.calls_of("getChatMember"))
    for number, hours in enumerate((1, 1, 2), 1):
        scene.clock.advance(hours * HOUR + MINUTE)
        await tg.until(lambda n=number: len(tg.calls_of("getChatMember")) == asked + n)
        await tg.idle()
    scene.bob.first_name = "Bonn / nurse / Bob"
    scene.clock.advance(4 * HOUR + MINUTE)
    await scene.out(scene.bob, "member")


async def test_kicked_when_the_time_is_over(scene: Scene, tg: Telegram) -> None:
    """T94: removed, not banned; who comes back has their time again."""
    await scene.set(FORMAT)
    await scene.set("naming.action kick")
    await talk(scene, scene.eve)
    scene.clock.advance(DAY + MINUTE)
    await scene.out(scene.eve)
    assert await scene.cases() == ["naming · removed · Eve · in force"]
    assert tg.calls_of("banChatMember") == []
    scene.eve.joins(scene.group)
    await scene.quiet()
    assert scene.group.status(scene.eve) == "member"


async def test_renamed_in_time_is_no_case(scene: Scene, tg: Telegram) -> None:
    await scene.set(FORMAT)
    await scene.set("naming.action kick")
    await talk(scene, scene.eve)
    scene.eve.first_name = "Bonn-seller-Eve"
    scene.clock.advance(DAY + MINUTE)
    await scene.quiet()
    await scene.quiet()
    assert scene.group.status(scene.eve) == "member"
    assert await scene.cases() == []


async def test_t79_leaving_and_renaming_back_gains_nothing(scene: Scene, tg: Telegram) -> None:
    await scene.set(FORMAT)
    await scene.set("naming.action kick")
    await talk(scene, scene.eve)
    scene.clock.advance(20 * HOUR)
    scene.eve.leaves(scene.group)
    await tg.idle()
    scene.eve.joins(scene.group)
    await tg.idle()
    scene.clock.advance(5 * HOUR)
    await scene.out(scene.eve)


async def test_who_keeps_talking_gains_no_time(scene: Scene, tg: Telegram) -> None:
    await scene.set(FORMAT)
    await scene.set("naming.action mute")
    await talk(scene, scene.eve)
    scene.clock.advance(DAY - 3 * MINUTE)
    await talk(scene, scene.eve)
    scene.clock.advance(4 * MINUTE)
    await scene.out(scene.eve, "restricted")


async def test_a_promoted_member_is_free(scene: Scene, tg: Telegram) -> None:
    await scene.set(FORMAT)
    await scene.set("naming.action kick")
    await talk(scene, scene.eve)
    scene.ann.promotes(scene.eve, scene.group, can_pin_messages=True)
    await tg.idle()
    scene.clock.advance(2 * DAY)
    await scene.quiet()
    assert scene.group.status(scene.eve) == "administrator"
    assert await scene.cases() == []


async def test_a_new_rule_gives_new_time(scene: Scene, tg: Telegram) -> None:
    """Those who were right under the old rule get a fresh grace, from when they are seen."""
    scene.eve.first_name = "Bonn-Eve"
    await scene.set("naming.format {city}-{name}")
    await scene.set("naming.action kick")
    await talk(scene, scene.eve)
    scene.clock.advance(3 * DAY)
    await scene.set(FORMAT)
    scene.clock.advance(3 * DAY)
    await scene.quiet()
    assert scene.group.status(scene.eve) == "member"
    await talk(scene, scene.eve)
    scene.clock.advance(23 * HOUR)
    await scene.quiet()
    assert scene.group.status(scene.eve) == "member"
    scene.clock.advance(2 * HOUR)
    await scene.out(scene.eve)


async def test_off_lifts_the_mutes(scene: Scene, tg: Telegram) -> None:
    await scene.set(FORMAT)
    await scene.set("naming.action mute")
    await talk(scene, scene.bob, scene.eve)
    assert (await scene.ask(scene.ann, "/names")).text.count(": until ") == 2
    scene.clock.advance(DAY + MINUTE)
    await scene.out(scene.bob, "restricted")
    await scene.out(scene.eve, "restricted")
    await scene.set("naming.format off")
    await scene.out(scene.bob, "member")
    await scene.out(scene.eve, "member")


@pytest.mark.parametrize(
    ("banned", "name"), [("script:arabic", "محمد"), ("代购", "小李代購"), ("sale", "S\u200bALE")]
)
async def test_words_and_scripts_that_no_name_may_hold(
    scene: Scene, tg: Telegram, banned: str, name: str
) -> None:
    await scene.set(f"naming.banned {banned}")
    scene.eve.first_name = name
    await talk(scene, scene.bob, scene.eve)
    await scene.later(lambda: scene.group.find("please change your name"))
    (line,) = [one for one in scene.lines() if "please change your name" in one.text]
    assert name not in line.text
    assert line.text.count("👤") == 1


async def test_names_lists_them_by_number(scene: Scene, tg: Telegram) -> None:
    assert "There is no rule about names" in (await scene.ask(scene.ann, "/names")).text
    await scene.set(FORMAT)
    await talk(scene, scene.bob)
    text = (await scene.ask(scene.ann, "/names")).text
    assert "of 2 people seen here do not follow." in text
    assert "@bob_reads: until" in text
    assert "@eve_sells: not asked yet" in text
    assert "Bob" not in text
    refused = scene.bob.says(scene.group, "/names")
    await scene.quiet()
    assert all("until" not in one.text for one in scene.answers(refused))


async def test_t55_t64_hostile_names_harm_nobody(scene: Scene, tg: Telegram) -> None:
    await scene.set(FORMAT)
    for name in ("\u202ekcab", "ㅤ", "e\u0301\u0302\u0303\u0304" * 12, "<b>&amp;", "a-" * 30):
        scene.eve.first_name = name[:64]
        await talk(scene, scene.eve)
    await scene.later(lambda: scene.group.find("please change your name"))
    assert (await scene.ask(scene.bob, "/rules")).text


async def test_gate_name_waits_for_the_right_name(scene: Scene, tg: Telegram) -> None:
    refused = await scene.ask(scene.ann, "/set entry.require name")
    assert "There is no rule about names" in refused.text
    await scene.set(FORMAT)
    await scene.set("entry.require name")
    cem = await knock(scene)
    assert "Change your name in Telegram’s settings" in card_of(scene, cem).text
    assert "Berlin-design-Cem" in card_of(scene, cem).text
    pressed = cem.presses(card_of(scene, cem), "I have changed it")
    assert (await pressed.answer).text == "Your name does not follow yet."
    cem.first_name = "Graz | baker | Cem"
    cem.presses(card_of(scene, cem), "I have changed it")
    await tg.until(lambda: scene.group.status(cem) == "member")

"""Name cards: what people are called in one group, kept by the bot and shown as their tag."""

import pytest

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.person import Person
from tests.conftest import Launch
from tests.house.conftest import DAY, MINUTE, Scene
from tests.house.door import card_of, knock

RULE = ("naming.format {city}-{job}-{name}", "naming.city Bonn | Graz", "naming.on card")


async def carded(scene: Scene) -> Scene:
    """A club that keeps name cards."""
    scene.bob.starts_bot()
    for line in RULE:
        await scene.set(line)
    return scene


def last(scene: Scene, person: Person) -> str:
    """What somebody was told last in private."""
    return scene.lines(person.private)[-1].text


async def told(scene: Scene, person: Person, words: str) -> None:
    """Wait until they are told something in private."""
    await scene.tg.until(lambda: words in last(scene, person))


async def opened(scene: Scene, person: Person) -> None:
    """Somebody opens the form."""
    person.starts_bot("namecard_1")
    await told(scene, person, "1/3 · Your city?")


async def filled(scene: Scene, person: Person, name: str) -> None:
    """Somebody writes the whole name at once, and uses it."""
    await opened(scene, person)
    person.tells_bot(name)
    await told(scene, person, name)
    person.presses(scene.lines(person.private)[-1], "Use it")
    await told(scene, person, "you are called")


async def test_the_owner_hears_what_cards_are(scene: Scene, tg: Telegram) -> None:
    scene.bob.says(scene.group, "hello")
    await tg.idle()
    await scene.set(RULE[0])
    said = (await scene.set("naming.on card")).text
    assert "I keep these names for this group" in said
    assert "2 of 2 people seen here do not follow." in said
    assert "Everybody has a name card here" in (await scene.ask(scene.bob, "/rules")).text


async def test_filled_in_field_by_field(scene: Scene, tg: Telegram) -> None:
    await carded(scene)
    scene.bob.says(scene.group, "hello")
    await told(scene, scene.bob, "asks you for a name card")
    assert "Your profile stays as it is." in last(scene, scene.bob)
    assert "city: Bonn | Graz" in last(scene, scene.bob)
    await opened(scene, scene.bob)
    assert "such as Bonn-design-Alex" in last(scene, scene.bob)
    scene.bob.tells_bot("Rome")
    await told(scene, scene.bob, "Please press one of the buttons.")
    scene.bob.presses(scene.lines(scene.bob.private)[-1], "Graz")
    await told(scene, scene.bob, "2/3 · Your job?")
    scene.bob.tells_bot("a-b")
    await told(scene, scene.bob, "without a separator")
    scene.bob.tells_bot("nurse")
    await told(scene, scene.bob, "3/3 · Your name?")
    scene.bob.tells_bot("back")
    await told(scene, scene.bob, "2/3 · Your job?")
    scene.bob.tells_bot("baker")
    await told(scene, scene.bob, "3/3 · Your name?")
    scene.bob.tells_bot("<b>Bob</b>")
    await told(scene, scene.bob, "without a separator")
    scene.bob.tells_bot("Bob & {$x}")
    await told(scene, scene.bob, "Graz-baker-Bob & {$x}")
    scene.bob.presses(scene.lines(scene.bob.private)[-1], "Use it")
    await told(scene, scene.bob, "In Book club you are called Graz-baker-Bob & {$x}.")
    assert "🏷 Name card: Graz-baker-Bob & {$x}" in (await scene.ask(scene.bob, "/me")).text
    listed = (await scene.ask(scene.ann, "/names")).text
    assert "1 of 2 people" in listed
    assert "bob_reads" not in listed


async def test_in_chinese(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    ming = scene.newcomer("小明", language="zh")
    ming.starts_bot()
    await scene.set("naming.format {城市}-{职业}-{名字}")
    await scene.set("naming.on card")
    ming.says(scene.group, "大家好")
    await told(scene, ming, "请你填一张群名片")
    assert "{城市}-{职业}-{名字}" in last(scene, ming)
    ming.starts_bot("namecard_1")
    await told(scene, ming, "1/3 · 你的城市？")
    ming.tells_bot("北京｜设计｜小明")
    await told(scene, ming, "你会叫")
    ming.presses(scene.lines(ming.private)[-1], "就用它")
    await told(scene, ming, "你叫 北京｜设计｜小明")


async def test_shown_as_a_tag_where_it_fits(scene: Scene, tg: Telegram) -> None:
    await carded(scene)
    await filled(scene, scene.bob, "Bonn-nurse-Bob")
    await tg.until(lambda: scene.group.member(scene.bob).tag == "Bonn-nurse-Bob")
    await filled(scene, scene.bob, "Bonn-nightnurse-Bob")
    await tg.until(lambda: not scene.group.member(scene.bob).tag)
    scene.ann.promotes(tg.bot, scene.group, can_manage_tags=False, can_restrict_members=True)
    await filled(scene, scene.bob, "Graz-nurse-Bob")
    await tg.idle()
    assert not scene.group.member(scene.bob).tag


async def test_a_tag_of_their_own_is_read(scene: Scene, tg: Telegram) -> None:
    await carded(scene)
    scene.bob.sends(scene.group, text="hello", sender_tag="Graz-cook-Bob")
    await tg.idle()
    assert "🏷 Name card: Graz-cook-Bob" in (await scene.ask(scene.bob, "/me")).text
    scene.clock.advance(11 * MINUTE)
    scene.bob.sends(scene.group, text="hello", sender_tag="goalkeeper")
    await tg.idle()
    assert "🏷 Name card: Graz-cook-Bob" in (await scene.ask(scene.bob, "/me")).text


async def test_who_comes_back_wears_it_again(scene: Scene, tg: Telegram) -> None:
    await carded(scene)
    await filled(scene, scene.bob, "Bonn-nurse-Bob")
    await tg.until(lambda: scene.group.member(scene.bob).tag == "Bonn-nurse-Bob")
    scene.bob.leaves(scene.group)
    await tg.idle()
    scene.bob.joins(scene.group)
    await tg.until(lambda: scene.group.member(scene.bob).tag == "Bonn-nurse-Bob")


async def test_muted_without_a_card_and_free_with_one(scene: Scene, tg: Telegram) -> None:
    await carded(scene)
    await scene.set("naming.action mute")
    scene.bob.says(scene.group, "hello")
    await told(scene, scene.bob, "otherwise you are muted")
    scene.clock.advance(DAY + MINUTE)
    await scene.out(scene.bob, "restricted")
    await told(scene, scene.bob, "You are muted until it is right.")
    await filled(scene, scene.bob, "Bonn-nurse-Bob")
    await scene.out(scene.bob, "member")
    assert await scene.cases() == ["naming · muted · Bob · taken back"]


async def test_the_line_in_the_group_leads_to_the_form(scene: Scene, tg: Telegram) -> None:
    await carded(scene)
    scene.eve.says(scene.group, "hello")
    await scene.later(lambda: scene.group.find("please fill in your name card"))
    line = scene.group.find("please fill in your name card")
    assert (
        line.button("Fill in my name card")["url"] == "https://t.me/louzhang_bot?start=namecard_1"
    )
    assert "Eve" not in line.text


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("@cheappillsbot", "That looks like an ad."),
        ("Bob Casino", "Some words and scripts have no place"),
    ],
)
async def test_what_no_card_holds(scene: Scene, name: str, why: str) -> None:
    scene.bob.starts_bot()
    for line in ("naming.format {name}", "naming.on card", "naming.banned casino"):
        await scene.set(line)
    scene.bob.starts_bot("namecard_1")
    await told(scene, scene.bob, "1/1 · Your name?")
    scene.bob.tells_bot(name)
    await told(scene, scene.bob, name)
    scene.bob.presses(scene.lines(scene.bob.private)[-1], "Use it")
    await told(scene, scene.bob, why)
    assert "Name card" not in (await scene.ask(scene.bob, "/me")).text


async def test_t14_no_card_like_an_administrators(scene: Scene, tg: Telegram) -> None:
    scene.ann.starts_bot()
    scene.bob.starts_bot()
    await scene.set("naming.format {name}")
    await scene.set("naming.on card")
    for name in ("Аnn", "A n n"):
        scene.bob.starts_bot("namecard_1")
        await told(scene, scene.bob, "1/1 · Your name?")
        scene.bob.tells_bot(name)
        await told(scene, scene.bob, name)
        scene.bob.presses(scene.lines(scene.bob.private)[-1], "Use it")
        await told(scene, scene.bob, "That looks like the name of an administrator.")
    assert "Name card" not in (await scene.ask(scene.bob, "/me")).text


async def test_t79_the_form_outlasts_a_restart_and_a_new_rule_begins_anew(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await carded(scene)
        await opened(scene, scene.bob)
        scene.bob.presses(scene.lines(scene.bob.private)[-1], "Bonn")
        await told(scene, scene.bob, "2/3 · Your job?")
    async with launch():
        scene.bob.tells_bot("nurse")
        await told(scene, scene.bob, "3/3 · Your name?")
        old = scene.lines(scene.bob.private)[-1]
        await scene.set("naming.format {team:red|blue}-{name}")
        scene.bob.presses(old, "Back")
        await told(scene, scene.bob, "1/2 · Your team?")
        assert (await scene.bob.presses(old, "Back").answer).text.startswith("This button")
        scene.bob.presses(scene.lines(scene.bob.private)[-1], "blue")
        await told(scene, scene.bob, "2/2 · Your name?")
        scene.bob.tells_bot("cancel")
        await told(scene, scene.bob, "Your name card stays as it was.")


async def test_an_administrator_clears_a_card(scene: Scene, tg: Telegram) -> None:
    await carded(scene)
    await filled(scene, scene.bob, "Bonn-nurse-Bob")
    scene.eve.says(scene.group, "/namecard clear @bob_reads")
    await tg.idle()
    assert scene.group.member(scene.bob).tag == "Bonn-nurse-Bob"
    assert "gone" in (await scene.ask(scene.ann, "/namecard clear @bob_reads")).text
    await tg.until(lambda: not scene.group.member(scene.bob).tag)
    assert "Name card" not in (await scene.ask(scene.bob, "/me")).text
    assert "no name card" in (await scene.ask(scene.ann, "/namecard clear @bob_reads")).text


async def test_without_cards_the_command_says_so(scene: Scene) -> None:
    assert "keeps no name cards" in (await scene.ask(scene.bob, "/namecard")).text
    assert "keeps name cards" in (await scene.ask(scene.bob, "/namecard", scene.bob.private)).text


async def test_banned_words_are_looked_for_on_profiles_too(scene: Scene, tg: Telegram) -> None:
    await carded(scene)
    await scene.set("naming.banned casino")
    await filled(scene, scene.bob, "Bonn-nurse-Bob")
    scene.bob.renames("Casino Bob")
    scene.bob.says(scene.group, "hello")
    await told(scene, scene.bob, "Names are without certain words")
    assert last(scene, scene.bob).startswith("✍️ Book club asks you to change your name.")


async def test_gate_name_takes_the_card_at_the_door(scene: Scene, tg: Telegram) -> None:
    for line in (*RULE, "entry.require name"):
        await scene.set(line)
    scene.group.by_request = True
    cem = await knock(scene, "Cem")
    await tg.until(lambda: "Write what you are to be called" in card_of(scene, cem).text)
    cem.tells_bot("hi")
    await tg.until(lambda: "That does not follow." in card_of(scene, cem).text)
    cem.tells_bot("Graz-cook-Cem")
    await scene.out(cem, "member")
    await tg.until(lambda: scene.group.member(cem).tag == "Graz-cook-Cem")
    assert "Graz-cook-Cem" in (await scene.ask(cem, "/me")).text


async def test_introductions_bear_the_name_of_the_card(scene: Scene, tg: Telegram) -> None:
    await carded(scene)
    await scene.set("intro.fields name")
    await filled(scene, scene.bob, "Bonn-nurse-Bob")
    scene.bob.says(scene.group, "#intro name: Bob, and I like to read long books on rainy days")
    await tg.until(lambda: scene.group.find("Bonn-nurse-Bob"))
    assert "Bonn-nurse-Bob" in (await scene.ask(scene.eve, "/intros")).text


async def test_setup_warns_of_names_on_profiles(scene: Scene) -> None:
    assert "in all their chats" not in (await scene.ask(scene.ann, "/setup circle")).text
    await scene.set(RULE[0])
    assert "in all their chats" in (await scene.ask(scene.ann, "/setup open")).text
    assert "in all their chats" not in (await scene.ask(scene.ann, "/setup circle")).text

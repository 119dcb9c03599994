"""Talks that are opened and closed, and codes in the form of WeChat."""

import asyncio

import pytest

from rehearsal import Telegram
from rehearsal.message import Message
from tests.house.conftest import DAY, HOUR, MINUTE, Scene
from tests.house.landing import carrying, code_of, give, indexes, links, listed, rights


async def closing(scene: Scene, title: str) -> Message:
    """Wait for the closing card of a talk."""

    def cards() -> list[Message]:
        return [one for one in carrying(scene, title) if one.text.startswith(f"🏁 {title}\n")]

    await scene.tg.until(cards)
    await scene.tg.idle()
    return cards()[0]


async def test_talk_is_open_until_it_is_closed(scene: Scene, tg: Telegram) -> None:
    await rights(scene)
    scene.ann.says(scene.group, "/stair open How to relay")
    post = await listed(scene, "How to relay")
    digits = code_of(post)
    assert post.text == f"🎙 A talk begins: How to relay\n#stairs{digits} #stairs"
    (index,) = indexes(scene)
    assert f"#stairs{digits} 🎙 How to relay" in index.text
    assert post in scene.group.pins
    scene.clock.advance(MINUTE)
    first = scene.bob.says(scene.group, "Who goes first?")
    for person in (scene.ann, scene.eve):
        person.says(scene.group, "me", reply_to=first)
    scene.ann.sends(scene.group, photo=True, caption="the list")
    scene.ann.sends(scene.group, document=True)
    scene.ann.says(scene.group, "see https://example.org/relay")
    last = scene.bob.says(scene.group, "bye")
    scene.bob.says(scene.group, "mine", reply_to=last)
    scene.clock.advance(90 * MINUTE)
    scene.ann.says(scene.group, "/stair close")
    card = await closing(scene, "How to relay")
    lines = card.text.splitlines()
    assert lines[:2] == ["🏁 How to relay", f"#stairs{digits} #stairs"]
    assert lines[2].startswith("🕗 Nov 28, 2026, ")
    assert lines[3:] == [
        "⏱ 1 hour 31 minutes",
        "👥 3 people, 8 messages",
        "🖼 Pictures: 1 · 📎 Files: 1 · 🔗 Links: 1",
        "",
        "Most answered",
        "2 × Bob: Who goes first?",
    ]
    answer = scene.group.messages[scene.group.messages.index(last) + 1]
    assert links(card) == [
        f"https://t.me/bookclub/{first.id}",
        f"https://t.me/bookclub/{post.id}",
        f"https://t.me/bookclub/{answer.id}",
    ]
    assert card.buttons == ["⬆️ Start", "⬇️ End"]
    assert card.reply_to is post
    await tg.until(lambda: post not in scene.group.pins)
    await tg.until(lambda: post.text == f"🏁 Closed: How to relay\n#stairs{digits} #stairs")
    await tg.until(lambda: f"#stairs{digits} How to relay" in index.text)
    again = await scene.ask(scene.ann, "/stair close")
    assert again.text.startswith("No talk is open.")


async def test_words_of_a_chinese_group(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    scene.ann.says(scene.group, "开楼 如何组织接龙")
    post = await listed(scene, "如何组织接龙")
    assert post.text == f"🎙 开楼：如何组织接龙\n#爬楼{code_of(post)} #爬楼"
    scene.bob.says(scene.group, "封楼")
    scene.clock.advance(MINUTE)
    scene.ann.says(scene.group, "封楼 一下")
    await scene.quiet()
    assert len(carrying(scene, "如何组织接龙")) == 1
    scene.ann.says(scene.group, "封楼")
    card = await closing(scene, "如何组织接龙")
    assert "👥 2 人发言，2 条消息" in card.text.splitlines()
    assert card.buttons == ["⬆️ 开头", "⬇️ 结尾"]


async def test_t3_talk_is_closed_once(scene: Scene, tg: Telegram) -> None:
    await rights(scene)
    scene.ann.promotes(scene.bob, scene.group)
    scene.ann.says(scene.group, "/stair open Twice")
    post = await listed(scene, "Twice")
    for person in (scene.ann, scene.bob, scene.ann, scene.bob):
        person.says(scene.group, f"/stair close {code_of(post)}")
    await closing(scene, "Twice")
    await scene.quiet()
    assert len([one for one in carrying(scene, "Twice") if one.text.startswith("🏁 Tw")]) == 1
    closed = [one for one in scene.lines() if one.text.endswith(" is closed already.")]
    assert len(closed) == 3


async def test_nobody_said_anything(scene: Scene) -> None:
    scene.ann.says(scene.group, "/stair open Silence")
    await listed(scene, "Silence")
    scene.ann.says(scene.group, "/stair close")
    assert "Nobody said anything." in (await closing(scene, "Silence")).text


async def test_talks_of_topics(scene: Scene, tg: Telegram) -> None:
    forum = tg.supergroup("Forum", owner=scene.ann, username="forum", forum=True)
    forum.add_bot()
    await tg.until(lambda: scene.lines(forum))
    scene.bob.joins(forum)
    market, hall = tg.topic(forum, "Market"), tg.topic(forum, "Hall")
    for topic, title in ((market, "Prices"), (hall, "Songs")):
        scene.ann.says(forum, f"/stair open {title}", topic=topic.id)
        await listed(scene, title, forum)
    scene.bob.says(forum, "a song", topic=hall.id)
    scene.bob.says(forum, "a price", topic=market.id)
    scene.bob.says(forum, "another", topic=market.id)
    scene.ann.says(forum, "/stair close", topic=market.id)
    await tg.until(lambda: any(one.text.startswith("🏁 Prices") for one in scene.lines(forum)))
    card = next(one for one in scene.lines(forum) if one.text.startswith("🏁 Prices"))
    assert card.thread == market.id
    assert "👥 1 person, 2 messages" in card.text
    post = next(one for one in carrying(scene, "Songs", forum))
    assert (post.thread, post.text.startswith("🎙")) == (hall.id, True)


@pytest.mark.parametrize(
    "typed", ["#爬楼20170201201#", "＃爬楼２０１７０２０１２０１＃", "今晚 #爬楼20170201201# "]
)
async def test_form_of_wechat_becomes_a_living_tag(scene: Scene, typed: str) -> None:
    """The group's own prefix is another one."""
    said = scene.ann.says(scene.group, f"{typed} How to relay")
    post = await listed(scene, "How to relay")
    assert post.reply_to is said
    assert post.entity("hashtag") == ["#爬楼20170201201", "#爬楼"]
    assert indexes(scene)[0].text.splitlines()[0].endswith(" #爬楼")


async def test_form_of_wechat_in_reply_by_a_helper(scene: Scene) -> None:
    await scene.ask(scene.ann, "/helper add @bob_reads stairs")
    about = scene.eve.says(scene.group, "worth keeping")
    scene.bob.says(scene.group, "#爬楼20170201201# Gem", reply_to=about)
    assert (await listed(scene, "Gem")).reply_to is about


@pytest.mark.parametrize(
    "typed",
    [
        "#爬楼20171301201#",
        "#爬楼20170229001#",
        "#爬楼20170201000#",
        "#20170201201#",
        "#a_b20170201201#",
        "#爬楼2017020120#",
        "#爬楼20170201201",
        "爬楼20170201201#",
    ],
)
async def test_what_is_no_code_is_only_said(scene: Scene, typed: str) -> None:
    scene.ann.says(scene.group, typed)
    await scene.quiet()
    assert indexes(scene) == []


async def test_digits_that_are_taken_lead_to_what_has_them(scene: Scene) -> None:
    first = scene.ann.says(scene.group, "#爬楼20170201201# Gem")
    await listed(scene, "Gem")
    answer = await scene.ask(scene.ann, "#话题20170201201# Another")
    assert answer.text.splitlines()[:3] == [
        "This bookmark is there already:",
        "📌 Gem",
        "#爬楼20170201201 #爬楼",
    ]
    assert links(answer)[0] == f"https://t.me/bookclub/{first.id}"
    assert "Another" not in indexes(scene)[0].text


async def test_digits_that_were_taken_off_are_free(scene: Scene) -> None:
    scene.ann.says(scene.group, "#爬楼20170201201# Gem")
    post = await listed(scene, "Gem")
    await scene.ask_in_reply(scene.ann, "/stair remove", post)
    await scene.gone(post)
    scene.ann.says(scene.group, "#楼20170201201# Better")
    assert (await listed(scene, "Better")).entity("hashtag") == ["#楼20170201201", "#楼"]


async def test_own_numbers_pass_over_what_was_typed(scene: Scene) -> None:
    day = code_of(await give(scene, "One", scene.bob.says(scene.group, "one")))[:8]
    scene.ann.says(scene.group, f"#stairs{day}002# Typed")
    await listed(scene, "Typed")
    three = await give(scene, "Three", scene.bob.says(scene.group, "three"))
    assert code_of(three) == f"{day}003"


async def test_typed_one_is_closed_like_a_talk(scene: Scene) -> None:
    scene.ann.says(scene.group, "#爬楼20170201201# Typed")
    post = await listed(scene, "Typed")
    scene.bob.says(scene.group, "well said")
    scene.clock.advance(HOUR)
    scene.ann.says(scene.group, "封楼")
    card = await closing(scene, "Typed")
    assert card.reply_to is post
    assert "👥 2 people, 2 messages" in card.text


async def test_forgotten_talk_of_yesterday_is_not_closed_by_chance(scene: Scene) -> None:
    scene.ann.says(scene.group, "#爬楼20170201201# Typed")
    await listed(scene, "Typed")
    scene.clock.advance(2 * DAY)
    answer = await scene.ask(scene.ann, "/stair close")
    assert answer.text.startswith("No talk is open.")


async def test_code_for_an_album(scene: Scene, tg: Telegram) -> None:
    parts = scene.bob.sends_album(
        scene.group, [{"photo": True, "caption": "our walk"}, {"photo": True}, {"photo": True}]
    )
    post = await give(scene, "Walk", parts[1])
    assert post.reply_to is parts[1]
    items = [{"photo": True, "caption": "#爬楼20170201201# Hike"}, {"photo": True}]
    first, _ = scene.ann.sends_album(scene.group, items)
    assert (await listed(scene, "Hike")).reply_to is first


async def test_many_at_once_have_numbers_of_their_own(scene: Scene, tg: Telegram) -> None:
    said = [scene.bob.says(scene.group, f"line {number}") for number in range(12)]
    for one in said:
        scene.ann.says(scene.group, f"/stair for {one.text}", reply_to=one)
        await asyncio.sleep(0)
    await scene.later(lambda: len(carrying(scene, "for line")) == 12)
    numbers = sorted(int(code_of(one)[8:]) for one in carrying(scene, "for line"))
    assert numbers == list(range(1, 13))
    await scene.later(lambda: [len(one.text.splitlines()) for one in indexes(scene)] == [13])

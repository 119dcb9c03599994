"""Codes: given, pinned, listed, renamed and taken off."""

import pytest

from rehearsal import Telegram
from services.stair import book
from tests.house.conftest import DAY, MINUTE, Scene
from tests.house.landing import carrying, code_of, give, indexes, links, listed, rights


async def test_code_is_posted_in_reply_pinned_and_listed(scene: Scene, tg: Telegram) -> None:
    await rights(scene)
    said = scene.bob.says(scene.group, "How we run a relay: first …")
    post = await give(scene, "Relays", said)
    digits = code_of(post)
    assert post.reply_to is said
    assert post.text == f"📌 Relays\n#stairs{digits} #stairs"
    assert post.entity("hashtag") == [f"#stairs{digits}", "#stairs"]
    assert digits.endswith("001")
    (index,) = indexes(scene)
    assert f"#stairs{digits} Relays" in index.text
    assert links(index) == [f"https://t.me/bookclub/{said.id}"]
    assert set(scene.group.pins) == {post, index}
    pins = tg.calls_of("pinChatMessage")
    assert [call.params.get("disable_notification") for call in pins] == [True, True]
    await tg.until(lambda: not [m for m in scene.group.messages if "pinned_message" in m.content])


async def test_next_one_has_the_next_number_and_the_same_index(scene: Scene, tg: Telegram) -> None:
    await rights(scene)
    first = await give(scene, "One", scene.bob.says(scene.group, "one"))
    second = await give(scene, "Two", scene.bob.says(scene.group, "two"))
    assert int(code_of(second)) == int(code_of(first)) + 1
    (index,) = indexes(scene)
    assert [line.split()[0] for line in index.text.splitlines()[1:]] == [
        f"#stairs{code_of(first)}",
        f"#stairs{code_of(second)}",
    ]
    sent = [call for call in tg.calls_of("sendMessage") if "Bookmarks ·" in call.params["text"]]
    assert [call.params.get("disable_notification") for call in sent] == [True]


async def test_title_may_be_left_out(scene: Scene) -> None:
    said = scene.bob.says(scene.group, "Meet at <eight>\nat the gate")
    scene.ann.says(scene.group, "/stair", reply_to=said)
    await scene.tg.until(lambda: indexes(scene))
    await scene.tg.idle()
    (index,) = indexes(scene)
    assert index.text.splitlines()[1].endswith(" Meet at <eight>")
    refused = await scene.ask(scene.ann, "/stair no reply")
    assert refused.text.startswith("In reply to a message, with a title:\n/stair How")


async def test_title_may_begin_like_an_order(scene: Scene) -> None:
    for title in ("Close friends", "Delete key", "index funds"):
        said = scene.bob.says(scene.group, "worth keeping")
        assert (await give(scene, title, said)).text.startswith(f"📌 {title}\n")


async def test_who_may_and_who_may_not(scene: Scene, tg: Telegram) -> None:
    said = scene.eve.says(scene.group, "worth keeping")
    scene.bob.says(scene.group, "/stair Mine", reply_to=said)
    scene.bob.says(scene.group, "开楼 Mine")
    scene.bob.says(scene.group, "#爬楼20170201201# Mine")
    await scene.quiet()
    assert not carrying(scene, "Mine")
    await scene.ask(scene.ann, "/helper add @bob_reads stairs")
    scene.clock.advance(MINUTE)
    scene.bob.says(scene.group, "/stair Mine", reply_to=said)
    assert (await listed(scene, "Mine")).reply_to is said


async def test_t13_administrator_without_the_right_hears_so(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    said = scene.eve.says(scene.group, "worth keeping")
    answer = await scene.ask_in_reply(scene.bob, "/stair Mine", said)
    assert answer.text == "You need the right to pin messages for that."


async def test_t9_anonymous_administrator_gives_codes(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_pin_messages=True)
    said = scene.eve.says(scene.group, "worth keeping")
    scene.bob.says(scene.group, "/stair Secret", reply_to=said, anonymously=True)
    await listed(scene, "Secret")
    scene.bob.says(scene.group, "#爬楼20170201201# Hidden", anonymously=True)
    assert code_of(await listed(scene, "Hidden")) == "20170201201"


async def test_without_the_right_to_pin_it_says_so_once(scene: Scene, tg: Telegram) -> None:
    await rights(scene, "can_delete_messages", "can_restrict_members")
    for title in ("One", "Two"):
        await give(scene, title, scene.bob.says(scene.group, title.lower()))
    told = [one for one in scene.lines() if "I may not pin it" in one.text]
    assert len(told) == 1
    assert (scene.group.pins, tg.calls_of("pinChatMessage")) == ([], [])
    await rights(scene)
    post = await give(scene, "Three", scene.bob.says(scene.group, "three"))
    assert scene.group.pins == [post]


async def test_right_that_was_just_taken_away(scene: Scene, tg: Telegram) -> None:
    """T90, T12"""
    await rights(scene)
    scene.fail("withdraw", "pinChatMessage", right="can_pin_messages")
    post = await give(scene, "One", scene.bob.says(scene.group, "one"))
    await tg.until(lambda: scene.group.find("I may not pin it"))
    assert post in scene.lines()
    assert len([one for one in scene.lines() if "I may not pin it" in one.text]) == 1


async def test_pin_is_a_setting(scene: Scene, tg: Telegram) -> None:
    await rights(scene)
    first = await give(scene, "One", scene.bob.says(scene.group, "one"))
    (index,) = indexes(scene)
    scene.ann.pins(said := scene.bob.says(scene.group, "by hand"))
    await scene.set("stairs.pin off")
    await tg.until(lambda: first not in scene.group.pins)
    await give(scene, "Two", scene.bob.says(scene.group, "two"))
    assert set(scene.group.pins) == {index, said}
    assert [one for one in scene.group.messages if "pinned_message" in one.content] != []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("#话题", "话题"), ("ｎｏｔｅｓ", "notes"), ("book2go", "book2go"), ("", ""), ("a b", "")]
    + [(bad, "") for bad in ("a-b", "x_y", "2024", "go2", "🎈", "a" * 17, "<b>", "#")],
)
async def test_prefix_makes_a_hashtag_or_is_refused(scene: Scene, typed: str, kept: str) -> None:
    answer = await scene.ask(scene.ann, f"/set stairs.prefix {typed}")
    if not kept:
        assert not answer.text.startswith("✅")
        return
    assert answer.text == f"✅ stairs.prefix = {kept}"
    post = await give(scene, "Odd", scene.bob.says(scene.group, "odd"))
    assert post.entity("hashtag") == [f"#{kept}{code_of(post)}", f"#{kept}"]


async def test_chinese_group_has_its_own_prefix(scene_zh: Scene) -> None:
    scene = scene_zh
    post = await give(scene, "接龙", scene.bob.says(scene.group, "怎么接龙"))
    assert post.text == f"📌 接龙\n#爬楼{code_of(post)} #爬楼"
    (index,) = indexes(scene)
    assert index.text.splitlines()[0].endswith("月 #爬楼")


async def test_renamed_and_taken_off(scene: Scene, tg: Telegram) -> None:
    await rights(scene)
    first = await give(scene, "One", scene.bob.says(scene.group, "one"))
    second = await give(scene, "Two", scene.bob.says(scene.group, "two"))
    third = await give(scene, "Three", scene.bob.says(scene.group, "three"))
    (index,) = indexes(scene)
    await scene.ask(scene.ann, f"/stair rename {code_of(first)} First")
    await tg.until(lambda: first.text.startswith("📌 First\n"))
    await scene.ask_in_reply(scene.ann, "/stair rename <Second>", second)
    await tg.until(lambda: "<Second>" in second.text and "<Second>" in index.text)
    answer = await scene.ask(scene.ann, "/stair remove 1")
    assert answer.text == f"✅ Bookmark {code_of(first)} (First) is gone."
    await scene.gone(first)
    await scene.ask_in_reply(scene.ann, "/stair remove", second)
    await scene.gone(second)
    await scene.ask(scene.ann, f"/stair remove {code_of(third)}")
    await tg.until(lambda: "There are none left here." in index.text)
    again = await scene.ask(scene.ann, f"/stair remove {code_of(third)}")
    assert again.text == f"There is no bookmark {code_of(third)} here. /stairs shows all."
    fourth = await give(scene, "Four", scene.bob.says(scene.group, "four"))
    assert code_of(fourth).endswith("004")


async def test_old_message_of_a_code_loses_its_tag_if_it_cannot_go(
    scene: Scene, tg: Telegram
) -> None:
    """T92"""
    await rights(scene, "can_pin_messages")
    post = await give(scene, "One", scene.bob.says(scene.group, "one"))
    scene.clock.advance(3 * DAY)
    await scene.ask(scene.ann, f"/stair remove {code_of(post)}")
    await tg.until(lambda: post.deleted or post.text == "This bookmark is gone.")
    assert post not in scene.group.pins


async def test_month_rolls_over_and_leads_back(scene: Scene, tg: Telegram) -> None:
    await rights(scene)
    await give(scene, "One", scene.bob.says(scene.group, "one"))
    (first,) = indexes(scene)
    scene.clock.advance(32 * DAY)
    await give(scene, "Two", scene.bob.says(scene.group, "two"))
    second = indexes(scene)[-1]
    assert second is not first
    assert "One" not in second.text
    await tg.until(lambda: second in scene.group.pins and first not in scene.group.pins)
    assert links(second)[-1] == f"https://t.me/bookclub/{first.id}"
    assert second.text.splitlines()[-1].startswith("Earlier: ")


async def test_full_message_goes_on_in_another(
    scene: Scene, tg: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "LINES", 2)
    await rights(scene)
    for title in ("One", "Two", "Three"):
        await give(scene, title, scene.bob.says(scene.group, title.lower()))
    first, second = indexes(scene)
    assert ("One" in first.text, "Two" in first.text, "Three" in first.text) == (True, True, False)
    assert second.text.splitlines()[0].endswith("#stairs (page 2)")
    assert links(second)[-1] == f"https://t.me/bookclub/{first.id}"
    await tg.until(lambda: second in scene.group.pins and first not in scene.group.pins)


async def test_longest_index_fits_into_a_message(scene: Scene, tg: Telegram) -> None:
    """T67: 36 of the longest titles, each of which grows fivefold when it is escaped."""
    await scene.set("stairs.prefix " + "长" * 16)
    await scene.set("stairs.pin off")
    title = "&" * 60
    for number in range(book.LINES + 1):
        said = scene.bob.says(scene.group, "x")
        scene.ann.says(scene.group, f"/stair {title}{number:03}", reply_to=said)
        scene.clock.advance(10)
        await tg.until(lambda n=number: carrying(scene, f"&{n:03}"))
    await scene.later(lambda: len(indexes(scene)) == 2)
    await scene.later(lambda: "&035" in indexes(scene)[0].text and "&036" in indexes(scene)[1].text)
    assert len(indexes(scene)[0].content["entities"]) <= 100

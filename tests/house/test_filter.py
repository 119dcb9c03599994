"""Keyword replies: one answer a word and minute, to whole words, from memory."""

import pytest
from kit import chatter

from bot.app import Warden
from bot.core.perception import perceive
from rehearsal import Telegram
from rehearsal.message import Message
from tests.house.conftest import MINUTE, Scene
from tests.house.desk import quarantined


async def silent(scene: Scene, *said: Message) -> None:
    """See that nothing was answered to these, once everything is dealt with."""
    await scene.quiet()
    assert [scene.answers(one) for one in said] == [[] for _ in said]


def marks(message: Message) -> list[tuple[str, str]]:
    """What is marked in a text, and how."""
    found = []
    for entity in message.content.get("entities", message.content.get("caption_entities", [])):
        start, length = entity["offset"], entity["length"]
        found.append((entity["type"], message.text[start : start + length]))
    return found


async def test_word_is_answered_once_a_minute(scene: Scene) -> None:
    assert (await scene.ask(scene.ann, "/filter Hi Hello {first}!")).text == "✅ I answer to: Hi"
    assert (await scene.ask(scene.bob, "well, hi there")).text == "Hello Bob!"
    await silent(scene, scene.eve.says(scene.group, "HI!"))
    scene.clock.advance(MINUTE)
    await scene.quiet()
    assert (await scene.ask(scene.eve, "ＨＩ")).text == "Hello Eve!"
    await silent(
        scene, scene.bob.says(scene.group, "this ship"), scene.bob.says(scene.group, "h i")
    )


async def test_phrases_and_several_words(scene_zh: Scene) -> None:
    scene = scene_zh
    said = await scene.ask(scene.ann, '/filter "Good  morning" 早安')
    assert said.text == "✅ 会回复这些关键词：Good morning"
    said = await scene.ask(scene.ann, "/filter （价格，「怎么买」，price） 见置顶")
    assert said.text == "✅ 会回复这些关键词：价格、怎么买和price"
    assert (await scene.ask(scene.bob, "GOOD morning all")).text == "早安"
    assert (await scene.ask(scene.bob, "请问这个怎么买呀")).text == "见置顶"
    await silent(scene, scene.bob.says(scene.group, "morning good"))
    assert (await scene.ask(scene.ann, "/filters")).text.split("\n") == [
        "• Good morning",
        "• price",
        "• 价格",
        "• 怎么买",
    ]
    assert (await scene.ask(scene.ann, "/stop 价格")).text == "✅ 不再回复：价格"
    await silent(scene, scene.bob.says(scene.group, "价格"))
    assert (await scene.ask(scene.bob, "price")).text == "见置顶"


async def test_formatting_and_buttons_are_kept(scene: Scene) -> None:
    written = (
        "/filter site <b>Our</b> 🀄 <i>place</i>, {mention}\n"
        "[Web](buttonurl://example.org) [Chat](buttonurl:https://t.me/bookclub:same)\n"
        "[{group}](buttonurl://example.org/a?b=1&amp;c=2)"
    )
    scene.ann.says(scene.group, written, parse_mode="HTML")
    await scene.tg.until(lambda: scene.group.find("✅ I answer to: site"))
    answer = await scene.ask(scene.bob, "site?")
    assert answer.text == "Our 🀄 place, Bob"
    kinds = [kind for kind, _ in marks(answer)]
    assert kinds == ["bold", "italic", "text_link"] or kinds == ["bold", "italic", "text_mention"]
    assert answer.buttons == ["Web", "Chat", "Book club"]
    assert [len(row) for row in (answer.markup or {})["inline_keyboard"]] == [2, 1]
    assert answer.button("Book club")["url"] == "https://example.org/a?b=1&c=2"


async def test_picture_is_answered_by_its_file(scene: Scene) -> None:
    picture = scene.ann.sends(scene.group, photo=True, caption="Our <u>map</u>", parse_mode="HTML")
    await scene.ask_in_reply(scene.ann, "/filter map", picture)
    answer = await scene.ask(scene.bob, "map please")
    assert (answer.text, marks(answer)) == ("Our map", [("underline", "map")])
    assert answer.content["photo"][-1]["file_id"] == picture.content["photo"][-1]["file_id"]
    own = scene.ann.sends(scene.group, photo=True, caption="/filter way Turn left, {first}")
    await scene.tg.until(lambda: scene.answers(own))
    answer = await scene.ask(scene.bob, "which way")
    assert (answer.text, "photo" in answer.content) == ("Turn left, Bob", True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/filter", "A word, and what I answer to it:"),
        ("/filter hi", "A word, and what I answer to it:"),
        ("/filter (hi hello", "A word, and what I answer to it:"),
        ('/filter "" hello', "A word, and what I answer to it:"),
        (f"/filter {'x' * 65} hello", "A word has at most 64 characters."),
        (f"/filter hi {'x' * 4000}{{first}}", "This is too long:"),
        ("/filter hi [x](buttonurl://javascript:0) y", "The button “x” cannot be:"),
        ("/filter hi [x](buttonurl://file://etc/passwd) y", "The button “x” cannot be:"),
        ("/filter hi [x](buttonurl://example.org)", "There has to be some text"),
        ("/stop", "Which word?"),
        ("/stop hi", "I do not answer to: hi."),
        ("/filters", "There are no keyword replies yet:"),
    ],
)
async def test_bad_input_changes_nothing(scene: Scene, typed: str, said: str) -> None:
    assert (await scene.ask(scene.ann, typed)).text.startswith(said)
    await silent(scene, scene.bob.says(scene.group, "hi"))


async def test_members_and_other_admins_set_nothing(scene: Scene) -> None:
    """T13: it takes the right to change the group's info."""
    scene.bob.says(scene.group, "/filter hi Hello")
    await scene.quiet()
    await silent(scene, scene.eve.says(scene.group, "hi"))
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    refused = await scene.ask(scene.bob, "/filter hi Hello")
    assert refused.text == "You need the right to change group info for that."


async def test_ads_commands_and_bots_are_not_answered(scene: Scene, tg: Telegram) -> None:
    await scene.ask(scene.ann, "/filter 兼职 Ask an admin")
    ad = scene.eve.says(scene.group, "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj")
    await scene.gone(ad)
    await silent(scene, ad)
    await silent(scene, scene.bob.says(scene.group, "!兼职"))
    assert (await scene.ask(scene.bob, "有兼职吗")).text == "Ask an admin"


async def test_t67_t68_names_are_escaped_and_no_filling(scene: Scene, warden: Warden) -> None:
    """T67, T68: what people bring in is neither markup nor a filling."""
    await scene.ask(scene.ann, "/filter hi Hello {name} – {username}")
    mallory = scene.newcomer("<b>{group}</b>", last_name='{ $x }&"')
    assert (await scene.ask(mallory, "hi")).text == (
        'Hello <b>{group}</b> { $x }&" – <b>{group}</b>'
    )
    scene.clock.advance(MINUTE)
    await scene.quiet()
    spam = scene.newcomer("Bob t.me/bobs_books")
    await scene.quiet()
    assert (await scene.ask(spam, "hi")).text == "Hello a member – a member"
    assert await quarantined(warden) == []


async def test_only_what_matches_leaves_the_cheap_path(scene: Scene, warden: Warden) -> None:
    """T63: everything else is dealt with in memory; without keywords nobody looks at all."""
    await scene.quiet()
    room = warden.memory.book.at(scene.group.id)
    assert room is not None

    async def wanted(text: str) -> bool:
        await warden.memory.load_values({room.id})
        values = warden.memory.values(room.id)
        assert values is not None
        facts = perceive(chatter(1, chat=scene.group.id, text=text), 0)
        return warden.runtime.house.route(facts, values) is not None

    await scene.quiet()
    assert not await wanted("hi")
    await scene.ask(scene.ann, "/filter hi Hello")
    await scene.quiet()
    assert (await wanted("oh hi"), await wanted("this")) == (True, False)
    await scene.set("filters.enabled off")
    await scene.quiet()
    assert not await wanted("oh hi")
    refused = await scene.ask(scene.ann, "/filters")
    assert "keyword replies" in refused.text


async def test_answers_stay_and_survive_a_supergroup(scene: Scene, warden: Warden) -> None:
    """Notes and replies are not tidied away."""
    await scene.ask(scene.ann, "/filter hi Hello")
    answer = await scene.ask(scene.bob, "hi")
    for _ in range(4):
        scene.clock.advance(20 * MINUTE)
        await scene.quiet()
    assert not answer.deleted
    assert await quarantined(warden) == []


async def test_count_is_asked_of_telegram(scene: Scene) -> None:
    await scene.ask(scene.ann, "/filter size We are {count} in {chatname}")
    members = sum(scene.group.member(one).present for one in (scene.ann, scene.bob, scene.eve)) + 1
    assert (await scene.ask(scene.bob, "size")).text == f"We are {members} in Book club"

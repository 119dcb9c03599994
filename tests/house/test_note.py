"""Notes: kept by name, brought by a tag, in reply to whom they are for."""

import pytest

from bot.app import Warden
from rehearsal import Telegram
from tests.house.conftest import MINUTE, Scene
from tests.house.desk import quarantined


async def test_note_is_kept_and_brought_by_its_tag(scene: Scene) -> None:
    kept = await scene.ask(scene.ann, "/save #FAQ Read the pinned message, {first}.")
    assert kept.text == "✅ Kept: #FAQ brings it back."
    assert (await scene.ask(scene.bob, "/get faq")).text == "Read the pinned message, Bob."
    assert (await scene.ask(scene.eve, "＃faq please")).text == "Read the pinned message, Eve."
    assert (await scene.ask(scene.bob, "/notes")).text == "• #FAQ"
    assert (await scene.ask(scene.bob, "/get more")).text.startswith("There is no note more.")
    quiet = [scene.bob.says(scene.group, text) for text in ("#more", "see #faq", "faq")]
    await scene.quiet()
    assert [scene.answers(one) for one in quiet] == [[], [], []]


async def test_note_is_for_whom_the_tag_replies_to(scene: Scene) -> None:
    await scene.ask(scene.ann, "/save hello Hello {first}!")
    question = scene.eve.says(scene.group, "what is this place?")
    scene.bob.says(scene.group, "#hello", reply_to=question)
    await scene.tg.until(lambda: scene.answers(question))
    assert scene.answers(question)[0].text == "Hello Eve!"
    other = scene.eve.says(scene.group, "and who are you?")
    scene.bob.says(scene.group, "/get hello", reply_to=other)
    await scene.tg.until(lambda: scene.answers(other))
    assert scene.answers(other)[0].text == "Hello Eve!"


async def test_note_of_another_message_with_its_marks_and_media(scene: Scene) -> None:
    text = scene.bob.says(scene.group, "A <b>bold</b> claim", parse_mode="HTML")
    await scene.ask_in_reply(scene.ann, "/save claim", text)
    brought = await scene.ask(scene.bob, "#claim")
    assert brought.text == "A bold claim"
    assert [(one["type"], one["offset"]) for one in brought.content["entities"]] == [("bold", 2)]
    for kind in ("document", "video", "animation", "audio", "voice", "sticker", "video_note"):
        sent = scene.ann.sends(scene.group, **{kind: True})
        await scene.ask_in_reply(scene.ann, f"/save my{kind}", sent)
        brought = await scene.ask(scene.bob, f"#my{kind}")
        assert brought.content[kind]["file_id"] == sent.content[kind]["file_id"]
    sticker = scene.ann.sends(scene.group, sticker=True)
    refused = await scene.ask_in_reply(scene.ann, "/save hey some words", sticker)
    assert refused.text.startswith("Telegram shows no text with that")


async def test_note_is_shown_as_written_and_forgotten(scene_zh: Scene) -> None:
    scene = scene_zh
    written = "<b>你好</b>，{first}\n[网站](buttonurl://example.org)"
    scene.ann.says(scene.group, f"/save 问候 {written}", parse_mode="HTML")
    await scene.tg.until(lambda: scene.group.find("✅ 已保存：发 #问候 就会出现。"))
    assert (await scene.ask(scene.bob, "/get 问候 noformat")).text == written
    assert (await scene.ask(scene.bob, "#问候")).text == "你好，Bob"
    assert (await scene.ask(scene.ann, "/clear 问候")).text == "✅ 已删除笔记 问候。"
    said = scene.bob.says(scene.group, "#问候")
    await scene.quiet()
    assert scene.answers(said) == []
    assert (await scene.ask(scene.bob, "/notes")).text == "还没有笔记。"


async def test_notes_stay(scene: Scene, warden: Warden) -> None:
    await scene.ask(scene.ann, "/save faq Read")
    brought = await scene.ask(scene.bob, "#faq")
    command = await scene.ask(scene.bob, "/get faq")
    for _ in range(3):
        scene.clock.advance(20 * MINUTE)
        await scene.quiet()
    assert (brought.deleted, command.deleted) == (False, False)
    assert await quarantined(warden) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/save", "A name, and the text:"),
        ("/save faq", "A name, and the text:"),
        ("/save # text", "A name, and the text:"),
        (f"/save {'x' * 65} text", "A name has at most 64 characters."),
        ("/get", "Which one?"),
        ("/clear", "Which one?"),
        ("/clear faq", "There is no note faq."),
    ],
)
async def test_bad_input_keeps_nothing(scene: Scene, typed: str, said: str) -> None:
    assert (await scene.ask(scene.ann, typed)).text.startswith(said)
    assert (await scene.ask(scene.ann, "/notes")).text == "There are no notes yet."


async def test_t9_anonymous_admins_keep_notes(scene: Scene, tg: Telegram) -> None:
    """T9: rights yes."""
    scene.ann.promotes(scene.bob, scene.group, anonymous=True)
    said = scene.bob.sends(scene.group, text="/save faq Read", anonymously=True)
    await tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].text == "✅ Kept: #faq brings it back."

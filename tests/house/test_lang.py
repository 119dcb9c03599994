"""`/lang` and the zone: whose language is spoken where, and who may change it."""

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.press import Answer
from tests.house.conftest import Scene
from tests.house.desk import NOTHING, STALE, Desk, quarantined, read

REFUSED = Answer("You need the right to change group info for that.", alert=True)
USAGE = "There are /lang zh and /lang en."


@pytest.mark.parametrize("word", ["zh", "ZH", "中文", "汉语", "Chinese"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_group_speaks_chinese(scene: Scene, word: str) -> None:
    assert (await scene.ask(scene.ann, "/rules")).text.startswith("Rules\n")
    assert (await scene.ask(scene.ann, f"/lang {word}")).text == "我在这里说中文。"
    assert (await scene.ask(scene.bob, "/rules")).text.startswith("群规\n")
    assert (await scene.ask(scene.ann, "/set zone")).text.startswith("zone = Asia/Shanghai\n")
    assert (await scene.ask(scene.ann, "/lang english")).text == "I speak English here."
    assert await read(scene, "zone") == "zone = UTC"


async def test_language_outlasts_what_is_set_and_reset(scene: Scene) -> None:
    await scene.ask(scene.ann, "/lang zh")
    assert await read(scene, "zone") == "zone = Asia/Shanghai"
    assert (await scene.ask(scene.ann, "/set zone utc+9")).text == "✅ zone = UTC+9"
    await scene.ask(scene.ann, "/lang en")
    assert await read(scene, "zone") == "zone = UTC+9"
    assert (await scene.ask(scene.ann, "/reset zone")).text == "✅ zone = UTC"
    assert (await scene.ask(scene.ann, "/config")).text == "Everything is as it comes."


async def test_menu_of_the_group_follows_its_language(scene: Scene, tg: Telegram) -> None:
    key = (f"chat:{scene.group.id}", "")
    admins = (f"chat_administrators:{scene.group.id}", "")
    assert key not in tg.world.commands
    await scene.ask(scene.ann, "/lang zh")
    await tg.until(lambda: admins in tg.world.commands)
    assert tg.world.commands[key][0] == {"command": "rules", "description": "现在生效的规则"}
    assert tg.world.commands[admins][-1]["description"] == "用按钮设置"
    await scene.ask(scene.ann, "/lang en")
    english = {"command": "rules", "description": "the rules in force"}
    await tg.until(lambda: tg.world.commands[admins][0] == english)


async def test_menu_of_the_group_follows_what_is_on(scene: Scene, tg: Telegram) -> None:
    key = (f"chat:{scene.group.id}", "")
    await scene.set("ads.level strict")
    await tg.idle()
    assert key not in tg.world.commands
    await scene.set("report.enabled off")
    await tg.until(lambda: key in tg.world.commands)


async def test_lang_alone_says_which_and_offers_the_others(scene: Scene, tg: Telegram) -> None:
    asked = await scene.ask(scene.bob, "/lang")
    assert (asked.text, asked.buttons) == ("I speak English here.", ["中文", "English"])
    assert await scene.bob.presses(asked, "中文").answer == REFUSED
    assert await scene.ann.presses(asked, "中文").answer == Answer("我在这里说中文。")
    await scene.tg.until(lambda: asked.text == "我在这里说中文。")
    assert (await scene.ask(scene.bob, "/lang")).text == "我在这里说中文。"
    for forged in ("lang:xx", "lang:en", "lang:"):
        stale = await scene.ann.presses(asked, forged=forged).answer
        assert stale == Answer("这个按钮已失效。")


async def test_unknown_language_gets_the_usage(scene: Scene) -> None:
    for wrong in ("fr", "zh en", "<b>", "{ $x }", "zh-hans", "x" * 3000):
        assert (await scene.ask(scene.ann, f"/lang {wrong}")).text == USAGE
    assert (await scene.ask(scene.ann, "/lang")).text == "I speak English here."


async def test_t13_lang_takes_the_right_to_change_info(scene: Scene) -> None:
    """T13: an admin without it hears so; a member's command goes."""
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    refused = await scene.ask(scene.bob, "/lang zh")
    assert refused.text == "You need the right to change group info for that."
    said = scene.eve.says(scene.group, "/lang zh")
    await scene.gone(said)
    assert (await scene.ask(scene.ann, "/lang")).text == "I speak English here."


async def test_t3_two_taps_and_t7_a_copied_keyboard(scene: Scene, tg: Telegram) -> None:
    """T3, T7"""
    asked = await scene.ask(scene.ann, "/lang")
    taps = [scene.ann.presses(asked, "中文") for _ in range(2)]
    assert [await tap.answer for tap in taps] == [Answer("我在这里说中文。")] * 2
    other = tg.supergroup("Choir", owner=scene.ann)
    other.add_bot()
    await tg.until(lambda: scene.lines(other))
    copied = scene.ann.says(other, "here", reply_markup=asked.markup)
    assert await scene.ann.presses(copied, "中文").answer == STALE
    assert (await scene.ask(scene.ann, "/lang", other)).text == "I speak English here."


async def test_private_chat_has_the_person_s_own_language(
    scene: Scene, tg: Telegram, warden: Warden
) -> None:
    mei = Desk(scene, tg.person("Mei", language="zh-hans"))
    assert (await mei.starts()).text.startswith("👮 我是楼长，")
    assert (await mei.types("/lang en")).text == "I speak English here."
    assert (await mei.types("/help bot")).text == "There is no command bot for you here."
    asked = await mei.types("/lang")
    assert await mei.person.presses(asked, "中文").answer == Answer("我在这里说中文。")
    assert (await mei.types("/lang xx")).text == "可以发 /lang zh 或 /lang en。"
    assert await quarantined(warden) == []


async def test_panel_speaks_to_the_person_about_the_group(scene: Scene) -> None:
    """The panel is in the language of who presses; what it changes is the group's."""
    await scene.ask(scene.ann, "/lang zh")
    said = await scene.ask(scene.ann, "/settings")
    assert said.text == "用按钮设置本群："
    desk = Desk(scene, scene.ann)
    desk.panel = await desk.starts(said.button("打开私聊")["url"].partition("start=")[2])
    assert desk.panel.text.startswith("⚙️ Book club\n中文 · Asia/Shanghai (")
    await desk.goes("English")
    assert desk.panel.text.startswith("⚙️ Book club\nEnglish · UTC (")
    assert (await scene.ask(scene.ann, "/lang")).text == "I speak English here."


async def test_question_in_private_is_in_the_person_s_language(scene_zh: Scene) -> None:
    desk = Desk(scene_zh, scene_zh.ann)
    said = await scene_zh.ask(scene_zh.ann, "/settings")
    desk.panel = await desk.starts(said.button("打开")["url"].partition("start=")[2])
    await desk.goes("语言与时间")
    await desk.goes("zone")
    asked = await desk.hears("手动输入")
    assert asked.text.startswith("请发送 zone 的新值。")
    assert asked.buttons == ["取消"]
    wrong = await desk.types("Mars/Base")
    assert wrong.text.startswith("zone：不能这样填。可以填：")
    assert (await desk.types("asia/tokyo")).text.startswith("✅ zone = Asia/Tokyo\n")
    assert await scene_zh.ann.presses(desk.panel, "UTC").answer == NOTHING


async def test_t9_anonymous_admin_sets_the_language(scene: Scene) -> None:
    """T9"""
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_change_info=True)
    said = scene.bob.says(scene.group, "/lang zh", anonymously=True)
    await scene.tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].text == "我在这里说中文。"

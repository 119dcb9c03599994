"""What people read, in both languages."""

import string
from importlib.resources import files

import pytest

from bot.core.texts import LANGUAGES, catalogue
from rehearsal import Telegram
from tests.house.conftest import Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
LIKELY = "带你赚钱 @foo_bar"


async def test_start_help_and_rules_in_english(scene: Scene) -> None:
    assert scene.lines()[0].text == (
        "👮 I keep this group from now on: ads go, talk stays. /rules shows the rules, /set the "
        "settings."
    )
    assert (await scene.ask(scene.ann, "/start", scene.ann.private)).text == (
        "👮 I am Louzhang, the warden of groups. Add me to a group and make me an administrator.\n"
        "/why shows what I did about you, and on what evidence."
    )
    assert (await scene.ask(scene.bob, "/help")).text == "/rules – the rules in force"
    assert (await scene.ask(scene.ann, "/help")).text == (
        "/rules – the rules in force\n/set – settings\n/cases – what was done\n"
        "/why 12 – the evidence of case #12"
    )
    assert (await scene.ask(scene.bob, "/help", scene.bob.private)).text == (
        "/why – what I did about you, and why"
    )
    assert (await scene.ask(scene.bob, "/rules", scene.bob.private)).text == (
        "This works in a group."
    )


async def test_start_help_and_rules_in_chinese(scene_zh: Scene) -> None:
    scene = scene_zh
    assert scene.lines()[0].text == (
        "👮 从现在起我来看管本群：广告清走，聊天留下。/rules 看群规，/set 看设置。"
    )
    assert (await scene.ask(scene.ann, "/start", scene.ann.private)).text == (
        "👮 我是楼长，替群主看管群。把我加进群并设为管理员即可。\n"
        "发 /why 可以看我对你做过什么、依据是什么。"
    )
    assert (await scene.ask(scene.bob, "/help")).text == "/rules – 群规"
    assert (await scene.ask(scene.ann, "/help")).text == (
        "/rules – 群规\n/set – 设置\n/cases – 处理记录\n/why 12 – 处理记录 #12 的依据"
    )


RULES = {
    ("kick", "ban 30d"): (
        "Ads are deleted and their author is removed.\nAgain within 30 days: banned for 30 d.",
        "广告会被删除，发布者会被移出。\n30 天内再犯：封禁 30 天。",
    ),
    ("ban", "off"): (
        "Ads are deleted and their author is banned for ever.",
        "广告会被删除，发布者会被永久封禁。",
    ),
    ("ban 36h", "ban"): (
        "Ads are deleted and their author is banned for 36 h.\n"
        "Again within 30 days: banned for ever.",
        "广告会被删除，发布者会被封禁 36 小时。\n30 天内再犯：永久封禁。",
    ),
    ("mute 90m", "kick"): (
        "Ads are deleted and their author is muted for 90 min.\nAgain within 30 days: removed.",
        "广告会被删除，发布者会被禁言 90 分钟。\n30 天内再犯：移出。",
    ),
    ("mute 61s", "mute 2d"): (
        "Ads are deleted and their author is muted for 61 s.\nAgain within 30 days: muted for 2 d.",
        "广告会被删除，发布者会被禁言 61 秒。\n30 天内再犯：禁言 2 天。",
    ),
    ("delete", "ban 30d"): ("Ads are deleted.", "广告会被删除。"),
    ("report", "ban 30d"): ("Ads are reported to the admins.", "广告会报告给管理员。"),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_rules_say_what_is_in_force(
    request: pytest.FixtureRequest, scene: Scene, language: str
) -> None:
    if language == "zh":
        scene.ann.language_code = "zh-hans"  # the group speaks as who adds the bot
        scene.group.remove_bot()
        scene.group.add_bot()
        await scene.tg.until(lambda: scene.group.find("群规"))
    for (policy, repeat), said in RULES.items():
        await scene.set(f"ads.policy {policy}")
        await scene.set(f"ads.repeat {repeat}")
        title = {"en": "Rules", "zh": "群规"}[language]
        expected = f"{title}\n{said[language == 'zh']}"
        assert (await scene.ask(scene.bob, "/rules")).text == expected
    await scene.set("ads.enabled off")
    nothing = {"en": "No rules are switched on.", "zh": "没有启用任何规则。"}[language]
    assert (await scene.ask(scene.bob, "/rules")).text == nothing


async def test_why_and_cases_in_chinese(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    assert (await scene.ask(scene.ann, "/cases")).text == "没有处理记录。"
    assert (await scene.ask(scene.ann, "/why 7")).text == "这里没有处理记录 #7。"
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    assert (await scene.ask(scene.ann, "/cases")).text == "#1 ads · 移出 · Eve · 生效中"
    assert (await scene.ask(scene.ann, "/why")).text == (
        f"#1 · Book club · ads，确定\nEve（{scene.eve.id}）：移出\n{AD}\n"
        "• 正文：招揽 日结兼职（+4）\n• 正文：微信号 加V: abc12345（+4）\n"
        "• 正文：招揽加联系方式 日结兼职（+5）"
    )
    scene.newcomer("Fay").says(scene.group, LIKELY)
    await tg.until(lambda: scene.ann.private.find("Fay"))
    card = scene.ann.private.find("Fay")
    assert card is not None
    assert card.buttons == ["踢出", "封禁", "误判"]
    assert (await scene.ann.presses(card, "误判").answer).text == "已处理。"
    await tg.until(lambda: card.edits)
    assert card.text.endswith("→ 误判")
    assert (await scene.ann.presses(card, forged="case_kick:2").answer).text == "已经处理过了。"
    assert (await scene.ann.presses(card, forged="x").answer).text in (
        "这个按钮已失效。",
        "This button is out of date.",
    )
    line = scene.group.find("写道")
    assert line is not None
    assert line.text == f"Fay 写道：\n{LIKELY}"


async def test_call_and_trouble_in_chinese(scene_zh: Scene) -> None:
    scene = scene_zh
    scene.eve.says(scene.group, LIKELY)
    await scene.tg.until(lambda: scene.group.find("请处理"))
    line = scene.group.find("请处理")
    assert line is not None
    assert line.text == "#1：Ann 有一条可疑消息，请处理。"
    answer = await scene.bob.presses(line, "踢出").answer
    assert answer.text == "这需要「封禁用户」的权限。"
    await scene.ann.presses(line, "封禁").answer
    await scene.tg.until(lambda: line.edits)
    assert line.text == "#1 → 生效中（封禁）"
    scene.group.set_bot_rights("can_invite_users")
    scene.newcomer("Fay").says(scene.group, AD)
    await scene.tg.until(lambda: scene.group.find("⚠️"))
    trouble = scene.group.find("⚠️")
    assert trouble is not None
    assert trouble.text.startswith("⚠️ #2：Telegram 拒绝了我的操作（")
    assert trouble.text.endswith("）。我有删除消息和封禁用户的权限吗？")


async def test_private_chat_speaks_the_person_s_language(scene: Scene, tg: Telegram) -> None:
    lin = tg.person("Lin", language="zh-hans")
    assert (await scene.ask(lin, "/help", lin.private)).text == "/why – 我对你做过什么，为什么"
    otto = tg.person("Otto", language="de")
    assert (await scene.ask(otto, "/why", otto.private)).text == "No cases."


async def test_bot_without_rights_says_what_it_lacks(scene: Scene, tg: Telegram) -> None:
    choir = tg.supergroup("Choir", owner=scene.ann)
    choir.add_bot(rights=False)
    await tg.until(lambda: scene.lines(choir))
    assert scene.lines(choir)[0].text == (
        "👮 I am here, but I lack rights:\n• delete messages\n• ban users\n"
        "Group settings → Administrators → me → switch them on."
    )
    choir.set_bot_rights("can_delete_messages", "can_restrict_members")
    await tg.until(lambda: choir.find("from now on"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_catalogues_have_the_same_texts_and_fillings() -> None:
    zh, en = catalogue("zh"), catalogue("en")
    assert set(zh) == set(en)
    assert {key: fields(text) for key, text in zh.items()} == {
        key: fields(text) for key, text in en.items()
    }


def test_every_text_is_used_once_in_the_order_of_the_other_language() -> None:
    listed = {
        language: [
            line.partition(" = ")[0]
            for line in files("bot.locales").joinpath(f"{language}.toml").read_text().splitlines()
            if line
        ]
        for language in LANGUAGES
    }
    assert listed["zh"] == listed["en"]

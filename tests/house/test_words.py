"""What people read, in both languages."""

import re

import pytest

from rehearsal import Telegram
from rehearsal.message import Message
from rehearsal.person import Person
from tests.house.conftest import Scene, holds

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
LIKELY = "带你赚钱 @foo_bar"


def card_of(message: Message) -> str:
    """The text of the first card without the time of day on it."""
    return re.sub(r"\b[0-9]{2}:[0-9]{2}\b", "…", message.text)


async def whole_help(scene: Scene, person: Person) -> str:
    """Every key of `/help`, by the buttons below it."""
    shown = await scene.ask(person, "/help")
    assert shown.buttons[:3] == ["◀", "1/2", "▶"]
    texts = []
    for key in shown.buttons[3:]:
        await person.presses(shown, key).answer
        await scene.tg.until(lambda key=key: shown.text.startswith(f"{key}\n"))
        texts.append(shown.text)
    return "\n\n".join(texts)


KEPT = (
    "I keep what is said here for 30 days, so that it can be found: /climb. /set archive.keep off "
    "ends that and erases it."
)


async def test_start_help_and_rules_in_english(scene: Scene) -> None:
    assert card_of(scene.lines()[0]) == (
        "👮 I keep this group from now on: ads go, talk stays. /rules shows the rules, /settings "
        f"the settings.\n\n{KEPT}\n\nLanguage: English · Time zone: UTC (…)"
    )
    assert (await scene.ask(scene.ann, "/start", scene.ann.private)).text == (
        "👮 I am Louzhang, the warden of groups. Add me to a group and make me an administrator.\n"
        "/why shows what I did about you, and on what evidence."
    )
    assert holds(
        (await scene.ask(scene.bob, "/help")).text,
        (
            "Rules\n/why – what was done and on what evidence: /case 12, /why\n"
            "/rules (群规) – the rules in force\n\n"
            "The bot\n/help – the commands you may use\n/lang – the language: /lang zh, /lang en"
        ),
    )
    assert holds(
        await whole_help(scene, scene.ann),
        (
            "Rules\n/cases – what was done: /cases @eve, /cases ads, /cases csv, /cases json\n"
            "/why – what was done and on what evidence: /case 12, /why\n"
            "/rules (群规) – the rules in force\n\n"
            "The bot\n/help – the commands you may use\n/lang – the language: /lang zh, /lang en\n"
            "/settings – the settings, with buttons\n"
            "/setup – everything in one go, by a preset: /setup fans\n"
            "/set – read and change settings: /set ads.level strict\n"
            "/reset – a setting back to its default: /reset ads.level\n"
            "/config – the settings that were changed\n"
            "/viewconfig – the changed settings as lines to copy, or as a file: /viewconfig file\n"
            "/setconfig – take over lines or a file of /viewconfig"
        ),
    )
    assert holds(
        (await scene.ask(scene.bob, "/help", scene.bob.private)).text,
        (
            "Rules\n/why – what was done and on what evidence: /case 12, /why\n\n"
            "The bot\n/start – what I am\n/help – the commands you may use\n"
            "/lang – the language: /lang zh, /lang en\n/settings – the settings, with buttons\n"
            "/setup – everything in one go, by a preset: /setup fans"
        ),
    )
    assert (await scene.ask(scene.ann, "/help rules")).text.count("\n") > 3
    assert (await scene.ask(scene.ann, "/help /config")).text == (
        "The bot\n/config – the settings that were changed"
    )
    rules = (await scene.ask(scene.ann, "/help RULES")).text
    await scene.ask(scene.ann, "/lang zh")
    in_chinese = (await scene.ask(scene.ann, "/help 规则")).text
    assert (rules.partition("\n")[0], in_chinese.partition("\n")[0]) == ("Rules", "规则")
    assert in_chinese.count("\n") == rules.count("\n") > 3
    await scene.ask(scene.ann, "/lang en")
    assert (await scene.ask(scene.bob, "/help config")).text == (
        "There is no command config for you here."
    )
    assert (await scene.ask(scene.bob, "/rules", scene.bob.private)).text == (
        "This works in a group."
    )


async def test_start_help_and_rules_in_chinese(scene_zh: Scene) -> None:
    scene = scene_zh
    assert card_of(scene.lines()[0]) == (
        "👮 从现在起，本群由我看管：广告清走，聊天留下。发 /rules 看群规，发 /settings 看设置。"
        "\n\n群里的发言我会保存 30 天，方便查找（发 /climb）。不想保存，"
        "就发 /set archive.keep off，已存的也会删除。\n\n语言：中文 · 时区：Asia/Shanghai（…）"
    )
    assert (await scene.ask(scene.ann, "/start", scene.ann.private)).text == (
        "👮 我是楼长，替群主看管群。把我拉进群，设为管理员，我就上岗。\n"
        "发 /why 可以查我对你做过什么、依据是什么。"
    )
    assert holds(
        (await scene.ask(scene.bob, "/help")).text,
        (
            "规则\n/why – 处理记录的内容和依据：/case 12、/why\n/rules（群规）– 现在生效的规则\n\n"
            "楼长\n/help – 你能用的命令\n/lang – 语言：/lang zh、/lang en"
        ),
    )
    assert (await scene.ask(scene.ann, "/help cases")).text == (
        "规则\n/cases – 处理记录：/cases @eve、/cases 广告、/cases csv、/cases json"
    )


RULES = {
    ("kick", "ban 30d"): (
        "Ads are deleted and their author is removed.\nAgain within 30 days: banned for 30 days.",
        "发广告：删除消息，踢出本群。\n30 天内再犯：封禁 30 天。",
    ),
    ("ban", "off"): (
        "Ads are deleted and their author is banned for ever.",
        "发广告：删除消息，永久封禁。",
    ),
    ("ban 36h", "ban"): (
        "Ads are deleted and their author is banned for 36 hours.\n"
        "Again within 30 days: banned for ever.",
        "发广告：删除消息，封禁 36 小时。\n30 天内再犯：永久封禁。",
    ),
    ("mute 90m", "kick"): (
        "Ads are deleted and their author is muted for 90 minutes.\nAgain within 30 days: removed.",
        "发广告：删除消息，禁言 90 分钟。\n30 天内再犯：踢出本群。",
    ),
    ("mute 61s", "mute 2d"): (
        "Ads are deleted and their author is muted for 61 seconds.\n"
        "Again within 30 days: muted for 2 days.",
        "发广告：删除消息，禁言 61 秒。\n30 天内再犯：禁言 2 天。",
    ),
    ("delete", "ban 30d"): ("Ads are deleted.", "发广告：删除消息。"),
    ("report", "ban 30d"): ("Ads are reported to the admins.", "发广告：报告给管理员处理。"),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_rules_say_what_is_in_force(
    request: pytest.FixtureRequest, scene: Scene, language: str
) -> None:
    if language == "zh":
        assert (await scene.ask(scene.ann, "/lang zh")).text == "我在这里说中文。"
    for (policy, repeat), said in RULES.items():
        await scene.set(f"ads.policy {policy}")
        await scene.set(f"ads.repeat {repeat}")
        title = {"en": "Rules", "zh": "群规"}[language]
        expected = f"{title}\n{said[language == 'zh']}"
        assert holds((await scene.ask(scene.bob, "/rules")).text, expected)
    await scene.set("ads.enabled off")
    title = {"en": "Rules\n", "zh": "群规\n"}[language]
    told = (await scene.ask(scene.bob, "/rules")).text
    assert told.startswith(title)
    assert not any(holds(told, said[language == "zh"]) for said in RULES.values())


async def test_why_and_cases_in_chinese(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    assert (await scene.ask(scene.ann, "/cases")).text == "没有处理记录。"
    assert (await scene.ask(scene.ann, "/why 7")).text == "这里没有处理记录 #7。"
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    assert (await scene.ask(scene.ann, "/cases")).text == "#1 广告 · 踢出 · Eve · 生效中"
    for asked in ("广告", "ads", "@eve_sells 广告"):
        assert (await scene.ask(scene.ann, f"/cases {asked}")).text.startswith("#1 广告 · ")
    assert (await scene.ask(scene.ann, "/cases 刷屏")).text == "没有处理记录。"
    assert (await scene.ask(scene.ann, "/why")).text == (
        f"#1 · Book club · 广告，确定\nEve（{scene.eve.id}）：踢出\n{AD}\n"
        "• 正文：广告话术 日结兼职（+4）\n• 正文：微信号 加V: abc12345（+4）\n"
        "• 正文：广告话术加联系方式 日结兼职（+5）"
    )
    scene.newcomer("Fay").says(scene.group, LIKELY)
    await tg.until(lambda: scene.ann.private.find("Fay"))
    card = scene.ann.private.find("Fay")
    assert card is not None
    assert card.buttons == ["踢出", "封禁", "误判"]
    kick = card.button("踢出")["callback_data"]
    assert (await scene.ann.presses(card, "误判").answer).text == "已处理。"
    await tg.until(lambda: card.edits)
    assert card.text.endswith("→ 误判")
    assert (await scene.ann.presses(card, forged=kick).answer).text == "已经处理过了。"
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
    assert line.text == "#1：Ann，有一条可疑消息，请处理。"
    answer = await scene.bob.presses(line, "踢出").answer
    assert answer.text == "此操作需要「封禁用户」权限。"
    await scene.ann.presses(line, "封禁").answer
    await scene.tg.until(lambda: line.edits)
    assert line.text == "#1 → 生效中（封禁）"
    scene.group.set_bot_rights("can_invite_users")
    scene.newcomer("Fay").says(scene.group, AD)
    await scene.tg.until(lambda: scene.group.find("⚠️"))
    trouble = scene.group.find("⚠️")
    assert trouble is not None
    assert trouble.text.startswith("⚠️ #2：Telegram 拒绝了我的操作（")
    assert trouble.text.endswith("）。请看看我有没有删除消息和封禁用户的权限。")


async def test_every_admin_who_is_called_is_named(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, can_restrict_members=True)
    scene.eve.says(scene.group, LIKELY)
    await scene.tg.until(lambda: scene.group.find("please decide"))
    line = scene.group.find("please decide")
    assert line is not None
    assert line.text == "#1: Ann and Bob, please decide about a message I found suspicious."
    assert [one["user"]["id"] for one in line["entities"]] == [scene.ann.id, scene.bob.id]


async def test_private_chat_speaks_the_person_s_language(scene: Scene, tg: Telegram) -> None:
    lin = tg.person("Lin", language="zh-hans")
    told = (await scene.ask(lin, "/help", lin.private)).text
    assert holds(told, "规则\n/why – 处理记录的内容和依据：/case 12、/why")
    otto = tg.person("Otto", language="de")
    assert (await scene.ask(otto, "/why", otto.private)).text == "No cases."


async def test_bot_without_rights_says_what_it_lacks(scene: Scene, tg: Telegram) -> None:
    choir = tg.supergroup("Choir", owner=scene.ann)
    choir.add_bot(rights=False)
    await tg.until(lambda: scene.lines(choir))
    card = scene.lines(choir)[0]
    assert card_of(card) == (
        "👮 I am here, but I lack rights:\n• delete messages\n• ban users\n"
        "Group settings → Administrators → me → switch them on."
        f"\n\n{KEPT}\n\nLanguage: English · Time zone: UTC (…)"
    )
    choir.set_bot_rights("can_delete_messages", "can_restrict_members")
    await tg.until(lambda: choir.find("from now on"))
    assert scene.lines(choir) == [card]

"""`/addblocklist`, `/rmblocklist`, `/blocklist`: what is not said here."""

from tests.house.conftest import Scene


async def test_words_go_until_they_are_taken_off(scene: Scene) -> None:
    typed = "/addblocklist 内部消息\nsnake oil\n/zz-[0-9]{4}/\nexact:hi"
    added = await scene.ask(scene.ann, typed)
    assert added.text == "✅ 4 entries added; 4 on the blocklist."
    shown = await scene.ask(scene.ann, "/blocklist")
    assert shown.text == "exact:hi\n/zz-[0-9]{4}/\nsnake oil\n内部消息"
    gone = [
        scene.bob.says(scene.group, text)
        for text in ("我有 内 部 消 息", "SNAKE  oil is good", "it is zz-1234", "Hi")
    ]
    stays = [
        scene.bob.says(scene.group, text) for text in ("hi all", "内部的消息", "snake and oil")
    ]
    own = scene.ann.says(scene.group, "do not say snake oil")
    await scene.gone(*gone)
    removed = await scene.ask(scene.ann, "/rmblocklist Snake oil")
    assert removed.text == "✅ 1 entry taken off; 3 left."
    stays.append(scene.bob.says(scene.group, "snake oil"))
    await scene.quiet()
    assert [one.deleted for one in (*stays, own)] == [False] * 5
    assert (await scene.ask(scene.ann, "/rmblocklist cake")).text == "That is not on the blocklist."


async def test_entry_brings_what_it_says(scene: Scene) -> None:
    await scene.ask(scene.ann, '/addblocklist "snake oil" {ban 7d}')
    said = scene.eve.says(scene.group, "snake oil!")
    await scene.gone(said)
    await scene.out(scene.eve, "kicked")
    assert await scene.cases() == ["blocklist · banned · Eve · in force"]


async def test_t66_owner_is_told_why_a_pattern_is_none(scene: Scene) -> None:
    told = await scene.ask(scene.ann, "/addblocklist /(?=x)a/")
    assert told.text.startswith("/(?=x)a/: patterns cannot look around")
    wrong = await scene.ask(scene.ann, "/addblocklist /(/")
    assert wrong.text.startswith("That is no entry: (: missing )")
    usage = await scene.ask(scene.ann, "/addblocklist")
    assert usage.text.startswith("One entry a line: /addblocklist word")
    assert "word {mute 1h}" in usage.text
    assert (await scene.ask(scene.ann, "/blocklist")).text.startswith("The blocklist is empty")


async def test_t13_blocklist_is_for_who_may_change_the_group(scene: Scene) -> None:
    refused = scene.bob.says(scene.group, "/addblocklist book")
    await scene.gone(refused)
    said = scene.eve.says(scene.group, "a good book")
    await scene.quiet()
    assert not said.deleted


async def test_blocklist_in_chinese(scene_zh: Scene) -> None:
    added = await scene_zh.ask(scene_zh.ann, "/addblocklist 内部消息 {禁言 1h}，小道")
    assert added.text == "✅ 已添加 2 个，违禁词共 2 个。"
    scene_zh.bob.says(scene_zh.group, "告诉你一个内部消息")
    await scene_zh.out(scene_zh.bob, "restricted")
    await scene_zh.tg.until(lambda: scene_zh.group.find("🔇 Bob：禁言，1 小时（违禁词）"))
    rules = await scene_zh.ask(scene_zh.ann, "/rules")
    assert "含违禁词的消息：删除。" in rules.text

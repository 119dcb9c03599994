"""Red envelopes in Chinese, without a slash; and those from the treasury."""

import re

import pytest

from bot.app import Warden
from tests.house.conftest import DAY, HOUR, Scene
from tests.house.envelope import Purse, boards, number_of, opened, sent


@pytest.fixture
async def purse(scene_zh: Scene, warden: Warden) -> Purse:
    await scene_zh.set("antiraid.enabled off")
    await scene_zh.set("tidy.enabled off")
    kept = Purse(scene_zh, warden.store)
    await kept.give(scene_zh.bob)
    return kept


async def test_words_send_what_they_say(scene_zh: Scene, purse: Purse) -> None:
    scene = scene_zh
    lucky = await sent(scene, scene.bob, "发红包 100 5 新年好")
    assert lucky.text.startswith("🧧 Bob 的红包\n「新年好」\n拼手气红包：100 分，5 份\n\n已领 0/5")
    equal = await sent(scene, scene.bob, "普通红包 100 5")
    assert "「恭喜发财，大吉大利」\n普通红包：100 分，5 份，每份 20 分" in equal.text
    word = await sent(scene, scene.bob, "口令红包 100 5 芝麻开门")
    assert "🔑 发出口令领取：芝麻开门" in word.text
    given = await sent(scene, scene.bob, "专属红包 66 @eve_sells 生日快乐")
    assert "🎯 只给 Eve" in given.text
    assert "「生日快乐」" in given.text
    said = scene.eve.says(scene.group, "芝麻开门")
    await scene.tg.until(lambda: "🎉" in str(said.reactions))
    assert await opened(scene.eve, given) == "🧧 恭喜，你领到 66 分！"
    assert await opened(scene.eve, equal) == "🧧 恭喜，你领到 20 分！"
    assert await opened(scene.eve, equal) == "你已经领过了：20 分"
    await purse.sound()


async def test_one_in_reply_is_for_its_author(scene_zh: Scene, purse: Purse) -> None:
    scene = scene_zh
    asked = scene.eve.says(scene.group, "谢谢大家")
    before = len(boards(scene))
    scene.clock.advance(4)
    scene.bob.says(scene.group, "专属红包 20", reply_to=asked)
    await scene.tg.until(lambda: len(boards(scene)) > before)
    assert "🎯 只给 Eve" in boards(scene)[-1].text
    assert await purse.held() == 20


async def test_words_that_say_too_little_are_talk(scene_zh: Scene, purse: Purse) -> None:
    scene = scene_zh
    for text in ("发红包", "发红包 100", "发红包啊 100 5", "专属红包 100", "发红包 很多 5"):
        said = scene.bob.says(scene.group, text)
        await scene.quiet()
        assert scene.answers(said) == []
    assert boards(scene) == []
    assert await purse.held() == 0


async def test_labels_are_those_of_the_house(scene_zh: Scene, purse: Purse) -> None:
    scene = scene_zh
    refused = await scene.ask(scene.bob, "普通红包 100 3")
    assert refused.text == "100 分不能平分成 3 份，最接近的总分：99 / 102"
    assert (await scene.ask(scene.eve, "发红包 10 2")).text == (
        "你只有 0 分，不够发这个红包。没有扣分。"
    )
    board = await sent(scene, scene.bob, "发红包 100 1 expires 1h")
    assert board.buttons == ["🧧 开红包"]
    first, second = scene.eve.presses(board, "🧧"), scene.ann.presses(board, "🧧")
    assert (await first.answer).text == "🧧 恭喜，你领到 100 分！"
    assert (await second.answer).text == "手慢了，红包派完了"
    late = await sent(scene, scene.bob, "发红包 100 2 expires 10s")
    pressed = scene.eve.presses(late, "🧧")
    await pressed.answer
    old = scene.ann.presses(late, "🧧")
    await scene.later(lambda: "已过期" in late.text or "领完了" in late.text)
    await old.answer
    await scene.later(lambda: "领完了，⏱ 用时" in board.text)
    shown = await scene.ask(scene.bob, f"/verify {number_of(board)}")
    assert shown.text.startswith(f"✅ 红包 {number_of(board)}：全部相符\n100 分，1 份，拼手气")
    assert (await scene.ask(scene.bob, "/fairness")).text.startswith("⚖️ 本群已结束的拼手气红包：")


async def test_treasury_greets_by_the_clock_of_the_group(scene_zh: Scene, purse: Purse) -> None:
    scene = scene_zh
    assert (await scene.ask(scene.ann, "/greeting")).text.startswith("还没有定时红包。")
    added = await scene.ask(scene.ann, "/greeting 09:00 50 5 早安")
    assert re.match(r"✅ 定时红包 1 已设好，第一次在 \d+年\d+月\d+日 09:00。", added.text)
    listed = await scene.ask(scene.ann, "/greeting")
    assert "1. 每天 09:00：50 分 5 份，「早安」" in listed.text
    await scene.later(lambda: boards(scene), step=3 * HOUR)
    board = boards(scene)[-1]
    assert board.text.startswith("🧧 群公库的红包\n「早安」")
    assert "恭喜" in await opened(scene.eve, board)
    await scene.later(lambda: len(boards(scene)) > 1, step=6 * HOUR)
    await scene.ask(scene.ann, "/greeting remove 1")
    count = len(boards(scene))
    scene.clock.advance(2 * DAY)
    await scene.quiet()
    assert len(boards(scene)) == count
    await purse.sound()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("九点 50 5", "添加："),
        ("25:00 50 5", "添加："),
        ("09:00 50", "添加："),
        ("09:00 4 5", "4 分不够分成 5 份"),
        ("2020-01-01 09:00 50 5", "这个时间已经过去了。"),
        ("02-30 09:00 50 5", "添加："),
        ("remove 7", "没有这个定时红包。"),
    ],
)
async def test_greeting_that_cannot_be(
    scene_zh: Scene, purse: Purse, typed: str, said: str
) -> None:
    assert (await scene_zh.ask(scene_zh.ann, f"/greeting {typed}")).text.startswith(said)


async def test_greeting_is_for_administrators(scene_zh: Scene, purse: Purse) -> None:
    said = scene_zh.bob.says(scene_zh.group, "/greeting 09:00 50 5")
    await scene_zh.gone(said)
    assert "还没有定时红包。" in (await scene_zh.ask(scene_zh.ann, "/greeting")).text

"""Points for speaking as a group sees them."""

from bot.app import Warden
from tests.house.conftest import MINUTE, Scene
from tests.house.market import market

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"


async def talk(scene: Scene, *lines: str) -> None:
    """Bob says something, with more than a minute between."""
    for line in lines:
        scene.clock.advance(MINUTE + 1)
        scene.bob.says(scene.group, line)
        await scene.tg.idle()


async def test_speaking_earns_nothing_until_chosen(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    await talk(scene, "hello everybody", "what a day")
    assert await shop.has(scene.bob) == [120]
    await scene.set("points.speech 2")
    await talk(scene, "hello everybody", "what a day")
    assert await shop.has(scene.bob) == [124]
    rules = (await scene.ask(scene.bob, "/rules")).text
    assert "A message of at least 5 letters earns 2 points, once a minute;" in rules
    await scene.set("points.speech 0")
    await talk(scene, "hello everybody")
    assert await shop.has(scene.bob) == [124]


async def test_what_is_no_talk_earns_nothing(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    await scene.set("points.speech 1")
    said = scene.eve.says(scene.group, "listen to me everybody")
    await scene.tg.idle()
    await talk(scene, "/rules please", "/nonsense here", "群规", "排行榜", "hi", "#接龙 周六爬山")
    scene.clock.advance(2 * MINUTE)
    scene.bob.forwards(said, scene.group)
    scene.clock.advance(2 * MINUTE)
    scene.bob.sends(scene.group, sticker=True)
    await scene.quiet()
    await scene.tg.idle()
    assert await shop.has(scene.bob, scene.eve) == [120, 1]


async def test_message_that_somebody_looks_on_is_talk_all_the_same(
    scene: Scene, warden: Warden
) -> None:
    """A watcher of introductions sees it, and it is none; what is one earns as such only."""
    shop = await market(scene, warden)
    await scene.set("intro.enabled on")
    await scene.ask(scene.ann, "/set intro.reward 0")  # what it earns as such is not looked at
    await scene.set("points.speech 1")
    said = await scene.ask(scene.bob, "/me")
    scene.clock.advance(2 * MINUTE)
    scene.bob.says(scene.group, "that is what I am", reply_to=said)
    await scene.tg.idle()
    assert await shop.has(scene.bob) == [121]
    await talk(scene, "#intro\nname: Bob\ncity: Rome\njob: cook\nhobby: chess, and long walks")
    assert await shop.has(scene.bob) == [121]


async def test_ad_earns_nothing_and_what_goes_with_it_gives_back(
    scene: Scene, warden: Warden
) -> None:
    shop = await market(scene, warden)
    await scene.set("points.speech 3")
    scene.eve.says(scene.group, "listen to me everybody")
    await scene.tg.idle()
    assert await shop.has(scene.eve) == [3]
    scene.clock.advance(2 * MINUTE)
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)
    await scene.tg.idle()
    assert await shop.has(scene.eve) == [0]


async def test_deleted_by_an_admin_gives_back(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    await scene.set("points.speech 1")
    said = scene.bob.says(scene.group, "something I should not say")
    await scene.tg.idle()
    assert await shop.has(scene.bob) == [121]
    scene.clock.advance(4)
    scene.ann.says(scene.group, "/del", reply_to=said)
    await scene.gone(said)
    await scene.tg.idle()
    assert await shop.has(scene.bob) == [120]


async def test_speech_points_speak_chinese(scene_zh: Scene, warden: Warden) -> None:
    scene = scene_zh
    shop = await market(scene, warden)
    await scene.set("points.speech 1")
    await talk(scene, "今天天气真好", "好好")
    assert await shop.has(scene.bob) == [121]
    assert "一条至少 5 个字的消息得 1 分，每分钟最多一条；" in (
        (await scene.ask(scene.bob, "群规")).text
    )

"""The gate `member @channel`, and that who came in through it stays there."""

from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import DAY, Scene
from tests.house.door import card_of, knock


def channel(scene: Scene, *, bot: bool = True) -> Chat:
    """The club's channel, with the bot among its administrators."""
    made = scene.tg.channel("Club news", scene.ann, username="clubnews")
    if bot:
        made.add_bot(True)
    return made


async def test_follower_comes_in_and_others_hear_how(scene: Scene, tg: Telegram) -> None:
    news = channel(scene)
    await scene.set("entry.require member @clubnews")
    cem = await knock(scene)
    await tg.until(lambda: "I do not see you in @clubnews yet" in card_of(scene, cem).text)
    assert card_of(scene, cem).button("Go there")["url"] == "https://t.me/clubnews"
    cem.joins(news)
    cem.presses(card_of(scene, cem), "I follow it now")
    await tg.until(lambda: scene.group.status(cem) == "member")
    dan = tg.person("Dan")
    dan.joins(news)
    dan.requests(scene.group)
    await tg.until(lambda: scene.group.status(dan) == "member")


async def test_follower_is_asked_in_chinese_as_one_way_of_several(
    scene_zh: Scene, tg: Telegram
) -> None:
    scene = scene_zh
    channel(scene)
    await scene.set("entry.require member @clubnews or captcha")
    cem = await knock(scene, language="zh-hans")
    await tg.until(lambda: "还没看到你" in card_of(scene, cem).text)
    assert "▫️ 验证码" in card_of(scene, cem).text
    cem.presses(card_of(scene, cem), "我已关注")
    await tg.idle()
    assert scene.group.status(cem) == "left"


async def test_chat_that_cannot_be_seen_is_no_silent_trap(scene: Scene, tg: Telegram) -> None:
    news = channel(scene, bot=False)
    await scene.set("entry.require member @clubnews")
    warned = "I cannot see who follows @clubnews"
    await tg.until(lambda: scene.group.find(warned))
    cem = await knock(scene)
    await tg.until(lambda: "The administrators have been told" in card_of(scene, cem).text)
    news.add_bot(True)
    cem.joins(news)
    cem.presses(card_of(scene, cem), "I follow it now")
    await tg.until(lambda: scene.group.status(cem) == "member")


async def test_who_leaves_the_channel_is_told_and_a_day_later_removed(
    scene: Scene, tg: Telegram
) -> None:
    news = channel(scene)
    await scene.set("entry.require member @clubnews")
    people = [tg.person(name, started=True) for name in ("Cem", "Dan", "Fay", "Gus")]
    scene.group.by_request = True
    for one in people:
        one.starts_bot()
        one.joins(news)
        one.requests(scene.group)
        await tg.until(lambda one=one: scene.group.status(one) == "member")
    cem, dan, fay, gus = people
    for one in (cem, dan, fay):
        one.leaves(news)
    scene.ann.promotes(fay, scene.group)
    warned = "I do not find it any more"
    scene.clock.advance(9 * DAY)
    await tg.until(lambda: all(warned in card_of(scene, one).text for one in (cem, dan)))
    dan.joins(news)
    scene.clock.advance(DAY)
    await scene.out(cem)
    scene.clock.advance(8 * DAY)
    await tg.idle()
    assert [scene.group.status(one) for one in (dan, gus)] == ["member"] * 2
    assert scene.group.status(fay) == "administrator"
    assert await scene.cases() == ["entry · removed · Cem · in force"]
    cem.joins(news)
    cem.requests(scene.group)
    await tg.until(lambda: scene.group.status(cem) == "member")


async def test_reminder_stands_after_a_restart(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        news = channel(scene)
        await scene.set("entry.require member @clubnews")
        cem = await knock(scene)
        await tg.idle()
    cem.joins(news)
    async with launch():
        cem.presses(card_of(scene, cem), "I follow it now")
        await tg.until(lambda: scene.group.status(cem) == "member")
        cem.starts_bot()
        await tg.idle()
    cem.leaves(news)
    clock.advance(9 * DAY)
    async with launch():
        await tg.until(lambda: "I do not find it any more" in card_of(scene, cem).text)
        await tg.idle()
    clock.advance(DAY)
    async with launch():
        await scene.later(lambda: scene.group.status(cem) == "left", step=60)

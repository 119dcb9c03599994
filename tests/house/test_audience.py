"""The gate `channel>=N`."""

from functools import partial

from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.clock import RunningClock
from rehearsal.person import Person
from tests.conftest import Launch
from tests.house.conftest import DAY, Scene
from tests.house.door import card_of, knock

KEY = "Choose my channel"


def channel(scene: Scene, owner: Person, crowd: int, username: str | None = "cemnews") -> Chat:
    made = scene.tg.channel("Cem’s news", owner, username=username)
    made.crowd = crowd
    return made


def told(scene: Scene, person: Person) -> str:
    """Everything that stands in somebody's private chat."""
    return "\n".join(one.text for one in scene.lines(person.private))


async def test_owner_of_a_large_channel_comes_in_and_the_key_goes(
    scene: Scene, tg: Telegram
) -> None:
    await scene.set("entry.require channel>=1000")
    cem = await knock(scene)
    await tg.until(lambda: cem.keyboard() == [KEY])
    small = channel(scene, cem, 10, "small")
    cem.taps(KEY, small)
    await tg.until(
        lambda: "It has 11 subscribers; 1,000 are asked for." in card_of(scene, cem).text
    )
    small.crowd = 2_000
    cem.presses(card_of(scene, cem), "Count again")
    await tg.until(lambda: scene.group.status(cem) == "member")
    await tg.until(lambda: cem.keyboard() == [])


async def test_channel_that_cannot_be_counted_is_explained(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    await scene.set("entry.require channel>=1000 and captcha")
    cem = await knock(scene, language="zh-hans")
    secret = channel(scene, cem, 5_000, None)
    cem.taps("选择我的频道", secret)
    await tg.until(lambda: "Telegram 不让我数这个频道" in told(scene, cem))
    await tg.until(lambda: cem.keyboard())
    secret.add_bot(True)
    cem.taps("选择我的频道", secret)
    await tg.until(lambda: "✅ 拥有订阅人数至少 1,000 的频道" in card_of(scene, cem).text)
    await tg.idle()
    cem.presses(card_of(scene, cem), "我是真人")
    await tg.until(lambda: scene.group.status(cem) == "member")


async def test_card_that_was_on_its_way_has_the_last_word(scene: Scene, tg: Telegram) -> None:
    """It is shown anew while the channel is counted, and they are in before it arrives."""
    await scene.set("entry.require channel>=1000")
    cem = await knock(scene)
    news = channel(scene, cem, 2_000)
    cem.starts_bot()
    await tg.until(lambda: cem.keyboard() == [KEY])
    cem.taps(KEY, news)
    await tg.until(lambda: scene.group.status(cem) == "member")
    lines = partial(scene.lines, cem.private)
    await scene.later(lambda: any("You are in" in one.text for one in lines()), step=1)
    assert not any("subscribers" in one.text for one in lines()), "the question is gone"


async def test_key_goes_when_the_application_is_cancelled(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require channel>=1000")
    cem = await knock(scene)
    cem.starts_bot()
    await tg.until(lambda: cem.keyboard() == [KEY])
    cem.tells_bot("cancel")
    await tg.until(lambda: cem.keyboard() == [])


async def test_channel_that_shrank_has_a_week_to_grow(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require channel>=1000")
    cem = await knock(scene)
    news = channel(scene, cem, 2_000)
    cem.taps(KEY, news)
    await tg.until(lambda: scene.group.status(cem) == "member")
    cem.starts_bot()
    await tg.idle()
    news.crowd = 10
    scene.clock.advance(36 * DAY)
    lapsed = "I do not find it any more. Please mend it within 7 days"
    await tg.until(lambda: lapsed in told(scene, cem))
    scene.clock.advance(6 * DAY)
    await tg.idle()
    assert scene.group.status(cem) == "member"
    scene.clock.advance(2 * DAY)
    await scene.out(cem)


async def test_channel_is_chosen_after_a_restart(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await scene.set("entry.require channel>=1000")
        cem = await knock(scene)
        await tg.until(lambda: cem.keyboard() == [KEY])
        await tg.idle()
    cem.taps(KEY, channel(scene, cem, 2_000))
    async with launch():
        await tg.until(lambda: scene.group.status(cem) == "member")

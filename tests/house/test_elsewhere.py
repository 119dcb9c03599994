"""Settings that name another chat, and questions in private, when several come at once."""

import pytest
from sqlalchemy import func, select

from bot.app import Warden
from handlers.setting.elsewhere import ANSWERED
from models.deadline import Deadline
from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import Scene
from tests.house.desk import Desk, config, quarantined


async def choir_and_office(scene: Scene) -> tuple[Chat, Chat]:
    """A second group of Ann's, and a chat of hers for what happens in both."""
    places = (
        scene.tg.supergroup("Choir", owner=scene.ann),
        scene.tg.supergroup("Office", owner=scene.ann),
    )
    for place in places:
        place.add_bot()
        await scene.tg.until(lambda place=place: scene.lines(place))
    await scene.tg.idle()
    return places


def by_the_second(warden: Warden) -> None:
    """What is due at once waits for the look of each second: all of it falls due together."""
    warden.runtime.poke = lambda: None


async def waiting(warden: Warden) -> int:
    """How many answers of another chat's room are under way."""
    query = select(func.count()).select_from(Deadline).where(Deadline.kind == ANSWERED)
    return await warden.store.read(lambda c: c.execute(query).scalar_one())


async def test_two_groups_name_the_same_log_chat_at_once(
    scene: Scene, tg: Telegram, warden: Warden
) -> None:
    choir, office = await choir_and_office(scene)
    by_the_second(warden)
    said = [scene.ann.says(one, f"/set log.chat {office.id}") for one in (scene.group, choir)]
    await scene.later(lambda: all(scene.answers(one) for one in said), step=1)
    assert [scene.answers(one)[0].text for one in said] == [f"✅ log.chat = {office.id}"] * 2
    for place in (scene.group, choir):
        assert await scene.shown("log.chat", place) == f"log.chat = {office.id}"
    assert await quarantined(warden) == []


async def test_two_groups_name_the_same_log_chat_over_a_restart(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """The other chat has agreed to both; before either group hears so the program ends."""
    scene = Scene(tg, clock)
    async with launch() as warden:
        await scene.open()
        choir, office = await choir_and_office(scene)
        by_the_second(warden)
        said = [scene.ann.says(one, f"/set log.chat {office.id}") for one in (scene.group, choir)]
        await tg.idle()
        clock.advance(1)
        while not (await waiting(warden) or any(scene.answers(one) for one in said)):
            await tg.idle(quiet=0.01)
    async with launch() as warden:
        await tg.until(lambda: all(scene.answers(one) for one in said))
        assert [scene.answers(one)[0].text for one in said] == [f"✅ log.chat = {office.id}"] * 2
        for place in (scene.group, choir):
            assert await scene.shown("log.chat", place) == f"log.chat = {office.id}"
        assert await quarantined(warden) == []


async def test_two_admins_name_a_log_chat_at_once(
    scene: Scene, tg: Telegram, warden: Warden
) -> None:
    """Each is answered for themselves: who administers the other chat, and who does not."""
    _, office = await choir_and_office(scene)
    scene.ann.promotes(scene.bob, scene.group)
    await tg.idle()
    by_the_second(warden)
    said = [one.says(scene.group, f"/set log.chat {office.id}") for one in (scene.ann, scene.bob)]
    await scene.later(lambda: all(scene.answers(one) for one in said), step=1)
    assert [scene.answers(one)[0].text for one in said] == [
        f"✅ log.chat = {office.id}",
        f"You are no administrator of {office.id}: nothing changed.",
    ]
    assert await quarantined(warden) == []


async def test_two_admins_are_asked_again_in_the_same_second(scene: Scene, warden: Warden) -> None:
    """Both typed something that was not understood: both hear so, and both may try again."""
    scene.ann.promotes(scene.bob, scene.group)
    desks = Desk(scene, scene.ann), Desk(scene, scene.bob)
    for desk, key in zip(desks, ("ads.policy", "ads.repeat"), strict=True):
        await desk.opens("ads", key)
        await desk.hears("Type it")
    by_the_second(warden)
    seen = [len(desk.lines) for desk in desks]
    for desk in desks:
        desk.person.tells_bot("destroy")
    await scene.later(
        lambda: all(len(desk.lines) > n for desk, n in zip(desks, seen, strict=True)), step=1
    )
    assert [desk.lines[-1].text.partition(". ")[0] for desk in desks] == [
        "ads.policy: not understood",
        "ads.repeat: not understood",
    ]
    for desk in desks:
        desk.person.tells_bot("mute 2d")
    await scene.later(lambda: all(desk.lines[-1].text.startswith("✅") for desk in desks), step=1)
    assert await config(scene) == "ads.policy = mute 2d\nads.repeat = mute 2d"
    assert await quarantined(warden) == []


async def test_value_typed_in_time_before_an_outage_is_taken(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """T97: it is read a quarter of an hour later, when the question would have been over."""
    scene = Scene(tg, clock)
    desk = Desk(scene, scene.ann)
    async with launch():
        await scene.open()
        await desk.opens("ads", "ads.policy")
        await desk.hears("Type it")
    seen = len(desk.lines)
    scene.ann.tells_bot("mute 90m")
    clock.advance(15 * 60)
    async with launch() as warden:
        await tg.until(lambda: len(desk.lines) > seen)
        assert desk.lines[-1].text.startswith("✅ ads.policy = mute 90m\n")
        assert await config(scene) == "ads.policy = mute 90m"
        assert await quarantined(warden) == []


async def test_question_outlasts_an_outage_by_some_minutes(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """T97: who could not be heard meanwhile may answer now; then it lapses like any other."""
    scene = Scene(tg, clock)
    desk = Desk(scene, scene.ann)
    async with launch():
        await scene.open()
        await desk.opens("ads", "ads.policy")
        await desk.hears("Type it")
    clock.advance(15 * 60)
    async with launch() as warden:
        await tg.idle()
        assert (await desk.types("destroy")).text.startswith("ads.policy: not understood.")
        assert (await desk.types("ban")).text.startswith("✅ ads.policy = ban\n")
        assert await quarantined(warden) == []


@pytest.mark.parametrize("spoken", ["en", "zh-hans"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_question_that_lapses_says_so(scene: Scene, warden: Warden, spoken: str) -> None:
    """Once, in the person's own language; one that was answered or taken back says nothing."""
    scene.ann.language_code = spoken
    lapsed = {
        "en": "I do not wait for an answer any more. Open it again if you still want to.",
        "zh-hans": "我不再等回答了。还需要的话请重新打开。",
    }[spoken]
    typed = {"en": "Type it", "zh-hans": "手动输入"}[spoken]
    desk = Desk(scene, scene.ann)
    said = await scene.ask(scene.ann, "/settings")
    desk.panel = await desk.starts(said.button("Open")["url"].partition("=")[2])
    await desk.goes("ads" if spoken == "en" else "广告")
    await desk.goes("ads.policy")
    await desk.hears(typed)
    scene.clock.advance(601)
    await scene.tg.until(lambda: desk.lines[-1].text == lapsed)
    assert [one.text for one in desk.lines].count(lapsed) == 1
    desk.person.tells_bot("ban")
    await scene.tg.idle()
    await desk.hears(typed)
    assert (await desk.types("ban")).text.startswith("✅ ads.policy = ban\n")
    for _ in range(5):
        scene.clock.advance(300)
        await scene.tg.idle(quiet=0.02)
    assert [one.text for one in desk.lines].count(lapsed) == 1
    assert await quarantined(warden) == []

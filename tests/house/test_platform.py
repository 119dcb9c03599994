"""T85 to T94: Telegram delivers twice, refuses, answers with nonsense, or moves house."""

import pytest

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import DAY, DELETING, HOUR, MINUTE, Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
LIKELY = "带你赚钱 @foo_bar"


async def test_t85_update_that_comes_twice_counts_once(scene: Scene, tg: Telegram) -> None:
    tg.faults.order(kind="duplicate", times=4)
    said = scene.ann.says(scene.group, "/rules")
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)
    await scene.out(scene.eve)
    await scene.quiet()
    assert len(scene.answers(said)) == 1
    assert len(await scene.cases()) == 1
    assert len(tg.calls_of("unbanChatMember")) == 1


async def test_t85_updates_in_the_wrong_order_with_gaps(scene: Scene, tg: Telegram) -> None:
    tg.faults.order(kind="reordered", times=2)
    ads = []
    for number in range(4):
        author = scene.newcomer(f"Guest {number}")
        ads.append(author.says(scene.group, AD))
        tg.faults.order(kind="gap")
    await scene.gone(*ads)
    await scene.quiet()
    assert len(await scene.cases()) == 4


async def test_t85_numbers_begin_anew_after_a_quiet_week(scene: Scene, tg: Telegram) -> None:
    for week in range(3):
        tg.faults.order(kind="restart")
        author = scene.newcomer(f"Guest {week}")
        ad = author.says(scene.group, AD)
        await scene.gone(ad)
        await scene.out(author)
        scene.clock.advance(7 * DAY)
    assert len(await scene.cases()) == 3


@pytest.mark.parametrize("seconds", [1, 60, 3600])
async def test_t86_flood_control_delays_and_loses_nothing(
    scene: Scene, tg: Telegram, seconds: int
) -> None:
    """429 to every kind of call; only the clock has to move."""
    methods = (*DELETING, "unbanChatMember", "sendMessage")
    scene.fail("429", *methods, retry_after=seconds, times=2)
    ad = scene.eve.says(scene.group, AD)
    said = scene.ann.says(scene.group, "/rules")
    await scene.struck("unbanChatMember")
    await scene.later(
        lambda: ad.deleted and scene.group.status(scene.eve) == "left", step=seconds / 5
    )
    if seconds < 60:
        await tg.until(lambda: scene.answers(said))


async def test_t86_one_group_that_is_slowed_down_slows_no_other(scene: Scene, tg: Telegram) -> None:
    scene.fail("429", "sendMessage", retry_after=3600, times=None, chat=scene.group.id)
    scene.ann.says(scene.group, "/rules")
    await scene.struck("sendMessage")
    choir = tg.supergroup("Choir", owner=scene.bob, username="choir")
    choir.add_bot()
    await tg.until(lambda: choir.find("/rules"))
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)


FAULTS = ["500", "502", "truncated", "lost", "unsent"]


@pytest.mark.parametrize("kind", FAULTS)
async def test_t87_answers_that_go_wrong(scene: Scene, tg: Telegram, kind: str) -> None:
    reads = ("getChatAdministrators", "getChat", "getChatMember")
    scene.fail(kind, *DELETING, "unbanChatMember", *reads, times=2)
    scene.clock.advance(2 * HOUR)
    ad = scene.eve.says(scene.group, AD)
    await scene.later(lambda: ad.deleted and scene.group.status(scene.eve) == "left", step=1)
    assert await scene.cases() == ["ads · removed · Eve · in force"]
    assert tg.calls_of("banChatMember") == []


@pytest.mark.parametrize("kind", ["500", "502", "truncated", "lost", "unsent", "429", "409"])
async def test_t87_polls_that_go_wrong(scene: Scene, tg: Telegram, kind: str) -> None:
    tg.faults.order(kind=kind, method="getUpdates", times=3)  # type: ignore[arg-type]
    ads = [scene.newcomer(f"Guest {n}").says(scene.group, AD) for n in range(3)]
    await scene.later(lambda: all(ad.deleted for ad in ads), step=1)
    await scene.quiet()
    assert len(await scene.cases()) == 3


async def test_t88_second_poller_takes_nothing_away(scene: Scene, tg: Telegram) -> None:
    tg.faults.order(kind="409", method="getUpdates", times=5)
    ad = scene.eve.says(scene.group, AD)
    await scene.later(lambda: ad.deleted, step=1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t88_forgotten_webhook_is_taken_away(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    tg.server.webhook.url = "https://old.example/hook"
    async with launch():
        scene = Scene(tg, clock)
        await scene.open()
        ad = scene.eve.says(scene.group, AD)
        await scene.gone(ad)
    assert tg.server.webhook.url == ""


@pytest.mark.parametrize("kind", ["unparsable", "surrogate", "bad_utf8"])
async def test_t89_update_nobody_can_read_stops_nothing(
    scene: Scene, tg: Telegram, kind: str
) -> None:
    before = scene.newcomer("Before").says(scene.group, AD)
    tg.faults.order(kind=kind)  # type: ignore[arg-type]
    after = scene.newcomer("After").says(scene.group, AD)
    tg.faults.order(kind=kind)  # type: ignore[arg-type]
    await scene.gone(before, after)
    await scene.quiet()


async def test_t90_rights_withdrawn_and_given_back(scene: Scene) -> None:
    scene.group.set_bot_rights("can_invite_users")
    ad = scene.eve.says(scene.group, AD)
    await scene.tg.until(lambda: scene.group.find("⚠️"))
    assert not ad.deleted
    assert scene.group.status(scene.eve) == "member"
    assert await scene.cases() == ["ads · removed · Eve · not all of it done"]
    told = await scene.ask(scene.ann, "/why")
    assert "⚠️ remove: Telegram refused." in told.text
    assert "⚠️ delete the message: Telegram refused." in told.text
    scene.group.set_bot_rights("can_delete_messages", "can_restrict_members")
    scene.clock.advance(HOUR)
    again = scene.eve.says(scene.group, AD)
    await scene.gone(again)
    await scene.out(scene.eve, "kicked")


async def test_t90_missing_rights_are_told_once_an_hour(scene: Scene) -> None:
    scene.group.set_bot_rights("can_invite_users")

    def told() -> int:
        return sum("⚠️" in one.text for one in scene.lines())

    for number in range(3):
        scene.newcomer(f"Guest {number}").says(scene.group, AD)
        await scene.quiet()
        scene.clock.advance(10 * MINUTE)
    await scene.tg.until(lambda: told() == 1)
    await scene.quiet()
    assert told() == 1
    scene.clock.advance(HOUR)
    scene.newcomer("Late").says(scene.group, AD)
    await scene.tg.until(lambda: told() == 2)
    await scene.quiet()
    assert told() == 2


async def test_t90_right_withdrawn_just_before_the_call(scene: Scene, tg: Telegram) -> None:
    scene.fail("withdraw", "deleteMessages", right="can_delete_messages")
    ad = scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    await tg.until(lambda: scene.group.find("⚠️"))
    assert not ad.deleted


async def test_t90_kicked_and_added_again(scene: Scene, tg: Telegram) -> None:
    await scene.set("ads.policy mute 1d")
    scene.group.remove_bot()
    scene.eve.says(scene.group, AD)
    await tg.idle()
    assert scene.group.status(scene.eve) == "member"
    scene.group.add_bot()
    await tg.until(lambda: len(scene.lines()) >= 3)
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)
    await scene.out(scene.eve, "restricted")
    assert await scene.shown("ads.policy") == "ads.policy = mute 1d"


async def test_t90_bot_is_kicked_while_it_acts(scene: Scene, tg: Telegram) -> None:
    scene.fail("429", *DELETING, retry_after=30, times=2)
    ad = scene.eve.says(scene.group, AD)
    await scene.struck(*DELETING)
    scene.group.remove_bot()
    scene.clock.advance(100)
    choir = tg.supergroup("Choir", owner=scene.bob)
    choir.add_bot()
    await tg.until(lambda: choir.find("/rules"))
    assert not ad.deleted


async def test_t90_group_deleted_while_it_acts(scene: Scene, tg: Telegram) -> None:
    scene.fail("429", *DELETING, retry_after=30, times=2)
    scene.eve.says(scene.group, AD)
    await scene.struck(*DELETING)
    scene.group.delete()
    scene.clock.advance(100)
    choir = tg.supergroup("Choir", owner=scene.bob)
    choir.add_bot()
    await tg.until(lambda: choir.find("/rules"))


async def test_t92_message_that_is_gone_already(scene: Scene, tg: Telegram) -> None:
    scene.fail("slow", *DELETING, seconds=0.2)
    ad = scene.eve.says(scene.group, AD)
    await scene.struck(*DELETING)
    scene.ann.deletes(ad)
    await scene.out(scene.eve)
    await scene.quiet()
    assert await scene.cases() == ["ads · removed · Eve · in force"]
    assert scene.group.find("⚠️") is None


async def test_t92_person_who_left_already(scene: Scene, tg: Telegram) -> None:
    scene.fail("429", "unbanChatMember", retry_after=30)
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)
    await scene.struck("unbanChatMember")
    scene.eve.leaves(scene.group)
    await tg.idle()
    scene.clock.advance(31)
    await scene.quiet()
    assert scene.group.status(scene.eve) == "left"
    assert scene.group.find("⚠️") is None


async def test_t93_person_the_bot_may_not_write_to(scene: Scene, tg: Telegram) -> None:
    said = scene.bob.says(scene.bob.private, "/help")
    await tg.until(lambda: scene.answers(said))
    scene.bob.says(scene.bob.private, "/help")
    scene.bob.blocks_bot()
    await tg.idle()
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)


async def test_t94_kick_is_no_ban(scene: Scene, tg: Telegram) -> None:
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    scene.eve.joins(scene.group)
    scene.clock.advance(5 * DAY)
    await scene.quiet()
    assert scene.group.status(scene.eve) == "member"
    assert tg.calls_of("banChatMember") == []


@pytest.mark.parametrize("kind", ["lost", "truncated", "502"])
async def test_t94_repeated_kick_is_no_ban(scene: Scene, tg: Telegram, kind: str) -> None:
    tg.faults.order(kind=kind, method="unbanChatMember", times=3)  # type: ignore[arg-type]
    scene.eve.says(scene.group, AD)
    await scene.later(lambda: scene.group.status(scene.eve) == "left", step=1)
    await tg.idle()
    scene.eve.joins(scene.group)
    scene.clock.advance(DAY)
    await scene.quiet()
    assert scene.group.status(scene.eve) == "member"


async def test_t94_who_came_back_meanwhile_is_not_kicked_again(scene: Scene, tg: Telegram) -> None:
    """The answer to the kick was lost; before it is repeated Eve is let in again."""
    tg.faults.order(kind="lost", method="unbanChatMember")
    tg.faults.order(kind="slow", method="getChatMember", seconds=0.3)
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    scene.clock.advance(2)
    scene.eve.joins(scene.group)
    await scene.quiet()
    scene.clock.advance(MINUTE)
    await scene.quiet()
    assert scene.group.status(scene.eve) == "member"
    assert len(tg.calls_of("unbanChatMember")) == 1


@pytest.mark.parametrize("term", ["1m", "365d"])
async def test_t94_terms_telegram_takes_for_ever_are_kept_apart(scene: Scene, term: str) -> None:
    """Nearer than 30 seconds or farther than 366 days means for ever to Telegram."""
    await scene.set(f"ads.policy ban {term}")
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve, "kicked")
    assert scene.group.member(scene.eve).until > scene.clock.now()


async def test_t94_short_ban_that_was_delayed_stays_short(scene: Scene, tg: Telegram) -> None:
    await scene.set("ads.policy ban 1m")
    scene.fail("429", "banChatMember", retry_after=50)
    scene.eve.says(scene.group, AD)
    await scene.struck("banChatMember")
    await scene.later(lambda: scene.group.status(scene.eve) == "kicked")
    until = scene.group.member(scene.eve).until
    assert scene.clock.now() < until <= scene.clock.now() + 60

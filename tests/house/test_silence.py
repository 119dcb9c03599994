"""`/mute all` and the night: nobody but administrators writes, and then it is as it was before."""

from datetime import UTC, datetime

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import DAY, HOUR, MINUTE, Scene

SENDING = "can_send_messages"


def at(scene: Scene, clock: str) -> None:
    """Let it become this time of day (UTC)."""
    hour, minute = map(int, clock.split(":"))
    now = scene.clock.now()
    there = datetime.fromtimestamp(now, UTC).replace(hour=hour, minute=minute, second=0)
    scene.clock.advance((there.timestamp() - now) % DAY)


async def test_mute_all_and_back_as_it_was(scene: Scene, tg: Telegram) -> None:
    scene.group.permissions["can_send_polls"] = False
    before = dict(scene.group.permissions)
    assert (await scene.ask(scene.ann, "/mute all")).text.startswith("🔇 Nobody but administrators")
    await tg.until(lambda: not scene.group.permissions[SENDING])
    assert scene.group.permissions["can_invite_users"]
    assert not any(on for name, on in scene.group.permissions.items() if "can_send" in name)
    assert (await scene.ask(scene.ann, "/unmute all")).text == "🔊 Everybody may write again."
    await tg.until(lambda: scene.group.permissions == before)
    none = await scene.ask(scene.ann, "/unmute all")
    assert none.text == "Nothing keeps everybody from writing."


async def test_mute_all_for_a_while(scene: Scene, tg: Telegram) -> None:
    before = dict(scene.group.permissions)
    told = await scene.ask(scene.ann, "/mute all 2h")
    assert "for 2 hours" in told.text
    await tg.until(lambda: not scene.group.permissions[SENDING])
    await scene.later(lambda: scene.group.permissions == before, step=10 * MINUTE)


async def test_words_of_chinese_groups(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    scene.bob.says(scene.group, "全员禁言")
    scene.ann.says(scene.group, "全员禁言也太过分了")
    scene.ann.says(scene.group, "全员禁言 大家")
    await scene.quiet()
    assert scene.group.permissions[SENDING]
    muted = await scene.ask(scene.ann, "全员禁言")
    assert muted.text == "🔇 已全员禁言，只有管理员能发言。/unmute all 解除。"
    await tg.until(lambda: not scene.group.permissions[SENDING])
    assert (await scene.ask(scene.ann, "解除全员禁言")).text == "🔊 已解除全员禁言。"
    await tg.until(lambda: scene.group.permissions[SENDING])


async def test_t13_it_takes_the_right_to_restrict_of_both(scene: Scene, tg: Telegram) -> None:
    carl = scene.newcomer("Carl")
    scene.ann.promotes(carl, scene.group, can_delete_messages=True)
    refused = await scene.ask(carl, "/mute all")
    assert refused.text == "You need the right to ban users for that."
    scene.ann.promotes(tg.bot, scene.group, can_delete_messages=True)
    unable = await scene.ask(scene.ann, "/mute all")
    assert "ban users" in unable.text
    assert scene.group.permissions[SENDING]


async def test_who_opens_by_hand_is_not_overruled(scene: Scene, tg: Telegram) -> None:
    await scene.ask(scene.ann, "/mute all")
    await tg.until(lambda: not scene.group.permissions[SENDING])
    scene.group.permissions[SENDING] = True
    by_hand = dict(scene.group.permissions)
    await scene.ask(scene.ann, "/unmute all")
    await scene.quiet()
    assert scene.group.permissions == by_hand


async def test_refusal_is_told_and_leaves_nothing_behind(scene: Scene, tg: Telegram) -> None:
    rights = scene.group.member(tg.bot).rights
    scene.fail("withdraw", "setChatPermissions", right="can_restrict_members")
    await scene.ask(scene.ann, "/mute all")
    await tg.until(lambda: scene.group.find("Telegram does not let me keep everybody from writing"))
    scene.group.set_bot_rights(*rights)
    await scene.ask(scene.ann, "/mute all")
    await tg.until(lambda: not scene.group.permissions[SENDING])


async def test_night_begins_and_ends_by_itself(scene: Scene, tg: Telegram) -> None:
    before = dict(scene.group.permissions)
    at(scene, "12:00")
    told = await scene.ask(scene.ann, "/nightmode 23:00-07:00")
    assert told.text == "✅ 🌙 Night is from 23:00 to 07:00 (UTC)."
    assert "From 23:00 to 07:00 nobody" in (await scene.ask(scene.ann, "/rules")).text
    at(scene, "22:59")
    await scene.quiet()
    assert scene.group.permissions == before
    at(scene, "23:00")
    await tg.until(lambda: not scene.group.permissions[SENDING])
    await tg.until(lambda: scene.group.find("Good night! From 07:00"))
    await scene.quiet()
    at(scene, "07:00")
    await tg.until(lambda: scene.group.permissions == before)
    await scene.later(lambda: scene.group.find("Good night!") is None)


async def test_night_that_is_switched_off_ends_at_once(scene: Scene, tg: Telegram) -> None:
    before = dict(scene.group.permissions)
    at(scene, "01:00")
    await scene.set("nightmode.hours 23:00-07:00")
    await tg.until(lambda: not scene.group.permissions[SENDING])
    await scene.set("zone Asia/Shanghai")
    await tg.until(lambda: scene.group.permissions == before)
    await scene.set("zone UTC")
    await tg.until(lambda: not scene.group.permissions[SENDING])
    off = await scene.ask(scene.ann, "/nightmode off")
    assert off.text == "✅ Night mode is off: /nightmode 23:00-07:00"
    await tg.until(lambda: scene.group.permissions == before)
    assert (await scene.ask(scene.ann, "/nightmode 7")).text.startswith("From when to when?")


async def test_night_does_not_end_what_was_ordered(scene: Scene, tg: Telegram) -> None:
    before = dict(scene.group.permissions)
    at(scene, "22:00")
    await scene.ask(scene.ann, "/nightmode 23:00-07:00")
    await scene.ask(scene.ann, "/mute all")
    at(scene, "23:00")
    await tg.until(lambda: scene.group.find("Good night!"))
    await scene.quiet()
    at(scene, "07:00")
    await scene.later(lambda: scene.group.find("Good night!") is None)
    assert not scene.group.permissions[SENDING]
    await scene.ask(scene.ann, "/unmute all")
    await tg.until(lambda: scene.group.permissions == before)


async def test_t79_night_survives_restarts(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """The bot is away when night begins, and again when it ends: it is made up for, once."""
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        at(scene, "12:00")
        await scene.ask(scene.ann, "/nightmode 23:00-07:00")
    before = dict(scene.group.permissions)
    at(scene, "23:30")
    async with launch():
        await tg.until(lambda: not scene.group.permissions[SENDING])
        await tg.idle()
    clock.advance(10 * HOUR)
    async with launch():
        await tg.until(lambda: scene.group.permissions == before)
        await tg.idle()
    assert [call.method for call in tg.calls if call.method == "setChatPermissions"] == [
        "setChatPermissions"
    ] * 2


async def test_what_else_is_changed_meanwhile_stays_and_everybody_writes_again(
    scene: Scene, tg: Telegram
) -> None:
    before = dict(scene.group.permissions)
    await scene.ask(scene.ann, "/mute all")
    await tg.until(lambda: not scene.group.permissions[SENDING])
    scene.group.permissions["can_invite_users"] = False
    await scene.ask(scene.ann, "/unmute all")
    await tg.until(lambda: scene.group.permissions[SENDING])
    assert scene.group.permissions == {**before, "can_invite_users": False}


async def test_silence_that_ends_while_the_bot_is_out_can_be_ended_later(
    scene: Scene, tg: Telegram
) -> None:
    before = dict(scene.group.permissions)
    await scene.ask(scene.ann, "/mute all 1h")
    await tg.until(lambda: not scene.group.permissions[SENDING])
    await scene.quiet()
    scene.group.remove_bot()
    looks = len(tg.calls_of("getChat"))
    await scene.later(lambda: len(tg.calls_of("getChat")) > looks, step=10 * MINUTE)
    await tg.idle()
    scene.group.add_bot()
    await tg.idle()
    assert not scene.group.permissions[SENDING]
    await scene.ask(scene.ann, "/unmute all")
    await tg.until(lambda: scene.group.permissions == before)

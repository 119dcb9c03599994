"""Proofs, reminders, duty, days on which the bot was away, and what survives."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.app import Warden
from bot.core import phrase
from models.checkin import SignIn
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import DAY, HOUR, Scene
from tests.house.desk import Desk, quarantined
from tests.house.morning import Morning, emoji
from tests.kit import rows_of

PHOTO = {"photo": b"\x89PNG a page of a book"}


@pytest.fixture
def morning(scene: Scene) -> Morning:
    return Morning(scene)


async def test_proof_is_a_few_words(scene: Scene, morning: Morning) -> None:
    await scene.set("checkin.proof text")
    asked = await scene.ask(scene.bob, "打卡")
    assert asked.text.startswith("What did you do today?")
    scene.bob.says(scene.group, "read thirty pages")
    scene.bob.says(scene.group, "yes", reply_to=asked)
    await scene.quiet()
    assert morning.boards() == []
    said = scene.bob.says(scene.group, "read thirty pages", reply_to=asked)
    await scene.tg.until(lambda: said.reactions)
    at_once = await morning.says(scene.eve, "打卡 ran five kilometres")
    assert (emoji(said), emoji(at_once)) == (["🏆"], ["👍"])
    typed = await morning.says(scene.ann, "/checkin wrote a page of my own")
    scene.clock.advance(HOUR)
    await scene.quiet()
    assert not typed.deleted  # a proof is there to be read
    again = await scene.ask(scene.eve, "打卡")
    assert again.text.startswith("You have signed in already")


async def test_proof_is_a_photo(scene: Scene, morning: Morning) -> None:
    await scene.set("checkin.proof photo")
    asked = await scene.ask(scene.bob, "打卡 read thirty pages")
    assert asked.text == "Show what you did: send a photo within 10 minutes."
    said = scene.bob.sends(scene.group, photo=True)
    await scene.tg.until(lambda: said.reactions)
    named = scene.eve.sends(scene.group, photo=True, caption="打卡 five kilometres")
    await scene.tg.until(lambda: named.reactions)
    scene.ann.sends(scene.group, photo=True)
    await scene.quiet()
    await scene.later(lambda: len(morning.board()) == 3, step=2)


async def test_proof_that_comes_too_late_is_none(scene: Scene, morning: Morning) -> None:
    await scene.set("checkin.proof photo")
    await scene.ask(scene.bob, "打卡")
    scene.clock.advance(601)
    scene.bob.sends(scene.group, photo=True)
    await scene.quiet()
    assert morning.boards() == []


async def test_reminder_is_private_and_wanted(scene: Scene, morning: Morning, tg: Telegram) -> None:
    await morning.says(scene.bob)
    board = morning.boards()[-1]
    press = scene.bob.presses(board, "🔔")
    assert (await press.answer).text.startswith("Start a private chat with me first")
    desk = Desk(scene, scene.bob)
    await desk.starts()
    on = (await scene.bob.presses(board, "🔔").answer).text
    assert on.startswith("🔔 I will remind you in private at 21:00")
    morning.go_to(22)
    await scene.quiet()
    assert scene.bob.private.find("You have not signed in") is None  # there was nothing to say
    morning.go_to(22, weekday=3)
    await tg.until(lambda: scene.bob.private.find("You have not signed in"))
    said = scene.bob.private.find("You have not signed in")
    assert said.text == (
        "Book club\n🔔 You have not signed in today. Your streak of one day lasts until 04:00."
    )
    off = (await scene.bob.presses(board, "🔔").answer).text
    assert off == "🔕 I will not remind you any more."
    count = len(desk.lines)
    scene.clock.advance(2 * DAY)
    await scene.quiet()
    assert len(desk.lines) == count
    assert scene.group.find("You have not signed in") is None


async def test_duty_tells_twice_then_strikes(
    scene: Scene, morning: Morning, tg: Telegram, warden: Warden
) -> None:
    """Eve does hers, Bob does not, and is on leave in one of the weeks."""
    await scene.set("checkin.duty 2 a week")
    assert "Sign in on 2 days of each week." in (await scene.ask(scene.bob, "/rules")).text
    desk = Desk(scene, scene.bob)
    await desk.starts()
    told: list[list[str]] = []
    for week in range(4):
        morning.go_to(12, weekday=1)
        await morning.says(scene.eve)
        scene.clock.advance(DAY)
        await morning.says(scene.eve)
        if week == 1:
            await scene.ask(scene.bob, "/leave 2d")
        count = len(desk.lines)
        morning.go_to(5, weekday=0)
        if week != 1:
            await tg.until(lambda c=count: len(desk.lines) > c)
        await scene.quiet()
        told.append([one.text for one in desk.lines[count:]])
    assert [len(one) for one in told] == [1, 0, 1, 1]
    assert told[0][0].startswith("Book club\nYou signed in on 0 days of ")
    assert "your duty was 2. One more is free, then each is a strike." in told[0][0]
    assert "The next miss is a strike." in told[2][0]
    assert "That is a strike: case #" in told[3][0]
    assert await scene.cases() == ["checkin · warned · Bob · in force"]
    closed = f"📋 Sign-in duty of {_week(morning, 3)}: one member missed it. "
    await tg.until(lambda: scene.group.find(f"{closed}Who is meant reads it in private."))
    assert await quarantined(warden) == []


def _week(morning: Morning, number: int) -> str:
    """A whole week after the first day, as it is told."""
    monday = morning.first + timedelta(days=5 + 7 * number)
    shown = [phrase.short_day(monday + timedelta(days=days), "en") for days in (0, 6)]
    return " – ".join(shown)


async def test_t81_days_on_which_the_bot_was_away_count(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """T79, T81: nobody loses a streak by an outage, and nobody begins one."""
    async with launch():
        scene = Scene(tg, clock)
        await scene.open()
        morning = Morning(scene)
        await morning.says(scene.bob)
    clock.advance(2 * DAY)
    async with launch() as warden:
        await morning.says(scene.bob)
        await morning.says(scene.eve)
        await tg.until(lambda: len(morning.board()) == 3)
        assert [line.partition(" · ")[2] for line in morning.board()[1:]] == ["3 days", "one day"]
        assert "+6 points" in await morning.own(scene.bob)
        shown = await scene.ask(scene.bob, "/calendar")
        assert shown.text.splitlines()[1] == "Streak: 3 days"
        assert await quarantined(warden) == []


async def test_t78_what_was_said_while_it_was_down_counts_when_it_was_said(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """T78, T81: by Telegram's date, once."""
    async with launch():
        scene = Scene(tg, clock)
        await scene.open()
        morning = Morning(scene)
    first, second = scene.bob.says(scene.group, "签到"), scene.bob.says(scene.group, "签到")
    clock.advance(16 * HOUR)
    async with launch() as warden:
        await tg.until(lambda: scene.answers(second))
        assert emoji(first) == ["🏆"]
        assert scene.answers(second)[0].text == "You have signed in already, at 13:00."
        await tg.until(lambda: morning.board())
        assert morning.board()[0] == f"📅 Sign-in · {morning.day()} · one here"
        assert await quarantined(warden) == []


async def test_t91_log_moves_with_the_group(scene: Scene, tg: Telegram, warden: Warden) -> None:
    """T91: from a group to its supergroup."""
    basic = tg.group("Readers", owner=scene.ann)
    basic.add_bot()
    scene.ann.adds(scene.bob, basic)
    await tg.idle()
    said = scene.bob.says(basic, "签到")
    await tg.until(lambda: said.reactions)
    await tg.idle()
    new = tg.upgrade(basic)
    await tg.idle()
    again = scene.bob.says(new, "签到")
    await tg.until(lambda: scene.answers(again))
    assert scene.answers(again)[0].text.startswith("You have signed in already")
    assert len(await rows_of(warden.store, SignIn.user_id)) == 1


async def test_t84_who_is_forgotten_has_no_log(
    scene: Scene, morning: Morning, warden: Warden
) -> None:
    """T84: the count of the day stays, and nobody takes their place."""
    await morning.says(scene.bob)
    await morning.says(scene.eve)
    desk = Desk(scene, scene.bob)
    await desk.starts()
    await desk.types("/forgetme")
    desk.person.presses(desk.lines[-1], "Confirm")
    await scene.later(lambda: desk.lines[-1].text.startswith("✅ Done."), step=1)
    rows = await warden.store.read(lambda c: c.execute(select(SignIn.user_id)).scalars().all())
    assert list(rows) == [scene.eve.id]
    await morning.says(scene.ann)
    await scene.later(lambda: morning.board()[0].endswith("3 here"), step=2)
    assert [line.partition(".")[0] for line in morning.board()[1:]] == ["2", "3"]


async def test_chinese(scene_zh: Scene) -> None:
    morning = Morning(scene_zh, "Asia/Shanghai")
    await morning.says(scene_zh.bob)
    await scene_zh.tg.until(lambda: morning.boards())
    assert morning.board() == [f"📅 签到 · {morning.day(0, 'zh')} · 1 人", "👑 1. Bob · 连续 1 天"]
    assert morning.boards()[-1].buttons == ["📅 我的签到", "🔔 提醒我"]
    assert (await scene_zh.ask(scene_zh.bob, "打卡")).text == "你已经签到过了，13:00。"
    own = await morning.own(scene_zh.bob)
    assert own == "✅ 已签到，今日第 1 位，+5 分\n连续签到 1 天\n再签 6 天得 20 分"
    rules = (await scene_zh.ask(scene_zh.bob, "群规")).text
    assert "每天签到一次：发「签到」或 /checkin，每天从 04:00 算起。" in rules
    scene_zh.clock.advance(2 * DAY)
    offer = await scene_zh.ask(scene_zh.bob, "/makeup")
    assert offer.text.startswith("可以补签：")
    none = await scene_zh.ask(scene_zh.bob, "/freeze")
    assert none.text == "需要 30 分，你有 5 分。没有扣分。"
    assert (await scene_zh.ask(scene_zh.bob, "/leave 3天")).text.startswith("✅ 请假：")

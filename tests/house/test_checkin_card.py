"""Make-up cards, freezes, leave and the calendar, as people see them."""

import pytest

from bot.core import phrase
from rehearsal import Telegram
from services.picture import font
from tests.house.conftest import DAY, HOUR, Scene
from tests.house.morning import Morning


@pytest.fixture
async def morning(scene: Scene) -> Morning:
    """With cards that one sign-in can pay for."""
    await scene.set("checkin.base 100")
    return Morning(scene)


def short(morning: Morning, number: int, language: str = "en") -> str:
    """A date as it is told, counted from the first."""
    return phrase.short_day(morning.first + number * type(morning.first).resolution, language)


def typed(morning: Morning, number: int) -> str:
    """A date as it is typed."""
    return f"{morning.first + number * type(morning.first).resolution:%m-%d}"


async def test_make_up_fills_a_missed_day(scene: Scene, morning: Morning) -> None:
    await morning.says(scene.bob)
    scene.clock.advance(2 * DAY)
    offer = await scene.ask(scene.bob, "/makeup")
    assert offer.text.startswith(f"You can make up {short(morning, 1)}, {short(morning, -1)}")
    answer = await scene.ask(scene.bob, f"补签 {typed(morning, 1)}")
    assert answer.text == (
        f"✅ {short(morning, 1)} is made up: −60, +50 points. Your streak has 2 days; "
        "you have 90 points."
    )
    again = await scene.ask(scene.bob, f"/makeup {typed(morning, 1)}")
    assert again.text == f"{short(morning, 1)} counts already. Nothing was taken."
    await morning.says(scene.bob)
    assert "Streak: 3 days" in await morning.own(scene.bob)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("31-31", "Which date? "),
        ("soon", "Which date? "),
        ("02-30", "Which date? "),
    ],
)
async def test_make_up_of_what_is_no_date(
    scene: Scene, morning: Morning, asked: str, said: str
) -> None:
    assert (await scene.ask(scene.bob, f"/makeup {asked}")).text.startswith(said)


async def test_make_up_has_its_bounds(scene: Scene, morning: Morning) -> None:
    ask, bob = scene.ask, scene.bob
    assert "to come" in (await ask(bob, f"/makeup {typed(morning, 1)}")).text
    assert "needs no card" in (await ask(bob, f"/makeup {typed(morning, 0)}")).text
    assert "7 days back" in (await ask(bob, f"/makeup {typed(morning, -8)}")).text
    assert "costs 60 points; you have 0" in (await ask(bob, f"/makeup {typed(morning, -1)}")).text
    await morning.days(3, bob)
    newcomer = scene.newcomer("Joe")
    await morning.says(newcomer)
    refused = await ask(newcomer, f"/makeup {typed(morning, 2)}")
    assert refused.text == f"You were not here yet on {short(morning, 2)}. Nothing was taken."
    await scene.set("checkin.makeup_month 1")
    await ask(bob, f"/makeup {typed(morning, -1)}")
    assert "all for this month" in (await ask(bob, f"/makeup {typed(morning, -2)}")).text


async def test_freeze_is_spent_by_itself(scene: Scene, morning: Morning) -> None:
    await morning.says(scene.bob)
    bought = await scene.ask(scene.bob, "/freeze")
    assert bought.text == "❄️ Bought for 30 points. You hold 1, and have 70 points."
    await scene.ask(scene.bob, "/freeze")
    full = await scene.ask(scene.bob, "/freeze")
    assert full.text == "You hold 2 already, more are not possible. Nothing was taken."
    assert "freezes: 2" in (await scene.ask(scene.bob, "/me")).text
    scene.clock.advance(2 * DAY)
    await morning.says(scene.bob)
    await scene.tg.until(lambda: len(scene.bob.whispers(scene.group)) == 2)
    told = scene.bob.whispers(scene.group)[-1].text
    assert f"❄️ A freeze was spent on {short(morning, 1)}." in told
    assert "Streak: 3 days" in told
    scene.clock.advance(3 * DAY)
    await morning.says(scene.bob)
    assert "Streak: one day" in await morning.own(scene.bob)


async def test_freeze_that_cannot_be_paid(scene: Scene, morning: Morning) -> None:
    """T70, T75: nothing is taken, and nothing is had."""
    short_of = await scene.ask(scene.bob, "/freeze")
    assert short_of.text == "That costs 30 points; you have 0. Nothing was taken."
    assert (await scene.ask(scene.bob, "/freeze 3")).text == "/freeze buys one."
    assert "freezes" not in (await scene.ask(scene.bob, "/me")).text


async def test_leave(scene: Scene, morning: Morning) -> None:
    assert (await scene.ask(scene.bob, "/leave")).text.startswith("For how many days?")
    taken = await scene.ask(scene.bob, "/leave 3d")
    assert taken.text == (
        f"✅ On leave from {short(morning, 0)} to {short(morning, 2)}. "
        "There is no duty in this group now."
    )
    shown = await scene.ask(scene.bob, "/leave")
    assert shown.text.startswith(f"You are on leave until {short(morning, 2)}.")
    assert (await scene.ask(scene.bob, "/leave 5h")).text.startswith("For how many days?")
    assert (await scene.ask(scene.bob, "/leave 9w")).text == "Leave lasts 30 days at most."
    assert (await scene.ask(scene.bob, "/leave off")).text == "Welcome back: your leave is over."
    assert (await scene.ask(scene.bob, "/leave off")).text == "You are not on leave."


async def test_calendar_is_a_picture(scene: Scene, morning: Morning) -> None:
    await morning.says(scene.bob)
    said = scene.bob.says(scene.group, "签到日历")
    await scene.tg.until(lambda: scene.answers(said))
    shown = scene.answers(said)[0]
    month = phrase.month(morning.first, "en")
    assert shown.text == f"📅 {month}: one day\nStreak: one day\n6 more days: +20 points"
    assert "photo" in shown.content
    assert (await scene.ask(scene.bob, "/calendar soon")).text.startswith("Which month?")


async def test_calendar_in_signs_where_there_is_no_font(
    scene_zh: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(font, "_file", lambda: None)
    morning = Morning(scene_zh, "Asia/Shanghai")
    await morning.says(scene_zh.bob)
    lines = (await scene_zh.ask(scene_zh.bob, "签到日历")).text.splitlines()
    month = phrase.month(morning.first, "zh")
    assert lines[:3] == [f"📅 {month}：1 天", "连续签到 1 天", "再签 6 天得 20 分"]
    assert f"{morning.first.day:>2}*" in "\n".join(lines[3:])
    assert lines[-1] == "* 签到"


async def test_calendar_in_signs_where_a_picture_is_refused(
    scene: Scene, morning: Morning, tg: Telegram
) -> None:
    await morning.says(scene.bob)
    scene.fail("403", "sendPhoto")
    scene.bob.says(scene.group, "/calendar")
    await scene.later(lambda: [one for one in scene.lines() if "* signed in" in one.text], step=1)


async def test_nobody_hidden_signs_in(scene: Scene, morning: Morning) -> None:
    """T9: who writes as the group has the rights of an administrator, and no streak."""
    scene.clock.advance(HOUR)
    hidden = scene.ann.says(scene.group, "/checkin", anonymously=True)
    await scene.tg.until(lambda: scene.answers(hidden))
    assert scene.answers(hidden)[0].text.startswith("Sign in under your own name")

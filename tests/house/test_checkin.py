"""Signing in, as people see it."""

import pytest

from bot.app import Warden
from bot.core import phrase
from rehearsal import Telegram
from tests.house.conftest import DAY, HOUR, Scene
from tests.house.desk import quarantined
from tests.house.morning import Morning, emoji


@pytest.fixture
def morning(scene: Scene) -> Morning:
    return Morning(scene)


async def test_sign_in_is_one_board_a_day(scene: Scene, morning: Morning) -> None:
    first = await morning.says(scene.bob)
    second = await morning.says(scene.eve, "/checkin")
    assert (emoji(first), emoji(second)) == (["🏆"], ["👍"])
    await scene.tg.until(lambda: len(morning.board()) == 3)
    assert morning.board() == [
        f"📅 Sign-in · {morning.day()} · 2 here",
        "👑 1. Bob · one day",
        "2. Eve · one day",
    ]
    scene.clock.advance(DAY)
    await morning.says(scene.eve, "打卡")
    await scene.tg.until(lambda: len(morning.boards()) == 2)
    assert morning.board() == [f"📅 Sign-in · {morning.day(1)} · one here", "👑 1. Eve · 2 days"]


async def test_own_figures_reach_their_own_person_only(scene: Scene, morning: Morning) -> None:
    await morning.says(scene.bob)
    await scene.tg.until(lambda: scene.bob.whispers(scene.group))
    told = "✅ No. 1 today, +5 points\nStreak: one day\n6 more days: +20 points"
    assert [one.text for one in scene.bob.whispers(scene.group)] == [told]
    assert await morning.own(scene.bob) == told.replace("No. 1", "Signed in, no. 1")
    assert (
        await morning.own(scene.eve)
        == "Not signed in yet today.\nStreak: 0 days\n7 more days: +20 points"
    )
    assert [one.text for one in scene.lines() if "points" in one.text] == []


async def test_figures_say_nothing_aloud(scene: Scene, morning: Morning, tg: Telegram) -> None:
    """Where nobody can be told alone, the group has the board and no more."""
    tg.missing.update(("sendephemeralmessage", "deleteephemeralmessage"))
    before = len(scene.lines())
    said = await morning.says(scene.bob)
    await scene.tg.until(lambda: morning.boards())
    assert len(scene.lines()) == before + 1
    assert emoji(said) == ["🏆"]
    scene.eve.starts_bot()
    await tg.idle()
    await morning.says(scene.eve)  # within seconds
    await tg.until(lambda: scene.eve.private.find("+5 points"))
    assert scene.eve.private.find("+5 points").text.startswith("Book club\n✅ No. 2 today")


async def test_t3_second_time_is_answered_and_pays_nothing(scene: Scene, morning: Morning) -> None:
    """T3, T78: a hundred times on one day is once."""
    await morning.says(scene.bob)
    assert (await scene.ask(scene.bob, "签到")).text == "You have signed in already, at 13:00."
    scene.clock.advance(HOUR)
    assert (await scene.ask(scene.bob, "/checkin")).text == "You have signed in already, at 13:00."
    assert "+5 points" in await morning.own(scene.bob)


async def test_t3_many_at_once_are_one(scene: Scene, morning: Morning, tg: Telegram) -> None:
    """T3"""
    scene.clock.advance(4)
    for _ in range(12):
        scene.bob.says(scene.group, "签到")
    await tg.until(lambda: morning.boards())
    await scene.later(lambda: len([o for o in scene.lines() if "already" in o.text]) == 11, step=3)
    assert morning.board() == [f"📅 Sign-in · {morning.day()} · one here", "👑 1. Bob · one day"]


@pytest.mark.parametrize("text", ["签到表发我", "签到 了吗", "我要签到", "sign in"])
async def test_what_only_sounds_like_it_is_nothing(
    scene: Scene, morning: Morning, text: str
) -> None:
    scene.bob.says(scene.group, text)
    await scene.quiet()
    assert morning.boards() == []


async def test_edits_and_forwards_are_none(scene: Scene, morning: Morning) -> None:
    said = scene.bob.says(scene.group, "早")
    scene.bob.edits(said, "签到")
    source = scene.tg.supergroup("Elsewhere", owner=scene.eve)
    scene.bob.forwards(scene.eve.says(source, "签到"), scene.group)
    await scene.quiet()
    assert morning.boards() == []


async def test_before_the_day_begins_it_says_which_date_it_is(
    scene: Scene, morning: Morning
) -> None:
    scene.clock.advance(14 * HOUR)
    answer = await scene.ask(scene.bob, "签到")
    yesterday = phrase.short_day(morning.first, "en")
    assert answer.text == f"It counts for {yesterday}: a day begins at 04:00."
    await scene.tg.until(lambda: morning.boards())
    assert morning.board()[0] == f"📅 Sign-in · {morning.day()} · one here"


async def test_feature_that_is_off_is_silent(scene: Scene, morning: Morning) -> None:
    await scene.set("checkin.enabled off")
    scene.bob.says(scene.group, "签到")
    await scene.quiet()
    assert morning.boards() == []


async def test_week_brings_a_milestone(scene: Scene, morning: Morning) -> None:
    await morning.days(6, scene.bob)
    said = await morning.says(scene.bob)
    await scene.tg.until(lambda: len(scene.bob.whispers(scene.group)) == 7)
    assert emoji(said) == ["🏆"]
    assert scene.bob.whispers(scene.group)[-1].text == (
        "✅ No. 1 today, +28 points\n🎉 Milestone: 7 days\nStreak: 7 days\n"
        "23 more days: +100 points"
    )
    assert "📅 Streak: 7 days" in (await scene.ask(scene.bob, "/me")).text.splitlines()


async def test_board_is_edited_every_three_seconds_at_most(
    scene: Scene, morning: Morning, tg: Telegram
) -> None:
    await scene.set("antiraid.enabled off")
    people = [scene.newcomer(f"P{number}") for number in range(20)]
    await scene.quiet()
    for one in people:
        one.says(scene.group, "签到")
    await tg.until(lambda: morning.boards())
    await scene.later(lambda: morning.board()[0].endswith("20 here"), step=1)
    edits = [one for one in tg.calls if one.method == "editMessageText"]
    assert len(edits) <= 3
    board = morning.board()
    assert board[1] == "👑 1. P0 · one day"
    assert board[10:] == [
        "10. P9 · one day",
        "…",
        *(f"{n}. P{n - 1} · one day" for n in range(16, 21)),
    ]


async def test_zone_changes_once_a_week_and_makes_no_second_sign_in(
    scene: Scene, morning: Morning
) -> None:
    """T81"""
    scene.clock.advance(10 * HOUR)  # 23:00 in UTC
    await morning.says(scene.bob)
    await scene.set("zone Pacific/Auckland")  # where it is the next day
    answer = await scene.ask(scene.bob, "签到")
    assert answer.text.startswith("You have signed in already, at 12:00")
    scene.clock.advance(DAY)
    await morning.says(scene.bob)
    refused = await scene.ask(scene.ann, "/set zone Europe/Berlin")
    assert "once a week" in refused.text
    scene.clock.advance(7 * DAY)
    await scene.set("zone Europe/Berlin")


async def test_slots_have_hours(scene: Scene, morning: Morning) -> None:
    await scene.set("checkin.slots 05:00-07:30, 12:00-14:00")
    await morning.says(scene.bob)
    await scene.tg.until(lambda: len(morning.board()) == 3)
    assert morning.board()[:2] == [f"📅 Sign-in · {morning.day()} · one here", "🕗 12:00-14:00: 1"]
    scene.clock.advance(2 * HOUR)
    closed = await scene.ask(scene.bob, "签到")
    assert closed.text == "One signs in at 05:00-07:30 and 12:00-14:00."
    scene.clock.advance(14 * HOUR + 1800)
    await morning.says(scene.bob)
    refused = await scene.ask(scene.ann, "/set checkin.slots 03:00-05:00")
    assert "in the middle of 03:00-05:00" in refused.text


@pytest.mark.parametrize("planned", ["sendMessage", "setMessageReaction"])
async def test_t86_call_that_fails_costs_no_sign_in(
    scene: Scene, morning: Morning, tg: Telegram, warden: Warden, planned: str
) -> None:
    """T86, T87: the board comes all the same, or with the next one."""
    scene.fail("502", planned)
    scene.clock.advance(4)
    scene.bob.says(scene.group, "签到")
    await scene.struck(planned)
    await scene.later(lambda: morning.boards(), step=2)
    await morning.says(scene.eve)
    await scene.later(lambda: len(morning.board()) == 3, step=2)
    assert await quarantined(warden) == []

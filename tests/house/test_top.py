"""`/top` as people see it."""

from bot.app import Warden
from tests.house.conftest import DAY, HOUR, MINUTE, Scene
from tests.house.market import market


async def test_top_names_who_is_ahead_with_medals_and_ones_own_place(
    scene: Scene, warden: Warden
) -> None:
    shop = await market(scene, warden)
    await scene.set("antiraid.enabled off")
    people = [scene.newcomer(f"P{number}") for number in range(11)]
    await scene.quiet()
    for number, person in enumerate(people):
        await shop.earn(person, 1_000 + 100 * number)
    board = await scene.ask(scene.bob, "/top")
    assert board.text.splitlines() == [
        "🏆 Points · all time",
        "🥇 P10 · 2,000",
        "🥈 P9 · 1,900",
        "🥉 P8 · 1,800",
        *(f"{place}. P{11 - place} · {2_100 - 100 * place:,}" for place in range(4, 11)),
        "You: number 12, 120 points",
    ]
    nothing = await scene.ask(scene.eve, "/top points week")
    assert nothing.text.splitlines()[0] == "🏆 Points · this week"
    assert len(nothing.text.splitlines()) == 11


async def test_board_of_points_begins_anew_with_the_month(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    assert "Bob · 120" in (await scene.ask(scene.bob, "/top month")).text
    scene.clock.advance(32 * DAY)
    await shop.earn(scene.eve, 7)
    for asked in ("week points", "points month"):
        board = (await scene.ask(scene.bob, f"/top {asked}")).text.splitlines()
        assert board[1:] == ["🥇 Eve · 7"], asked
    board = (await scene.ask(scene.eve, "/top all")).text.splitlines()
    assert board[1:] == ["🥇 Bob · 120", "🥈 Eve · 7", "You: number 2, 7 points"]


async def test_t67_names_are_shown_as_they_are_and_short(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    scene.bob.renames("<b>{ $n } & " + "汉" * 60)
    await scene.quiet()
    scene.bob.says(scene.group, "hello")
    await scene.quiet()
    line = (await scene.ask(scene.eve, "/top")).text.splitlines()[1]
    assert line == "🥇 <b>{ $n } & 汉汉汉… · 120"
    assert await shop.has(scene.bob) == [120]


async def test_who_left_and_who_is_anonymous_are_not_shown(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    await shop.earn(scene.eve, 500)
    await shop.earn(scene.ann, 300)
    scene.ann.promotes(scene.eve, scene.group, anonymous=True)
    board = (await scene.ask(scene.bob, "/top")).text.splitlines()
    assert board[1:] == ["🥇 Ann · 300", "🥈 Bob · 120", "You: number 2, 120 points"]
    scene.bob.leaves(scene.group)
    await scene.tg.idle()
    board = (await scene.ask(scene.ann, "/top")).text.splitlines()
    assert board[1:] == ["🥇 Ann · 300", "You: number 1, 300 points"]


async def test_words_mean_boards_and_nothing_where_there_is_none(
    scene_zh: Scene, warden: Warden
) -> None:
    scene = scene_zh
    await market(scene, warden)
    assert (await scene.ask(scene.bob, "排行榜")).text.splitlines() == [
        "🏆 积分榜 · 总榜",
        "🥇 Bob · 120",
        "你：第 1 名，120 分",
    ]
    assert (await scene.ask(scene.bob, "积分榜 本周")).text.startswith("🏆 积分榜 · 本周\n")
    assert (await scene.ask(scene.bob, "/top invites")).text == (
        "🏆 邀请榜（来了并留下的人） · 总榜\n还没有人上榜。"
    )
    seen = len(scene.lines())
    scene.bob.says(scene.group, "积分榜 我最高")
    scene.bob.says(scene.group, "排行榜在哪")
    await scene.quiet()
    assert len(scene.lines()) == seen + 1


async def test_board_of_messages_counts_this_week(scene_zh: Scene) -> None:
    scene = scene_zh
    for number in range(6):
        scene.bob.says(scene.group, f"第 {number} 句")
        scene.eve.says(scene.group, f"我也说 {number}")
    scene.bob.says(scene.group, "说完了")
    await scene.tg.idle()
    board = (await scene.ask(scene.bob, "发言榜")).text.splitlines()
    assert board[0] == "🏆 发言榜 · 本周"
    assert [line.rpartition(" · ")[0] for line in board[1:3]] == ["🥇 Bob", "🥈 Eve"]
    assert board[3].startswith("你：第 1 名，")
    scene.clock.advance(8 * DAY)
    assert (await scene.ask(scene.bob, "发言榜 周")).text == "🏆 发言榜 · 本周\n还没有人上榜。"
    assert (await scene.ask(scene.bob, "/top messages all")).text == (
        "messages 榜只有：week, month"
    )


async def test_board_that_is_not_there_is_said(scene: Scene) -> None:
    unknown = await scene.ask(scene.bob, "/top sales")
    assert unknown.text.startswith("Which board, and of which time? /top points|")
    assert (await scene.ask(scene.bob, "/top points week week")).text == unknown.text
    await scene.set("top.enabled off")
    said = scene.bob.says(scene.group, "/top")
    await scene.gone(said)


async def test_board_goes_after_ten_minutes(scene: Scene, warden: Warden) -> None:
    await market(scene, warden)
    board = await scene.ask(scene.bob, "/top")
    scene.clock.advance(9 * MINUTE)
    await scene.quiet()
    assert not board.deleted
    await scene.later(lambda: board.deleted, step=HOUR)

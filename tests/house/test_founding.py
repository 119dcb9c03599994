"""The three questions of `/setup`: asked one at a time, kept, and a proposal at their end."""

import re

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.clock import RunningClock
from rehearsal.press import Answer
from tests.conftest import Launch
from tests.house.conftest import DAY, MINUTE, Scene, holds
from tests.house.desk import NOT_THERE, NOTHING, STALE, Desk, config, quarantined
from tests.house.wizard import begin, drafts, writes

AS_IT_COMES = "Everything is as it comes."
FIRST = "Book club · question 1 of 3\n\nWhat brings people together here?"
KINDS = [
    "They know each other",
    "A shared interest",
    "Learning together",
    "A creator or a brand",
    "Cancel",
]
NEED = "people who read alone"
MISSION = f"We are here for a need that nobody else meets: {NEED}"
WHY = "we have the room"
VISION = f"A place to learn together. Why here: {WHY}"


async def test_three_answers_become_a_proposal_and_then_settings(
    scene: Scene, warden: Warden
) -> None:
    desk = await begin(scene)
    assert (desk.panel.text, desk.panel.buttons) == (FIRST, KINDS)
    asked = await desk.goes("Learning together")
    assert asked.startswith("Book club · question 2 of 3\n\nWhose need, which nobody meets")
    assert desk.panel.buttons == ["Skip", "« Back", "Cancel"]
    asked = await writes(desk, NEED)
    assert asked.startswith("Book club · question 3 of 3\n\nWhy us – why here, and nowhere else?")
    seen = await writes(desk, f" {WHY}\n")
    assert seen.startswith("Book club: a proposal. Nothing has changed yet.\n")
    assert holds(
        seen,
        "Vision: your mission, your vision\n"
        "Threshold: the door (a captcha and the pledge)\n"
        "Activities: nothing yet, you choose\n"
        "Benefits: nothing yet, you choose\n"
        f"{MISSION}\n{VISION}\n"
        "• ads.level: standard → strict\n"
        "• entry.require: off → a captcha and the pledge",
    )
    assert "\nRules: ads (" in seen
    assert "\n• vision.mission: off → We are here for a need" in seen
    assert desk.panel.buttons == ["Confirm", "« Back", "Cancel"]
    assert await config(scene) == AS_IT_COMES
    done = await desk.goes("Confirm")
    assert done.startswith("✅ Done. What you do not like can be changed at any time.\n\n")
    told = await config(scene)
    assert holds(told, f"vision.mission = {MISSION}\nvision.text = {VISION}\nads.level = strict")
    assert await drafts(warden) == []
    shown = (await scene.ask(scene.bob, "/vision")).text
    assert shown.startswith(f"Mission\n{MISSION}\n\nVision\n{VISION}\n\nVersion 1, ")
    assert await quarantined(warden) == []


@pytest.mark.parametrize(
    ("kind", "preset"),
    [
        ("They know each other", "circle: up to 150 people who know each other;"),
        ("A shared interest", "open: everybody may come;"),
        ("Learning together", "learning: a paid course or study group;"),
        ("A creator or a brand", "fans: large and public;"),
    ],
)
async def test_what_brings_people_together_chooses_the_preset(
    scene: Scene, kind: str, preset: str
) -> None:
    """Whoever answers nothing else changes neither mission nor vision."""
    welcome = "welcome and goodbye (on)"
    circle = preset.startswith("circle")
    for empty, motto in (("nothing yet, you choose", "off"), ("stays as it is", "Read on")):
        vision = welcome if circle else empty
        await scene.set(f"vision.motto {motto}")
        desk = await begin(scene)
        for label in (kind, "Skip", "Skip"):
            await desk.goes(label)
        assert f"\nVision: {vision}\n" in desk.panel.text
        assert f"\n{preset}" in desk.panel.text
        assert "• vision." not in desk.panel.text
        await desk.goes("Confirm" if motto == "off" else "Cancel")
    assert re.findall(r"vision\.\w+", await config(scene)) == ["vision.motto"]


async def test_three_questions_in_chinese(scene_zh: Scene) -> None:
    scene = scene_zh
    desk = Desk(scene, scene.ann)
    desk.panel = await desk.types("/setup")
    assert desk.panel.buttons[:2] == ["三个问题", "开放群"]
    assert await desk.goes("三个问题") == ("Book club · 第 1 问，共 3 问\n\n大家因为什么聚到这里？")
    await desk.goes("彼此认识")
    await writes(desk, "独自读书的人")
    assert desk.panel.buttons == ["跳过", "« 返回", "取消"]
    seen = await writes(desk, "跳过")
    assert holds(
        seen,
        "愿景：你的使命、欢迎与告别（开）\n门槛：入群门槛（入群承诺和管理员审核）\n"
        "活动：暂无，由你决定\n福利：暂无，由你决定\n"
        "使命\n我们为一种没人满足的需要而来：独自读书的人",
    )
    assert "愿景\n" not in seen
    await desk.goes("确认")
    said = (await scene.ask(scene.bob, "关于本群")).text
    assert said.startswith("使命\n我们为一种没人满足的需要而来：独自读书的人\n\n第 1 版，")


async def test_wording_is_in_the_language_of_the_group(scene: Scene) -> None:
    await scene.ask(scene.ann, "/lang zh")
    desk = await begin(scene)
    await desk.goes("Learning")
    await writes(desk, "读书人")
    seen = await writes(desk, "back")
    assert seen.endswith("So far: 读书人")
    assert desk.panel.buttons == ["Skip", "Keep »", "« Back", "Cancel"]
    await desk.goes("Keep")
    seen = await desk.goes("Skip")
    assert "\nMission\n我们为一种没人满足的需要而来：读书人\n" in seen


async def test_back_and_skip_change_answers(scene: Scene, warden: Warden) -> None:
    desk = await begin(scene)
    await desk.goes("A creator")
    await writes(desk, NEED)
    await writes(desk, WHY)
    assert f"So far: {WHY}" in await desk.goes("Back")
    await desk.goes("Back")
    await desk.goes("Back")
    assert desk.panel.text == FIRST
    await desk.goes("Learning")
    await desk.goes("Skip")
    seen = await desk.goes("Keep")
    assert holds(seen, f"Vision: your vision\n{VISION}")
    assert await drafts(warden) == [("look", "learning", "", WHY)]


async def test_t70_nonsense_is_told_and_loses_nothing(scene: Scene, warden: Warden) -> None:
    """T70"""
    desk = await begin(scene)
    assert (await desk.types("learning")).text == "Please press one of the buttons above."
    await desk.goes("Learning")
    asked = desk.panel.text
    for wrong, said in (
        ("x" * 201, "⚠️ That has 201 characters, and 200 are the most."),
        ("x " * 2000, "⚠️ That has 3,999 characters, and 200 are the most."),
        ("…!?", "⚠️ There are no words in that."),
        ("👍👍", "⚠️ There are no words in that."),
        ("\u200b\u2060", "⚠️ There are no words in that."),
    ):
        assert (await desk.types(wrong)).text.startswith(said)
    assert desk.panel.text == asked
    await writes(desk, "x" * 200)
    broken = "we [read](buttonurl:nowhere)"
    assert (await desk.types(broken)).text.startswith("⚠️ A button in that leads nowhere.")
    await writes(desk, WHY)
    assert (await desk.types("yes")).text == "Please press one of the buttons above."
    assert await drafts(warden) == [("look", "learning", "x" * 200, WHY)]
    assert await config(scene) == AS_IT_COMES


async def test_t67_t68_markup_and_placeables_in_answers(scene: Scene, warden: Warden) -> None:
    """T67, T68: what is typed is shown as it was typed, wherever it is shown."""
    odd = "<b>{ $need }</b> & \"x\" { 1 } <a href='x'> \ue0000\ue001"
    title = "<i>{ $x }</i> & co"
    other = scene.tg.supergroup(title, owner=scene.ann)
    other.add_bot()
    await scene.tg.until(lambda: scene.lines(other))
    await scene.tg.idle()
    desk = await begin(scene, group=title)
    assert desk.panel.text.startswith(f"{title} · question 1 of 3")
    await desk.goes("Learning")
    await writes(desk, odd)
    seen = await writes(desk, odd)
    assert seen.count(odd) == 2
    assert seen.startswith(f"{title}: a proposal.")
    await desk.goes("Confirm")
    shown = (await scene.ask(scene.ann, "/vision", other)).text
    assert shown.count(odd) == 2
    assert await quarantined(warden) == []


async def test_cancel_at_every_step(scene: Scene, tg: Telegram, warden: Warden) -> None:
    ways: list[list[str]] = [[], ["Learning"], ["Learning", "Skip"], ["Learning", "Skip", "Skip"]]
    for way in ways:
        desk = await begin(scene)
        for label in way:
            await desk.goes(label)
        assert await desk.goes("Cancel") == "Never mind."
        assert (await desk.goes("Back")).startswith("Setting up\n")
        assert await drafts(warden) == []
    desk = await begin(scene)
    await desk.goes("Learning")
    assert await writes(desk, "cancel") == "Never mind."
    seen = len(desk.lines)
    scene.ann.tells_bot("what now?")
    await tg.idle()
    assert len(desk.lines) == seen, "nobody waits for that any more"
    assert await config(scene) == AS_IT_COMES


async def test_question_is_gone_on_with_where_it_was_left(scene: Scene, warden: Warden) -> None:
    desk = await begin(scene)
    await desk.goes("Learning")
    await writes(desk, NEED)
    other = Desk(scene, scene.ann)
    other.panel = await other.types("/setup")
    assert (await other.goes("Three questions")).startswith("Book club · question 3 of 3")
    await writes(other, WHY)
    old = scene.ann.presses(desk.panel, "Skip")
    assert await old.answer == NOTHING
    await scene.tg.until(lambda: desk.panel.text == other.panel.text)
    assert await drafts(warden) == [("look", "learning", NEED, WHY)]
    await other.goes("Confirm")
    assert await scene.ann.presses(desk.panel, "Confirm").answer == Answer(STALE.text, alert=True)


async def test_answers_are_forgotten_after_a_week(scene: Scene, warden: Warden) -> None:
    desk = await begin(scene)
    await desk.goes("Learning")
    seen = len(desk.lines)
    scene.clock.advance(8 * DAY)
    await scene.tg.until(lambda: len(desk.lines) > seen)
    assert desk.lines[-1].text.startswith("I do not wait for an answer any more.")
    await begin(scene)
    assert await drafts(warden) == [("kind", "", "", "")]


async def test_t3_double_taps(scene: Scene, tg: Telegram, warden: Warden) -> None:
    """T3: a button counts at its own step."""
    desk = await begin(scene)
    await desk.goes("Learning")
    taps = [scene.ann.presses(desk.panel, "Skip") for _ in range(3)]
    assert [await tap.answer for tap in taps] == [NOTHING] * 3
    await tg.until(lambda: "question 3 of 3" in desk.panel.text)
    await tg.idle()
    assert await drafts(warden) == [("why", "learning", "", "")]
    await desk.goes("Skip")
    taps = [scene.ann.presses(desk.panel, "Confirm") for _ in range(2)]
    for tap in taps:
        await tap.answer
    await tg.idle()
    assert "ads.level = strict" in await config(scene)
    assert await quarantined(warden) == []


async def test_t4_proposal_that_is_out_of_date_is_shown_anew(scene: Scene) -> None:
    """T4: nothing is used that was not seen."""
    desk = await begin(scene)
    await desk.goes("Learning")
    await writes(desk, NEED)
    await desk.goes("Skip")
    await scene.set("vision.mission We read")
    seen = await desk.goes("Confirm")
    assert "\n• vision.mission: We read → We are here" in seen
    assert await config(scene) == "vision.mission = We read"
    await desk.goes("Confirm")
    assert f"vision.mission = {MISSION}" in await config(scene)


async def test_t4_t12_ex_admin_changes_nothing(scene: Scene, warden: Warden) -> None:
    """T4, T12: rights are looked at in the group, at each step and at the last."""
    scene.ann.promotes(scene.bob, scene.group, can_change_info=True)
    await scene.quiet()
    desk = await begin(scene, scene.bob)
    await desk.goes("Learning")
    await writes(desk, NEED)
    await desk.goes("Skip")
    scene.ann.demotes(scene.bob, scene.group)
    scene.clock.advance(MINUTE + 1)
    for label in ("Confirm", "Back", "Cancel"):
        given = await scene.bob.presses(desk.panel, label).answer
        assert given == Answer(NOT_THERE, alert=True)
    assert (await desk.types("hello")).text == NOT_THERE
    assert await config(scene) == AS_IT_COMES
    assert await drafts(warden) == [("look", "learning", NEED, "")]


async def test_two_people_and_two_groups_do_not_mix(
    scene: Scene, tg: Telegram, warden: Warden
) -> None:
    scene.ann.promotes(scene.bob, scene.group, can_change_info=True)
    await scene.quiet()
    choir: Chat = tg.supergroup("Choir", owner=scene.ann)
    choir.add_bot()
    await tg.until(lambda: scene.lines(choir))
    await tg.idle()
    club = await begin(scene, group="Book club")
    await club.goes("Learning")
    bob = await begin(scene, scene.bob)
    await bob.goes("A creator")
    await writes(bob, "Bob's people")
    song = await begin(scene, group="Choir")
    assert song.panel.text.startswith("Choir · question 1 of 3")
    await song.goes("They know")
    await writes(song, "people who sing alone")
    await club.goes("Back")
    await club.goes("Learning")
    await writes(club, NEED)
    assert sorted(await drafts(warden)) == [
        ("why", "fans", "Bob's people", ""),
        ("why", "learning", NEED, ""),
        ("why", "relationship", "people who sing alone", ""),
    ]
    await song.goes("Skip")
    await song.goes("Confirm")
    assert "people who sing alone" in (await scene.ask(scene.ann, "/config", choir)).text
    assert await config(scene) == AS_IT_COMES


async def test_t2_forged_and_foreign_buttons(scene: Scene, warden: Warden) -> None:
    """T2: another step's data, another group's, and somebody else's button."""
    desk = await begin(scene)
    data = desk.panel.button("Learning")["callback_data"]
    for forged in (
        "p:1:n:c:00000000",
        data.replace("learning", "fans"),
        data.replace("p:1", "p:2"),
        "p:1:n:k:nonsense~~00000000",
    ):
        assert await scene.ann.presses(desk.panel, forged=forged).answer == STALE
    scene.bob.starts_bot()
    await scene.tg.idle()
    copied = Desk(scene, scene.bob)
    copied.panel = copied.lines[-1]
    assert await scene.bob.presses(copied.panel, forged=data).answer == STALE
    assert desk.panel.text == FIRST
    assert await quarantined(warden) == []


async def test_t5_message_that_was_deleted_is_sent_anew(scene: Scene, tg: Telegram) -> None:
    """T5: an answer that was typed is answered, though the page is gone."""
    desk = await begin(scene)
    await desk.goes("Learning")
    scene.ann.deletes(desk.panel)
    desk.panel = await desk.types(NEED)
    assert desk.panel.text.startswith("Book club · question 3 of 3")
    await tg.idle()
    assert VISION in await writes(desk, WHY)


@pytest.mark.parametrize("steps", range(4))
async def test_restart_in_the_middle_loses_nothing(
    launch: Launch, tg: Telegram, clock: RunningClock, steps: int
) -> None:
    scene = Scene(tg, clock)
    desk = Desk(scene, scene.ann)

    async def answer(number: int) -> None:
        if number == 0:
            await desk.goes("Learning")
        elif number in (1, 2):
            await writes(desk, NEED if number == 1 else WHY)
        else:
            await desk.goes("Confirm")

    async with launch():
        await scene.open()
        desk = await begin(scene)
        for number in range(steps):
            await answer(number)
        await tg.idle()
    async with launch() as warden:
        for number in range(steps, 4):
            await answer(number)
        told = await config(scene)
        assert holds(told, f"vision.mission = {MISSION}\nvision.text = {VISION}")
        assert re.search(r"^entry.require = captcha and pledge$", told, re.MULTILINE)
        assert await quarantined(warden) == []

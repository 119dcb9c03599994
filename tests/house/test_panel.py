"""The panel in private: its pages, who may turn them, and pages that are out of date."""

import re

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.press import Answer
from tests.house.conftest import MINUTE, Scene
from tests.house.desk import NOT_THERE, NOTHING, STALE, Desk, config, quarantined, read

LEVEL = """ads.level
how soon something counts as an ad

Now: standard
Default: standard
Allowed: soft | standard | strict"""
HOSTILE = "<b>&amp;</b><a href='x'>{ $x } { 1 } \ue0000\ue001 ]]>\"'`*_"


async def test_group_opens_its_panel_by_a_link(scene: Scene) -> None:
    said = await scene.ask(scene.ann, "/settings")
    assert said.text == "The settings of this group, with buttons:"
    panel = await Desk(scene, scene.ann).opens()
    assert re.fullmatch(r"⚙️ Book club\nEnglish · UTC \(\d\d:\d\d\)", panel.text)
    assert panel.buttons[-4:] == ["Presets", "中文", "As a file", "Other groups"]


async def test_private_settings_open_the_only_group(scene: Scene, tg: Telegram) -> None:
    ann, bob = Desk(scene, scene.ann), Desk(scene, scene.bob)
    assert (await ann.types("/settings")).text.startswith("⚙️ Book club\n")
    none = "I know of no group that you administer. Write /settings in the group, or add me there "
    assert (await bob.types("/settings")).text == f"{none}first."
    choir = tg.supergroup("Choir", owner=scene.ann)
    choir.add_bot()
    await tg.until(lambda: scene.lines(choir))
    await tg.idle()
    which = await ann.types("/settings")
    assert (which.text, which.buttons) == ("Which group?", ["Choir", "Book club"])
    ann.panel = which
    assert (await ann.goes("Choir")).startswith("⚙️ Choir\n")


async def test_value_is_chosen_reset_and_typed(scene: Scene) -> None:
    desk = Desk(scene, scene.ann)
    await desk.opens("ads")
    assert await desk.goes("ads.level: standard") == LEVEL
    chosen = await desk.goes("strict")
    assert chosen == "✅ ads.level = strict\n\n" + LEVEL.replace("Now: standard", "Now: strict")
    assert desk.panel.buttons == ["soft", "standard", "● strict", "« Back", "↺ Default"]
    assert await read(scene, "ads.level") == "ads.level = strict"
    assert await desk.goes("Default") == f"✅ ads.level = standard\n\n{LEVEL}"
    assert await config(scene) == "Everything is as it comes."
    await desk.goes("Back")
    await desk.goes("ads.policy")
    asked = await desk.hears("Type it")
    allowed = "kick | ban | ban 30d | mute 1d | delete | report"
    assert asked.text == f"Write the new value of ads.policy. Allowed: {allowed}"
    wrong = await desk.types("destroy")
    assert wrong.text == f"ads.policy: not understood. Allowed: {allowed}"
    taken = await desk.types("mute 90m")
    assert taken.text.startswith("✅ ads.policy = mute 90m\n\nads.policy\n")
    assert await read(scene, "ads.policy") == "ads.policy = mute 90m"


async def test_question_is_cancelled_and_lapses(scene: Scene, tg: Telegram) -> None:
    desk = Desk(scene, scene.ann)
    await desk.opens("ads", "ads.policy")
    asked = await desk.hears("Type it")
    cancel = scene.ann.presses(asked, "Cancel")
    assert await cancel.answer == Answer("Never mind.")
    await scene.gone(asked)
    desk.person.tells_bot("ban")
    await desk.hears("Type it")
    said = await scene.ask(scene.ann, "/rules")
    await scene.later(lambda: said.deleted, step=MINUTE)
    desk.person.tells_bot("ban")
    await tg.idle()
    assert await config(scene) == "Everything is as it comes."


async def test_every_button_of_every_page_can_be_sent(scene: Scene, warden: Warden) -> None:
    """Callback data has 64 bytes, of which a room with a large number takes many."""
    desk = Desk(scene, scene.ann)
    await desk.opens()
    for label in list(desk.panel.buttons[:-4]):
        await desk.goes(label)
        for one in list(desk.panel.buttons):
            if one.startswith(("✅", "❌", "◀", "▶", "«")):
                continue
            await desk.goes(one)
            await desk.goes("« Back")
        await desk.goes("« Back")
    assert await quarantined(warden) == []
    assert await config(scene) == "Everything is as it comes."


async def test_t2_forged_presses(scene: Scene, tg: Telegram) -> None:
    """T2: data that was never on the message, another group's, and data without a seal."""
    other = tg.supergroup("Choir", owner=scene.eve)
    other.add_bot()
    await tg.until(lambda: scene.lines(other))
    desk = Desk(scene, scene.ann)
    await desk.opens("ads", "ads.level")
    good = desk.panel.button("strict")["callback_data"]
    before = desk.panel.text
    forged = [
        "p:2:g",
        "p:1:v:ads.level:strict",
        good.replace("p:1:", "p:2:"),
        good.replace("strict", "soft"),
        good[:-1] + ("a" if good[-1] != "a" else "b"),
        "~~",
        "~",
        "p",
        "p:1:v:ads.level:nothing~~00000000",
        "é" * 32,
    ]
    for data in forged:
        scene.clock.advance(1)
        assert await scene.ann.presses(desk.panel, forged=data).answer == STALE, data
    assert (desk.panel.text, desk.panel.deleted) == (before, False)
    assert await config(scene) == "Everything is as it comes."
    assert await scene.ann.presses(desk.panel, forged=good).answer == NOTHING


async def test_t3_double_taps_of_a_toggle(scene: Scene, tg: Telegram) -> None:
    """T3: a button says what it does, so that a second tap undoes nothing."""
    desk = Desk(scene, scene.ann)
    await desk.opens("ads")
    taps = [scene.ann.presses(desk.panel, "ads.enabled") for _ in range(4)]
    assert [await tap.answer for tap in taps] == [NOTHING] * 4
    await tg.until(lambda: "❌ ads.enabled" in desk.panel.buttons)
    assert await read(scene, "ads.enabled") == "ads.enabled = off"
    assert desk.panel.text.startswith("✅ ads.enabled = off\n\n")


async def test_t4_ex_admin_presses_an_old_panel(scene: Scene) -> None:
    """T4, T12: rights are those of the moment, not those of the page."""
    scene.ann.promotes(scene.bob, scene.group)
    desk = Desk(scene, scene.bob)
    await desk.opens("ads", "ads.policy")
    await desk.hears("Type it")
    scene.ann.demotes(scene.bob, scene.group)
    for label in ("delete", "« Back", "Type it"):
        given = await scene.bob.presses(desk.panel, label).answer
        assert given == Answer(NOT_THERE, alert=True)
    assert (await desk.types("ban")).text == NOT_THERE
    assert await config(scene) == "Everything is as it comes."


async def test_t12_rights_in_memory_are_a_minute_old_at_most(scene: Scene) -> None:
    """T12: a bot that is no administrator hears of no member update."""
    scene.ann.promotes(scene.bob, scene.group)
    scene.group.set_bot_rights()
    desk = Desk(scene, scene.bob)
    await desk.opens("ads", "ads.level")
    scene.ann.demotes(scene.bob, scene.group)
    scene.clock.advance(MINUTE + 1)
    given = await scene.bob.presses(desk.panel, "strict").answer
    assert given == Answer(NOT_THERE, alert=True)
    scene.ann.promotes(scene.bob, scene.group)
    assert (await desk.goes("strict")).startswith("✅ ads.level = strict")


async def test_t13_admin_without_the_right_to_change_info(scene: Scene) -> None:
    """T13"""
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    refused = await scene.ask(scene.bob, "/settings")
    assert refused.text == "You need the right to change group info for that."
    desk = Desk(scene, scene.bob)
    for payload in ("set_1", "setup_1"):
        assert (await desk.starts(payload)).text == NOT_THERE


async def test_t5_panel_that_is_gone_is_answered(scene: Scene, warden: Warden) -> None:
    """T5: an inaccessible message; what it asked for is done, and a new panel opens."""
    desk = Desk(scene, scene.ann)
    await desk.opens("ads", "ads.level")
    old = desk.panel
    scene.ann.deletes(old)
    assert await scene.ann.presses(old, "strict").answer == NOTHING
    assert await read(scene, "ads.level") == "ads.level = strict"
    assert (await desk.types("/settings")).text.startswith("⚙️ Book club")
    assert await quarantined(warden) == []


async def test_bot_that_left_the_group_says_so(scene: Scene) -> None:
    """T4: the panel of a group that the bot is no longer in."""
    desk = Desk(scene, scene.ann)
    await desk.opens("ads")
    scene.group.remove_bot()
    await scene.tg.idle()
    assert await scene.ann.presses(desk.panel, "ads.level").answer == STALE
    assert (await desk.starts("set_1")).text == NOT_THERE


@pytest.mark.parametrize("title", ["A" * 10_000, "Z" + "\u0351\u0489" * 2_000, HOSTILE, "}{"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t64_t67_t68_titles_are_data(
    scene: Scene, tg: Telegram, warden: Warden, title: str
) -> None:
    """T64, T67, T68: a title of any length, with markup or placeables in it."""
    choir = tg.supergroup("Choir", owner=scene.ann)
    choir.add_bot()
    await tg.until(lambda: scene.lines(choir))
    scene.ann.retitles(scene.group, title)
    scene.ann.says(scene.group, "hello")
    await tg.idle()
    desk = Desk(scene, scene.ann)
    desk.panel = await desk.types("/settings")
    assert desk.panel.text == "Which group?"
    (row,) = [one for one in desk.panel.buttons if one != "Choir"]
    assert row == (title if len(title) <= 64 else f"{title[:64]} …")
    shown = (await desk.goes(row)).rpartition("\n")[0]
    assert shown == f"⚙️ {row}"
    assert await quarantined(warden) == []

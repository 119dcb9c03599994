"""`/setup`: presets, seen before they are used, in the group and in the panel."""

import re

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.press import Answer
from tests.conftest import Launch
from tests.house.conftest import MINUTE, Scene
from tests.house.desk import NOTHING, STALE, Desk, config, quarantined

FANS = """fans: large and public; the strictest about ads.

This would change:
• ads.level: standard → strict
• ads.policy: kick → ban 30d"""
FANS_ZH = """fans：粉丝群，人多而公开。对广告最严格。

会这样改：
• entry.require：关 → 验证码和入群承诺
• ads.level：标准 → 严格
• ads.policy：踢出 → 封禁 30 天
• punish.ladder：警告、禁言 1 小时、禁言 1 天、踢出、封禁 30 天 → 警告、警告、封禁"""
DONE = "✅ Done. What you do not like can be changed at any time."
AS_IT_COMES = "Everything is as it comes."
SET = "ads.level = strict\nads.policy = ban 30d\n"
FOREIGN = Answer("This button is for somebody else.", alert=True)
REFUSED = Answer("You need the right to change group info for that.", alert=True)


def shows(text: str, preview: str) -> bool:
    """Whether a preview's lines are among those of a text: other features have theirs there."""
    return set(preview.splitlines()) <= set(text.splitlines())


async def test_preset_is_seen_first_and_then_used(scene: Scene, tg: Telegram) -> None:
    seen = await scene.ask(scene.ann, "/setup fans")
    assert seen.buttons == ["Confirm", "Cancel"]
    assert shows(seen.text, FANS)
    assert await config(scene) == AS_IT_COMES
    assert await scene.ann.presses(seen, "Confirm").answer == NOTHING
    await tg.until(lambda: seen.text == DONE)
    assert seen.buttons == []
    assert (await config(scene)).startswith(SET)
    same = await scene.ask(scene.ann, "/setup FANS")
    assert same.text == FANS.partition("\n\n")[0] + "\n\nNothing would change."
    assert same.buttons == []


async def test_preset_is_seen_first_in_chinese(scene_zh: Scene) -> None:
    seen = await scene_zh.ask(scene_zh.ann, "/setup fans")
    assert seen.buttons == ["确认", "取消"]
    assert shows(seen.text, FANS_ZH)
    await scene_zh.ann.presses(seen, "确认").answer
    await scene_zh.tg.until(lambda: seen.text == "✅ 设好了。不合适的地方随时可以改。")
    scene_zh.clock.advance(4)
    seen = await scene_zh.ask(scene_zh.ann, "/setup circle")
    circle = "• welcome.enabled：关 → 开\n• naming.on：显示名称 → 群名片"
    assert shows(seen.text, circle)


async def test_preset_may_be_declined(scene: Scene, tg: Telegram) -> None:
    seen = await scene.ask(scene.ann, "/setup circle")
    assert await scene.ann.presses(seen, "Cancel").answer == NOTHING
    await tg.until(lambda: seen.text == "Never mind.")
    assert await config(scene) == AS_IT_COMES


async def test_unknown_preset_and_private(scene: Scene) -> None:
    for wrong in ("nonsense", "fans open", "<b>", "{ $x }", "fans:ac", "x" * 3000):
        said = await scene.ask(scene.ann, f"/setup {wrong}")
        assert said.text == "There are the presets open, learning, fans, circle."
    nonsense = await Desk(scene, scene.ann).types("/setup nonsense")
    assert nonsense.text == "There are the presets open, learning, fans, circle."


async def test_preset_is_seen_first_in_private_too(scene: Scene, tg: Telegram) -> None:
    """Of the one group, or of that which is chosen; who administers none hears so."""
    desk = Desk(scene, scene.ann)
    await scene.quiet()
    seen = await desk.types("/setup fans")
    assert seen.buttons == ["Confirm", "« Back"]
    assert shows(seen.text, FANS)
    choir = tg.supergroup("Choir", owner=scene.ann)
    choir.add_bot()
    await tg.until(lambda: scene.lines(choir))
    desk.panel = await desk.types("/setup circle")
    assert sorted(desk.panel.buttons) == ["Book club", "Choir"]
    assert (await desk.goes("Choir")).startswith("circle: up to 150 people")
    assert await config(scene) == AS_IT_COMES
    nobody = await Desk(scene, scene.bob).types("/setup fans")
    assert nobody.text.startswith("I know of no group that you administer.")


async def test_t1_somebody_else_presses(scene: Scene) -> None:
    """T1: another admin's preview, and a member."""
    scene.ann.promotes(scene.bob, scene.group, can_change_info=True)
    seen = await scene.ask(scene.ann, "/setup fans")
    for person in (scene.bob, scene.eve):
        for label in ("Confirm", "Cancel"):
            assert await person.presses(seen, label).answer == FOREIGN
    assert shows(seen.text, FANS)
    assert await config(scene) == AS_IT_COMES


async def test_t2_t7_forged_and_copied(scene: Scene, tg: Telegram, warden: Warden) -> None:
    """T2, T7"""
    seen = await scene.ask(scene.ann, "/setup fans")
    confirm = seen.button("Confirm")["callback_data"]
    forged = ["setup:fans", "setup:", confirm.replace("fans", "open"), confirm.upper()]
    for data in forged:
        assert await scene.ann.presses(seen, forged=data).answer == STALE
    other = tg.supergroup("Choir", owner=scene.ann)
    other.add_bot()
    await tg.until(lambda: scene.lines(other))
    copied = scene.ann.says(other, FANS, reply_markup=seen.markup)
    assert await scene.ann.presses(copied, "Confirm").answer == STALE
    assert (await scene.ask(scene.ann, "/config", other)).text == AS_IT_COMES
    assert await config(scene) == AS_IT_COMES
    assert await quarantined(warden) == []


async def test_t3_double_tap_of_confirm(scene: Scene, tg: Telegram) -> None:
    """T3: the second tap changes nothing more."""
    seen = await scene.ask(scene.ann, "/setup fans")
    taps = [scene.ann.presses(seen, "Confirm") for _ in range(3)]
    for tap in taps:
        await tap.answer
    await tg.until(lambda: not seen.buttons)
    assert (await config(scene)).startswith(SET)


async def test_t4_preview_that_is_out_of_date_is_shown_anew(scene: Scene, tg: Telegram) -> None:
    """T4: nothing is used that was not seen."""
    seen = await scene.ask(scene.ann, "/setup fans")
    await scene.set("ads.policy report")
    assert await scene.ann.presses(seen, "Confirm").answer == NOTHING
    anew = FANS.replace("kick →", "report →")
    await tg.until(lambda: shows(seen.text, anew))
    assert await config(scene) == "ads.policy = report"
    scene.clock.advance(4)
    assert await scene.ann.presses(seen, "Confirm").answer == NOTHING
    await tg.until(lambda: seen.text == DONE)
    assert (await config(scene)).startswith(SET)


async def test_t4_t12_ex_admin_confirms(scene: Scene) -> None:
    """T4, T12: with and without an update that tells of it."""
    scene.ann.promotes(scene.bob, scene.group, can_change_info=True)
    seen = await scene.ask(scene.bob, "/setup fans")
    scene.group.set_bot_rights()
    scene.ann.demotes(scene.bob, scene.group)
    scene.clock.advance(MINUTE + 1)
    assert await scene.bob.presses(seen, "Confirm").answer == REFUSED
    assert shows(seen.text, FANS)
    assert await config(scene) == AS_IT_COMES


async def test_t9_anonymous_admin(scene: Scene, tg: Telegram) -> None:
    """T9: nobody knows whose preview it is, so that whoever has the right may confirm it."""
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_change_info=True)
    said = scene.bob.says(scene.group, "/setup fans", anonymously=True)
    await tg.until(lambda: scene.answers(said))
    (seen,) = scene.answers(said)
    assert shows(seen.text, FANS)
    assert await scene.eve.presses(seen, "Confirm").answer == REFUSED
    assert await scene.bob.presses(seen, "Confirm").answer == NOTHING
    await tg.until(lambda: seen.text == DONE)
    assert (await config(scene)).startswith(SET)
    said = scene.bob.says(scene.group, "/settings", anonymously=True)
    await tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].button("Open")["url"].endswith("?start=set_1")


async def test_t5_preview_that_was_deleted(scene: Scene, warden: Warden) -> None:
    """T5: what was pressed is done; there is nothing to be edited."""
    seen = await scene.ask(scene.ann, "/setup fans")
    scene.ann.deletes(seen)
    assert await scene.ann.presses(seen, "Confirm").answer == NOTHING
    assert (await config(scene)).startswith(SET)
    assert await quarantined(warden) == []


async def test_wizard_by_a_preset_and_the_five_keys(scene: Scene, warden: Warden) -> None:
    said = await scene.ask(scene.ann, "/setup")
    assert said.text == "Setting up this group, step by step:"
    desk = Desk(scene, scene.ann)
    desk.panel = await desk.starts(said.button("Open")["url"].partition("start=")[2])
    assert desk.panel.text.startswith("Setting up\n\nopen: everybody may come;")
    assert shows(await desk.goes("fans"), FANS)
    assert await desk.goes("Back") == (await desk.types("/setup")).text
    await desk.goes("fans")
    first = await desk.goes("Confirm")
    assert re.match(rf"{re.escape(DONE)}\n\n\w+ \(1/[2-6]\)\n", first)
    assert (await config(scene)).startswith(SET)
    while not desk.panel.text.startswith("The bot ("):
        await desk.goes("Next")
    assert desk.panel.buttons[-2:] == ["« Back", "Done"]
    assert (await desk.goes("Done")).startswith("⚙️ Book club\n")
    assert await quarantined(warden) == []


async def test_restart_with_a_preview_open(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """Previews in the group and in private, and a question, outlast a restart."""
    scene = Scene(tg, clock)
    desk = Desk(scene, scene.ann)
    async with launch():
        await scene.open()
        seen = await scene.ask(scene.ann, "/setup circle")
        await desk.opens("ads", "ads.trust_after")
        await desk.hears("Type it")
    async with launch() as warden:
        assert (await desk.types("25")).text.startswith("✅ ads.trust_after = 25\n")
        assert await scene.ann.presses(seen, "Confirm").answer == NOTHING
        await tg.until(lambda: seen.text == DONE)
        told = (
            "ads.level = soft\nads.policy = delete\nads.trust_after = 25\n"
            "archive.keep = forever\nentry.require = pledge and review\nwelcome.enabled = on\n"
            "intro.enabled = on\nnaming.format = {city}-{job}-{name}\nnaming.on = card"
        )
        assert await config(scene) == told
        await desk.goes("Back")
        assert await quarantined(warden) == []

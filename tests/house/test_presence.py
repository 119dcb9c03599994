"""Groups of which little is known, groups that come again, and who may speak for them."""

import pytest
from sqlalchemy import update

from bot.app import Warden
from models.room import Room
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import Scene
from tests.house.desk import Desk, config, quarantined, read


async def test_group_that_was_there_before_the_database_can_use_the_panel(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """Nobody says again that the bot was added: a group is known by its messages alone."""
    scene = Scene(tg, clock)
    async with launch() as warden:
        await scene.open()
        await warden.store.write(lambda c: c.execute(update(Room).values(bot_status="")))
    async with launch() as warden:
        desk = Desk(scene, scene.ann)
        assert (await desk.opens("ads", "ads.level")).text.startswith("ads.level\n")
        assert (await desk.goes("strict")).startswith("✅ ads.level = strict\n")
        assert (await desk.types("/settings")).text.startswith("⚙️ Book club")
        office = tg.supergroup("Office", owner=scene.ann)
        office.add_bot()
        await tg.until(lambda: scene.lines(office))
        answer = await scene.ask(scene.ann, f"/set log.chat {scene.group.id}", office)
        assert answer.text == f"✅ log.chat = {scene.group.id}"
        assert await quarantined(warden) == []


@pytest.mark.parametrize("zone", ["", "Asia/Tokyo"])
async def test_group_that_removed_the_bot_and_added_it_again_keeps_its_language(
    scene: Scene, tg: Telegram, zone: str
) -> None:
    """What was chosen holds, whatever the client of whoever adds the bot speaks."""
    await scene.ask(scene.ann, "/lang zh")
    if zone:
        assert (await scene.ask(scene.ann, f"/set zone {zone}")).text == f"✅ zone = {zone}"
    scene.group.remove_bot()
    await tg.idle()
    seen = scene.lines()
    scene.group.add_bot()
    await tg.until(lambda: [one for one in scene.lines() if one not in seen])
    (card,) = [one for one in scene.lines() if one not in seen]
    assert card.text.startswith("👮 从现在起，本群由我看管：")
    assert f"语言：中文 · 时区：{zone or 'Asia/Shanghai'}（" in card.text
    assert (await scene.ask(scene.bob, "/rules")).text.startswith("群规\n")


async def test_t13_admin_who_may_appoint_admins_may_change_settings(
    scene: Scene, warden: Warden
) -> None:
    """T13: whoever could give themselves the right has it, in the group and in the panel."""
    scene.ann.promotes(scene.bob, scene.group, can_promote_members=True)
    assert (await scene.ask(scene.bob, "/set ads.level strict")).text == "✅ ads.level = strict"
    desk = Desk(scene, scene.bob)
    await desk.opens("ads", "ads.level")
    assert (await desk.goes("soft")).startswith("✅ ads.level = soft\n")
    assert await config(scene) == "ads.level = soft"
    assert await quarantined(warden) == []


async def test_zone_that_is_the_default_of_the_language_is_kept_when_it_was_chosen(
    scene: Scene,
) -> None:
    """Whoever says UTC means it, also where UTC would hold anyway."""
    assert (await scene.set("zone UTC")).text == "✅ zone = UTC"
    await scene.ask(scene.ann, "/lang zh")
    assert await read(scene, "zone") == "zone = UTC"
    assert await config(scene) == "zone = UTC"
    assert (await scene.ask(scene.ann, "/reset zone")).text == "✅ zone = Asia/Shanghai"
    assert await read(scene, "zone") == "zone = Asia/Shanghai"


async def test_zone_that_was_chosen_is_kept_in_a_file_for_a_group_of_another_language(
    scene: Scene, tg: Telegram
) -> None:
    choir = tg.supergroup("Choir", owner=scene.ann)
    choir.add_bot()
    await tg.until(lambda: scene.lines(choir))
    await scene.ask(scene.ann, "/lang zh", choir)
    await scene.set("zone UTC")
    sent = await scene.ask(scene.ann, "/viewconfig file")
    copied = scene.ann.forwards(sent, choir)
    said = scene.ann.says(choir, "/setconfig", reply_to=copied)
    await tg.until(lambda: scene.answers(said))
    (seen,) = scene.answers(said)
    assert seen.text.splitlines()[1:] == ["• zone：Asia/Shanghai → UTC"]
    await scene.ann.presses(seen, "确认").answer
    await tg.until(lambda: seen.edits)
    assert await scene.shown("zone", choir) == "zone = UTC"

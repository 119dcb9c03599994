"""Introductions that were given up, or given away."""

from rehearsal import Telegram
from tests.house.conftest import DAY, HOUR, MINUTE, Scene
from tests.house.door import sees
from tests.house.test_intro import WHOLE, listed, on, told


async def test_what_fell_due_while_it_was_off_gets_new_time(scene: Scene, tg: Telegram) -> None:
    await on(scene, "intro.action kick")
    fay = scene.newcomer("Fay")
    fay.starts_bot()
    await told(scene, "New here?")
    await scene.set("intro.enabled off")
    scene.clock.advance(2 * DAY)
    await tg.idle()
    await scene.set("intro.enabled on")
    await scene.quiet()
    assert scene.group.status(fay) == "member"
    scene.clock.advance(12 * HOUR + MINUTE)
    await sees(scene, fay, "Otherwise you are removed.")
    scene.clock.advance(13 * HOUR)
    await scene.out(fay)


async def test_an_introduction_edited_into_an_ad_is_none_any_more(
    scene: Scene, tg: Telegram
) -> None:
    await on(scene)
    await scene.set("ads.policy delete")
    said = scene.bob.says(scene.group, WHOLE)
    await told(scene, "Bob is introduced")
    assert "Bob" in await listed(scene)
    scene.bob.edits(said, f"{WHOLE} Buy followers now: t.me/cheap_casino_bonus +7 900 123 45 67")
    await tg.until(lambda: said.deleted)
    await tg.idle()
    assert "Bob" not in await listed(scene)

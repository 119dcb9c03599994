"""What happens meanwhile: two people at the same questions, another language, somebody hidden."""

import asyncio

from bot.app import Warden
from rehearsal import Telegram
from tests.house.conftest import Scene, holds
from tests.house.desk import Desk, config, quarantined
from tests.house.wizard import begin, writes


async def test_two_confirm_at_once(scene: Scene, tg: Telegram, warden: Warden) -> None:
    """The first one's proposal holds whole; the other one sees what theirs would change by then."""
    scene.ann.promotes(scene.bob, scene.group, can_change_info=True)
    await scene.quiet()
    ann = await begin(scene)
    for label in ("Learning", "Skip", "Skip"):
        await ann.goes(label)
    bob = await begin(scene, scene.bob)
    await bob.goes("They know")
    await writes(bob, "people who read alone")
    await bob.goes("Skip")
    taps = [desk.person.presses(desk.panel, "Confirm") for desk in (ann, bob)]
    await asyncio.gather(*(tap.answer for tap in taps))
    await tg.idle()
    told = await config(scene)
    if "entry.require = captcha and pledge" in told:  # which of the two was first is open
        assert "vision.mission" not in told
        assert "• entry.require: a captcha and the pledge → the pledge and " in bob.panel.text
        await bob.goes("Confirm")
        assert holds(await config(scene), "entry.require = pledge and review\nnaming.on = card")
    else:
        assert holds(told, "entry.require = pledge and review\nnaming.on = card")
        assert "people who read alone" in told
        assert "→ a captcha and the pledge" in ann.panel.text
        await ann.goes("Confirm")
        assert "entry.require = captcha and pledge" in await config(scene)
    assert await quarantined(warden) == []


async def test_language_is_switched_between_answers(scene: Scene, warden: Warden) -> None:
    """The wording follows the group; what was seen in another language is shown anew first."""
    desk = await begin(scene)
    await desk.goes("A creator")
    await writes(desk, "people who read alone")
    seen = await desk.goes("Skip")
    assert "\nMission\nWe are here for a need" in seen
    await scene.ask(scene.ann, "/lang zh")
    seen = await desk.goes("Confirm")
    assert "\nMission\n我们为一种没人满足的需要而来：people who read alone" in seen
    assert "vision.mission" not in (await scene.ask(scene.ann, "/config")).text
    await desk.goes("Confirm")
    assert "vision.mission = 我们为" in (await scene.ask(scene.ann, "/config")).text
    assert await quarantined(warden) == []


async def test_t9_anonymous_admin_opens_the_wizard_in_private(scene: Scene, tg: Telegram) -> None:
    """T9: the link leads whoever presses it to their own chat, where their own rights count."""
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_change_info=True)
    said = scene.bob.says(scene.group, "/setup", anonymously=True)
    await tg.until(lambda: scene.answers(said))
    payload = scene.answers(said)[0].button("Open")["url"].partition("start=")[2]
    desk = Desk(scene, scene.bob)
    desk.panel = await desk.starts(payload)
    assert desk.panel.text.startswith("Setting up\n")
    assert (await desk.goes("Three questions")).startswith("Book club · question 1 of 3")
    eve = await Desk(scene, scene.eve).starts(payload)
    assert eve.text.startswith("You cannot change the settings of that group")

"""Letters and whispers reach whom they are for, though a call fails or somebody is gone."""

import pytest

from bot.app import Warden
from rehearsal import Telegram
from tests.house.conftest import Scene
from tests.house.desk import Desk, quarantined

REFUSED = "You need the right to change group info for that."
LETTER = f"Book club\n{REFUSED}"
WAITS = "Bob, I have something for you."


async def test_t87_letter_whose_send_failed_is_sent_again(
    scene: Scene, tg: Telegram, warden: Warden
) -> None:
    """T87: the row it waited in is gone by then; 502 says nothing of whether it was sent."""
    tg.missing.update(("sendephemeralmessage", "deleteephemeralmessage"))
    await scene.gone(scene.bob.says(scene.group, "/set ads.level soft"))
    await tg.until(lambda: scene.group.find(WAITS))
    scene.fail("502", "sendMessage", chat=scene.bob.id)
    bob = Desk(scene, scene.bob)
    bob.person.starts_bot("mail")
    await scene.later(lambda: bob.lines, step=1)
    await tg.idle()
    assert [one.text for one in bob.lines] == [LETTER]
    assert await quarantined(warden) == []


async def test_t87_whisper_in_private_that_failed_is_sent_again(
    scene: Scene, tg: Telegram, warden: Warden
) -> None:
    """T87"""
    tg.missing.update(("sendephemeralmessage", "deleteephemeralmessage"))
    bob = Desk(scene, scene.bob)
    await bob.starts()
    scene.fail("502", "sendMessage", chat=scene.bob.id)
    await scene.gone(scene.bob.says(scene.group, "/set ads.level soft"))
    await scene.later(lambda: bob.lines[-1].text == LETTER, step=1)
    await tg.idle()
    assert [one.text for one in bob.lines].count(LETTER) == 1
    assert scene.group.find(WAITS) is None
    assert await quarantined(warden) == []


@pytest.mark.parametrize("started", [True, False])
async def test_t90_whisper_to_somebody_who_just_left_goes_the_next_way(
    scene: Scene, tg: Telegram, warden: Warden, started: bool
) -> None:
    """T90: where they are gone from nobody can whisper to them; in private they can be told."""
    bob = Desk(scene, scene.bob)
    if started:
        await bob.starts()
    said = scene.bob.says(scene.group, "/set ads.level soft")
    scene.bob.leaves(scene.group)
    await scene.gone(said)
    if started:
        await tg.until(lambda: bob.lines[-1].text == LETTER)
        assert scene.group.find(WAITS) is None
    else:
        await tg.until(lambda: scene.group.find(WAITS))
        assert (await bob.starts("mail")).text == LETTER
    assert scene.bob.whispers(scene.group) == []
    assert await quarantined(warden) == []

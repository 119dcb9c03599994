"""What follows from a setting: switches that come on with it, and whatever goes by it."""

import pytest

from bot.app import Warden
from bot.config import Config
from bot.core.feature import Feature, Follow
from bot.core.house import House
from bot.transfer import export, take_over
from rehearsal import Telegram
from tests.house.conftest import Scene
from tests.house.test_silence import SENDING, at


async def test_value_of_its_own_switches_a_rule_on(scene: Scene) -> None:
    assert await scene.shown("flood.enabled") == "flood.enabled = off"
    await scene.set("flood.count 10")
    assert await scene.shown("flood.enabled") == "flood.enabled = on"
    await scene.set("flood.enabled off")
    await scene.ask(scene.ann, "/reset flood.count")
    await scene.set("repeat.enabled off")
    assert await scene.shown("flood.enabled") == "flood.enabled = off"
    await scene.ask(scene.ann, "/setconfig flood.count: 7\nflood.enabled: off")
    assert await scene.shown("flood.enabled") == "flood.enabled = off"
    await scene.set("flood.window 5s")
    assert await scene.shown("flood.enabled") == "flood.enabled = on"


@pytest.mark.usefixtures("warden")
async def test_settings_written_by_another_process_are_followed(
    scene: Scene, tg: Telegram, warden: Warden, database_url: str
) -> None:
    """`louzhang import` beside a running bot: it is night at once where the file says so."""
    at(scene, "01:00")
    config = Config(telegram={"token": tg.token}, database={"url": database_url})
    file = await export(config, scene.group.id)
    file += '"nightmode.enabled" = "on"\n'
    assert await take_over(config, scene.group.id, file.encode()) == []
    await tg.until(lambda: not scene.group.permissions[SENDING])
    assert not warden.failed.done()


def test_what_is_followed_has_to_be_a_setting() -> None:
    async def nothing(_unit: object) -> None:
        """Nothing follows."""

    with pytest.raises(ValueError, match="followed"):
        House([Feature(name="x", follows=(Follow(keys=("no.such",), handle=nothing),))])

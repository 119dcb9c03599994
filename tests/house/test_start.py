"""Deep links of `/start`, and letters that wait for who may not be written to yet."""

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from tests.conftest import Launch
from tests.house.conftest import HOUR, Scene
from tests.house.desk import NOT_THERE, Desk, config, quarantined

START = """👮 I am Louzhang, the warden of groups. Add me to a group and make me an administrator.
/why shows what I did about you, and on what evidence."""
REFUSED = "Book club\nYou need the right to change group info for that."


async def test_start_says_what_the_bot_is(scene: Scene) -> None:
    said = await Desk(scene, scene.bob).starts()
    assert (said.text, said.buttons) == (START, ["Add me to a group"])
    url = "https://t.me/louzhang_bot?startgroup=add&admin=delete_messages+restrict_members+invite_users"
    assert said.button("Add me")["url"] == url


async def test_start_in_a_group_points_to_private(scene: Scene) -> None:
    said = await scene.ask(scene.bob, "/start set_1")
    assert said.text == "This works in the private chat with me."


TAMPERED = [
    "set_-1",
    "set_0",
    "set_999999999999999999999",
    "set_999999999999999999",
    "set_x",
    "set_",
    "set",
    "set_1_2",
    "set_١",
    "set_１",
    "set_1.0",
    "set_1 2",
    "set_0x1",
    "setup_",
    "setup_-",
    "setup_" + "9" * 70,
    "setup_<b>",
    "set_{ $x }",
]


async def test_t8_tampered_links_to_a_panel(scene: Scene, warden: Warden) -> None:
    """T8: whatever stands in a link, it opens nothing of somebody else's, and is answered."""
    desk = Desk(scene, scene.ann)
    for payload in TAMPERED:
        assert (await desk.starts(payload)).text == NOT_THERE, payload
    assert await quarantined(warden) == []


async def test_t8_group_of_somebody_else(scene: Scene) -> None:
    """T8: a member's, a stranger's, and a private chat's own room."""
    eve = Desk(scene, scene.eve)
    for number in range(1, 4):
        for name in ("set", "setup"):
            assert (await eve.starts(f"{name}_{number}")).text == NOT_THERE
    assert await config(scene) == "Everything is as it comes."


OTHERS = [
    "nonsense",
    "nonsense_1",
    "_",
    "__",
    "-",
    "A" * 64,
    "A" * 65,
    "A" * 3000,
    "<b>&</b>",
    "{ $x }",
    "\u202e\u0000\ufeff",
    "start",
    "help",
]


async def test_t8_other_links_begin_as_always(scene: Scene, warden: Warden) -> None:
    """T8: links that lead nowhere, and letters where there are none."""
    desk = Desk(scene, scene.bob)
    for payload in OTHERS:
        assert (await desk.starts(payload)).text == START, payload
    for payload in ("why", "why_", "why_x", "why_999999999999999999999", "why_-1"):
        shown = (await desk.starts(payload)).text
        assert shown == "No cases." or shown.startswith("There is no case #"), payload
    assert await quarantined(warden) == []


@pytest.mark.parametrize("payload", ["mail", "mail_", "mail_1", "mail_-1", "mail_" + "9" * 59])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t8_link_to_letters_where_there_are_none(scene: Scene, payload: str) -> None:
    """T8"""
    desk = Desk(scene, scene.bob)
    assert (await desk.starts(payload)).text == "Nothing waits for you here any more."


def called(scene: Scene) -> list[Message]:
    """The lines that call somebody to the private chat."""
    return [one for one in scene.lines() if "I have something for you" in one.text]


async def refused(scene: Scene) -> None:
    """Bob tries what he may not, where only the last way to him is open."""
    scene.tg.missing.update(("sendephemeralmessage", "deleteephemeralmessage"))
    said = scene.bob.says(scene.group, "/set ads.level soft")
    await scene.gone(said)
    await scene.tg.until(lambda: called(scene))


async def test_letter_waits_until_the_private_chat_is_opened(scene: Scene, tg: Telegram) -> None:
    await refused(scene)
    (line,) = called(scene)
    assert line.text == "Bob, I have something for you."
    assert line.button("Open the private chat")["url"] == "https://t.me/louzhang_bot?start=mail"
    eve = Desk(scene, scene.eve)
    assert (await eve.starts()).text == START
    bob = Desk(scene, scene.bob)
    assert (await bob.starts("mail")).text == REFUSED
    assert (await bob.starts()).text == START
    assert [one.text for one in bob.lines] == [REFUSED, START]


async def test_letter_outlasts_a_restart_and_any_way_of_starting(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await refused(scene)
    async with launch():
        bob = Desk(scene, scene.bob)
        assert (await bob.starts()).text == REFUSED
        assert [one.text for one in bob.lines] == [REFUSED]


async def test_letter_that_nobody_fetched_is_gone_after_a_week(scene: Scene) -> None:
    await refused(scene)
    for _ in range(8):
        scene.clock.advance(24 * HOUR)
        await scene.tg.idle()
    assert (await Desk(scene, scene.bob).starts()).text == START


@pytest.mark.parametrize(
    "name", ["<b>Bob</b> & {$x}", "B" * 500, "\u202eboB", "Z" + "\u0351" * 300]
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t67_t68_names_in_the_call(scene: Scene, name: str) -> None:
    """T67, T68"""
    scene.bob.renames(name)
    await refused(scene)
    (line,) = called(scene)
    assert line.text == f"{name[:64].strip()}, I have something for you."


async def test_person_who_blocked_the_bot_is_called_in_the_group(scene: Scene) -> None:
    """The private way is closed: the next one is taken, and the letter waits."""
    bob = Desk(scene, scene.bob)
    await bob.starts()
    scene.bob.blocks_bot()
    await refused(scene)
    assert (await bob.starts("mail")).text == REFUSED

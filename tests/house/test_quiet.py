"""Who may not is refused quietly: their command goes, and they alone hear why, once an hour."""

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.press import Answer
from tests.house.conftest import HOUR, Scene
from tests.house.desk import Desk, config, quarantined

REFUSED = "You need the right to change group info for that."
WHO = "Who are you? I have to know who does that."
STALE = "This button is out of date."
WAYS = ("soft", "strict")
COMMANDS = ("/set ads.level soft", "/setup fans", "/settings", "/config", "/lang zh", "/reset zone")


async def tg_answers(scene: Scene, said: Message) -> None:
    """Wait for the answer to something."""
    await scene.tg.until(lambda: scene.answers(said))


def ephemeral(scene: Scene, *, there: bool) -> None:
    """Let the server know messages that one person sees alone, or not."""
    names = ("sendephemeralmessage", "deleteephemeralmessage")
    scene.tg.missing.difference_update(names) if there else scene.tg.missing.update(names)


async def test_member_alone_sees_why(scene: Scene) -> None:
    said = scene.bob.says(scene.group, "/set ads.level soft")
    await scene.gone(said)
    await scene.tg.until(lambda: scene.bob.whispers(scene.group))
    assert [one.text for one in scene.bob.whispers(scene.group)] == [REFUSED]
    assert scene.eve.whispers(scene.group) == []
    assert scene.answers(said) == []


async def test_member_is_told_in_private_by_an_older_server(scene: Scene) -> None:
    ephemeral(scene, there=False)
    bob = Desk(scene, scene.bob)
    await bob.starts()
    said = scene.bob.says(scene.group, "/set ads.level soft")
    await scene.gone(said)
    await scene.tg.until(lambda: bob.lines[-1].text == f"Book club\n{REFUSED}")
    assert scene.group.find("something for you") is None
    assert scene.tg.calls_of("setMessageReaction") == []


async def test_reason_is_in_the_person_s_language(scene: Scene, tg: Telegram) -> None:
    ephemeral(scene, there=False)
    mei = Desk(scene, scene.newcomer("Mei", language="zh-hans"))
    await mei.starts()
    said = mei.person.says(scene.group, "/set ads.level soft")
    await scene.gone(said)
    await tg.until(lambda: mei.lines[-1].text == "Book club\n此操作需要「修改群信息」权限。")


async def test_reason_comes_once_an_hour(scene: Scene, warden: Warden) -> None:
    for command in COMMANDS:
        scene.clock.advance(4)
        await scene.gone(scene.bob.says(scene.group, command))
    await scene.quiet()
    assert [one.text for one in scene.bob.whispers(scene.group)] == [REFUSED]
    await scene.gone(scene.eve.says(scene.group, "/set ads.level soft"))
    await scene.tg.until(lambda: scene.eve.whispers(scene.group))
    scene.clock.advance(HOUR)
    hour = await scene.ask(scene.ann, "/set zone")
    await scene.later(lambda: hour.deleted, step=60)
    await scene.gone(scene.bob.says(scene.group, "/config"))
    await scene.tg.until(lambda: len(scene.bob.whispers(scene.group)) == 2)
    assert await config(scene) == "Everything is as it comes."
    assert await quarantined(warden) == []


async def test_bare_words_are_never_refused(scene: Scene) -> None:
    await scene.set("ads.enabled off")
    said = [scene.bob.says(scene.group, text) for text in ("群规", "群规 了吗", "设置")]
    await scene.quiet()
    assert [len(scene.answers(one)) for one in said] == [1, 0, 0]
    assert not any(one.deleted for one in said)
    assert scene.bob.whispers(scene.group) == []


async def test_t13_admin_without_the_right_is_told_in_the_group(scene: Scene) -> None:
    """T13"""
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    for command in COMMANDS:
        assert (await scene.ask(scene.bob, command)).text == REFUSED
    assert await config(scene) == "Everything is as it comes."


async def test_t12_ex_admin_is_a_member(scene: Scene) -> None:
    """T12: the rights that are remembered are not what counts."""
    scene.ann.promotes(scene.bob, scene.group)
    await scene.ask(scene.bob, "/config")
    scene.ann.demotes(scene.bob, scene.group)
    said = scene.bob.says(scene.group, "/set ads.level soft")
    await scene.gone(said)
    assert await config(scene) == "Everything is as it comes."


async def test_t9_anonymous_admins(scene: Scene, tg: Telegram) -> None:
    """T9: with the right, without it, and one of a channel of one's own."""
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_change_info=True)
    said = scene.bob.says(scene.group, "/set ads.level soft", anonymously=True)
    await tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].text == "✅ ads.level = soft"
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_delete_messages=True)
    said = scene.bob.says(scene.group, "/set ads.level strict", anonymously=True)
    await tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].text == REFUSED
    said = scene.bob.says(scene.group, "群规", anonymously=True)
    await tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].text.startswith("Rules\n")
    channel = tg.channel("Eve's", owner=scene.eve)
    said = scene.eve.says(scene.group, "/set ads.level strict", as_channel=channel)
    await scene.gone(said)
    assert await config(scene) == "ads.level = soft"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t9_anonymous_admins_of_different_rights(scene: Scene) -> None:
    """T9: where it matters who of them it is, they are asked, not refused for another's lack."""
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_change_info=True)
    scene.ann.promotes(scene.eve, scene.group, anonymous=True, can_pin_messages=True)
    said = scene.bob.says(scene.group, "/set ads.level soft", anonymously=True)
    await scene.quiet()
    (answer,) = scene.answers(said)
    assert (answer.text, answer.buttons) == (WHO, ["Confirm", "Cancel"])
    assert await scene.eve.presses(answer, "Confirm").answer == Answer(REFUSED, alert=True)
    assert await scene.newcomer("Zoe").presses(answer, "Confirm").answer == Answer(
        "That is for administrators.", alert=True
    )
    assert await scene.bob.presses(answer, "Confirm").answer == Answer()
    await scene.gone(answer)
    assert await config(scene) == "ads.level = soft"
    (done,) = scene.answers(said)
    assert done.text == "✅ ads.level = soft"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t9_anonymous_command_that_was_confirmed_is_tidied(scene: Scene) -> None:
    """T9: like any other command, and what was said to it; also where nobody confirms."""
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_change_info=True)
    scene.ann.promotes(scene.eve, scene.group, anonymous=True, can_pin_messages=True)
    said = [scene.bob.says(scene.group, f"/set ads.level {one}", anonymously=True) for one in WAYS]
    for one in said:
        await tg_answers(scene, one)
    (asked,) = scene.answers(said[0])
    assert await scene.bob.presses(asked, "Confirm").answer == Answer()
    await scene.gone(asked)
    await tg_answers(scene, said[0])
    (done,) = scene.answers(said[0])
    assert done.text == "✅ ads.level = soft"
    await scene.later(lambda: done.deleted and all(one.deleted for one in said), step=10)
    assert await config(scene) == "ads.level = soft"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t9_anonymous_admin_says_never_mind(scene: Scene, clock: RunningClock) -> None:
    """T9: cancelled, or nobody says who it was within five minutes: nothing changes."""
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_change_info=True)
    scene.ann.promotes(scene.eve, scene.group, anonymous=True, can_pin_messages=True)
    said = scene.bob.says(scene.group, "/set ads.level soft", anonymously=True)
    await tg_answers(scene, said)
    (answer,) = scene.answers(said)
    await scene.bob.presses(answer, "Cancel").answer
    await scene.gone(answer)
    late = scene.bob.says(scene.group, "/set ads.level strict", anonymously=True)
    await tg_answers(scene, late)
    (answer,) = scene.answers(late)
    clock.advance(301)
    await scene.quiet()
    assert (await scene.bob.presses(answer, "Confirm").answer).text == STALE
    assert await config(scene) == "Everything is as it comes."


async def test_t9_anonymous_admin_names_another_chat(scene: Scene, tg: Telegram) -> None:
    """T9: whether they administer the other chat is seen only of somebody who says who it is."""
    office = tg.supergroup("Office", owner=scene.bob)
    office.add_bot()
    await tg.until(lambda: scene.lines(office))
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_change_info=True)
    said = scene.bob.says(scene.group, f"/set log.chat {office.id}", anonymously=True)
    await tg.until(lambda: scene.answers(said))
    (answer,) = scene.answers(said)
    assert answer.text == WHO
    await scene.bob.presses(answer, "Confirm").answer
    await tg.until(lambda: len(scene.answers(said)) == 1 and scene.answers(said)[0] is not answer)
    assert scene.answers(said)[0].text == f"✅ log.chat = {office.id}"


async def test_buttons_that_may_not_be_pressed_answer_with_an_alert(scene: Scene) -> None:
    """T1: nothing is written into the group about it."""
    asked = await scene.ask(scene.ann, "/lang")
    before = len(scene.lines())
    for _ in range(3):
        given = await scene.bob.presses(asked, "中文").answer
        assert given == Answer(REFUSED, alert=True)
    await scene.tg.idle()
    assert len(scene.lines()) == before
    assert scene.bob.whispers(scene.group) == []


async def test_private_commands_of_the_group_point_there(scene: Scene) -> None:
    bob = Desk(scene, scene.bob)
    for command in ("/set ads.level soft", "/config", "/rules", "/reset zone", "/setconfig"):
        assert (await bob.types(command)).text == "This works in a group."

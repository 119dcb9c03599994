"""Codes when something is lost: a kill between any two steps, a message somebody deleted."""

from collections.abc import AsyncIterator

import pytest

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import HOUR, MINUTE, Scene
from tests.house.landing import carrying, code_of, give, indexes, listed, rights


@pytest.fixture
async def stage(tg: Telegram, clock: RunningClock) -> AsyncIterator[Scene]:
    """The club before the bot comes."""
    yield Scene(tg, clock)
    tg.faults.clear()


STEPS = [
    ("sendMessage", 0),
    ("pinChatMessage", 0),
    ("sendMessage", 1),
    ("pinChatMessage", 1),
]
"""The calls of a first code, in their order: its message, its pin, the index, that one's pin."""


@pytest.mark.parametrize(("method", "after"), STEPS)
async def test_t79_stop_before_any_step_is_made_up_for(
    launch: Launch, stage: Scene, tg: Telegram, method: str, after: int
) -> None:
    """T79, T97: each step is there once, whatever was done when the bot stopped."""
    async with launch():
        await stage.open()
        stage.group.set_bot_rights(
            "can_delete_messages", "can_restrict_members", "can_pin_messages"
        )
        await stage.quiet()
        said = stage.bob.says(stage.group, "worth keeping")
        stage.fail("429", method, retry_after=600, times=None, after=after)
        stage.ann.says(stage.group, "/stair Kept", reply_to=said)
        await stage.struck(method)
    tg.faults.clear()
    async with launch():
        post = await listed(stage, "Kept")
        (index,) = indexes(stage)
        await tg.until(lambda: set(stage.group.pins) == {post, index})
        assert len(carrying(stage, "Kept")) == 1
        assert code_of(post).endswith("001")


async def test_t78_answer_that_was_lost_is_sent_once_more_at_most(
    scene: Scene, tg: Telegram
) -> None:
    """T78: the code is one, its message stands, and the index leads to it."""
    await rights(scene)
    said = scene.bob.says(scene.group, "worth keeping")
    scene.fail("lost", "sendMessage")
    scene.ann.says(scene.group, "/stair Kept", reply_to=said)
    await scene.later(lambda: indexes(scene))
    await scene.quiet()
    assert 1 <= len(carrying(scene, "Kept")) <= 2
    assert {code_of(one) for one in carrying(scene, "Kept")} == {code_of(indexes(scene)[0])}


async def test_message_that_never_came_is_in_the_index(scene: Scene, tg: Telegram) -> None:
    await rights(scene)
    said = scene.bob.says(scene.group, "worth keeping")
    scene.fail("403", "sendMessage")
    scene.ann.says(scene.group, "/stair Kept", reply_to=said)
    await scene.later(lambda: indexes(scene))
    await scene.quiet()
    assert (carrying(scene, "Kept"), "Kept" in indexes(scene)[0].text) == ([], True)
    card = await scene.ask(scene.bob, f"/climb {code_of(indexes(scene)[0])}")
    assert card.buttons == ["⬆️ Start"]


async def test_t92_index_that_was_deleted_is_posted_anew(scene: Scene, tg: Telegram) -> None:
    """T92"""
    await rights(scene)
    await give(scene, "One", scene.bob.says(scene.group, "one"))
    (first,) = indexes(scene)
    scene.ann.deletes(first)
    await give(scene, "Two", scene.bob.says(scene.group, "two"))
    await tg.until(lambda: len(indexes(scene)) == 1)
    (second,) = indexes(scene)
    assert ("One" in second.text, "Two" in second.text) == (True, True)
    await tg.until(lambda: second in scene.group.pins)
    scene.clock.advance(MINUTE)
    scene.ann.says(scene.group, "/stair index")
    await tg.until(lambda: len(indexes(scene)) == 2)
    await tg.until(lambda: second not in scene.group.pins)
    await tg.until(lambda: indexes(scene)[1] in scene.group.pins)


async def test_message_of_a_code_that_was_deleted_comes_again(scene: Scene, tg: Telegram) -> None:
    """T92"""
    await rights(scene)
    said = scene.bob.says(scene.group, "one")
    post = await give(scene, "One", said)
    scene.ann.deletes(post)
    await scene.ask(scene.ann, f"/stair rename {code_of(post)} Eins")
    again = await listed(scene, "Eins")
    await tg.until(lambda: [one for one in carrying(scene, "Eins") if one.reply_to is said])
    assert code_of(again) == code_of(post)


async def test_code_that_is_taken_off_on_its_way(scene: Scene, tg: Telegram) -> None:
    await rights(scene)
    said = scene.bob.says(scene.group, "one")
    scene.fail("429", "sendMessage", retry_after=30, times=1)
    scene.ann.says(scene.group, "/stair Early", reply_to=said)
    await scene.struck("sendMessage")
    scene.ann.says(scene.group, "/stair remove 1")
    await scene.later(lambda: scene.group.find("(Early) is gone."))
    await scene.later(lambda: not [one for one in carrying(scene, "Early") if "📌" in one.text])
    assert scene.group.pins == [] or all("Early" not in one.text for one in scene.group.pins)


async def test_feature_that_is_off_is_silent(scene: Scene) -> None:
    await give(scene, "One", said := scene.bob.says(scene.group, "one"))
    await scene.set("stairs.enabled off")
    scene.ann.says(scene.group, "#爬楼20170201201# Gem")
    scene.ann.says(scene.group, "开楼 Gem")
    await scene.quiet()
    assert not carrying(scene, "Gem")
    refused = await scene.ask_in_reply(scene.ann, "/stair Gem", said)
    assert "stairs.enabled" in refused.text


async def test_t81_serial_numbers_begin_anew_at_midnight_of_the_group(
    scene: Scene, tg: Telegram
) -> None:
    """T81: also where clocks go back, and after the group moved to another zone."""
    await scene.set("zone Pacific/Auckland")
    first = await give(scene, "One", scene.bob.says(scene.group, "one"))
    scene.clock.advance(24 * HOUR)
    second = await give(scene, "Two", scene.bob.says(scene.group, "two"))
    assert int(code_of(second)[:8]) > int(code_of(first)[:8])
    assert code_of(second).endswith("001")
    await scene.set("zone Pacific/Pago_Pago")
    third = await give(scene, "Three", scene.bob.says(scene.group, "three"))
    assert code_of(third) == f"{int(code_of(third)[:8]):08}" + (
        "002" if code_of(third)[:8] == code_of(first)[:8] else "001"
    )

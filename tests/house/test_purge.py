"""Messages that go, one or many, and what stands at the top."""

from rehearsal import Telegram
from tests.house.conftest import DAY, Scene


async def test_del_takes_the_message_and_the_command(scene: Scene) -> None:
    said = scene.eve.says(scene.group, "look at this")
    scene.clock.advance(4)
    command = scene.ann.says(scene.group, "/del", reply_to=said)
    await scene.gone(said, command)
    assert await scene.cases() == ["purge · nothing · Eve · in force"]


async def test_purge_from_the_reply_to_here_in_few_calls(scene: Scene, tg: Telegram) -> None:
    before = scene.bob.says(scene.group, "this one stays")
    said = [scene.eve.says(scene.group, f"line {number}") for number in range(30)]
    await scene.quiet()
    answer = await scene.ask_in_reply(scene.ann, "/purge", said[0])
    assert answer.text.startswith("🧹 3")
    await scene.gone(*said)
    assert not before.deleted
    assert len(tg.calls_of("deleteMessages", "deleteMessage")) <= 4


async def test_purge_of_the_last_ones_and_of_somebody(scene: Scene) -> None:
    eves = [scene.eve.says(scene.group, f"eve {number}") for number in range(3)]
    bobs = [scene.bob.says(scene.group, f"bob {number}") for number in range(3)]
    await scene.tg.idle()
    await scene.ask(scene.ann, "/purge 1")
    await scene.gone(bobs[2])
    answer = await scene.ask(scene.ann, "/purge @eve_sells")
    assert answer.text.startswith("🧹 ")
    await scene.gone(*eves)
    assert [one.deleted for one in bobs] == [False, False, True]


async def test_purge_of_many_asks_first(scene: Scene) -> None:
    said = [scene.eve.says(scene.group, f"line {number}") for number in range(120)]
    await scene.quiet()
    asked = await scene.ask_in_reply(scene.ann, "/purge", said[0])
    assert asked.buttons == ["Confirm", "Cancel"]
    foreign = await scene.bob.presses(asked, "Confirm").answer
    assert foreign.text == "This button is for somebody else."
    assert not said[0].deleted
    scene.ann.presses(asked, "Confirm")
    await scene.gone(*said, asked)


async def test_t92_what_is_too_old_stays(scene: Scene) -> None:
    old = scene.eve.says(scene.group, "long ago")
    await scene.quiet()
    scene.clock.advance(3 * DAY)
    answer = await scene.ask(scene.ann, "/purge @eve_sells")
    assert answer.text.startswith("There is nothing that I could delete")
    assert not old.deleted


async def test_t13_purge_takes_the_right_to_delete(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, can_restrict_members=True)
    answer = await scene.ask(scene.bob, "/purge 3")
    assert answer.text == "You need the right to delete messages for that."


async def test_pin_and_unpin(scene: Scene, tg: Telegram) -> None:
    said = scene.eve.says(scene.group, "read this")
    usage = await scene.ask(scene.ann, "/pin")
    assert usage.text == "Reply to the message that is to be pinned: /pin"
    assert (await scene.ask_in_reply(scene.ann, "/pin", said)).text == "📌 Pinned."
    await tg.until(lambda: scene.group.pinned is said)
    assert (await scene.ask(scene.ann, "/unpin")).text == "Unpinned."
    await tg.until(lambda: scene.group.pinned is None)


async def test_everything_a_banned_person_wrote_goes_by_a_button(
    scene: Scene, tg: Telegram
) -> None:
    wrote = [scene.eve.says(scene.group, f"line {number}") for number in range(130)]
    kept = scene.bob.says(scene.group, "mine")
    await scene.quiet()
    banned = await scene.ask_in_reply(scene.ann, "/ban spam", wrote[-1])
    refused = await scene.bob.presses(banned, "Delete their messages").answer
    assert refused.text.startswith("You need the right")
    scene.ann.presses(banned, "Delete their messages")
    await scene.gone(*wrote)
    assert not kept.deleted
    assert scene.group.status(scene.eve) == "kicked"
    await tg.until(lambda: scene.group.find("🧹 13"))

"""Helpers: a few powers of the bot's, and tags beside names."""

from rehearsal import Telegram
from tests.house.conftest import Scene


async def test_helper_warns_mutes_and_deletes_and_no_more(scene: Scene) -> None:
    refused = await scene.ask(scene.ann, "/helper add @bob_reads fly")
    assert refused.text.startswith("What may they do? delete, intro, mute, reports")
    added = await scene.ask(scene.ann, "/helper add @bob_reads delete warn mute")
    assert added.text == "✅ Bob helps now: delete, mute, and warn."
    assert (await scene.ask(scene.ann, "/helper")).text == "Helpers:\nBob: delete, mute, and warn"
    warned = await scene.ask(scene.bob, "/warn @eve_sells rude")
    assert warned.text.startswith("⚠️ Eve: warned · #")
    longer = await scene.ask(scene.bob, "/mute @eve_sells 2d")
    assert longer.text == "Helpers mute for a day at most."
    muted = await scene.ask(scene.bob, "/mute @eve_sells")
    assert muted.text.startswith("🔇 Eve: muted, 1 day · #")
    banning = scene.bob.says(scene.group, "/ban @eve_sells")
    await scene.gone(banning)
    assert scene.group.status(scene.eve) == "restricted"
    said = scene.eve
    await scene.ask(scene.ann, "/unmute @eve_sells")
    await scene.out(said, "member")
    insult = scene.eve.says(scene.group, "you are all stupid")
    scene.bob.says(scene.group, "/del", reply_to=insult)
    await scene.gone(insult)


async def test_warning_by_a_helper_never_removes(scene: Scene) -> None:
    await scene.set("punish.ladder ban")
    await scene.ask(scene.ann, "/helper add @bob_reads warn")
    warned = await scene.ask(scene.bob, "/warn @eve_sells rude")
    assert warned.text.startswith("🔇 Eve: muted, 1 day · #")
    assert scene.group.status(scene.eve) == "restricted"


async def test_t12_helper_who_is_none_any_more(scene: Scene) -> None:
    await scene.ask(scene.ann, "/helper add @bob_reads warn")
    await scene.ask(scene.ann, "/helper remove @bob_reads")
    late = scene.bob.says(scene.group, "/warn @eve_sells rude")
    await scene.gone(late)
    assert await scene.cases() == []


async def test_title_is_given_and_taken(scene: Scene, tg: Telegram) -> None:
    assert (await scene.ask(scene.ann, "/title @eve_sells Poet")).text == "✅ Eve: Poet"
    assert scene.group.member(scene.eve).tag == "Poet"
    long = await scene.ask(scene.ann, "/title @eve_sells " + "x" * 17)
    assert long.text == "A tag has at most 16 characters and no emoji."

"""Flood, repeats, mentions, emoji, length, the slow lane: off until a group wants them."""

import pytest

from rehearsal import Telegram
from tests.house.conftest import MINUTE, Scene
from tests.house.test_policy import earn_trust


async def test_everything_is_off_until_chosen(scene: Scene) -> None:
    rules = (await scene.ask(scene.ann, "/rules")).text
    said = [scene.bob.says(scene.group, "the same 👍👍👍👍👍👍👍👍👍👍👍👍") for _ in range(15)]
    said.append(scene.bob.says(scene.group, "long " * 500))
    await scene.quiet()
    assert [one.deleted for one in said] == [False] * 16
    assert "otherwise" not in rules


async def test_flood_is_deleted_then_muted(scene: Scene, tg: Telegram) -> None:
    assert (await scene.ask(scene.ann, "/flood")).text == "Flood is not looked for: /flood 10"
    said_so = "More than 3 messages within 10 seconds: the first beyond is deleted; whoever goes on"
    assert said_so in (await scene.ask(scene.ann, "/flood 3")).text
    lines = [scene.bob.says(scene.group, f"line {number}") for number in range(4)]
    await scene.gone(lines[3])
    await scene.quiet()
    assert scene.group.status(scene.bob) == "member"
    scene.clock.advance(11)
    lines = [scene.bob.says(scene.group, f"more {number}") for number in range(5)]
    await scene.gone(*lines[3:])
    await scene.out(scene.bob, "restricted")
    assert [one.deleted for one in lines[:3]] == [False] * 3
    until = scene.group.member(scene.bob).until
    assert 5 * MINUTE - 20 <= until - scene.clock.now() <= 5 * MINUTE
    await tg.until(lambda: scene.group.find("Bob: muted, 5 minutes (flood)"))


async def test_flood_after_the_mute_is_a_new_case(scene: Scene) -> None:
    """A term that is over does not shield from the next one."""
    await scene.ask(scene.ann, "/flood 2")
    for _ in range(2):
        for number in range(4):
            scene.bob.says(scene.group, f"line {number}")
        await scene.out(scene.bob, "restricted")
        await scene.later(lambda: scene.group.status(scene.bob) == "member", step=MINUTE)
    assert [line.rpartition(" · ")[0] for line in await scene.cases()] == [
        "flood · muted · Bob"
    ] * 2


async def test_album_is_no_flood_and_trusted_people_are_exempt(scene: Scene) -> None:
    await earn_trust(scene, scene.bob, days=3, a_day=4)
    await scene.ask(scene.ann, "/flood 3")
    album = scene.eve.sends_album(scene.group, [{"photo": True} for _ in range(8)])
    scene.eve.says(scene.group, "our pictures")
    lines = [scene.bob.says(scene.group, f"line {number}") for number in range(8)]
    await scene.quiet()
    assert {one.deleted for one in (*album, *lines)} == {False}
    assert (await scene.ask(scene.ann, "/flood off")).text.endswith("/flood 10")
    assert (await scene.ask(scene.ann, "/flood x")).text.startswith("So many messages")


async def test_t60_mention_bombs_and_sticker_floods(scene: Scene) -> None:
    await scene.set("mention.most 2")
    await scene.set("mention.action mute 1h")
    fine = scene.eve.says(scene.group, "@ann_reads and @bob_reads, hello")
    bomb = scene.bob.says(scene.group, "@ann_reads @eve_sells @one_more @two_more")
    await scene.gone(bomb)
    await scene.out(scene.bob, "restricted")
    assert not fine.deleted
    await scene.ask(scene.ann, "/flood 5")
    stickers = [scene.eve.sends(scene.group, sticker=True) for _ in range(8)]
    await scene.gone(*stickers[5:])
    await scene.out(scene.eve, "restricted")


@pytest.mark.parametrize(
    ("setting", "goes", "stays"),
    [
        ("emoji.most 3", "👍👍🏽👨‍👩‍👧🇨🇳", "👍👍🏽👨‍👩‍👧 fine, 4 1"),
        ("length.most 20", "x" * 21, "x" * 20),
        ("length.lines 2", "a\nb\nc", "a\nb"),
        ("length.least 3", "ok", "fine"),
    ],
)
async def test_limits_of_one_message(scene: Scene, setting: str, goes: str, stays: str) -> None:
    await scene.set(setting)
    gone, kept = scene.bob.says(scene.group, goes), scene.bob.says(scene.group, stays)
    await scene.gone(gone)
    await scene.quiet()
    assert not kept.deleted


async def test_same_text_again_and_again(scene: Scene) -> None:
    await scene.set("repeat.count 2")
    said = [scene.bob.says(scene.group, text) for text in ("Buy it!", "buy  it!", "ＢＵＹ it!")]
    other = scene.eve.says(scene.group, "buy it!")
    await scene.gone(said[2])
    scene.clock.advance(6 * MINUTE)
    later = scene.bob.says(scene.group, "buy it!")
    await scene.quiet()
    assert [one.deleted for one in (*said[:2], other, later)] == [False] * 4


async def test_slow_lane_of_a_topic(scene: Scene, tg: Telegram) -> None:
    forum = tg.supergroup("Forum", owner=scene.ann, username="forum", forum=True)
    forum.add_bot()
    await tg.until(lambda: scene.lines(forum))
    for person in (scene.bob, scene.eve):
        person.joins(forum)
    market, hall = tg.topic(forum, "Market"), tg.topic(forum, "Hall")
    typed = scene.ann.says(forum, "/set slow.every@here 30s", topic=hall.id)
    await tg.until(lambda: scene.answers(typed))
    first = [
        scene.bob.says(forum, "one", topic=hall.id),
        scene.eve.says(forum, "me", topic=hall.id),
    ]
    there = [scene.bob.says(forum, f"talk {n}", topic=market.id) for n in range(3)]
    soon = scene.bob.says(forum, "two", topic=hall.id)
    await scene.gone(soon)
    scene.clock.advance(31)
    late = scene.bob.says(forum, "three", topic=hall.id)
    rules = await scene.ask(scene.ann, "/rules", forum)
    assert "one waits" not in rules.text
    assert [one.deleted for one in (*first, *there, late)] == [False] * 6

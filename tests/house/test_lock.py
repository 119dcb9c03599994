"""`/lock`, `/unlock`, `/locks`: kinds of content that nobody but administrators may post."""

from rehearsal import Telegram
from tests.house.conftest import HOUR, MINUTE, Scene

LINK = "have a look at https://wikipedia.org/wiki/Book"


async def test_what_is_locked_goes_until_it_is_unlocked(scene: Scene) -> None:
    assert (await scene.ask(scene.ann, "/locks")).text.startswith("🔓 Nothing is locked.")
    assert (await scene.ask(scene.ann, "/lock url 贴纸")).text == "🔒 Locked: url, sticker"
    link, sticker = scene.bob.says(scene.group, LINK), scene.bob.sends(scene.group, sticker=True)
    plain = scene.bob.says(scene.group, "just words")
    own = scene.ann.says(scene.group, LINK)
    await scene.gone(link, sticker)
    edited = scene.bob.edits(plain, LINK)
    await scene.gone(edited)
    assert await scene.cases() == ["lock · nothing · Bob · in force"]
    assert (await scene.ask(scene.ann, "/unlock url")).text == "🔓 Unlocked: url"
    again = scene.bob.says(scene.group, LINK)
    await scene.quiet()
    assert [one.deleted for one in (again, own)] == [False, False]
    assert "🔒 Locked: sticker" in (await scene.ask(scene.ann, "/locks")).text
    assert (await scene.ask(scene.ann, "/unlock all")).text == "🔓 Unlocked: sticker"


async def test_who_may_and_what_can_be_locked(scene: Scene) -> None:
    refused = scene.bob.says(scene.group, "/lock url")
    await scene.gone(refused)
    unknown = await scene.ask(scene.ann, "/lock nonsense")
    assert unknown.text.startswith("There is no “nonsense”. There are:\ntext, photo")
    assert (await scene.ask(scene.ann, "/lock")).text.startswith("Say what: /lock url sticker")
    assert (await scene.ask(scene.ann, "/unlock url")).text == "Not locked: url"
    await scene.quiet()
    link = scene.bob.says(scene.group, LINK)
    await scene.quiet()
    assert not link.deleted


async def test_lock_action_climbs_the_ladder_and_rules_say_so(scene: Scene) -> None:
    await scene.ask(scene.ann, "/lock sticker")
    await scene.set("lock.action strike")
    rules = await scene.ask(scene.ann, "/rules")
    assert "Not here: stickers; otherwise: deleted, 1 strike." in rules.text
    first = scene.bob.sends(scene.group, sticker=True)
    await scene.gone(first)
    await scene.tg.until(lambda: scene.group.find("1/5, next: mute 1h"))
    told = scene.group.find("1/5, next: mute 1h")
    assert told is not None
    assert told.text.startswith("⚠️ Bob: warned (locked content)")
    scene.clock.advance(MINUTE)
    second = scene.bob.sends(scene.group, sticker=True)
    await scene.gone(second)
    await scene.out(scene.bob, "restricted")


async def test_several_rules_are_one_case_and_one_notice(scene: Scene) -> None:
    """A sticker's worth of wrongs in one message: the hardest consequence, said once."""
    await scene.ask(scene.ann, "/lock url")
    await scene.ask(scene.ann, "/addblocklist tower {mute 1h}")
    await scene.set("length.most 20")
    said = scene.bob.says(scene.group, "the tower https://wikipedia.org/wiki/Tower of all")
    await scene.gone(said)
    await scene.out(scene.bob, "restricted")
    await scene.tg.until(lambda: scene.group.find("Bob: muted"))
    await scene.quiet()
    assert len([one for one in scene.lines() if "Bob" in one.text]) == 1
    assert await scene.cases() == ["blocklist · muted · Bob · in force"]
    why = await scene.ask(scene.ann, "/why")
    for signal in ("on the block list", "locked content", "the length"):
        assert signal in why.text


async def test_lock_of_one_topic(scene: Scene, tg: Telegram) -> None:
    forum = tg.supergroup("Forum", owner=scene.ann, username="forum", forum=True)
    forum.add_bot()
    await tg.until(lambda: scene.lines(forum))
    scene.bob.joins(forum)
    market, hall = tg.topic(forum, "Market"), tg.topic(forum, "Hall")
    typed = scene.ann.says(forum, "/lock photo here", topic=hall.id)
    await tg.until(lambda: scene.answers(typed))
    there = scene.bob.sends(forum, photo=True, topic=market.id)
    here = scene.bob.sends(forum, photo=True, topic=hall.id)
    await scene.gone(here)
    await scene.ask(scene.ann, "/rules", forum)
    assert not there.deleted


async def test_bot_that_a_member_brings_goes(scene: Scene, tg: Telegram) -> None:
    await scene.ask(scene.ann, "/lock bots")
    his, hers = tg.person("Helper", "help_bot", is_bot=True), tg.person("Own", "o_bot", is_bot=True)
    scene.bob.adds(his, scene.group)
    scene.ann.adds(hers, scene.group)
    await scene.out(his)
    await scene.quiet()
    assert scene.group.status(hers) == "member"
    assert await scene.cases() == ["lock · removed · Helper · in force"]


async def test_newcomers_write_before_they_post_links(scene: Scene) -> None:
    """Probation: links after so many messages of substance; whoever was there before is not new."""
    await scene.set("probation.messages 2")
    new = scene.newcomer("Fay")
    early = new.says(scene.group, LINK)
    await scene.gone(early)
    for number in range(2):
        new.says(scene.group, f"I like this book, chapter {number}")
    await scene.quiet()
    scene.clock.advance(HOUR)
    late = new.says(scene.group, LINK)
    await scene.quiet()
    assert not late.deleted


async def test_locks_in_chinese(scene_zh: Scene) -> None:
    assert (await scene_zh.ask(scene_zh.ann, "/lock 链接")).text == "🔒 已锁定：url"
    rules = await scene_zh.ask(scene_zh.ann, "/rules")
    assert "本群不能发：链接，否则：删除。" in rules.text
    link = scene_zh.bob.says(scene_zh.group, LINK)
    await scene_zh.gone(link)

"""Searching what was said: in the group, and page by page in private."""

from rehearsal import Telegram
from rehearsal.message import Message
from rehearsal.person import Person
from tests.house.conftest import DAY, HOUR, MINUTE, Scene


async def private(scene: Scene, person: Person, found: Message) -> Message:
    """What somebody gets who follows the button below the hits."""
    payload = found.button("private" if "private" in found.buttons[0] else "私聊")["url"]
    before = len(scene.lines(person.private))
    person.starts_bot(payload.partition("?start=")[2])
    await scene.tg.until(lambda: len(scene.lines(person.private)) > before)
    await scene.tg.idle()
    return scene.lines(person.private)[-1]


async def test_climb_finds_words_with_jump_links(scene: Scene) -> None:
    said = scene.bob.says(scene.group, "The next book is Middlemarch")
    scene.eve.says(scene.group, "a book, another book")
    await scene.quiet()
    found = await scene.ask(scene.ann, "/climb middlemarch")
    lines = found.text.splitlines()
    assert lines[0] == "🔎 middlemarch"
    assert lines[1].endswith(" Bob: The next book is Middlemarch")
    assert lines[2].startswith("Complete since ")
    assert [one["url"] for one in found["entities"] if one["type"] == "text_link"] == [said.link]
    assert found.buttons == ["More in private"]
    nothing = await scene.ask(scene.ann, "/search from:@eve_sells middlemarch")
    assert nothing.text.splitlines()[0] == "🔎 from:@eve_sells middlemarch: nothing found."
    assert nothing.buttons == []
    usage = await scene.ask(scene.bob, "/climb")
    assert usage.text.startswith("What are you looking for?")
    for typed, said_why in (
        ("from:@nobody x", "I have not seen nobody here."),
        ("on:soon x", "What day is soon?"),
        ("in:20170201 x", "There is no code 20170201 here."),
        ("🧧", "There is no word in that."),
    ):
        assert (await scene.ask(scene.bob, f"/climb {typed}")).text.startswith(said_why)


async def test_climb_in_chinese_by_a_bare_word(scene_zh: Scene) -> None:
    scene = scene_zh
    scene.bob.says(scene.group, "周六去爬樓，穿運動鞋")
    await scene.quiet()
    for typed in ("爬楼 楼", "爬楼 爬楼 来自：@bob_reads", "/climb 运动鞋 日期：今天"):
        found = await scene.ask(scene.ann, typed)
        assert found.text.splitlines()[1].endswith(" Bob：周六去爬樓，穿運動鞋"), typed
        assert found.buttons == ["在私聊里看"]
    quiet = [scene.bob.says(scene.group, one) for one in ("爬楼", "我们爬楼吧")]
    await scene.quiet()
    assert [scene.answers(one) for one in quiet] == [[], []]


async def test_climb_goes_on_in_private_page_by_page(scene: Scene) -> None:
    said = []
    for number in range(1, 9):
        said.append(scene.bob.says(scene.group, f"chapter {number} of it"))
        scene.clock.advance(MINUTE)
    scene.ann.says(scene.group, "I have read that")
    await scene.quiet()
    found = await scene.ask(scene.bob, "/climb chapter")
    assert [line.rpartition(": ")[2] for line in found.text.splitlines()[1:4]] == [
        f"chapter {number} of it" for number in (8, 7, 6)
    ]
    page = await private(scene, scene.bob, found)
    assert page.text.startswith("🔎 chapter · Book club")
    assert page.text.count("• ") == 5
    assert "Ann: I have read that" in page.text
    assert page.buttons == ["▶"]
    assert (await scene.bob.presses(page, "▶").answer).text == ""
    await scene.tg.until(lambda: page.buttons == ["◀"])
    assert page.text.count("• ") == 3
    assert "chapter 1 of it" in page.text
    scene.bob.presses(page, "◀")
    await scene.tg.until(lambda: page.buttons == ["▶"])


async def test_pages_belong_to_who_asked_and_to_members(scene: Scene) -> None:
    """T1, T100: asked live, for each page."""
    for number in range(8):
        scene.ann.says(scene.group, f"chapter {number}")
    await scene.quiet()
    found = await scene.ask(scene.bob, "/climb chapter")
    strange = await private(scene, scene.eve, found)
    assert strange.text.startswith("This search is over.")
    page = await private(scene, scene.bob, found)
    assert page.text.count("• ") == 5
    scene.bob.leaves(scene.group)
    scene.bob.presses(page, "▶")
    await scene.tg.until(lambda: page.text.startswith("Only members of the group"))
    assert "chapter" not in page.text
    again = await private(scene, scene.bob, found)
    assert again.text.startswith("Only members of the group")
    said = scene.bob.says(scene.bob.private, "/climb chapter")
    await scene.tg.idle()
    assert [one.text for one in scene.lines(scene.bob.private)[-1:]] == [again.text]
    assert said not in scene.lines()


async def test_climb_in_private_goes_on_in_the_last_group(scene: Scene) -> None:
    scene.ann.says(scene.group, "a chapter")
    refused = await scene.ask(scene.bob, "/climb chapter", scene.bob.private)
    assert refused.text.startswith("Look for something in a group first")
    await scene.ask(scene.bob, "/climb chapter")
    scene.bob.says(scene.bob.private, "/climb chapter")
    await scene.tg.until(lambda: scene.bob.private.find("🔎 chapter · Book club"))


async def test_what_is_gone_is_not_found(scene: Scene) -> None:
    """T106: edits hold, deletions and /forgetme leave nothing."""
    first = scene.bob.says(scene.group, "the secret chapter")
    second = scene.bob.says(scene.group, "another chapter")
    scene.eve.says(scene.group, "my chapter")
    await scene.quiet()
    scene.bob.edits(second, "another volume")
    scene.ann.says(scene.group, "/del", reply_to=first)
    await scene.gone(first)
    found = await scene.ask(scene.ann, "/climb chapter")
    assert [line.rpartition(": ")[2] for line in found.text.splitlines()[1:-1]] == ["my chapter"]
    assert "volume" in (await scene.ask(scene.ann, "/climb volume")).text.splitlines()[1]
    scene.eve.starts_bot()
    await scene.tg.idle()
    asked = await scene.ask(scene.eve, "/forgetme", scene.eve.private)
    await scene.eve.presses(asked, asked.buttons[0]).answer
    await scene.tg.idle()
    found = await scene.ask(scene.ann, "/climb chapter")
    assert found.text.splitlines()[0] == "🔎 chapter: nothing found."


async def test_group_decides_how_long_it_is_kept(scene: Scene) -> None:
    scene.bob.says(scene.group, "the chapter")
    await scene.quiet()
    await scene.set("archive.keep 10d")
    assert not scene.group.find("From now on")
    await scene.set("archive.keep forever")
    await scene.tg.until(
        lambda: scene.group.find("🗄 From now on: What is said here is kept for good")
    )
    scene.clock.advance(40 * DAY)
    await scene.tg.idle()
    assert " Bob: the chapter" in (await scene.ask(scene.ann, "/climb chapter")).text
    await scene.set("archive.keep off")
    scene.clock.advance(2 * MINUTE)
    await scene.tg.idle()
    scene.bob.says(scene.group, "a later chapter")
    found = await scene.ask(scene.ann, "/climb chapter")
    assert found.text.splitlines() == ["🔎 chapter: nothing found.", "Nothing is kept here yet."]
    refused = await scene.ask(scene.ann, "/set archive.keep 1h")
    assert "2d … 3650d | forever | off" in refused.text


async def test_group_that_became_a_supergroup_keeps_its_links(tg: Telegram, scene: Scene) -> None:
    """T91: what was said before has no address, what comes after has the new one."""
    choir = tg.group("Choir", owner=scene.ann)
    choir.add_bot()
    scene.ann.adds(scene.bob, choir)
    scene.bob.says(choir, "the old chapter")
    await tg.idle()
    grown = tg.upgrade(choir)
    scene.clock.advance(HOUR)
    said = scene.bob.says(grown, "the new chapter")
    await tg.idle()
    found = await scene.ask(scene.ann, "/climb chapter", grown)
    lines = found.text.splitlines()
    assert [line.rpartition(": ")[2] for line in lines[1:3]] == [
        "the new chapter",
        "the old chapter",
    ]
    assert [one["url"] for one in found["entities"] if one["type"] == "text_link"] == [said.link]

"""Codes looked up: in any spelling, by words, in private by members alone, after a move."""

import pytest
from sqlalchemy import select, update

from bot.app import Warden
from models.stair import Stair
from rehearsal import Telegram
from rehearsal.person import Person
from tests.house.conftest import HOUR, MINUTE, Scene
from tests.house.door import sees
from tests.house.landing import carrying, code_of, give, indexes, links, listed

ODD = "<b>𝕬🀄 ‮ &amp; { $x } %s:x?$1 \\ \" ' ﷽</b>"


@pytest.mark.parametrize(
    "spelling",
    [
        "20170201201",
        "#爬楼20170201201",
        "＃爬楼20170201201",
        "#爬楼20170201201#",
        "爬楼 20170201201",
        "爬楼20170201201",
        "0201201",
        "爬楼0201201",
        "#0201201#",
        "２０１７０２０１２０１",
        "2017-02-01 201",
        "2017年02月01日201",
        "170201201",
        "#爬楼20170201201 #爬楼",
        "20170201",
    ],
)
async def test_code_is_found_in_any_spelling(scene: Scene, spelling: str) -> None:
    said = scene.ann.says(scene.group, "#爬楼20170201201# Gem")
    post = await listed(scene, "Gem")
    card = await scene.ask(scene.bob, f"/climb {spelling}")
    assert card.text.splitlines()[:2] == ["📌 Gem", "#爬楼20170201201 #爬楼"]
    assert card.text.splitlines()[2].startswith("Ann · Nov 28, 2026, ")
    assert links(card) == [
        f"https://t.me/bookclub/{said.id}",
        f"https://t.me/bookclub/{post.id}",
    ]
    assert card.buttons == ["⬆️ Start", "📌 Bookmark"]


async def test_what_is_not_there_is_told_and_the_word_stays_silent(scene_zh: Scene) -> None:
    scene = scene_zh
    answer = await scene.ask(scene.bob, "/climb 20170201201")
    assert "20170201201" in answer.text
    assert "没有找到" in answer.text
    assert (await scene.ask(scene.bob, "/climb")).text.startswith("查哪个楼号？")
    scene.bob.says(scene.group, "爬楼 20170201201")
    scene.bob.says(scene.group, "爬楼 真累")
    await scene.quiet()
    scene.ann.says(scene.group, "#爬楼20170201201# 好文")
    await listed(scene, "好文")
    card = await scene.ask(scene.bob, "爬楼 0201201")
    assert card.text.startswith("📌 好文\n#爬楼20170201201 #爬楼\nAnn · ")


async def test_several_are_offered(scene: Scene) -> None:
    for year in (2016, 2017, 2018):
        scene.ann.says(scene.group, f"#爬楼{year}0201201# In {year}")
        await listed(scene, f"In {year}")
    answer = await scene.ask(scene.bob, "/climb 0201201")
    assert answer.text.splitlines() == [
        "Which one? #爬楼",
        "#爬楼20180201201 In 2018",
        "#爬楼20170201201 In 2017",
        "#爬楼20160201201 In 2016",
    ]
    assert len(links(answer)) == 3
    refused = await scene.ask(scene.ann, "/stair remove 0201201")
    assert refused.text.splitlines()[0] == "Which one? #爬楼"


async def test_list_has_pages_and_words(scene: Scene, tg: Telegram) -> None:
    """T69: what is typed is looked for as it stands."""
    assert (await scene.ask(scene.bob, "/stairs")).text.startswith("There are no bookmarks yet.")
    for number, title in enumerate([*(f"Walk {n}" for n in range(9)), "100%", "Relay", "a_b"]):
        scene.ann.says(scene.group, f"#爬楼20170201{number + 1:03}# {title}")
        scene.clock.advance(10)
        await tg.until(lambda title=title: carrying(scene, title))
    page = await scene.ask(scene.bob, "/stairs")
    assert page.text.splitlines()[:2] == ["📖 Bookmarks (12) #爬楼", "#爬楼20170201012 a_b"]
    assert (await scene.bob.presses(page, "▶").answer).text == ""
    await tg.until(lambda: "Walk 0" in page.text)

    async def found(words: str) -> list[str]:
        text = (await scene.ask(scene.bob, f"/stairs {words}")).text
        return [line.partition(" ")[2] for line in text.splitlines()[1:]]

    assert await found("walk 3") == ["Walk 3"]
    assert await found("％") == ["100%"]
    assert await found("_") == ["a_b"]
    assert await found("0201011") == ["Relay"]
    assert await found("' OR 1=1 --") == []
    foreign = scene.eve.presses(page, "▶")
    assert (await foreign.answer).text.startswith("This button is for somebody else.")


async def test_t67_t72_title_is_shown_as_it_is(scene: Scene, tg: Telegram) -> None:
    """T67, T72: markup, placeables, four-byte letters and marks, in every message there is."""
    said = scene.bob.says(scene.group, ODD)
    scene.ann.says(scene.group, f"/stair {ODD}\0", reply_to=said)
    await tg.until(lambda: indexes(scene))
    await scene.quiet()
    post = next(one for one in scene.lines() if one.reply_to is said)
    title = post.text.splitlines()[0].removeprefix("📌 ")
    assert title.startswith("<b>𝕬🀄 & { $x } %s:x?$1" if "&amp;" not in title else "<b>𝕬🀄 ")
    assert "</b>" in title
    assert title in indexes(scene)[0].text
    card = await scene.ask(scene.bob, f"/climb {code_of(post)}")
    assert card.text.startswith(f"📌 {title}\n")
    assert (await scene.ask(scene.bob, "/stairs 🀄")).text.endswith(title)
    await scene.ask_in_reply(scene.ann, "/stair rename a</b><script>", post)
    await tg.until(lambda: post.text.startswith("📌 a</b><script>\n"))


async def test_message_without_words_has_a_code(scene: Scene) -> None:
    said = scene.bob.sends(scene.group, photo=True)
    scene.ann.says(scene.group, "/stair", reply_to=said)
    await scene.tg.until(lambda: indexes(scene))
    post = next(one for one in scene.lines() if one.reply_to is said)
    assert post.text == f"📌 #stairs{code_of(post)} #stairs"
    assert indexes(scene)[0].text.endswith(" (no text)")


async def test_message_that_was_deleted_is_said_to_be(scene: Scene, tg: Telegram) -> None:
    """T92"""
    said = scene.bob.says(scene.group, "the words themselves")
    post = await give(scene, "Gone", said)
    scene.ann.says(scene.group, "/del", reply_to=said)
    await scene.gone(said)
    card = await scene.ask(scene.bob, f"/climb {code_of(post)}")
    assert "The message itself was deleted." in card.text
    assert "themselves" not in card.text


async def test_members_look_up_in_private(scene: Scene, tg: Telegram) -> None:
    said = scene.ann.says(scene.group, "#爬楼20170201201# Gem")
    await listed(scene, "Gem")
    scene.bob.starts_bot()
    scene.bob.tells_bot("/climb 0201201")
    card = await sees(scene, scene.bob, "From Book club:")
    assert card.text.splitlines()[1:3] == ["📌 Gem", "#爬楼20170201201 #爬楼"]
    assert links(card)[0] == f"https://t.me/bookclub/{said.id}"


async def private(scene: Scene, person: Person) -> str:
    """What somebody hears who looks the code up in private."""
    person.starts_bot()
    before = len(scene.lines(person.private))
    person.tells_bot("/climb 20170201201")
    await scene.tg.until(lambda: len(scene.lines(person.private)) > before + 1)
    await scene.tg.idle()
    return scene.lines(person.private)[-1].text


async def test_t100_who_is_not_in_it_hears_nothing_of_it(scene: Scene, tg: Telegram) -> None:
    """T100: neither an outsider nor whoever left, nor the owner of another group."""
    scene.ann.says(scene.group, "#爬楼20170201201# Gem")
    await listed(scene, "Gem")
    fay, gil = tg.person("Fay"), scene.newcomer("Gil")
    gil.says(scene.group, "hello")
    other = tg.supergroup("Choir", owner=fay)
    other.add_bot()
    await tg.until(lambda: scene.lines(other))
    assert "Gem" not in await private(scene, fay)
    assert "Gem" not in (await scene.ask(fay, "/climb 20170201201", other)).text
    for order in ("remove 20170201201", "close 20170201201", "rename 20170201201 Mine"):
        answer = await scene.ask(fay, f"/stair {order}", other)
        assert answer.text.startswith("There is no bookmark 20170201201")
    assert (await scene.ask(fay, "/stairs", other)).text.startswith("There are no bookmarks yet.")
    page = await scene.ask(scene.ann, "/stairs")
    assert "Gem" in page.text
    assert "Gem" in (await private(scene, gil))
    tg.faults.order(kind="502", method="getUpdates", times=1)
    gil.leaves(scene.group)
    assert "Gem" not in await private(scene, gil)


async def test_t71_numbers_beyond_32_bits(scene: Scene, warden: Warden, tg: Telegram) -> None:
    """T71: people, chats and messages of any size."""
    await give(scene, "Large", scene.bob.says(scene.group, "large"))
    large = 2**52 + 7
    store = warden.store
    await store.write(
        lambda c: c.execute(update(Stair).values(message_id=large, by_id=large, last_id=large))
    )
    card = await scene.ask(scene.bob, "/climb " + code_of(carrying(scene, "Large")[0]))
    assert links(card)[0] == f"https://t.me/bookclub/{large}"


async def test_forgotten_maker_is_gone_and_the_code_stays(
    scene: Scene, warden: Warden, tg: Telegram
) -> None:
    await scene.ask(scene.ann, "/helper add @bob_reads stairs")
    scene.bob.says(scene.group, "/stair Kept", reply_to=scene.eve.says(scene.group, "worth it"))
    await listed(scene, "Kept")

    async def makers() -> list[int | None]:
        return await warden.store.read(lambda c: list(c.execute(select(Stair.by_id)).scalars()))

    assert await makers() == [scene.bob.id]
    scene.bob.starts_bot()
    scene.bob.tells_bot("/forgetme")
    asked = await sees(scene, scene.bob, "Erase what I store about you?")
    scene.bob.presses(asked, asked.buttons[0])
    await scene.later(lambda: "Erase what I store" not in scene.lines(scene.bob.private)[-1].text)
    await scene.later(lambda: scene.group.find("/rules") or True)
    for _ in range(100):
        if await makers() == [None]:
            break
        scene.clock.advance(5)
        await tg.idle()
    assert await makers() == [None]
    assert "Kept" in (await scene.ask(scene.eve, "/stairs")).text


async def basic(scene: Scene) -> None:
    """The club is a basic group from here on."""
    scene.group = scene.tg.group("Small club", owner=scene.ann)
    scene.group.add_bot()
    link = scene.ann.invites(scene.group)
    for person in (scene.bob, scene.eve):
        person.joins(scene.group, link)
    await scene.tg.until(lambda: scene.lines())
    await scene.tg.idle()
    scene.clock.advance(HOUR)


async def test_group_without_a_name_has_links_for_members(scene: Scene, tg: Telegram) -> None:
    scene.group = tg.supergroup("Hidden", owner=scene.ann)
    scene.group.add_bot()
    await tg.until(lambda: scene.lines())
    said = scene.ann.says(scene.group, "look here")
    post = await give(scene, "Here", said)
    number = str(scene.group.id).removeprefix("-100")
    assert links(indexes(scene)[0]) == [f"https://t.me/c/{number}/{said.id}"]
    card = await scene.ask(scene.ann, f"/climb {code_of(post)}")
    assert links(card)[0] == f"https://t.me/c/{number}/{said.id}"


async def test_t91_codes_move_along_and_links_are_right(scene: Scene, tg: Telegram) -> None:
    """T91: in a basic group there are none; of what stayed behind there never are."""
    await basic(scene)
    old = await give(scene, "Old", scene.bob.says(scene.group, "before"))
    assert links(indexes(scene)[0]) == []
    assert indexes(scene)[0].text.endswith("Tap a tag to find its message.")
    card = await scene.ask(scene.bob, f"/climb {code_of(old)}")
    assert (links(card), card.text.splitlines()[-1][:12]) == ([], "Basic groups")
    scene.ann.says(scene.group, "/stair open Talk")
    await listed(scene, "Talk")
    scene.bob.says(scene.group, "said before")
    await tg.idle()
    scene.group = tg.upgrade(scene.group)
    scene.group.username = "smallclub"
    scene.group.set_bot_rights("can_delete_messages", "can_restrict_members", "can_pin_messages")
    await tg.until(lambda: indexes(scene))
    assert "Old" in indexes(scene)[0].text
    said = scene.bob.says(scene.group, "after")
    new = await give(scene, "New", said)
    assert code_of(new)[8:] == "003"
    assert links(indexes(scene)[0])[-1] == f"https://t.me/smallclub/{said.id}"
    card = await scene.ask(scene.bob, f"/climb {code_of(old)}")
    assert links(card) == []
    assert "before the group became a supergroup" in card.text
    scene.clock.advance(MINUTE)
    scene.ann.says(scene.group, "/stair close")
    await tg.until(lambda: any(one.text.startswith("🏁 Talk") for one in scene.lines()))
    closing = next(one for one in scene.lines() if one.text.startswith("🏁 Talk"))
    assert "👥 1 person, 2 messages" in closing.text
    assert closing.buttons == ["⬇️ End"]
    await scene.ask(scene.ann, f"/stair rename {code_of(old)} Older")
    await tg.until(lambda: "Older" in indexes(scene)[0].text)

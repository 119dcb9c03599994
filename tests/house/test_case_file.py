"""`/cases csv`: the list of cases as a table."""

import csv
from io import StringIO

from tests.house.conftest import Scene
from tests.house.test_case import AD


async def test_t73_cases_as_a_table(scene: Scene) -> None:
    """T73: what an advertiser calls themselves is text, whatever it begins with."""
    seller = scene.newcomer("=HYPERLINK(1)")
    ad = seller.says(scene.group, AD)
    await scene.gone(ad)
    alone = await scene.ask(scene.ann, "/cases csv")
    assert alone.text == (
        "The file is for you alone: open the private chat with me, then ask again."
    )
    assert alone.buttons == ["Open the private chat"]
    scene.ann.starts_bot()
    await scene.tg.until(lambda: scene.lines(scene.ann.private))
    scene.clock.advance(4)
    scene.ann.says(scene.group, "/cases csv")
    await scene.tg.until(lambda: scene.ann.private.find("Cases of Book club"))
    asked = scene.ann.private.find("Cases of Book club")
    assert asked is not None
    file = scene.tg.world.files.find(asked.content["document"]["file_id"])
    assert file is not None
    head, row = csv.reader(StringIO(file.data.decode("utf-8-sig"), newline=""))
    found = dict(zip(head, row, strict=True))
    assert (found["rule"], found["act"], found["name"]) == ("ads", "kick", "'=HYPERLINK(1)")
    assert found["text"] == AD
    assert found["at"].endswith("+00:00")
    in_group = [one for one in scene.group.messages if "document" in one.content]
    assert in_group == []


async def test_t9_cases_as_a_table_for_an_anonymous_admin(scene: Scene) -> None:
    """T9: nobody knows whose private chat it is to go to, until somebody says so."""
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_restrict_members=True)
    scene.bob.starts_bot()
    await scene.tg.until(lambda: scene.lines(scene.bob.private))
    await scene.gone(scene.eve.says(scene.group, AD))
    said = scene.bob.says(scene.group, "/cases csv", anonymously=True)
    await scene.tg.until(lambda: scene.answers(said))
    (asked,) = scene.answers(said)
    assert asked.buttons == ["Confirm", "Cancel"]
    await scene.bob.presses(asked, "Confirm").answer
    await scene.tg.until(lambda: scene.bob.private.find("Cases of Book club"))
    assert [one for one in scene.group.messages if "document" in one.content] == []


async def test_t93_cases_as_a_table_for_who_blocked_the_bot(scene: Scene) -> None:
    """T93: what did not reach them is said where they asked, and nothing is pretended."""
    scene.ann.starts_bot()
    await scene.tg.until(lambda: scene.lines(scene.ann.private))
    scene.ann.blocks_bot()
    for _ in range(2):
        asked = await scene.ask(scene.ann, "/cases csv")
        assert asked.text.startswith("The file is for you alone")
        assert asked.reply_to is not None
        assert asked.reply_to.reactions == {}

"""`/reset`, `/config`, `/viewconfig`, `/setconfig`, and settings of one topic."""

import pytest

from rehearsal import Telegram
from tests.house.conftest import Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
TEXTS = {
    "ads.policy": "ban 30d",
    "ads.allow": "a.example, b.example",
    "ads.block": r"snake oil, /\d+ eggs\\n/",
}


async def test_reset_gives_the_default_back(scene: Scene) -> None:
    await scene.set("ads.level strict")
    assert (await scene.ask(scene.ann, "/reset ads.level")).text == "✅ ads.level = standard"
    assert (await scene.ask(scene.ann, "/config")).text == "Everything is as it comes."
    for wrong in ("/reset", "/reset ads.levl", "/reset ads.level@here", "/reset log.chat@5"):
        assert not (await scene.ask(scene.ann, wrong)).text.startswith("✅")


async def test_config_lists_what_was_changed(scene: Scene) -> None:
    await scene.set("ads.level strict")
    await scene.set("ads.repeat off")
    for asked in ("/config", "/config ads"):
        told = (await scene.ask(scene.ann, asked)).text
        assert told == "ads.level = strict\nads.repeat = off"
    assert (await scene.ask(scene.ann, "/config log")).text == "Everything is as it comes."
    told = (await scene.ask(scene.ann, "/config nonsense")).text
    assert told.startswith("There is no feature nonsense. There are: ads, ")
    assert "log, " in told


async def test_lines_that_were_printed_are_taken_back(scene: Scene, tg: Telegram) -> None:
    other = tg.supergroup("Choir", owner=scene.ann)
    other.add_bot()
    await tg.until(lambda: scene.lines(other))
    for key, value in TEXTS.items():
        await scene.set(f"{key} {value}")
    printed = (await scene.ask(scene.ann, "/viewconfig")).text
    said = scene.ann.says(other, f"/setconfig\n{printed}")
    await tg.until(lambda: scene.answers(said))
    again = (await scene.ask(scene.ann, "/viewconfig", other)).text
    assert again == printed
    assert len(printed.splitlines()) == len(TEXTS)
    await scene.ask(scene.ann, "/reset ads.policy", other)
    copied = scene.ann.says(other, printed)
    answer = scene.ann.says(other, "/setconfig", reply_to=copied)
    await tg.until(lambda: scene.answers(answer))
    assert (await scene.ask(scene.ann, "/viewconfig", other)).text == printed


async def test_one_answer_however_much_there_is(scene: Scene) -> None:
    """Telegram takes 4,096 characters; more is turned over by pages, or comes as a file."""
    await scene.set("ads.block " + ", ".join(f"<b>{number}" * 9 for number in range(400)))
    for topic in range(1, 40):
        await scene.set(f"ads.policy@{topic} ban 30d")
        await scene.set(f"ads.level@{topic} strict")
    for topic in range(40, 90):
        await scene.set(f"ads.level@{topic * 10**12} soft")
    said = scene.ann.says(scene.group, "/config")
    await scene.quiet()
    (told,) = scene.answers(said)
    count = int(told.buttons[1].partition("/")[2])
    lines: list[str] = []
    for number in range(1, count + 1):
        assert told.buttons[1] == f"{number}/{count}"
        lines += told.text.splitlines()
        turned = len(told.edits)
        await scene.ann.presses(told, "▶").answer
        await scene.tg.until(lambda turned=turned: len(told.edits) > turned)
    assert told.buttons[1] == f"1/{count}"
    assert lines[0].startswith("ads.block = <b>0<b>0")
    assert sorted(lines[1:]) == sorted(
        [f"ads.policy@{topic} = ban 30d" for topic in range(1, 40)]
        + [f"ads.level@{topic} = strict" for topic in range(1, 40)]
        + [f"ads.level@{topic * 10**12} = soft" for topic in range(40, 90)]
    )
    said = scene.ann.says(scene.group, "/viewconfig")
    await scene.quiet()
    (told,) = scene.answers(said)
    assert told.content["document"]["file_name"] == "louzhang-settings.toml"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("ads.level: strict\nads.policy: destroy", "ads.policy: not understood."),
        ("ads.level: strict\nads.nothing: on", "There is no setting ads.nothing."),
        ("ads.level: strict\nthat is all", "No colon in: that is all"),
        ("ads.level: strict\nlog.chat: -1001234567890", "log.chat: another chat has to agree"),
        ("ads.level: strict\nads.repeat@5: off", "ads.repeat is one for the whole group"),
        ("", "Write the lines of /viewconfig below the command"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_one_wrong_line_and_nothing_is_taken(scene: Scene, lines: str, said: str) -> None:
    """T74"""
    answer = await scene.ask(scene.ann, f"/setconfig\n{lines}".rstrip())
    assert said in answer.text
    assert (await scene.ask(scene.ann, "/config")).text == "Everything is as it comes."


async def test_topic_may_have_its_own_value(scene: Scene, tg: Telegram) -> None:
    forum = tg.supergroup("Forum", owner=scene.ann, forum=True, username="market_hall")
    forum.add_bot()
    scene.eve.joins(forum)
    await tg.until(lambda: scene.lines(forum))
    market = tg.topic(forum, "Market")
    here = scene.ann.says(forum, "/set ads.enabled@here off", topic=market.id)
    await tg.until(lambda: scene.answers(here))
    assert scene.answers(here)[0].text == f"✅ ads.enabled@{market.id} = off"
    offered = scene.eve.says(forum, AD, topic=market.id)
    told = (await scene.ask(scene.ann, "/config", forum)).text
    assert told == f"ads.enabled@{market.id} = off"
    assert not offered.deleted
    ad = scene.eve.says(forum, AD)
    await scene.gone(ad)
    outside = await scene.ask(scene.ann, "/set ads.enabled@here off", forum)
    assert outside.text == "Write ads.enabled@here in the topic that is meant."
    back = await scene.ask(scene.ann, f"/reset ads.enabled@{market.id}", forum)
    assert back.text == f"✅ ads.enabled@{market.id} = on"


@pytest.mark.parametrize("command", ["reset ads.level", "config", "viewconfig", "setconfig\na: b"])
async def test_members_are_not_answered(scene: Scene, command: str) -> None:
    said = scene.bob.says(scene.group, f"/{command}")
    await scene.quiet()
    assert scene.answers(said) == []

"""What is known of what was done: cases in full, the book of decisions, the log by category."""

import json

import pytest
from sqlalchemy import select, update

from bot.app import Warden
from models.case import Case
from rehearsal import Telegram
from rehearsal.chat import Chat
from tests.house.conftest import DAY, HOUR, Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"


def lines_of(text: str) -> list[str]:
    """Lines of the book without their times."""
    return [line[12:] for line in text.splitlines()]


async def test_case_of_an_order_says_who_why_and_until_when(scene: Scene) -> None:
    await scene.ask(scene.ann, "/mute @eve_sells 2h <be> polite")
    await scene.ask(scene.ann, "/warn @eve_sells")
    said = (await scene.ask(scene.ann, "/case #1")).text.splitlines()
    assert said[0] == "#1 · Book club · by hand"
    assert said[1].startswith(f"Eve ({scene.eve.id}): muted until ")
    assert said[2:] == ["Reason: <be> polite", "Decided by an administrator", "→ in force"]
    assert all(len(line) <= 60 for line in said)
    warned = (await scene.ask(scene.ann, "/case 2")).text.splitlines()
    assert warned[2:] == ["1 strike", "Decided by an administrator", "→ in force"]
    scene.clock.advance(3 * HOUR)
    assert (await scene.ask(scene.ann, "/why 1")).text.endswith("→ over")
    assert "manual · muted · Eve · over" in await scene.cases()


async def test_case_of_an_order_in_chinese(scene_zh: Scene) -> None:
    await scene_zh.ask(scene_zh.ann, "/mute @eve_sells 2小时 注意言辞")
    said = (await scene_zh.ask(scene_zh.ann, "/case 1")).text.splitlines()
    assert said[0] == "#1 · Book club · 人工"
    assert said[1].startswith(f"Eve（{scene_zh.eve.id}）：禁言至 ")
    assert said[2:] == ["理由：注意言辞", "处理人：管理员", "→ 生效中"]


async def test_audit_is_who_did_what(scene: Scene) -> None:
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    await scene.ask(scene.ann, "/warn @bob_reads rude")
    await scene.ask(scene.ann, "/undo 2")
    await scene.ask(scene.ann, "/mute @bob_reads 1h")
    await scene.ask(scene.ann, "/unmute @bob_reads")
    await scene.set("ads.level strict")
    expected = [
        "Ann: ⚙️ ads.level strict",
        "Ann: Bob may write again",
        "Ann: Bob muted #3",
        "Ann: Bob taken back #2",
        "Ann: Bob warned #2 (rude)",
        "the machine: Eve removed #1",
    ]
    assert lines_of((await scene.ask(scene.ann, "/audit")).text) == expected
    own = lines_of((await scene.ask(scene.ann, "/audit @ann_reads")).text)
    assert own == expected[:-1]
    assert (await scene.ask(scene.ann, "/audit @bob_reads")).text == "Nothing was done here yet."
    assert "not seen" in (await scene.ask(scene.ann, "/audit @nobody_here")).text


async def test_anonymous_admin_is_not_named_in_front_of_everybody(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_restrict_members=True)
    said = scene.bob.says(scene.group, "/warn @eve_sells", anonymously=True)
    await scene.tg.until(lambda: scene.answers(said))
    await scene.bob.presses(scene.answers(said)[0], "Confirm").answer
    await scene.tg.until(lambda: scene.group.find("warned"))
    assert lines_of((await scene.ask(scene.ann, "/audit")).text) == [
        "an administrator: Eve warned #1"
    ]


async def office(scene: Scene, tg: Telegram) -> Chat:
    """A chat that is told of things."""
    place = tg.supergroup("Office", owner=scene.ann)
    place.add_bot()
    await tg.until(lambda: scene.lines(place))
    await scene.set(f"log.chat {place.id}")
    return place


async def test_log_is_told_by_category(scene: Scene, tg: Telegram) -> None:
    place = await office(scene, tg)
    await scene.set("log.what manual, settings")
    await tg.until(lambda: place.find("log.what"))
    shown = place.find("log.what")
    assert shown is not None
    assert shown.text == "Book club · Ann changed:\n⚙️ log.what manual, settings"
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    await scene.ask(scene.ann, "/warn @bob_reads rude")
    await tg.until(lambda: place.find("#2"))
    logged = place.find("#2")
    assert logged is not None
    assert "Decided by Ann" in logged.text
    assert place.find("#1") is None
    refused = await scene.ask(scene.ann, "/set log.what manual, gossip")
    assert "ads | rules | manual | reports | appeals | settings" in refused.text


async def test_export_as_json_says_all(scene: Scene, tg: Telegram) -> None:
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    await scene.ask(scene.ann, "/mute @bob_reads 2h =1+1")
    scene.ann.says(scene.group, "/cases json")
    await tg.until(lambda: scene.ann.private.find("Cases of Book club"))
    sent = scene.ann.private.find("Cases of Book club")
    assert sent is not None
    file = tg.world.files.find(sent.content["document"]["file_id"])
    assert file is not None
    rows = json.loads(file.data)
    assert [(row["case"], row["via"], row["by"], row["act"]) for row in rows] == [
        (2, "human", scene.ann.id, "mute"),
        (1, "machine", "", "kick"),
    ]
    assert rows[0]["reason"] == "=1+1"
    assert rows[1]["findings"][0]["signal"] == "offer"


@pytest.mark.parametrize("kept", [90, 10])
async def test_t106_evidence_expires_and_the_case_stays(
    scene: Scene, warden: Warden, kept: int
) -> None:
    if kept != 90:
        await scene.set(f"privacy.evidence {kept}d")
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    await scene.ask(scene.ann, "/ban @bob_reads 300d because")
    ago = update(Case).where(Case.id == 1)
    at = int(scene.clock.now()) - kept * DAY - 60
    await warden.store.write(lambda c: c.execute(ago.values(at=at)))
    columns = (Case.id, Case.rule, Case.text, Case.name, Case.evidence, Case.reason)

    async def rows() -> list[tuple[object, ...]]:
        found = await warden.store.read(
            lambda c: c.execute(select(*columns).order_by(Case.id)).all()
        )
        return [tuple(row) for row in found]

    scene.clock.advance(70)
    while (await rows())[0][4]:
        await scene.quiet()
        scene.clock.advance(60)
    assert await rows() == [
        (1, "ads", "", "", "", ""),
        (2, "manual", "", "Bob", "[]", "because"),
    ]
    shown = (await scene.ask(scene.ann, "/case 1")).text
    assert "What was written and seen is not kept any more." in shown
    assert AD not in shown

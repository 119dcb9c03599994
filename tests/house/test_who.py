"""Who is who: cards, numbers, the list of administrators, and the dossier."""

from rehearsal import Telegram
from tests.house.conftest import DAY, Scene
from tests.house.desk import Desk


async def test_me_in_the_group_says_what_others_may_read(scene: Scene) -> None:
    scene.bob.says(scene.group, "a few words about the book")
    await scene.ask(scene.ann, "/warn @bob_reads late")
    said = await scene.ask(scene.bob, "/me")
    lines = said.text.splitlines()
    assert lines[:2] == ["Bob", "Member"]
    assert lines[2].startswith("1 message") or " messages · said something on 1 day" in lines[2]
    assert lines[3].startswith("Joined on ")
    assert not [line for line in lines if line.startswith("#")]
    assert (await scene.ask(scene.bob, "我的信息")).text.splitlines()[0] == "Bob"
    assert (await scene.ask(scene.ann, "/me")).text.splitlines()[1] == "Owner"


async def test_me_in_private_has_the_strikes_of_every_group(scene: Scene) -> None:
    await scene.ask(scene.ann, "/warn @bob_reads late")
    await scene.ask(scene.ann, "/approve @bob_reads")
    await scene.ask(scene.ann, "/helper add @bob_reads warn")
    desk = Desk(scene, scene.bob)
    await desk.starts()
    text = (await desk.types("/me")).text
    assert text.startswith("💬 Book club\nBob\nHelper: warn\n")
    assert "\nTrusted member\n" in text
    assert " late · fades " in text
    assert text.splitlines()[-1] == "1/5, next: mute 1h"
    nobody = Desk(scene, scene.tg.person("Zoe"))
    await nobody.starts()
    assert (await nobody.types("/me")).text == "I know you in no group."


async def test_info_says_nothing_that_not_everybody_sees(scene: Scene) -> None:
    await scene.ask(scene.ann, "/mute @eve_sells")
    text = (await scene.ask(scene.bob, "/info @eve_sells")).text
    lines = text.splitlines()
    assert lines[:4] == ["Eve", f"ID {scene.eve.id}", "@eve_sells", "Member"]
    assert len(lines) == 6
    own = (await scene.ask(scene.bob, "/info")).text
    assert own.startswith(f"Bob\nID {scene.bob.id}\n@bob_reads\nMember\n")
    missing = await scene.ask(scene.bob, "/info @nobody_at_all")
    assert "@nobody_at_all" in missing.text


async def test_id_of_the_chat_of_oneself_and_of_others(scene: Scene) -> None:
    said = scene.eve.says(scene.group, "good evening")
    text = (await scene.ask_in_reply(scene.bob, "/id", said)).text
    assert text.splitlines() == [
        f"Chat: {scene.group.id}",
        f"You: {scene.bob.id}",
        f"Eve: {scene.eve.id}",
    ]
    desk = Desk(scene, scene.bob)
    await desk.starts()
    own = (await desk.types("/id")).text
    assert own.splitlines() == [f"Chat: {scene.bob.id}", f"You: {scene.bob.id}"]


async def test_adminlist_hides_who_is_anonymous(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    scene.ann.promotes(scene.eve, scene.group, can_delete_messages=True, anonymous=True)
    text = (await scene.ask(scene.bob, "/adminlist")).text
    assert text.splitlines() == [
        "Administrators of Book club:",
        "👑 Ann",
        "• Bob",
        "and 1 who is anonymous",
    ]
    info = (await scene.ask(scene.bob, "/info @eve_sells")).text
    assert info.splitlines()[3] == "Member"


async def test_member_tells_an_administrator_everything(scene: Scene, tg: Telegram) -> None:
    await scene.ask(scene.ann, "/warn @eve_sells rude")
    await scene.ask(scene.ann, "/mute @eve_sells 2d")
    said = await scene.ask(scene.ann, "/member @eve_sells")
    lines = said.text.splitlines()
    assert lines[:4] == ["Eve", f"ID {scene.eve.id}", "@eve_sells", "Member"]
    assert {"Not a trusted member yet", "1 strike", "Reports about them: 0 · by them: 0"} <= set(
        lines
    )
    assert [line for line in lines if line.startswith("Muted until ")]
    assert lines[-1].endswith(" · warned · in force")
    assert said.buttons == ["Cases", "Approve"]
    scene.ann.presses(said, "Approve")
    await tg.until(lambda: "Trusted member, approved by Ann" in said.text)
    assert said.buttons == ["Cases", "Approve no more"]
    scene.ann.presses(said, "Cases")
    await tg.until(lambda: said.text.startswith("#"))
    assert len(said.text.splitlines()) == 2


async def test_t13_dossier_is_for_those_who_may_restrict(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    answer = await scene.ask(scene.bob, "/member @eve_sells")
    assert answer.text == "You need the right to ban users for that."
    said = await scene.ask(scene.ann, "/member @eve_sells")
    assert (await scene.bob.presses(said, "Approve").answer).text.startswith("You need the right")
    assert "Trusted" not in said.text


async def test_who_is_who_in_chinese(scene_zh: Scene) -> None:
    said = await scene_zh.ask(scene_zh.bob, "我的信息")
    assert said.text.startswith("Bob\n成员\n发言 ")
    dossier = await scene_zh.ask(scene_zh.ann, "/member @bob_reads")
    assert "还不是信任成员\n没有违规\n" in dossier.text
    scene_zh.clock.advance(DAY)

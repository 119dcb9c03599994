"""What a group says of itself: motto, mission, vision and values, and who signed which version."""

from sqlalchemy import text

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.person import Person
from services.pledge import Charter
from tests.conftest import Launch
from tests.house.conftest import DAY, MINUTE, Scene
from tests.house.desk import STALE, quarantined
from tests.house.door import card_of, inside, knock, sees

AGREE = "I have read this and agree"
CARD = """Read on

Mission
For those who read alone

Vision
We read together.

Values
• kindness
• curiosity"""


async def fill(scene: Scene) -> None:
    """Ann says what the group is there for."""
    await scene.set("vision.motto Read on")
    await scene.set("vision.mission For those who read alone")
    await scene.set("vision.text We read together.")
    await scene.set("vision.values kindness, curiosity")


async def signs(scene: Scene, person: Person) -> Message:
    """Everybody is asked, and somebody signs."""
    asked = await scene.ask(scene.ann, "/pledge")
    assert (await person.presses(asked, AGREE).answer).text == "Signed. Thank you."
    return asked


def squeezed(said: str) -> str:
    """A text without empty lines: what stands around a quote is the client's."""
    return "\n".join(line for line in said.splitlines() if line)


async def test_version_of_vision_and_rules_alone_is_what_it_always_was() -> None:
    """Signatures that were given before there was more to sign go on to hold."""
    assert Charter(text="We read.", rules="Be kind.").version == "678aaada39ba378c"
    assert Charter().version == "6e340b9cffb37a98"
    others = [Charter(mission="a"), Charter(motto="a"), Charter(values=("a",)), Charter(text="a")]
    assert len({one.version for one in others}) == 4


async def test_card_shows_what_there_is(scene: Scene) -> None:
    assert (await scene.ask(scene.bob, "/vision")).text.startswith("Nobody has written yet")
    await scene.set("vision.text We read together.")
    said = (await scene.ask(scene.bob, "/vision")).text
    assert said == f"We read together.\n\n{said.splitlines()[-1]}"
    await scene.set("vision.motto Read on")
    await scene.set("vision.text off")
    said = (await scene.ask(scene.bob, "/vision")).text
    assert squeezed(said).splitlines()[0] == "Read on"
    assert said.splitlines()[-1].startswith("Version 2, ")
    await fill(scene)
    shown = await scene.ask(scene.bob, "/vision")
    assert squeezed(shown.text).startswith(squeezed(CARD))
    assert shown.text.splitlines()[-1].endswith("· signed by nobody yet")


async def test_card_in_chinese_with_its_word(scene_zh: Scene) -> None:
    scene = scene_zh
    await scene.set("vision.motto 一起读书")
    await scene.set("vision.mission 让独自读书的人不再孤单")
    await scene.set("vision.values 友善、好奇")
    said = (await scene.ask(scene.bob, "关于本群")).text
    wanted = "一起读书\n使命\n让独自读书的人不再孤单\n价值观\n• 友善\n• 好奇\n第 1 版，"
    assert squeezed(said).startswith(wanted)
    assert said.endswith("· 还没有人签署")
    listed = (await scene.ask(scene.ann, "/signed")).text.splitlines()
    assert listed[0].startswith("已知 ")
    assert listed[0].endswith("0 人签署了现行版本，3 人还没有")
    assert listed[1].startswith("✅ 第 1 版 · ")
    assert listed[1].endswith(" · 无人签署 · 现行")


async def test_what_is_too_long_is_refused_and_the_old_one_stays(scene: Scene) -> None:
    await fill(scene)
    for key, most in (("motto", 100), ("mission", 300), ("values", 80)):
        said = await scene.ask(scene.ann, f"/set vision.{key} {'x' * (most + 1)}")
        assert f"{most}" in said.text
        assert not said.text.startswith("✅")
    many = ", ".join(str(one) for one in range(11))
    said = await scene.ask(scene.ann, f"/set vision.values {many}")
    assert not said.text.startswith("✅")
    assert squeezed((await scene.ask(scene.bob, "/vision")).text).startswith(squeezed(CARD))
    await scene.set(f"vision.motto {'x' * 100}")


async def test_t67_t68_markup_and_placeables_are_words(scene: Scene, warden: Warden) -> None:
    """T67, T68"""
    odd = '<b>{ $number }</b> & {name} { "x" } <i>'
    await scene.set(f"vision.motto {odd}")
    await scene.set(f"vision.mission {odd}")
    await scene.set(f"vision.values {odd}, </b>{{group}}")
    said = (await scene.ask(scene.bob, "/vision")).text
    assert said.count(odd) == 3
    assert "• </b>{group}" in said
    asked = await scene.ask(scene.ann, "/pledge")
    assert asked.text.count(odd) == 3
    cem = scene.newcomer("<b>{ $x }</b>", username="odd_cem")
    await scene.tg.idle()
    await cem.presses(asked, AGREE).answer
    assert (await scene.ask(scene.ann, "/signed @odd_cem")).text.startswith("✅ Version 1 · signed")
    dan = scene.newcomer("<i>{ $y }", username="odd_dan")
    await scene.tg.idle()
    said = (await scene.ask(scene.ann, "/signed @odd_dan")).text
    assert said == "<i>{ $y } has signed no version here."
    assert dan.name == "<i>{ $y }"
    assert (await scene.ask(scene.ann, "/signed 1")).text.count(odd) == 3
    assert await quarantined(warden) == []


async def test_door_shows_all_of_it_then_the_rules(scene: Scene, tg: Telegram) -> None:
    await fill(scene)
    await scene.set("rules.text Be kind, {first}.")
    await scene.set("entry.require pledge")
    cem = await knock(scene)
    await sees(scene, cem, "Be kind, Cem.")
    shown = squeezed(card_of(scene, cem).text)
    assert squeezed(CARD) + "\nBe kind, Cem." in shown
    cem.presses(card_of(scene, cem), AGREE)
    await inside(scene, cem)
    assert (await scene.ask(scene.bob, "/vision")).text.endswith("· signed by 1 person")


async def test_each_of_the_texts_makes_a_new_version(scene: Scene, tg: Telegram) -> None:
    """Whoever looks at an old one at the door is shown the new one before they sign."""
    await scene.set("vision.text We read.")
    await scene.set("entry.require pledge")
    cem = await knock(scene)
    await sees(scene, cem, "We read.")
    for number, line in enumerate(("motto Read on", "mission For all", "values kindness")):
        await scene.set(f"vision.{line}")
        cem.presses(card_of(scene, cem), AGREE)
        await sees(scene, cem, "The text has just changed.")
        await sees(scene, cem, line.partition(" ")[2])
        assert scene.group.status(cem) != "member", number
        scene.clock.advance(4)
    cem.presses(card_of(scene, cem), AGREE)
    await inside(scene, cem)


async def test_long_texts_come_in_messages_of_their_own(scene: Scene, warden: Warden) -> None:
    await fill(scene)
    scene.ann.says(scene.group, f"/setvision {'long ' * 800}")
    await scene.tg.until(lambda: scene.lines()[-1].buttons == ["Save", "Cancel"])
    await scene.ann.presses(scene.lines()[-1], "Save").answer
    said = scene.bob.says(scene.group, "/vision")
    await scene.tg.until(lambda: len(scene.answers(said)) == 2)
    first, last = scene.answers(said)
    assert first.text.startswith("long long")
    assert squeezed(last.text).startswith("Read on\nMission\n")
    assert "Version 1, " in last.text
    await scene.set("entry.require pledge")
    cem = await knock(scene)
    await sees(scene, cem, "agree to it")
    assert len(scene.lines(cem.private)) == 2
    cem.presses(card_of(scene, cem), AGREE)
    await inside(scene, cem)
    said = scene.ann.says(scene.group, "/signed 1")
    await scene.tg.until(lambda: len(scene.answers(said)) == 1)
    assert await quarantined(warden) == []


async def test_versions_are_listed_with_who_signed_them(scene: Scene) -> None:
    assert (await scene.ask(scene.ann, "/signed")).text.startswith("There is nothing to sign yet")
    await scene.set("vision.text We read.")
    old = await signs(scene, scene.bob)
    scene.clock.advance(3 * DAY)
    await scene.set("vision.motto Read on")
    assert (await scene.eve.presses(old, AGREE).answer) == STALE
    await signs(scene, scene.eve)
    await signs(scene, scene.bob)
    await scene.set("vision.values kindness")
    listed = (await scene.ask(scene.ann, "/signed")).text.splitlines()
    assert listed[0] == "0 of 3 known members have signed what holds; missing: 3"
    assert [line.partition(" · ")[0] for line in listed[1:]] == [
        "✅ Version 3",
        "Version 2",
        "Version 1",
    ]
    assert listed[1].endswith(" · signed by nobody · holds now")
    assert listed[2].endswith(" · 2 people")
    assert listed[3].endswith(" · 1 person")
    assert listed[2].split(" · ")[1] != listed[3].split(" · ")[1]
    theirs = (await scene.ask(scene.ann, "/signed @bob_reads")).text.splitlines()
    assert [line.partition(" · ")[0] for line in theirs] == ["Version 2", "Version 1"]
    said = scene.bob.says(scene.group, "hello")
    await scene.set("vision.values off")
    theirs = (await scene.ask_in_reply(scene.ann, "/signed", said)).text.splitlines()
    assert theirs[0].startswith("✅ Version 2 · signed ")
    assert theirs[0].endswith(" · holds now")
    assert (await scene.ask(scene.ann, "/signed")).text.startswith("2 of 3 known members")


async def test_text_of_an_old_version_is_found(scene: Scene) -> None:
    await scene.set("vision.text We read <b>aloud</b>.")
    await scene.set("rules.text Be kind.")
    await signs(scene, scene.bob)
    await scene.set("vision.text off")
    await scene.set("rules.text Be quiet.")
    assert (await scene.ask(scene.ann, "/signed")).text.count("Version") == 2
    for typed in ("/signed 1", "/signed #1"):
        head, *shown = (await scene.ask(scene.ann, typed)).text.split("\n\n")
        assert shown == ["We read aloud.", "Be kind."]
        assert head.endswith(" · 1 person")
    said = await scene.ask(scene.ann, "/signed 3")
    assert said.text == "There is no version 3: /signed lists them."


async def test_version_from_before_texts_were_kept(scene: Scene, warden: Warden) -> None:
    """It is listed; when it is shown again its text is known."""
    await scene.set("vision.text We read.")
    asked = await signs(scene, scene.bob)
    await warden.store.write(lambda c: c.execute(text("UPDATE pledge_versions SET body = ''")))
    said = (await scene.ask(scene.ann, "/signed 1")).text
    assert said.endswith("it was signed before texts were kept.")
    await scene.eve.presses(asked, AGREE).answer
    assert (await scene.ask(scene.ann, "/signed 1")).text.endswith("We read.")


async def test_t1_t70_signed_is_for_administrators_and_nonsense_is_told(
    scene: Scene, tg: Telegram
) -> None:
    """T1, T70"""
    await scene.set("vision.text We read.")
    for wrong in ("0", "nonsense", "<b>", "٣", "{ $x }", "x" * 3000):
        said = (await scene.ask(scene.ann, f"/signed {wrong}")).text
        assert said.startswith("/signed lists the versions"), wrong
    said = (await scene.ask(scene.ann, "/signed @nobody_known")).text
    assert "nobody_known" in said
    typed = scene.bob.says(scene.group, "/signed")
    await tg.until(lambda: typed.deleted)
    assert not scene.answers(typed)


async def test_sign_before_and_after_a_restart(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await fill(scene)
        asked = await scene.ask(scene.ann, "/pledge")
        await scene.bob.presses(asked, AGREE).answer
    async with launch():
        assert (await scene.eve.presses(asked, AGREE).answer).text == "Signed. Thank you."
        scene.clock.advance(MINUTE)
        assert (await scene.ask(scene.bob, "/vision")).text.endswith("· signed by 2 people")

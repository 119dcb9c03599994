"""Buddies show newcomers around, in turn."""

from rehearsal import Telegram
from rehearsal.person import Person
from tests.house.conftest import DAY, Scene


async def welcoming(scene: Scene) -> None:
    """The club welcomes, and Bob and Eve are its buddies."""
    await scene.ask(scene.ann, "/welcome on")
    assert "Bob is a buddy" in (await scene.ask(scene.ann, "/buddy add @bob_reads")).text
    assert "Eve is a buddy" in (await scene.ask(scene.ann, "/buddy add @eve_sells")).text


async def welcomed(scene: Scene, *people: Person) -> str:
    """The next welcome, which is for some people."""
    old = greeted(scene)
    await scene.later(lambda: any(one not in old for one in greeted(scene)))
    text = next(one.text for one in greeted(scene) if one not in old)
    assert all(one.first_name in text for one in people), text
    return str(text)


def greeted(scene: Scene) -> list:  # type: ignore[type-arg]
    return [one for one in scene.lines() if one.text.startswith("👋")]


async def test_newcomers_are_given_to_buddies_in_turn(scene: Scene) -> None:
    await welcoming(scene)
    fay = scene.newcomer("Fay")
    text = await welcomed(scene, fay)
    assert "🤝 Eve shows you around: ask them anything." in text
    people = [scene.newcomer(name) for name in ("Gil", "Hal", "Ida")]
    text = await welcomed(scene, *people)
    assert "🤝 Bob shows Gil and Ida around." in text
    assert "🤝 Eve shows Hal around." in text
    assert "🤝 Eve shows you around." in (await scene.ask(fay, "/me")).text
    listed = (await scene.ask(scene.ann, "/buddy")).text
    assert "Eve: 2 newcomers" in listed
    assert "Bob: 2 newcomers" in listed


async def test_in_chinese(scene_zh: Scene) -> None:
    scene = scene_zh
    await scene.ask(scene.ann, "/welcome on")
    await scene.ask(scene.ann, "/buddy add @bob_reads")
    scene.newcomer("小明")
    await scene.later(lambda: scene.group.find("🤝 引路人 Bob：有什么都可以问。"))
    assert "Bob：带过 1 人" in (await scene.ask(scene.ann, "引路人")).text


async def test_who_comes_back_keeps_their_buddy_and_who_left_gets_nobody(scene: Scene) -> None:
    await welcoming(scene)
    fay = scene.newcomer("Fay")
    await welcomed(scene, fay)
    fay.leaves(scene.group)
    await scene.quiet()
    scene.clock.advance(2 * DAY)
    fay.joins(scene.group)
    text = await welcomed(scene, fay)
    assert "Eve shows you around" in text
    scene.eve.leaves(scene.group)
    await scene.quiet()
    for name in ("Gil", "Hal"):
        assert "Bob shows you around" in await welcomed(scene, scene.newcomer(name))
    assert "Eve: 1 newcomer, not here any more" in (await scene.ask(scene.ann, "/buddy")).text


async def test_who_is_one_is_changed_by_administrators_alone(scene: Scene, tg: Telegram) -> None:
    assert "There are no buddies." in (await scene.ask(scene.ann, "/buddy")).text
    scene.eve.says(scene.group, "/buddy add @eve_sells")
    await tg.idle()
    await welcoming(scene)
    assert "one already" in (await scene.ask(scene.ann, "/buddy add @bob_reads")).text
    for wrong in ("/buddy add", "/buddy sing @bob_reads", "/buddy add @nobody_here"):
        answer = (await scene.ask(scene.ann, wrong)).text
        assert "is a buddy:" not in answer, answer
    assert "a buddy no more" in (await scene.ask(scene.ann, "/buddy remove @bob_reads")).text
    assert "Bob is none." in (await scene.ask(scene.ann, "/buddy remove @bob_reads")).text
    scene.eve.leaves(scene.group)
    await tg.idle()
    assert "Eve is not in the group." in (await scene.ask(scene.ann, "/buddy add @eve_sells")).text


async def test_t67_hostile_names_of_buddies(scene: Scene) -> None:
    await welcoming(scene)
    scene.eve.renames("<b>t.me/spam</b>")
    scene.eve.says(scene.group, "hello")
    await scene.quiet()
    fay = scene.newcomer("<i>Fay</i>")
    text = await welcomed(scene, fay)
    assert "t.me/spam" not in text
    assert "spam" not in (await scene.ask(fay, "/me")).text


async def test_buddy_who_left_or_is_none_any_more_is_not_named(scene: Scene) -> None:
    """On somebody's own card: nobody who is gone, muted, or a buddy no more shows them around."""
    await welcoming(scene)
    fay = scene.newcomer("Fay")
    assert "Eve shows you around" in await welcomed(scene, fay)
    assert "Eve shows you around." in (await scene.ask(fay, "/me")).text
    await scene.ask(scene.ann, "/mute @eve_sells 1d")
    await scene.out(scene.eve, "restricted")
    assert "shows you around" not in (await scene.ask(fay, "/me")).text
    for name in ("Gil", "Hal"):
        assert "Bob shows you around" in await welcomed(scene, scene.newcomer(name))
    await scene.ask(scene.ann, "/unmute @eve_sells")
    await scene.out(scene.eve, "member")
    assert "Eve shows you around" in (await scene.ask(fay, "/me")).text
    await scene.ask(scene.ann, "/buddy remove @eve_sells")
    assert "shows you around" not in (await scene.ask(fay, "/me")).text
    await scene.ask(scene.ann, "/ban @bob_reads")
    await scene.out(scene.bob, "kicked")
    assert "shows" not in await welcomed(scene, scene.newcomer("Ida"))


async def test_bot_is_no_buddy(scene: Scene) -> None:
    helper = scene.tg.person("Helper", "helper_bot", is_bot=True)
    scene.ann.adds(helper, scene.group)
    await scene.quiet()
    said = (await scene.ask(scene.ann, f"/buddy add {helper.id}")).text
    assert said == "Helper is a bot: a buddy is somebody who can be asked."
    assert "There are no buddies." in (await scene.ask(scene.ann, "/buddy")).text


async def test_no_more_buddies_are_called_than_have_newcomers(scene: Scene) -> None:
    """Whoever is given somebody is told so, however many buddies there are."""
    await scene.ask(scene.ann, "/welcome on")
    await scene.set("antiraid.enabled off")
    for number in range(14):
        scene.newcomer(f"Buddy{number}", username=f"buddy_{number}")
    await scene.later(lambda: greeted(scene))
    for number in range(14):
        await scene.ask(scene.ann, f"/buddy add @buddy_{number}")
    scene.clock.advance(60)
    text = await welcomed(scene, *(scene.newcomer(f"N{number}") for number in range(14)))
    listed = (await scene.ask(scene.ann, "/buddy")).text
    called = text.count("🤝")
    assert called == 10
    assert listed.count("0 newcomers") == 14 - called

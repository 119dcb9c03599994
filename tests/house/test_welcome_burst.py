"""Welcomes where many come, where much is said, and where people come and go again and again."""

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.right import PERMISSIONS
from tests.house.conftest import HOUR, MINUTE, Scene
from tests.house.desk import quarantined
from tests.house.door import card_of, inside, knock, sees

HELLO = "👋 Welcome to Book club, "


def greeted(scene: Scene, word: str = HELLO) -> list[str]:
    """Every welcome that was ever said, also of those that went again."""
    said = scene.tg.calls_of("sendMessage")
    return [text for call in said if (text := str(call.params.get("text", ""))).startswith(word)]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t61_five_hundred_come_at_once(scene: Scene, warden: Warden) -> None:
    """T61: one message, ten names; whoever has left by then is not counted."""
    await scene.set("antiraid.enabled off")
    await scene.set("welcome.enabled on")
    for name in ("@bob_reads", "@eve_sells"):
        await scene.ask(scene.ann, f"/buddy add {name}")
    people = [scene.newcomer(f"N{number}") for number in range(500)]
    for one in (people[3], *people[100:150]):
        one.leaves(scene.group)
    await scene.tg.idle()
    await scene.later(lambda: scene.group.find(HELLO))
    await scene.quiet()
    line = scene.group.find(HELLO)
    assert line is not None
    first, *below = line.text.split("\n")
    assert first == f"{HELLO}N0, N1, N2, N4, N5, N6, N7, N8, N9, N10, and 439 others!"
    assert len([one for one in below if one.startswith("🤝 ")]) == 2
    assert len(greeted(scene)) == 1
    assert await quarantined(warden) == []


async def test_same_person_twenty_times(scene: Scene, tg: Telegram) -> None:
    """One welcome and one goodbye a day."""
    await scene.set("welcome.enabled on")
    await scene.set("goodbye.text So long, {first}.")
    fay = scene.newcomer("Fay")
    for _ in range(20):
        await tg.idle()
        scene.clock.advance(2 * MINUTE)
        await scene.quiet()
        fay.leaves(scene.group)
        await tg.idle()
        fay.joins(scene.group)
    await tg.idle()
    scene.clock.advance(MINUTE)
    await scene.quiet()
    assert len(greeted(scene)) == 1
    assert len(greeted(scene, "So long")) == 1


async def test_who_was_silent_at_the_door_goes_without_a_word(scene: Scene, tg: Telegram) -> None:
    await scene.set("goodbye.text So long, {first}.")
    await scene.set("entry.require captcha")
    fay = scene.newcomer("Fay")
    await scene.out(fay, "restricted")
    fay.leaves(scene.group)
    scene.bob.leaves(scene.group)
    await scene.later(lambda: scene.group.find("So long, Bob."))
    assert greeted(scene, "So long, Fay") == []


async def test_who_is_let_in_by_hand_is_welcomed(scene: Scene) -> None:
    """An administrator gives a newcomer back everything, and they never answer the door."""
    await scene.set("welcome.enabled on")
    await scene.set("entry.require captcha")
    fay = scene.newcomer("Fay")
    await scene.out(fay, "restricted")
    scene.clock.advance(MINUTE)
    await scene.quiet()
    assert greeted(scene) == []
    scene.ann.restricts(fay, scene.group, **dict.fromkeys(PERMISSIONS, True))
    await scene.later(lambda: scene.group.find(f"{HELLO}Fay!"))


async def test_who_looks_like_an_administrator_is_not_welcomed(scene: Scene) -> None:
    """They are muted when they come, and their name is not repeated."""
    await scene.set("welcome.enabled on")
    double = scene.newcomer("\u0410nn")
    await scene.out(double, "restricted")
    scene.newcomer("Fay")
    await scene.later(lambda: scene.group.find(f"{HELLO}Fay!"))
    assert len(greeted(scene)) == 1


async def test_t64_long_words_with_buddies_and_emoji(scene: Scene, warden: Warden) -> None:
    """T64: what does not fit into one message is said in two, and nothing is refused."""
    await scene.set(f"welcome.text {'x' * 3690} {{first}} {{mention}}")
    await scene.set("welcome.enabled on")
    await scene.ask(scene.ann, "/buddy add @bob_reads")
    for number in range(8):
        scene.newcomer(f"{number}{'🦊' * 30}")
    await scene.later(lambda: scene.group.find("xxxx"))
    await scene.tg.until(lambda: scene.group.find("🤝 Bob shows"))
    said = scene.ann.says(scene.group, "/welcome")
    await scene.tg.until(lambda: len(scene.answers(said)) == 2)
    head, text = scene.answers(said)
    assert head.text == "The welcome is on:"
    assert text.text.startswith("xxx")
    assert await quarantined(warden) == []
    refused = [call for call in scene.tg.calls_of("sendMessage") if not call.ok]
    assert refused == []


async def test_language_is_switched_while_they_wait(scene: Scene) -> None:
    await scene.set("welcome.enabled on")
    await scene.ask(scene.ann, "/buddy add @bob_reads")
    scene.newcomer("Fay")
    await scene.ask(scene.ann, "/lang zh")
    await scene.later(lambda: scene.group.find("👋 欢迎 Fay 加入 Book club！"))
    line = scene.group.find("👋 欢迎 Fay")
    assert line is not None
    assert line.text.endswith("🤝 引路人 Bob：有什么都可以问。")
    assert line.buttons == ["群规"]


async def test_door_without_the_pledge_shows_what_the_group_is_for(scene: Scene) -> None:
    """Below what is asked, so that a sum stays the first number; the pledge shows it itself."""
    await scene.set("vision.motto 3 books a week")
    await scene.set("vision.text We read together, {first}.")
    await scene.set("entry.captcha math")
    await scene.set("entry.require captcha")
    cem = await knock(scene)
    await sees(scene, cem, "We read together, Cem.")
    text = card_of(scene, cem).text
    assert text.index("= ?") < text.index("3 books a week")
    assert text.index("= ?") < text.index("We read together")
    await scene.set("entry.require captcha and pledge")
    dan = await knock(scene, "Dan")
    await sees(scene, dan, "= ?")
    assert "We read" not in card_of(scene, dan).text


async def test_long_vision_leaves_the_card_as_it_is(scene: Scene, warden: Warden) -> None:
    await scene.set("vision.mission For those who read alone")
    await scene.set(f"vision.text {'long ' * 700}")
    await scene.set("entry.require captcha")
    cem = await knock(scene)
    await sees(scene, cem, "For those who read alone")
    assert "long long" not in card_of(scene, cem).text
    cem.presses(card_of(scene, cem), "I am a person")
    await inside(scene, cem)
    scene.clock.advance(HOUR)
    assert await quarantined(warden) == []


async def test_texts_for_everybody_name_everybody(scene: Scene) -> None:
    await scene.set("rules.text Be kind, {first}. {mention} {name} {username}")
    asked = await scene.ask(scene.ann, "/pledge")
    assert "Be kind, everybody. everybody everybody everybody" in asked.text


async def test_button_stands_below_texts_that_come_beside_it(scene: Scene, warden: Warden) -> None:
    """After another gate, and once more when the texts have changed."""
    await scene.set(f"vision.text {'v' * 2900}")
    await scene.set("rules.text Be kind.")
    await scene.set("entry.require captcha and pledge")
    cem = await knock(scene)
    cem.presses(await sees(scene, cem, "Show that you are a person"), "I am a person")
    card = await sees(scene, cem, "Please read this, and agree to it.")
    assert [one.text[:2] for one in scene.lines(cem.private)][-3:] == ["vv", "Be", "Pl"]
    await scene.set("rules.text Be very kind.")
    cem.presses(card, "I have read this and agree")
    await scene.tg.until(lambda: cem.private.find("Be very kind."))
    card = await sees(scene, cem, "The text has just changed.")
    assert [one.text[:4] for one in scene.lines(cem.private)][-3:] == ["vvvv", "Be v", "Plea"]
    scene.clock.advance(4)
    cem.presses(card, "I have read this and agree")
    await inside(scene, cem)
    assert await quarantined(warden) == []

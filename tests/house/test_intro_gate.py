"""The gate `intro`: an introduction is written at the door, one answer after the other."""

from rehearsal import Telegram
from rehearsal.message import Message
from rehearsal.person import Person
from tests.house.conftest import Scene
from tests.house.door import card_of, inside, knock, sees, solution
from tests.house.test_intro import listed, on, pictures, told


async def asked(scene: Scene, *lines: str, name: str = "Cem") -> Person:
    """Somebody stands before the gate."""
    await on(scene)
    for line in (*lines, "entry.require intro"):
        await scene.set(line)
    return await knock(scene, name)


async def test_it_asks_one_after_the_other(scene: Scene, tg: Telegram) -> None:
    cem = await asked(scene)
    await sees(scene, cem, "1/4 · Your name?")
    for said, then in (("Cem", "city"), ("Izmir", "job"), ("sailor", "hobby")):
        cem.tells_bot(said)
        await sees(scene, cem, f"Your {then}?")
    cem.tells_bot("***")
    await sees(scene, cem, "One to 300 characters")
    cem.tells_bot("knots, <b>letters</b> and boats")
    await inside(scene, cem)
    assert "city: Izmir\njob: sailor" in (await told(scene, "city: Izmir")).text
    assert "Cem" in await listed(scene, "<b>letters</b>")


async def test_it_begins_anew(scene: Scene, tg: Telegram) -> None:
    cem = await asked(scene)
    cem.tells_bot("Bem")
    cem.presses(await sees(scene, cem, "2/4 · Your city?"), "Begin anew")
    card = await sees(scene, cem, "1/4 · Your name?")
    assert "Bem" not in card.text


async def test_a_short_one_is_added_to(scene: Scene, tg: Telegram) -> None:
    cem = await asked(scene, "intro.fields name", "intro.min_length 60")
    cem.tells_bot("Cem")
    await sees(scene, cem, "at least 60 are needed.")
    cem.tells_bot("I sail, and write long letters to people who sail: there are not many.")
    await inside(scene, cem)
    await told(scene, "who sail: there")


async def test_a_photo_is_asked_for_and_posted(scene: Scene, tg: Telegram) -> None:
    cem = await asked(scene, "intro.photo required")
    cem.tells_bot("name: Cem\ncity: Izmir\njob: sailor\nhobby: knots, letters and boats")
    await sees(scene, cem, "A photo belongs to it.")
    cem.sends(cem.private, photo=True)
    await inside(scene, cem)
    await tg.until(lambda: any("city: Izmir" in one.text for one in pictures(scene)))
    (post,) = [one for one in pictures(scene) if "city: Izmir" in one.text]
    assert "photo" in post.content


async def test_the_last_answer_may_stand_below_a_photo(scene: Scene, tg: Telegram) -> None:
    cem = await asked(scene, "intro.fields name, hobby", "intro.photo required")
    cem.tells_bot("Cem")
    await sees(scene, cem, "2/2 · Your hobby?")
    cem.sends(cem.private, photo=True, caption="hobby: knots, letters, and small old boats")
    await inside(scene, cem)
    await tg.until(lambda: any("small old boats" in one.text for one in pictures(scene)))


async def test_a_photo_that_nobody_wants_does_nothing(scene: Scene, tg: Telegram) -> None:
    cem = await asked(scene, "intro.photo off")
    cem.sends(cem.private, photo=True)
    await sees(scene, cem, "1/4 · Your name?")
    await scene.quiet()
    assert "Your name?" in card_of(scene, cem).text


async def test_what_answers_another_gate_is_no_part_of_it(scene: Scene, tg: Telegram) -> None:
    """A wrong sum is a wrong sum, and is counted."""
    await scene.set("entry.captcha math")
    await on(scene)
    await scene.set("entry.require captcha and intro")
    cem = await knock(scene)
    cem.tells_bot("0")
    card = await sees(scene, cem, "That was not right")
    cem.tells_bot(solution(card.text))
    card = await sees(scene, cem, "1/4 · Your name?")
    assert "So far" not in card.text


async def test_in_chinese(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    await on(scene)
    await scene.set("intro.min_length 10")
    await scene.set("entry.require intro")
    ming = await knock(scene, "小明", language="zh")
    await sees(scene, ming, "1/4 · 名字？")
    for said, then in (("小明", "城市"), ("杭州", "职业"), ("面包师", "爱好")):
        ming.tells_bot(said)
        await sees(scene, ming, f"{then}？")
    ming.tells_bot("读海上的长篇小说")
    await inside(scene, ming)
    assert "城市：杭州" in (await told(scene, "城市：杭州")).text


async def test_who_is_still_silent_at_the_door_is_not_called_to_write(
    scene: Scene, tg: Telegram
) -> None:
    """The call comes when they are let in."""
    await on(scene)
    await scene.set("entry.require captcha")
    cem = scene.newcomer("Cem")
    question = await asked_aloud(scene, cem)
    await scene.quiet()
    assert not scene.group.find("New here?")
    cem.presses(question, "I am a person")
    await inside(scene, cem)
    await told(scene, "New here?")


async def asked_aloud(scene: Scene, person: Person) -> Message:
    """What somebody who came in by themselves is asked."""
    await scene.tg.until(lambda: person.whispers(scene.group))
    found: Message = person.whispers(scene.group)[-1]
    return found

"""The first days of two hundred newcomers: door, welcome, buddy, name card, introduction."""

import asyncio
import re
from collections import Counter

import pytest

from rehearsal import Telegram
from rehearsal.person import Person
from tests.house.conftest import DAY, HOUR, MINUTE, Scene
from tests.house.door import card_of, knock, solution

SETTINGS = (
    "entry.captcha math",
    "entry.require captcha and pledge",
    "antiraid.enabled off",
    "welcome.enabled on",
    "naming.format {city}-{job}-{name}",
    "naming.on card",
    "naming.action mute",
    "intro.fields name, city",
    "intro.action kick",
)
AT_ONCE = 20
CARDED, INTRODUCED = (2, 3, 4, 5), (2, 3, 6, 7)
SOUNDS = ("ba", "do", "ki", "lu", "me", "no", "pa", "ri", "su", "te")


async def enters(scene: Scene, person: Person, *, right: bool) -> None:
    """Somebody answers what the door asks; three wrong answers are the end of it."""
    for _ in range(1 if right else 3):
        await scene.tg.until(lambda: "= ?" in card_of(scene, person).text)
        asked = card_of(scene, person)
        person.tells_bot(solution(asked.text) if right else "0")
        await scene.tg.until(lambda asked=asked: asked.deleted or "= ?" not in asked.text)
    if right:
        await scene.tg.until(lambda: card_of(scene, person).buttons[0].startswith("I have read"))
        person.presses(card_of(scene, person), card_of(scene, person).buttons[0])
        await scene.tg.until(lambda: scene.group.status(person) == "member")
    else:
        await scene.tg.until(lambda: "did not let you in" in card_of(scene, person).text)


async def fills_card(scene: Scene, person: Person, number: int) -> None:
    """Somebody fills in their name card."""
    person.starts_bot("namecard_1")
    await scene.tg.until(lambda: "1/3" in card_of(scene, person).text)
    person.tells_bot(f"Bonn-nurse-{SOUNDS[number % 10]}{number}")
    await scene.tg.until(lambda: "you will be called" in card_of(scene, person).text)
    person.presses(card_of(scene, person), "Use it")
    await scene.tg.until(lambda: "you are called" in card_of(scene, person).text)


def stands(scene: Scene, person: Person) -> str:
    """How somebody stands; who was removed while they were being muted may be muted outside."""
    member = scene.group.member(person)
    return member.status if member.present else "left"


def introduces(scene: Scene, person: Person, number: int) -> None:
    """Somebody introduces themselves, in words of their own."""
    words = " ".join(
        SOUNDS[int(digit)] * 2 + SOUNDS[(number * 7 + at) % 10]
        for at, digit in enumerate(str(number * 7919 + 10**9))
    )
    person.says(scene.group, f"#intro\nname: N{number}\ncity: Bonn\n{words}")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_two_hundred_newcomers_from_the_door_to_their_second_day(
    scene: Scene, tg: Telegram
) -> None:
    """T61, T79: of ten an hour one gives up, one answers wrongly, eight come in; of those two do
    all that is asked, two only fill in a card, two only introduce themselves, two do nothing."""
    for line in SETTINGS:
        await scene.set(line)
    for name in ("@bob_reads", "@eve_sells"):
        await scene.ask(scene.ann, f"/buddy add {name}")
    people: list[Person] = []
    for first in range(0, 200, AT_ONCE):
        came = [await knock(scene, f"N{first + at}") for at in range(AT_ONCE)]
        people += came
        await asyncio.gather(
            *(enters(scene, one, right=at % 10 > 1) for at, one in enumerate(came) if at % 10),
        )
        await tg.idle()
        await asyncio.gather(
            *(
                fills_card(scene, one, first + at)
                for at, one in enumerate(came)
                if at % 10 in CARDED
            )
        )
        for at, one in enumerate(came):
            if at % 10 in INTRODUCED:
                introduces(scene, one, first + at)
        await tg.idle()
        scene.clock.advance(2 * HOUR)
        await tg.idle()
    whole = [one for at, one in enumerate(people) if at % 10 in (2, 3)]
    only_intro = [one for at, one in enumerate(people) if at % 10 in (6, 7)]
    late = [one for at, one in enumerate(people) if at % 10 in (4, 5, 8, 9)]
    scene.clock.advance(5 * HOUR)
    for _ in range(5):
        scene.clock.advance(12 * HOUR)
        await tg.idle()
        scene.clock.advance(MINUTE)
        await tg.idle()
    expected = {"whole": {"member": 40}, "introduced": {"restricted": 40}, "late": {"left": 80}}

    def are() -> dict[str, dict[str, int]]:
        groups = {"whole": whole, "introduced": only_intro, "late": late}
        return {
            name: dict(Counter(stands(scene, one) for one in some)) for name, some in groups.items()
        }

    for _ in range(60):
        if are() == expected:
            break
        scene.clock.advance(HOUR)
        await asyncio.sleep(0.5)  # deadlines are looked for once a second of real time
        await tg.idle()
    assert are() == expected
    door = (await scene.ask(scene.ann, "/door")).text
    assert "200 came, 160 passed" in door
    assert "a captcha: 20" in door or "the captcha: 20" in door, door
    assert "the time was over: 20" in door
    intros = (await scene.ask(scene.ann, "/intros")).text
    assert "Introductions: 80." in intros
    listed = (await scene.ask(scene.ann, "/names")).text
    assert re.match(r"4[0-2] of \d+ people seen here do not follow", listed), listed
    buddies = (await scene.ask(scene.ann, "/buddy")).text
    assert "Bob: 80 newcomers" in buddies
    assert "Eve: 80 newcomers" in buddies
    first = only_intro[0]
    await fills_card(scene, first, 7)
    await scene.out(first, "member")
    scene.clock.advance(DAY)
    await tg.idle()
    assert scene.group.status(first) == "member"

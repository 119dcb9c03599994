"""The gate `share>=N`."""

import re
from random import Random

import pytest
from sqlalchemy import text

from bot.core.store import Store
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.person import Person
from tests.conftest import Launch
from tests.house.conftest import Scene
from tests.house.door import card_of, knock, solution
from tests.house.test_audience import told


def payload(scene: Scene, person: Person) -> str:
    """The start parameter of the newest link somebody was given."""
    found = re.findall(r"\?start=(share_[A-Za-z0-9_-]+)", told(scene, person))
    assert found
    return found[-1]


async def follow(scene: Scene, person: Person, start: str) -> None:
    """Press Start through a link and solve the sum, by typing."""
    person.starts_bot(start)
    await scene.tg.until(lambda: "= ?" in told(scene, person))
    person.tells_bot(solution(card_of(scene, person).text))


async def test_new_people_count_once_and_open_the_door(scene: Scene, tg: Telegram) -> None:
    answer = await scene.set("entry.require share>=2")
    assert "Whoever has several accounts can bring themselves" in answer.text
    cem = await knock(scene)
    await tg.until(lambda: "So far: 0 of 2" in told(scene, cem))
    start = payload(scene, cem)
    dan, fay = tg.people("Dan", "Fay")
    dan.starts_bot(start)
    await tg.until(lambda: "= ?" in told(scene, dan))
    asked = card_of(scene, dan)
    assert re.match(r"\d+ \+ \d+ = \?", asked.text), asked.text
    dan.presses(asked, solution(asked.text))
    await tg.until(lambda: "You count for them" in told(scene, dan))
    await tg.until(lambda: "One more came: 1 so far" in told(scene, cem))
    dan.starts_bot(start)
    await tg.until(lambda: "You have counted for this group before" in told(scene, dan))
    await follow(scene, fay, start)
    await tg.until(lambda: scene.group.status(cem) == "member")
    gus = tg.person("Gus")
    gus.starts_bot(start)
    await tg.until(lambda: "This link is over" in told(scene, gus))


async def test_t75_oneself_and_who_was_seen_before_do_not_count(
    scene_zh: Scene, tg: Telegram
) -> None:
    scene = scene_zh
    await scene.set("entry.require share>=1 or captcha")
    cem = await knock(scene, language="zh-hans")
    await tg.until(lambda: "目前 0/1" in told(scene, cem))
    start = payload(scene, cem)
    cem.starts_bot(start)
    await tg.until(lambda: "这是你自己的链接" in told(scene, cem))
    scene.bob.starts_bot(start)
    await tg.until(lambda: "no stranger to that group" in told(scene, scene.bob))
    dan = await knock(scene, "Dan")
    dan.starts_bot(start)
    await tg.until(lambda: "no stranger to that group" in told(scene, dan))
    assert scene.group.status(cem) == "left"


async def test_t8_token_is_hashed_and_a_forged_one_is_over(
    scene: Scene, tg: Telegram, database_url: str
) -> None:
    await scene.set("entry.require share>=1")
    cem = await knock(scene)
    start = payload(scene, cem)
    dan = tg.person("Dan")
    dan.starts_bot(start[:-1] + ("A" if start[-1] != "A" else "B"))
    await tg.until(lambda: "This link is over" in told(scene, dan))
    async with Store(database_url) as store:
        kept = await store.read(
            lambda c: c.execute(text("SELECT token FROM share_links")).scalars().all()
        )
    assert len(kept) == 1
    assert start.removeprefix("share_") not in kept[0]
    again = next(one for one in scene.lines(cem.private) if "Show my link again" in one.buttons)
    cem.presses(again, "Show my link again")
    await tg.until(lambda: payload(scene, cem) != start)
    await follow(scene, dan, start)
    await tg.until(lambda: scene.group.status(cem) == "member")


async def test_wrong_answers_do_not_count(
    scene: Scene, tg: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.share._random", Random(5))  # no two sums are the same
    await scene.set("entry.require share>=1")
    cem = await knock(scene)
    dan = tg.person("Dan")
    dan.starts_bot(payload(scene, cem))
    await tg.until(lambda: "= ?" in told(scene, dan))
    first = card_of(scene, dan)
    for count in (2, 3):
        dan.tells_bot("0")
        await tg.until(lambda count=count: told(scene, dan).count("= ?") == count)
    stale = dan.presses(first, solution(first.text))
    assert "out of date" in (await stale.answer).text
    dan.tells_bot("0")
    await tg.until(lambda: "That was not right, either" in told(scene, dan))
    assert "So far: 0 of 1" in told(scene, cem)


@pytest.mark.parametrize("way", ["typed", "pressed"])
async def test_sum_is_answered_after_a_restart(
    launch: Launch, tg: Telegram, clock: RunningClock, way: str
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await scene.set("entry.require share>=1 and captcha")
        cem = await knock(scene)
        dan = tg.person("Dan")
        dan.starts_bot(payload(scene, cem))
        await tg.until(lambda: "= ?" in told(scene, dan))
        await tg.idle()
    asked = card_of(scene, dan)
    if way == "typed":
        dan.tells_bot(solution(asked.text))
    async with launch():
        if way == "pressed":
            dan.presses(asked, solution(asked.text))
        await tg.until(lambda: "✅ bringing 1 new person" in told(scene, cem))

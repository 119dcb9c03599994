"""The gates about what an account shows."""

import pytest

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.person import Person
from services import profile
from services.account import estimate
from tests.conftest import Launch
from tests.house.conftest import DAY, MINUTE, Scene
from tests.house.door import card_of, knock

PICTURE = b"\x89PNG picture"


def asked_of(tg: Telegram, person: Person) -> int:
    """How often the bot asked what somebody shows."""
    return [str(call.params.get("chat_id")) for call in tg.calls_of("getChat")].count(
        str(person.id)
    )


async def test_username_is_seen_when_they_check_again(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require username")
    cem = await knock(scene)
    assert "Set a username in Telegram’s Settings" in card_of(scene, cem).text
    pressed = cem.presses(card_of(scene, cem), "Check again")
    assert (await pressed.answer).text == "I do not see a username yet."
    cem.username = "cem_reads"
    cem.presses(card_of(scene, cem), "Check again")
    await tg.until(lambda: scene.group.status(cem) == "member")
    dan = scene.tg.person("Dan", "dan_reads")
    dan.requests(scene.group)
    await tg.until(lambda: scene.group.status(dan) == "member")


async def test_premium_is_seen_when_they_check_again(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    await scene.set("entry.require premium")
    cem = await knock(scene, language="zh-hans")
    assert "本群只收 Telegram 会员" in card_of(scene, cem).text
    pressed = cem.presses(card_of(scene, cem), "再看一次")
    assert (await pressed.answer).text == "我还没看到 Telegram 会员。"
    cem.is_premium = True
    cem.presses(card_of(scene, cem), "再看一次")
    await tg.until(lambda: scene.group.status(cem) == "member")


async def test_t51_photo_and_bio_are_one_question(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require photo and bio")
    cem = await knock(scene)
    await tg.until(lambda: "I do not see a profile photo yet" in card_of(scene, cem).text)
    assert "I do not see a bio yet" in card_of(scene, cem).text
    assert asked_of(tg, cem) == 1
    cem.wears(PICTURE)
    cem.presses(card_of(scene, cem), "Check again")
    await tg.until(lambda: "✅ a profile photo" in card_of(scene, cem).text)
    cem.bio = "Reads on the bus."
    cem.presses(card_of(scene, cem), "Check again")
    await tg.until(lambda: scene.group.status(cem) == "member")


async def test_t51_join_request_brings_the_bio(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require bio")
    scene.group.by_request = True
    cem = tg.person("Cem", bio="Reads on the bus.")
    cem.requests(scene.group)
    await tg.until(lambda: scene.group.status(cem) == "member")
    assert asked_of(tg, cem) == 0


async def test_t51_crowd_waits_its_turn(
    scene: Scene, tg: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profile, "MOST", 2)
    await scene.set("entry.require photo")
    scene.group.by_request = True
    people = [tg.person(f"Cem {n}") for n in range(5)]
    for one in people:
        one.wears(PICTURE)
        one.requests(scene.group)
    await tg.until(lambda: all(scene.lines(one.private) for one in people))
    await tg.idle()
    inside = [one for one in people if scene.group.status(one) == "member"]
    assert len(inside) == 2
    left = next(one for one in people if one not in inside)
    assert "I look at your profile in" in card_of(scene, left).text
    await scene.later(
        lambda: all(scene.group.status(one) == "member" for one in people), step=MINUTE / 2
    )


async def test_age_is_estimated_and_the_too_new_hear_from_when_on_they_are_not(
    scene: Scene, tg: Telegram
) -> None:
    answer = await scene.set("entry.require age>=30d")
    assert "I estimate it from its number" in answer.text
    scene.group.by_request = True
    old = tg.person("Old", user_id=412_000_123)
    old.requests(scene.group)
    await tg.until(lambda: scene.group.status(old) == "member")
    scene.group.by_request = True
    new = tg.person("New", user_id=99_000_000_000)
    new.requests(scene.group)
    await tg.until(lambda: scene.lines(new.private))
    await tg.until(lambda: "did not let you in" in card_of(scene, new).text)
    assert "That is an estimate; it would be old enough from about" in card_of(scene, new).text


async def test_age_is_one_way_of_several(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require age>=30d or captcha")
    scene.group.by_request = True
    new = tg.person("New", user_id=99_000_000_000)
    new.requests(scene.group)
    await tg.until(lambda: scene.lines(new.private))
    card = card_of(scene, new)
    assert "✖️ an account that is at least 30 days old (estimated)" in card.text
    new.presses(card, "I am a person")
    await tg.until(lambda: scene.group.status(new) == "member")


async def test_telegram_that_will_not_tell_is_no_trap(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require photo")
    scene.fail("403", "getChat")
    cem = await knock(scene)
    cem.wears(PICTURE)
    await tg.until(lambda: "did not tell me what your profile" in card_of(scene, cem).text)
    cem.presses(card_of(scene, cem), "Check again")
    await tg.until(lambda: scene.group.status(cem) == "member")


@pytest.mark.parametrize("gate", ["username", "photo", "bio", "premium"])
async def test_profile_gate_outlives_a_restart(
    launch: Launch, tg: Telegram, clock: RunningClock, gate: str
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await scene.set(f"entry.require {gate}")
        cem = await knock(scene)
        await tg.idle()
    cem.username, cem.bio, cem.is_premium = "cem_reads", "Reads.", True
    cem.wears(PICTURE)
    async with launch():
        cem.presses(card_of(scene, cem), "Check again")
        await tg.until(lambda: scene.group.status(cem) == "member")


@pytest.mark.parametrize(
    ("person", "year"),
    [(1, 2013), (150_000_000, 2015), (412_000_123, 2017), (5_300_000_000, 2022), (8e9, 2025)],
)
def test_estimate_grows_with_the_number_and_never_lies_ahead(person: int, year: int) -> None:
    now = 1_900_000_000
    assert 1970 + estimate(int(person), now) // (365.2425 * DAY) == year
    assert estimate(10**12, now) == now
    points = [estimate(step * 10**8, now) for step in range(1, 120)]
    assert points == sorted(points)

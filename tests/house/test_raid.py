"""Many come at once: nobody of them writes until somebody has looked."""

from rehearsal import Telegram
from rehearsal.person import Person
from tests.house.conftest import DAY, MINUTE, Scene


async def rush(scene: Scene, count: int, *, hold: bool = True) -> list[Person]:
    """So many join within a minute."""
    if hold:
        await scene.set("antiraid.hold on")
    while scene.clock.now() % MINUTE > MINUTE / 2:
        scene.clock.advance(10)
    return [scene.newcomer(f"Rush {number}") for number in range(count)]


def muted(scene: Scene, people: list[Person]) -> int:
    return sum(scene.group.status(one) == "restricted" for one in people)


async def test_few_who_join_are_no_raid(scene: Scene) -> None:
    people = await rush(scene, 8)
    await scene.quiet()
    assert muted(scene, people) == 0


async def test_t61_raid_is_one_message_and_those_who_slipped_in_are_held(
    scene: Scene, tg: Telegram
) -> None:
    people = await rush(scene, 30)
    await tg.until(lambda: muted(scene, people) == 30)
    await tg.until(lambda: scene.group.find("joined at once"))
    assert len([one for one in scene.lines() if "joined at once" in one.text]) == 1


async def test_raid_without_holding_is_told_and_nobody_is_declined(
    scene: Scene, tg: Telegram
) -> None:
    people = await rush(scene, 60, hold=False)
    await tg.until(lambda: scene.group.find("joined at once"))
    await tg.until(lambda: muted(scene, people) == 49)  # they get the captcha
    assert not [one for one in people if not scene.group.member(one).present]
    summary = scene.group.find("joined at once")
    assert summary is not None
    scene.ann.presses(summary, "Remove those who came")
    await tg.until(lambda: {scene.group.status(one) for one in people} == {"left"})
    assert scene.group.status(scene.bob) == "member"


async def test_real_growth_may_write_at_once(scene: Scene, tg: Telegram) -> None:
    people = await rush(scene, 60)
    await tg.until(lambda: muted(scene, people) == 60)
    await tg.until(lambda: scene.group.find("joined at once"))
    summary = scene.group.find("joined at once")
    assert summary is not None
    refused = await scene.bob.presses(summary, "This is real growth").answer
    assert refused.text == "You need the right to ban users for that."
    scene.ann.presses(summary, "This is real growth")
    await tg.until(lambda: muted(scene, people) == 0)
    late = scene.newcomer("Late")
    await scene.quiet()
    assert scene.group.status(late) == "member"


async def test_those_who_came_are_removed_and_can_come_back(scene: Scene, tg: Telegram) -> None:
    people = await rush(scene, 20)
    await tg.until(lambda: muted(scene, people) == 20)
    await tg.until(lambda: scene.group.find("joined at once"))
    summary = scene.group.find("joined at once")
    assert summary is not None
    scene.ann.presses(summary, "Remove those who came")
    await tg.until(lambda: not any(scene.group.member(one).present for one in people))
    assert scene.group.status(scene.bob) == "member"


async def test_raid_is_over_by_itself_and_nobody_is_held_for_ever(
    scene: Scene, tg: Telegram
) -> None:
    people = await rush(scene, 12)
    await tg.until(lambda: muted(scene, people) == 12)
    await scene.later(lambda: scene.group.find("It is quiet again"), step=MINUTE)
    late = scene.newcomer("Late")
    await scene.quiet()
    assert scene.group.status(late) == "member"
    await scene.later(lambda: muted(scene, people) == 0, step=DAY / 4)


async def test_watch_is_set_by_a_command(scene: Scene) -> None:
    assert (await scene.ask(scene.ann, "/antiraid")).text.startswith(
        "The watch against raids is on"
    )
    assert (await scene.ask(scene.ann, "/antiraid 3")).text == "✅ Watch against raids: 3"
    assert (await scene.ask(scene.ann, "/antiraid soon")).text.startswith("/antiraid on")
    people = await rush(scene, 4)
    await scene.tg.until(lambda: muted(scene, people) == 4)
    await scene.ask(scene.ann, "/antiraid off")
    assert (await scene.ask(scene.ann, "/antiraid")).text.startswith(
        "The watch against raids is off"
    )


async def test_clock_that_goes_after_telegrams_keeps_nobody_from_writing(
    scene: Scene, tg: Telegram
) -> None:
    """They joined, by Telegram's clock, two minutes after they were held by ours."""
    people = await rush(scene, 12)
    scene.clock.jump(-2 * MINUTE)
    await tg.until(lambda: muted(scene, people) == 12)
    await tg.until(lambda: scene.group.find("joined at once"))
    summary = scene.group.find("joined at once")
    assert summary is not None
    scene.ann.presses(summary, "This is real growth")
    await tg.until(lambda: muted(scene, people) == 0)

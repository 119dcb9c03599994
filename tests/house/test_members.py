"""How many are known, and those who have been silent for long."""

from collections import Counter

from sqlalchemy import select

from bot.app import Warden
from models.case import Case
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.person import Person
from services import inactive
from tests.conftest import Launch
from tests.house.conftest import DAY, HOUR, Scene


async def crowd(scene: Scene, count: int) -> list[Person]:
    """So many join, and say nothing for forty days; Bob does."""
    await scene.set("antiraid.enabled off")
    people = [scene.newcomer(f"Quiet {number}") for number in range(count)]
    await scene.quiet()
    scene.clock.advance(40 * DAY)
    scene.bob.says(scene.group, "anybody there, reading along?")
    await scene.quiet()
    return people


async def confirmed(scene: Scene, preview: Message, label: str) -> Message:
    """Press the button that removes them, and confirm."""
    scene.ann.presses(preview, label)
    await scene.tg.until(lambda: preview.buttons == ["Confirm", "Cancel"])
    scene.ann.presses(preview, "Confirm")
    await scene.tg.until(lambda: scene.group.find("🧹"))
    return next(one for one in scene.lines() if "🧹" in one.text)


async def test_members_says_how_many_are_known(scene: Scene) -> None:
    said = await scene.ask(scene.ann, "/members")
    assert said.text.startswith("3 of 4 people seen. Bots cannot list members: ")
    usage = await scene.ask(scene.ann, "/members what")
    assert usage.text.startswith("Alone, how many are known here. /members inactive 30d")


async def test_inactive_is_shown_and_nobody_is_removed_yet(scene: Scene) -> None:
    people = await crowd(scene, 3)
    await scene.ask(scene.ann, f"/approve {people[2].id}")
    said = await scene.ask(scene.ann, "/members inactive 30d")
    lines = said.text.splitlines()
    assert lines[0].startswith("3 of the 6 people I have seen here have been silent")
    assert [line.partition(" · ")[0] for line in lines[1:]] == ["Eve", "Quiet 0", "Quiet 1"]
    assert said.buttons == ["Remove these 3"]
    foreign = await scene.bob.presses(said, "Remove").answer
    assert foreign.text == "This button is for somebody else."
    few = await scene.ask(scene.ann, "/members inactive 90d")
    assert few.text == "Nobody has been silent for so long, of the 6 people I have seen here."
    bad = await scene.ask(scene.ann, "/members inactive soon")
    assert bad.text.startswith("Alone, how many")


async def test_inactive_with_few_messages(scene: Scene) -> None:
    for number in range(3):
        scene.eve.says(scene.group, f"said {number} things")
    await crowd(scene, 1)
    said = await scene.ask(scene.ann, "/members inactive 30d 2")
    assert [line.partition(" · ")[0] for line in said.text.splitlines()[1:]] == ["Quiet 0"]


async def test_inactive_are_removed_and_who_wrote_meanwhile_stays(
    scene: Scene, warden: Warden
) -> None:
    people = await crowd(scene, 3)
    preview = await scene.ask(scene.ann, "/members inactive 30d")
    scene.ann.presses(preview, "Remove these 4")
    await scene.tg.until(lambda: preview.buttons == ["Confirm", "Cancel"])
    assert preview.text.startswith("Remove 4 members? They can come back.")
    people[0].says(scene.group, "I am here, I only read")
    await scene.quiet()
    scene.ann.presses(preview, "Confirm")
    for person in (*people[1:], scene.eve):
        await scene.out(person)
    await scene.tg.until(lambda: scene.group.find("🧹 Done: 3 of 3 silent members removed"))
    assert scene.group.status(people[0]) == "member"
    assert scene.group.status(scene.bob) == "member"
    assert scene.tg.calls_of("banChatMember") == []
    found = await warden.store.read(
        lambda c: c.execute(select(Case.rule, Case.act, Case.decided_by)).all()
    )
    assert [tuple(row) for row in found] == [("inactive", "kick", scene.ann.id)] * 3
    assert (await scene.cases())[0].startswith("inactive · removed · ")


async def test_removal_goes_by_chunks_and_stops(scene: Scene) -> None:
    people = await crowd(scene, inactive.TOGETHER + 5)
    preview = await scene.ask(scene.ann, "/members inactive 30d")
    assert preview.buttons[-1] == f"Remove these {len(people) + 1}"
    told = await confirmed(scene, preview, "Remove these")
    await scene.tg.until(lambda: "50 of 56" in told.text)
    busy = await scene.ask(scene.ann, "/members inactive 30d")
    scene.ann.presses(busy, "Remove these")
    await scene.tg.until(lambda: busy.buttons == ["Confirm", "Cancel"])
    answer = await scene.ann.presses(busy, "Confirm").answer
    assert answer.text == "A removal is under way already."
    scene.ann.presses(told, "Stop")
    await scene.tg.until(lambda: "Stopped: 50 of 56" in told.text)
    scene.clock.advance(HOUR)
    await scene.quiet()
    assert Counter(scene.group.status(one) for one in people)["member"] == 6


async def test_t97_removal_goes_on_after_a_restart_and_hits_nobody_twice(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """Who was removed is written in the transaction that sets when the others are."""
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        people = await crowd(scene, inactive.TOGETHER + 5)
        preview = await scene.ask(scene.ann, "/members inactive 30d")
        told = await confirmed(scene, preview, "Remove these")
        await tg.until(lambda: "50 of 56" in told.text)
        await tg.idle()
    left = [one for one in people if scene.group.status(one) == "member"]
    left[-1].says(scene.group, "back from the mountains")
    clock.advance(HOUR)
    async with launch() as warden:
        await tg.until(lambda: "Done: 55 of 56 silent members removed" in told.text)
        await tg.idle()
        found = await warden.store.read(lambda c: c.execute(select(Case.subject_id)).scalars())
        assert set(Counter(found).values()) == {1}
    assert Counter(scene.group.status(one) for one in people) == {"left": 54, "member": 1}
    assert len(tg.calls_of("unbanChatMember")) == 55

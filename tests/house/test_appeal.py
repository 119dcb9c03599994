"""Appeals: made in private, also while banned; decided once, by administrators or by a jury."""

import hashlib

import pytest
from sqlalchemy import select, update

from bot.app import Warden
from models.appeal import Appeal, Juror
from models.member import Member
from rehearsal.message import Message
from rehearsal.person import Person
from tests.house.conftest import DAY, HOUR, Scene
from tests.house.desk import Desk

USAGE = "Which case, and why? In one message: /appeal 12 why it was wrong"


async def begin(scene: Scene, command: str = "/ban @eve_sells 7d rude") -> Desk:
    """Ann punishes Eve, who opens the private chat; Ann did so, too."""
    scene.ann.starts_bot()
    await scene.tg.until(lambda: scene.lines(scene.ann.private))
    await scene.ask(scene.ann, command)
    desk = Desk(scene, scene.eve)
    await desk.starts()
    return desk


async def card(scene: Scene) -> Message:
    """The card of the appeal that Ann got."""
    await scene.tg.until(lambda: scene.ann.private.find("⚖️ Appeal"))
    found = scene.ann.private.find("⚖️ Appeal")
    assert found is not None
    return found


async def test_banned_person_appeals_and_is_let_in_again(scene: Scene) -> None:
    desk = await begin(scene)
    await scene.out(scene.eve, "kicked")
    taken = await desk.types("/appeal 1 I was only joking")
    assert taken.text.startswith("⚖️ Your appeal against #1 is taken. You hear from me by ")
    asked = await card(scene)
    lines = asked.text.splitlines()
    assert lines[0] == "⚖️ Appeal against #1 · Book club"
    assert lines[1].startswith(f"Eve ({scene.eve.id}): banned until ")
    assert lines[2:6] == ["Rule: by hand", "Reason: rude", "The appeal:", "I was only joking"]
    presses = [scene.ann.presses(asked, "Reverse") for _ in range(5)]
    answers = sorted([(await press.answer).text for press in presses])
    assert answers == ["Done."] + ["This was decided already."] * 4, "T3"
    await scene.out(scene.eve, "left")
    await scene.tg.until(lambda: desk.lines[-1] is not taken)
    assert desk.lines[-1].text == (
        "⚖️ Book club: your appeal against #1 was heard, and the case is reversed.\n"
        "The ban is lifted."
    )
    await scene.tg.until(lambda: asked.text.endswith("→ reversed (Ann)"))
    assert asked.buttons == []
    assert await scene.cases() == ["manual · banned · Eve · taken back"]


async def test_upheld_with_a_reason_by_button_or_command(scene: Scene) -> None:
    desk = await begin(scene, "/mute @eve_sells 2h")
    await scene.ask(scene.ann, "/warn @eve_sells")
    for number in ("1", "2"):
        await desk.types(f"申诉 {number} not fair")
    asked = await card(scene)
    await scene.ann.presses(asked, "Uphold, say why").answer
    await scene.tg.until(lambda: scene.ann.private.find("is upheld. Why?"))
    scene.ann.tells_bot("read the rules")
    await scene.tg.until(lambda: scene.eve.private.find("read the rules"))
    left = "2" if "#1" in asked.text else "1"
    done = await scene.ask(scene.ann, f"/uphold {left} we talked about it")
    assert done.text == "Done."
    await scene.tg.until(lambda: scene.eve.private.find("we talked about it"))
    assert desk.lines[-1].text.splitlines()[1:] == ["Reason: we talked about it"]
    assert {line.rpartition(" · ")[2] for line in await scene.cases()} == {"in force"}


async def test_button_below_why_and_link_of_rules(scene: Scene) -> None:
    desk = await begin(scene, "/warn @eve_sells")
    why = await desk.types("/why")
    assert why.buttons == ["Appeal"]
    asked = await desk.starts(why.button("Appeal")["url"].partition("start=")[2])
    assert asked.text == "#1: write in one message why this was wrong."
    assert (await desk.types("because I said nothing")).text.startswith("⚖️ Your appeal")
    rules = await scene.ask(scene.ann, "/rules")
    link = rules.button("Appeal")["url"].partition("start=")[2]
    assert (await desk.starts(link)).text == (
        "There is no case of yours that you could appeal against."
    )
    await scene.ask(scene.ann, "/warn @eve_sells")
    assert (await desk.starts(link)).buttons == ["#2 · muted"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nonsense_loses_nothing(scene: Scene) -> None:
    desk = await begin(scene, "/warn @eve_sells")
    stranger = Desk(scene, scene.bob)
    await stranger.starts()
    for typed, said in {
        "/appeal x because": USAGE,
        "/appeal -1 because": USAGE,
        "/appeal ９ because": USAGE,
        "/appeal 99 because": "There is no case #99 of yours.",
        "/appeal 1 " + "x" * 1001: "An appeal has at most 1,000 characters. Nothing was sent.",
    }.items():
        assert (await desk.types(typed)).text == said
    assert (await stranger.types("/appeal 1 me")).text == "There is no case #1 of yours."
    assert (await desk.types("/appeal 1")).text.startswith("#1: write")
    assert (await desk.types("y" * 1001)).text.startswith("An appeal has at most")
    assert (await desk.types("<b>no</b>")).text.startswith("⚖️ Your appeal against #1 is taken.")
    assert "<b>no</b>" in (await card(scene)).text, "T67"
    assert (await desk.types("/appeal 1 again")).text.startswith("You have appealed against #1")
    await scene.ask(scene.ann, "/undo 1")
    assert (await desk.types("/appeal 1 more")).text.startswith("Nothing is left of #1")
    assert (await scene.ask(scene.eve, "/appeal 1 here")).text == (
        "This works in the private chat with me."
    ) or scene.eve.whispers(scene.group)


async def test_never_lapses_and_the_admins_are_reminded(scene: Scene, warden: Warden) -> None:
    desk = await begin(scene)
    await desk.types("/appeal 1 please")
    first = await card(scene)
    for _ in range(2):
        before = await card(scene)
        scene.clock.advance(DAY + 60)
        await scene.tg.until(
            lambda before=before: scene.ann.private.find("⏰") not in (None, before)
        )
        await scene.tg.until(lambda before=before: before.buttons == [])
    last = await card(scene)
    assert first is not last
    assert first.text == "⬇️"
    assert (await scene.ann.presses(last, "Uphold").answer).text == "Done."
    scene.clock.advance(3 * DAY)
    await scene.quiet()
    assert await card(scene) is last
    states = await warden.store.read(lambda c: c.execute(select(Appeal.state)).scalars().all())
    assert states == ["upheld"]


async def test_t93_who_blocked_the_bot_is_not_told_and_the_admins_know(scene: Scene) -> None:
    desk = await begin(scene)
    await desk.types("/appeal 1 please")
    asked = await card(scene)
    scene.eve.blocks_bot()
    await scene.ann.presses(asked, "Reverse").answer
    await scene.tg.until(lambda: "cannot be written to" in asked.text)


async def test_nobody_started_the_bot_and_a_stranger_presses(scene: Scene) -> None:
    """T1: one line in the group calls those who may decide."""
    await scene.ask(scene.ann, "/mute @eve_sells 2h")
    desk = Desk(scene, scene.eve)
    await desk.starts()
    await desk.types("/appeal 1 <please>")
    await scene.tg.until(lambda: scene.group.find("⚖️ #1 Ann"))
    line = scene.group.find("⚖️ #1 Ann")
    assert line is not None
    assert line.text == "⚖️ #1 Ann: an appeal waits for your decision."
    for who in (scene.bob, scene.eve):
        refused = await who.presses(line, "Reverse").answer
        assert refused.text == "You need the right to ban users for that."
    await scene.ann.presses(line, "Reverse").answer
    await scene.tg.until(lambda: line.text == "⚖️ Appeal against #1 → reversed")
    await scene.out(scene.eve, "member")


async def seated(scene: Scene, warden: Warden, number: int) -> list[Person]:
    """People who are trusted and started the bot."""
    people = [scene.newcomer(f"Juror{one}") for one in range(number)]
    for one in people:
        one.starts_bot()
    await scene.tg.until(lambda: all(scene.lines(one.private) for one in people))
    await scene.quiet()
    ids = [one.id for one in people]
    approve = update(Member).where(Member.user_id.in_(ids)).values(approved_by=1)
    await warden.store.write(lambda c: c.execute(approve))
    return people


async def test_jury_is_drawn_by_committed_chance_and_votes_in_private(
    scene: Scene, warden: Warden
) -> None:
    people = await seated(scene, warden, 5)
    await scene.set("appeal.jury 3")
    people[0].blocks_bot()
    desk = await begin(scene)
    taken = await desk.types("/appeal 1 I was joking")
    published = taken.text.rpartition(": ")[2]
    find = "You were drawn"
    await scene.tg.until(lambda: sum(bool(one.private.find(find)) for one in people) == 3)
    await scene.tg.idle()
    asked = await card(scene)
    assert asked.buttons == []
    drawn = [one for one in people if one.private.find(find)]
    first = drawn[0].private.find(find)
    assert first is not None
    assert first.text.splitlines()[:2] == [
        "⚖️ You were drawn for the jury of 3 on an appeal in Book club (#1). Nobody learns how you "
        "vote.",
        "Somebody: banned until " + first.text.splitlines()[1].rpartition("until ")[2],
    ]
    refused = await scene.ask(scene.ann, "/reverse 1 I am the owner")
    assert refused.text.startswith("3 trusted members drawn by chance decide")
    for one in drawn[:2]:
        ballot = one.private.find(find)
        assert ballot is not None
        answer = await one.presses(ballot, "Reverse").answer
        assert answer.text == "Thank you. On #1 you voted to reverse."
    await scene.tg.until(lambda: desk.lines[-1] is not taken)
    assert "reversed" in desk.lines[-1].text
    seed = desk.lines[-1].text.rpartition(": ")[2]
    assert hashlib.sha256(seed.encode()).hexdigest() == published
    lots = sorted(people, key=lambda one: hashlib.sha256(f"{seed}:1:{one.id}".encode()).hexdigest())
    assert {one.id for one in lots if one is not people[0]} >= {one.id for one in drawn}
    assert [one for one in lots if one is not people[0]][:3] == sorted(drawn, key=lots.index)
    await scene.tg.until(lambda: "Votes by weight: 0 to uphold, 2 to reverse" in asked.text)
    late = drawn[2].private.find(find)
    assert late is not None
    assert (await drawn[2].presses(late, "Uphold").answer).text == (
        "This is decided already, or you have voted."
    )


async def test_too_few_trusted_people_or_no_votes_leave_it_to_the_admins(
    scene: Scene, warden: Warden
) -> None:
    people = await seated(scene, warden, 2)
    await scene.set("appeal.jury 2")
    await scene.set("appeal.within 1h")
    desk = await begin(scene, "/warn @eve_sells")
    await scene.ask(scene.ann, "/warn @eve_sells")
    await desk.types("/appeal 1 no")
    await scene.tg.until(lambda: all(one.private.find("You were drawn") for one in people))
    scene.clock.advance(HOUR + 60)
    await scene.tg.until(lambda: scene.ann.private.find("⏰"))
    late = await card(scene)
    assert "The jury came to no decision." in late.text
    assert (await scene.ann.presses(late, "Uphold").answer).text == "Done."
    people[0].leaves(scene.group)
    await scene.quiet()
    await desk.types("/appeal 2 no")
    await scene.tg.until(lambda: (scene.ann.private.find("against #2") or late).buttons != [])
    jurors = await warden.store.read(lambda c: c.execute(select(Juror.case_id)).scalars().all())
    assert jurors.count(1) == 2
    assert len(jurors) == 3

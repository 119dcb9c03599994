"""Vouches: a member answers for somebody at the door."""

import re

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.person import Person
from tests.conftest import Launch
from tests.house.conftest import DAY, Scene
from tests.house.door import card_of, inside, knock, request, seen, sees

LINK = re.compile(r"start=(vouch_[A-Za-z0-9_-]+)")
SHOWN = "Do you know them"


def link_of(scene: Scene, person: Person) -> str:
    """What somebody at the door sends to a member."""
    found = LINK.search(card_of(scene, person).text)
    assert found, card_of(scene, person).text
    return found[1]


async def vouch(scene: Scene, member: Person, applicant: Person) -> None:
    """A member opens the link they were sent, and presses."""
    member.starts_bot(link_of(scene, applicant))
    shown = await sees(scene, member, SHOWN)
    member.presses(shown, "Vouch")


async def test_member_vouches_by_the_link_they_were_sent(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require vouch")
    cem = await knock(scene, username="cem_reads")
    card = card_of(scene, cem)
    assert card.button("Ask a member to vouch")["url"].startswith("https://t.me/share/url?url=")
    assert "7 days left" in card.text
    scene.bob.starts_bot(link_of(scene, cem))
    shown = await sees(scene, scene.bob, SHOWN)
    assert "Cem (@cem_reads) wants to come in to Book club" in shown.text
    scene.bob.presses(shown, "Vouch")
    await inside(scene, cem)
    await tg.until(lambda: shown.text == "🤝 You vouch for Cem.")
    await tg.until(lambda: "You are in" in seen(scene, cem))


async def test_who_vouched_hears_that_they_are_in(scene: Scene, tg: Telegram) -> None:
    tg.missing.update(("sendephemeralmessage", "deleteephemeralmessage"))
    await scene.set("entry.require vouch and captcha")
    cem = await knock(scene)
    await vouch(scene, scene.bob, cem)
    await sees(scene, cem, "✅ a member who vouches")
    assert "is in." not in seen(scene, scene.bob)
    cem.presses(card_of(scene, cem), "I am a person")
    await inside(scene, cem)
    await sees(scene, scene.bob, "Cem, for whom you vouched, is in.")


async def test_vouches_of_a_month_run_out_and_come_again(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require vouch")
    for name in ("Cem", "Dan"):
        one = await knock(scene, name)
        await vouch(scene, scene.bob, one)
        await inside(scene, one)
    flo = await knock(scene, "Flo")
    await vouch(scene, scene.bob, flo)
    await sees(scene, scene.bob, "You have no vouches left this month: 2 a month.")
    assert scene.group.status(flo) == "left"
    answer = await scene.ask(scene.bob, f"/vouch {flo.id}")
    assert answer.text.startswith("You have no vouches left")
    assert (await scene.ask(scene.ann, f"/vouch {flo.id}")).text == "🤝 You vouch for Flo."
    await inside(scene, flo)
    scene.clock.advance(32 * DAY)
    gus = await knock(scene, "Gus", username="gus_reads")
    assert (await scene.ask(scene.bob, "/vouch @gus_reads")).text == "🤝 You vouch for Gus."
    await inside(scene, gus)


async def test_vouch_for_who_was_not_let_in_is_given_back(scene: Scene, tg: Telegram) -> None:
    await scene.set("vouch.quota 1")
    await scene.set("entry.require vouch and captcha")
    cem = await knock(scene)
    await vouch(scene, scene.bob, cem)
    await sees(scene, cem, "✅ a member who vouches")
    cem.tells_bot("cancel")
    await sees(scene, cem, "cancelled")
    dan = await knock(scene, "Dan")
    await vouch(scene, scene.bob, dan)
    await sees(scene, dan, "✅ a member who vouches")


async def test_strangers_and_applicants_cannot_vouch(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require vouch")
    cem, dan, zoe = await knock(scene), await knock(scene, "Dan"), tg.person("Zoe")
    zoe.starts_bot(link_of(scene, cem))
    await sees(scene, zoe, "Only members of the group can vouch.")
    link = link_of(scene, cem)
    dan.starts_bot(link)
    await sees(scene, dan, "You stand at the door yourself.")
    cem.starts_bot(link)
    await sees(scene, cem, "That is your own link")
    assert {scene.group.status(one) for one in (cem, dan)} == {"left"}


async def test_t8_tampered_vouch_link_leads_nowhere(scene: Scene, tg: Telegram) -> None:
    """T8"""
    await scene.set("entry.require vouch")
    cem = await knock(scene)
    number = link_of(scene, cem).partition("-")[0]
    for forged in (f"{number}-AAAAAAAAAAAAAAAA", number, "vouch_9-x", f"{number}-"):
        before = len(scene.lines(scene.bob.private))
        scene.bob.starts_bot(forged)
        await tg.until(lambda before=before: len(scene.lines(scene.bob.private)) > before)
        assert seen(scene, scene.bob) == "Nobody waits for this vouch any more."


async def test_t2_button_of_who_left_meanwhile_does_nothing(scene: Scene, tg: Telegram) -> None:
    """T2: authorised when it is pressed, not when it was shown."""
    await scene.set("entry.require vouch")
    cem = await knock(scene)
    scene.bob.starts_bot(link_of(scene, cem))
    shown = await sees(scene, scene.bob, SHOWN)
    scene.bob.leaves(scene.group)
    await tg.idle()
    scene.bob.presses(shown, "Vouch")
    await sees(scene, scene.bob, "Only members of the group can vouch.")
    assert scene.group.status(cem) == "left"


async def own_link(scene: Scene, person: Person) -> str:
    """What somebody is given for `/invite`."""
    found = re.search(r"https://t\.me/\+\S+", (await scene.ask(person, "/invite")).text)
    assert found
    return found[0]


async def test_members_own_link_vouches_within_the_quota(scene: Scene, tg: Telegram) -> None:
    await scene.set("vouch.quota 1")
    await scene.set("entry.require vouch")
    link = scene.group.links[await own_link(scene, scene.bob)]
    assert link.by_request
    cem = tg.person("Cem")
    cem.requests(scene.group, link)
    await inside(scene, cem)
    dan = tg.person("Dan")
    dan.requests(scene.group, link)
    await sees(scene, dan, "You came through a member's link")
    flo = tg.person("Flo")
    flo.requests(scene.group, scene.ann.invites(scene.group, by_request=True))
    await sees(scene, flo, "A member of the group has to vouch for you")
    assert "member's link" not in seen(scene, flo)


async def test_review_card_says_who_vouched(scene: Scene, tg: Telegram) -> None:
    scene.ann.starts_bot()
    await scene.set("entry.require vouch and review")
    cem = await knock(scene)
    await vouch(scene, scene.bob, cem)
    await sees(scene, scene.ann, "💬 a member who vouches: Bob")


async def test_vouch_in_chinese(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    await scene.set("entry.require vouch")
    cem = await knock(scene, language="zh-hans", username="cem_reads")
    assert card_of(scene, cem).button("找人担保")
    said = await scene.ask(scene.bob, "/vouch @cem_reads")
    assert said.text == "🤝 你已为 Cem 担保。"
    await inside(scene, cem)


async def test_restart_between_link_and_press_loses_nothing(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await scene.set("entry.require vouch")
        cem = await knock(scene)
        scene.bob.starts_bot(link_of(scene, cem))
        shown = await sees(scene, scene.bob, SHOWN)
        await tg.idle()
    async with launch():
        scene.bob.presses(shown, "Vouch")
        await inside(scene, cem)
        await request(scene, tg.person("Dan"))

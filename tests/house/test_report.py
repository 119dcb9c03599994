"""Reports: one card a message, decided once; what enough trusted people report is hidden."""

from collections.abc import Sequence

import pytest
from sqlalchemy import update

from bot.app import Warden
from models.member import Member
from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.message import Message
from rehearsal.person import Person
from tests.house.conftest import DAY, HOUR, MINUTE, Scene

TEXT = "you are all stupid"


async def trust(warden: Warden, *people: Person) -> None:
    """The group's owner approved these people."""
    approve = update(Member).where(Member.user_id.in_([one.id for one in people]))
    await warden.store.write(lambda c: c.execute(approve.values(approved_by=1)))


async def ready(scene: Scene, *people: Person) -> None:
    """These people started the bot."""
    for one in people or (scene.ann,):
        one.starts_bot()
        await scene.tg.until(lambda one=one: scene.lines(one.private))


async def told(scene: Scene, begin: str = "🚩", chat: Chat | None = None) -> Message:
    """Wait for a card in Ann's private chat, or in another one."""
    place = chat or scene.ann.private
    await scene.tg.until(lambda: place.find(begin))
    found = place.find(begin)
    assert found is not None
    return found


async def reports(
    scene: Scene, said: Message, people: Sequence[Person], word: str = "/report"
) -> None:
    """People report a message, one after the other."""
    for one in people:
        scene.clock.advance(4)
        command = one.says(scene.group, word, reply_to=said)
        await scene.gone(command)
    await scene.tg.idle()


async def test_report_is_one_card_that_nobody_else_sees(scene: Scene) -> None:
    await ready(scene)
    said = scene.eve.says(scene.group, TEXT)
    await reports(scene, said, [scene.bob], "/report rude")
    card = await told(scene)
    assert card.text == (
        f"🚩 #1 · Book club · 1 report\nEve ({scene.eve.id}):\n{TEXT}\nSee the message\n• Bob: rude"
    )
    fay = scene.newcomer("Fay")
    await reports(scene, said, [fay, fay], "举报")
    await scene.tg.until(lambda: card.text.startswith("🚩 #1 · Book club · 2 reports"))
    assert [one for one in scene.lines(scene.ann.private) if "🚩" in one.text] == [card]
    told_here = {one.text for one in scene.lines() if "🚩" in one.text}
    assert told_here == {"🚩 The administrators are told."}
    assert await scene.cases() == ["report · nothing · Eve · waits for a decision"]
    # Whoever is reported does not hear of it.
    assert (await scene.ask(scene.eve, "/why", scene.eve.private)).text == "No cases."
    assert (await scene.ask(scene.eve, "/case 1", scene.eve.private)).text == (
        "There is no case #1 here."
    )


@pytest.mark.parametrize(
    ("button", "status", "gone", "state"),
    [
        ("Delete", "member", True, "deleted"),
        ("Mute 1 day", "restricted", True, "muted"),
        ("Kick", "left", True, "removed"),
        ("Ban", "kicked", True, "banned"),
        ("Nothing wrong", "member", False, "nothing wrong"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_report_is_decided_by_a_button(
    scene: Scene, button: str, status: str, gone: bool, state: str
) -> None:
    await ready(scene)
    said = scene.eve.says(scene.group, TEXT)
    await reports(scene, said, [scene.bob])
    card = await told(scene)
    presses = [scene.ann.presses(card, button) for _ in range(3)]
    answers = sorted([(await press.answer).text for press in presses])
    assert answers == ["Done."] + ["This was decided already."] * 2, "T3"
    await scene.out(scene.eve, status)
    await scene.tg.until(lambda: card.buttons == ["Block reporter"])
    assert card.text.endswith(f"→ {state}")
    await scene.tg.idle()
    assert said.deleted is gone


async def test_t1_t12_t13_only_who_may_decide_does(scene: Scene, tg: Telegram) -> None:
    """Nobody started the bot: a line in the group calls those who may."""
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    said = scene.eve.says(scene.group, TEXT)
    await reports(scene, said, [scene.newcomer("Fay")])
    line = await told(scene, "#1 Ann", scene.group)
    assert line.text == "🚩 #1 Ann: a message here was reported (1)."
    assert line.buttons == ["Delete", "Mute 1 day", "Kick", "Ban", "Nothing wrong"]
    for person, button in ((scene.eve, "Nothing wrong"), (scene.bob, "Ban")):
        answer = await person.presses(line, button).answer
        assert answer.text == "You need the right to ban users for that."
    scene.ann.demotes(scene.bob, scene.group)
    late = await scene.bob.presses(line, "Delete").answer
    assert late.text == "You need the right to delete messages for that."
    assert (await scene.ann.presses(line, "Kick").answer).text == "Done."
    await scene.out(scene.eve)
    await tg.until(lambda: line.text == "🚩 #1 → removed")
    assert line.buttons == []


async def test_t93_log_chat_first_then_admins_then_the_group(scene: Scene, tg: Telegram) -> None:
    office = tg.supergroup("Office", owner=scene.ann)
    office.add_bot()
    await tg.until(lambda: scene.lines(office))
    await scene.set(f"log.chat {office.id}")
    await reports(scene, scene.eve.says(scene.group, TEXT), [scene.bob])
    card = await told(scene, "🚩", office)
    assert (await scene.bob.presses(card, "Ban").answer).alert
    assert (await scene.ann.presses(card, "Nothing wrong").answer).text == "Done."
    office.delete()
    await ready(scene)
    scene.ann.blocks_bot()
    await reports(scene, scene.eve.says(scene.group, "again"), [scene.bob])
    assert (await told(scene, "#2 Ann", scene.group)).buttons != []


async def test_hidden_by_enough_trusted_people_and_given_back(scene: Scene, warden: Warden) -> None:
    await ready(scene)
    fay, gus = scene.newcomer("Fay"), scene.newcomer("Gus")
    said = scene.eve.sends(scene.group, photo=True, caption="look at this")
    await scene.quiet()
    await trust(warden, scene.bob, fay)
    await reports(scene, said, [scene.bob, gus, fay])
    assert not said.deleted, "two trusted, and one who is not"
    await trust(warden, gus)
    await scene.set("report.threshold 2")
    hal = scene.newcomer("Hal")
    await reports(scene, said, [hal])
    await scene.gone(said)
    copy = scene.ann.private.find("look at this")
    card = await told(scene)
    assert copy is not None
    await scene.tg.until(lambda: "Hidden until somebody decides." in card.text)
    before = len(scene.lines())
    assert (await scene.ann.presses(card, "Nothing wrong").answer).text == "Done."
    await scene.tg.until(lambda: len(scene.lines()) == before + 2)
    assert [one.text or one.content.get("caption") for one in scene.lines()[-2:]] == [
        "Eve wrote:",
        "look at this",
    ]


async def test_text_is_given_back_in_one_message(scene: Scene, warden: Warden) -> None:
    """Without anybody to tell there is no place for a copy, and text needs none."""
    await scene.set("report.threshold 1")
    said = scene.eve.says(scene.group, TEXT)
    picture = scene.eve.sends(scene.group, photo=True)
    await scene.quiet()
    await trust(warden, scene.bob)
    await reports(scene, said, [scene.bob])
    await scene.gone(said)
    line = await told(scene, "#1 Ann", scene.group)
    await scene.ann.presses(line, "Nothing wrong").answer
    assert (await told(scene, "Eve wrote", scene.group)).text == f"Eve wrote:\n{TEXT}"
    await reports(scene, picture, [scene.bob])
    await scene.quiet()
    assert not picture.deleted


async def test_t59_administrators_and_trusted_authors_are_never_hidden(
    scene: Scene, warden: Warden
) -> None:
    await ready(scene)
    await scene.set("report.threshold 1")
    theirs = [scene.ann.says(scene.group, "mine"), scene.bob.says(scene.group, "hers")]
    await scene.quiet()
    await trust(warden, scene.bob, scene.eve)
    await reports(scene, theirs[0], [scene.eve])
    await reports(scene, theirs[1], [scene.eve])
    await scene.quiet()
    assert [one.deleted for one in theirs] == [False, False]
    card = await told(scene, f"Ann ({scene.ann.id})")
    assert card.buttons == ["Delete", "Nothing wrong", "Block reporter"]


async def test_three_a_day_and_abusers_not_at_all(scene: Scene) -> None:
    await ready(scene, scene.ann, scene.bob)
    said = [scene.eve.says(scene.group, f"message {number}") for number in range(6)]
    for one in said[:4]:
        await reports(scene, one, [scene.bob])
    assert len(await scene.cases()) == 3
    await scene.tg.until(lambda: scene.bob.whispers(scene.group))
    limit = scene.bob.whispers(scene.group)[0].text
    assert limit == "That was enough for today: three reports a day. Nothing was counted."
    scene.clock.advance(DAY + HOUR)
    card = await told(scene)
    blocked = await scene.ann.presses(card, "Block reporter").answer
    assert blocked.text == "Their reports are not taken any more."
    await reports(scene, said[4], [scene.bob])
    assert len(await scene.cases()) == 3
    await scene.tg.until(lambda: "Unblock reporter" in card.buttons)
    assert (await scene.ann.presses(card, "Unblock reporter").answer).text == (
        "Their reports are taken again."
    )
    await reports(scene, said[5], [scene.bob])
    assert len(await scene.cases()) == 4
    audit = (await scene.ask(scene.ann, "/audit")).text
    assert "Ann: Bob may report again" in audit
    assert "Ann: Bob may not report any more" in audit


async def test_call_for_administrators_once_in_ten_minutes_each(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group)
    answer = await scene.ask(scene.eve, "@admin somebody sells things")
    assert answer.text == "🔔 Ann and Bob: somebody here needs you."
    scene.eve.says(scene.group, "@管理")
    await scene.quiet()
    assert len([one for one in scene.lines() if "🔔" in one.text]) == 1
    scene.clock.advance(11 * MINUTE)
    await scene.gone(answer)
    await scene.tg.idle()
    assert (await scene.ask(scene.eve, "@管理")).text.startswith("🔔 Ann")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nonsense_loses_nothing_and_bare_words_stay_silent(scene: Scene) -> None:
    said = scene.eve.says(scene.group, TEXT)
    assert (await scene.ask(scene.bob, "/report")).text == (
        "Reply to the message you mean: /report reason"
    )
    own = await scene.ask_in_reply(scene.eve, "/report", said)
    assert own.text == "That cannot be reported."
    for word in ("举报", "举报电话是多少", "what a report"):
        scene.bob.says(scene.group, word)
    await scene.quiet()
    assert await scene.cases() == []
    await scene.set("report.enabled off")
    scene.bob.says(scene.group, "举报", reply_to=said)
    scene.bob.says(scene.group, "@admin")
    await scene.quiet()
    assert await scene.cases() == []


async def test_t2_forged_and_t7_copied_buttons_do_nothing(scene: Scene, tg: Telegram) -> None:
    await ready(scene)
    await reports(scene, scene.eve.says(scene.group, TEXT), [scene.bob])
    card = await told(scene)
    sealed = card.button("Ban")["callback_data"]
    other = tg.supergroup("Eve's shop", owner=scene.eve)
    other.add_bot()
    greeting = await told(scene, "/rules", other)
    for data in ("report_ban:1", sealed, "report_block:1:1"):
        answer = await scene.eve.presses(greeting, forged=data).answer
        assert answer.text == "This button is out of date."
    assert scene.group.status(scene.eve) == "member"


async def test_t67_names_and_texts_are_no_markup(scene: Scene) -> None:
    await ready(scene)
    mark = scene.newcomer("<b>Mark</b>", last_name="& Co")
    said = mark.says(scene.group, "<script>{ $x } &amp;")
    await reports(scene, said, [scene.bob], "/report <i>why</i>")
    card = await told(scene)
    assert "<b>Mark</b> & Co" in card.text
    assert "<script>{ $x } &amp;" in card.text
    assert card.text.endswith("• Bob: <i>why</i>")


async def test_text_as_long_as_telegram_takes_is_given_back_whole(
    scene: Scene, warden: Warden
) -> None:
    await scene.set("report.threshold 1")
    said = scene.eve.says(scene.group, "<&" * 2048)
    await scene.quiet()
    await trust(warden, scene.bob)
    await reports(scene, said, [scene.bob])
    await scene.gone(said)
    line = await told(scene, "#1 Ann", scene.group)
    await scene.ann.presses(line, "Nothing wrong").answer
    await told(scene, "Eve wrote", scene.group)

    def given_back() -> str:
        parts = [one.text for one in scene.lines() if one.text.startswith("Eve wrote:")]
        return "".join(part.removeprefix("Eve wrote:\n") for part in parts)

    await scene.tg.until(lambda: given_back() == said.text)


async def test_what_cannot_be_given_back_is_said(scene: Scene, warden: Warden) -> None:
    """The copy is gone by then."""
    await ready(scene)
    await scene.set("report.threshold 1")
    said = scene.eve.sends(scene.group, photo=True, caption="look at this")
    await scene.quiet()
    await trust(warden, scene.bob)
    await reports(scene, said, [scene.bob])
    await scene.gone(said)
    card = await told(scene)
    copy = scene.ann.private.find("look at this")
    assert copy is not None
    scene.ann.deletes(copy)
    await scene.ann.presses(card, "Nothing wrong").answer
    assert (await told(scene, "⚠️ #1", scene.group)).text.startswith("⚠️ #1: Telegram refused")
    card = await scene.ask(scene.ann, "/case 1")
    assert "post the copy: Telegram refused." in card.text


async def test_t91_card_that_stayed_behind_is_shown_where_its_chat_has_moved(
    scene: Scene, tg: Telegram
) -> None:
    """The log chat becomes a supergroup, and then somebody reports the same message."""
    office = tg.group("Office", owner=scene.ann)
    office.add_bot()
    await tg.until(lambda: scene.lines(office))
    await scene.set(f"log.chat {office.id}")
    said = scene.eve.says(scene.group, TEXT)
    await reports(scene, said, [scene.bob])
    await told(scene, "🚩", office)
    moved = tg.upgrade(office)
    await tg.idle()
    await reports(scene, said, [scene.newcomer("Fay")])
    card = await told(scene, "2 reports", moved)
    assert (await scene.ann.presses(card, "Delete").answer).text == "Done."
    await scene.gone(said)

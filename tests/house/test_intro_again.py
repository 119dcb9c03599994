"""Introductions that are edited, answered by others, returned; and people who come and go."""

import pytest
from sqlalchemy import Connection, insert

from bot.app import Warden
from models.member import Member, People
from rehearsal import Telegram
from rehearsal.person import Person
from services.intro import book
from tests.house.conftest import DAY, HOUR, MINUTE, Scene
from tests.house.door import card_of, sees
from tests.house.test_intro import WHOLE, fill, form, listed, on, told

OTHER = "#intro\nName: Eve\nCity: Oslo\nJob: nurse\nHobby: skiing at night, and very old maps"


def told_of(scene: Scene, person: Person) -> list[str]:
    """What the bot said of somebody's introduction in the group."""
    return [one.text for one in scene.lines() if f"{person.first_name}, your intro" in one.text]


async def posted(scene: Scene, person: Person) -> None:
    """Somebody fills in the form and has it posted."""
    await form(scene, person)
    await fill(scene, person, "Bob", "Porto", "baker", "long novels", then="Anything else?")
    await fill(scene, person, "I bake bread every single day", then="Send a photo.")
    person.presses(card_of(scene, person), "Skip")
    person.presses(await sees(scene, person, "This goes to"), "Post")
    await told(scene, "city: Porto")
    await scene.tg.idle()


async def test_the_mark_edited_away_takes_it_out_of_the_list(scene: Scene, tg: Telegram) -> None:
    await on(scene)
    said = scene.bob.says(scene.group, WHOLE)
    await told(scene, "Bob is introduced")
    scene.bob.edits(said, "never mind")
    await tg.idle()
    assert "Bob" not in await listed(scene)
    scene.bob.edits(said, WHOLE)
    await tg.idle()
    assert "Bob" in await listed(scene)


async def test_edited_into_less_it_is_incomplete_again(scene: Scene, tg: Telegram) -> None:
    await on(scene, "intro.until_done text-only")
    fay = scene.newcomer("Fay")
    await tg.until(lambda: not scene.group.may(fay, "can_send_photos"))
    said = fay.says(scene.group, WHOLE)
    await tg.until(lambda: scene.group.may(fay, "can_send_photos"))
    await tg.idle()
    fay.edits(said, "#intro hello")
    await told(scene, "Fay, your introduction is not complete")
    await tg.until(lambda: not scene.group.may(fay, "can_send_photos"))
    assert "Fay" not in await listed(scene)
    fay.edits(said, WHOLE)
    await tg.until(lambda: scene.group.may(fay, "can_send_photos"))


async def test_an_edit_need_not_follow_a_newer_rule(scene: Scene, tg: Telegram) -> None:
    await on(scene)
    said = scene.bob.says(scene.group, WHOLE)
    await told(scene, "Bob is introduced")
    await scene.set("intro.fields name, city, shoe size")
    scene.bob.edits(said, WHOLE.replace("Lisbon", "Porto"))
    await tg.idle()
    assert "Bob" in await listed(scene, "porto")


async def test_who_answers_somebody_elses_introduction_is_left_alone(
    scene: Scene, tg: Telegram
) -> None:
    """T11: neither a welcome below what the bot posted, nor a command, nor advice is one."""
    await on(scene)
    await posted(scene, scene.bob)
    post = next(one for one in scene.lines() if "city: Porto" in one.text)
    scene.eve.says(scene.group, "Welcome, Bob!", reply_to=post)
    scene.ann.says(scene.group, "!intro return be longer", reply_to=post)
    await told(scene, "returned your introduction")
    fay = scene.newcomer("Fay")
    fay.says(scene.group, "#intro hi")
    answer = await told(scene, "Fay, your introduction is not complete")
    scene.eve.says(scene.group, "you can do it, Fay", reply_to=answer)
    await scene.quiet()
    assert told_of(scene, scene.eve) == []
    assert told_of(scene, scene.ann) == []


async def test_a_photo_alone_is_what_was_missing(scene: Scene, tg: Telegram) -> None:
    await on(scene, "intro.photo required")
    scene.bob.says(scene.group, WHOLE)
    answer = await told(scene, "A photo belongs to it.")
    scene.clock.advance(MINUTE)
    scene.bob.sends(scene.group, photo=True, reply_to=answer)
    await tg.until(lambda: "is introduced" in answer.text)


async def test_what_is_returned_is_owed_again(scene: Scene, tg: Telegram) -> None:
    await on(scene, "intro.action kick", "intro.until_done text-only")
    fay = scene.newcomer("Fay")
    await tg.until(lambda: not scene.group.may(fay, "can_send_photos"))
    said = fay.says(scene.group, WHOLE)
    await tg.until(lambda: scene.group.may(fay, "can_send_photos"))
    await tg.idle()
    scene.clock.advance(2 * DAY)
    scene.ann.says(scene.group, "/intro return", reply_to=said)
    await told(scene, "returned your introduction")
    await tg.until(lambda: not scene.group.may(fay, "can_send_photos"))
    scene.clock.advance(12 * HOUR + MINUTE)
    await scene.later(lambda: scene.group.find("please introduce yourselves"))
    scene.clock.advance(13 * HOUR)
    await scene.out(fay)


async def test_who_was_spared_once_is_spared_when_they_come_back(
    scene: Scene, tg: Telegram
) -> None:
    await on(scene, "intro.until_done mute")
    fay = scene.newcomer("Fay", username="fay_sails")
    await tg.until(lambda: not scene.group.may(fay, "can_send_messages"))
    await scene.ask(scene.ann, "/intro accept @fay_sails")
    await tg.until(lambda: scene.group.may(fay, "can_send_messages"))
    fay.leaves(scene.group)
    await tg.idle()
    fay.joins(scene.group)
    await scene.quiet()
    assert scene.group.may(fay, "can_send_messages")


@pytest.mark.parametrize("how", ["by the bot", "by hand"])
async def test_t94_whoever_is_banned_stays_banned_when_it_is_switched_off(
    scene: Scene, tg: Telegram, how: str
) -> None:
    await on(scene, "intro.until_done text-only")
    fay = scene.newcomer("Fay", username="fay_sails")
    await tg.until(lambda: not scene.group.may(fay, "can_send_photos"))
    if how == "by hand":
        scene.ann.bans(fay, scene.group)
    else:
        await scene.ask(scene.ann, "/ban @fay_sails")
    await scene.out(fay, "kicked")
    await tg.idle()
    await scene.set("intro.enabled off")
    for _ in range(3):
        scene.clock.advance(MINUTE)
        await scene.quiet()
    assert scene.group.status(fay) == "kicked"


@pytest.mark.parametrize(
    "name", ["\u202eyaF", "F" + "\u0301" * 20 + "ay", "t.me/cheap_pills", "Casino"]
)
async def test_t55_t64_names_disturb_no_line(scene: Scene, tg: Telegram, name: str) -> None:
    await on(scene)
    await scene.set("impersonation.enabled off")
    await scene.set("naming.banned casino")
    scene.bob.renames(name)
    scene.bob.says(scene.group, WHOLE)
    said = (await told(scene, "is introduced")).text
    assert name not in said
    assert name not in await listed(scene)


async def test_the_form_asks_for_what_is_wanted_by_now(scene: Scene, tg: Telegram) -> None:
    await on(scene)
    await form(scene, scene.bob)
    await fill(scene, scene.bob, "Bob", "Lisbon", then="Your job?")
    await scene.set("intro.fields name, age, city")
    await fill(scene, scene.bob, "baker", then="Your age?")
    await fill(scene, scene.bob, "44", then="So far: Lisbon")
    scene.bob.presses(card_of(scene, scene.bob), "Keep")
    await fill(scene, scene.bob, "I bake bread every day of the year", then="Send a photo.")
    scene.bob.presses(card_of(scene, scene.bob), "Skip")
    await sees(scene, scene.bob, "age: 44")


async def test_the_form_lets_go_of_a_photo(scene: Scene, tg: Telegram) -> None:
    """With a photo it is a caption, which is shorter; who skips the photo has none."""
    await on(scene)
    await form(scene, scene.bob)
    await fill(scene, scene.bob, "Bob", "Lisbon", "baker", "novels", then="Anything else?")
    await fill(scene, scene.bob, "I bake bread every day", then="Send a photo.")
    before = len(scene.lines(scene.bob.private))
    scene.bob.sends(scene.bob.private, photo=True, caption="me")
    await sees(scene, scene.bob, "This goes to")
    assert len(scene.lines(scene.bob.private)) == before + 1
    scene.bob.presses(card_of(scene, scene.bob), "Change")
    for field in ("name", "city", "job", "hobby"):
        scene.bob.presses(await sees(scene, scene.bob, f"Your {field}?"), "Keep")
    await sees(scene, scene.bob, "Anything else?")
    await fill(scene, scene.bob, "bread " * 200, then="Send a photo.")
    scene.bob.presses(card_of(scene, scene.bob), "Keep")
    look = await sees(scene, scene.bob, "at most 900 characters")
    assert "Post" not in look.buttons
    scene.bob.presses(look, "Back")
    scene.bob.presses(await sees(scene, scene.bob, "Send a photo."), "Skip")
    scene.bob.presses(await sees(scene, scene.bob, "This goes to"), "Post")
    await told(scene, "bread bread")


async def test_what_was_refused_waits_to_be_changed(scene: Scene, tg: Telegram) -> None:
    await on(scene)
    scene.eve.says(scene.group, OTHER)
    await told(scene, "Eve is introduced")
    await form(scene, scene.bob)
    hobby = "skiing at night, and very old maps"
    await fill(scene, scene.bob, "Bob", "Oslo", "nurse", hobby, then="Anything else?")
    scene.bob.presses(card_of(scene, scene.bob), "Skip")
    scene.bob.presses(await sees(scene, scene.bob, "Send a photo."), "Skip")
    look = await sees(scene, scene.bob, "This goes to")
    scene.bob.presses(look, "Post")
    await sees(scene, scene.bob, "Use your own words.")
    assert "goes on with what you wrote" in card_of(scene, scene.bob).text
    scene.bob.tells_bot("oh well")
    await sees(scene, scene.bob, "Press one of the buttons")
    scene.bob.presses(look, "Change")
    await sees(scene, scene.bob, "So far: Bob")


async def test_t62_nobody_counts_a_large_group(scene: Scene, warden: Warden) -> None:
    """Of those without one no more are counted than is told."""
    many = book.COUNTED + 50

    def people(connection: Connection) -> tuple[int, int]:
        at = [{"user_id": 9_000_000 + one, "first_name": "N", "seen_at": 1} for one in range(many)]
        rows = [{**one, "last_name": "", "username": "", "bot": 0, "started": 0} for one in at]
        connection.execute(insert(People), rows)
        connection.execute(
            insert(Member),
            [{"room_id": 1, "user_id": one["user_id"], "status": "member"} for one in at],
        )
        return book.counts(connection, 1)

    assert await warden.store.write(people) == (0, book.COUNTED)
    await on(scene)
    assert (
        "People here without an introduction: at least 5,000."
        in (await scene.set("intro.within 1d")).text
    )


async def test_what_was_added_may_be_edited(scene: Scene, tg: Telegram) -> None:
    """Of one that is written in several messages, an edit is but a part."""
    await on(scene)
    scene.bob.says(scene.group, "#intro\nName: Bob\nJob: baker, every day from four to eleven")
    answer = await told(scene, "Missing: city and hobby.")
    scene.clock.advance(MINUTE)
    more = scene.bob.says(scene.group, "city: Porto", reply_to=answer)
    await tg.until(lambda: "Missing: hobby." in answer.text)
    scene.bob.edits(more, "city: Porto\nhobby: bread")
    await tg.until(lambda: "is introduced" in answer.text)
    scene.bob.edits(more, "city: Porto\nhobby: cake")
    await tg.idle()
    assert "Bob" in await listed(scene, "baker")


@pytest.mark.parametrize("how", ["a command", "a button"])
async def test_whoever_is_approved_is_free_at_once_to_write(
    scene: Scene, tg: Telegram, how: str
) -> None:
    """Also when they are late, and nothing falls due any more."""
    await on(scene, "intro.until_done mute")
    fay = scene.newcomer("Fay", username="fay_sails")
    await tg.until(lambda: not scene.group.may(fay, "can_send_messages"))
    await tg.idle()
    if how == "a command":
        await scene.ask(scene.ann, "/approve @fay_sails")
    else:
        scene.ann.presses(await scene.ask(scene.ann, "/member @fay_sails"), "Approve")
    await tg.until(lambda: scene.group.may(fay, "can_send_messages"))


async def test_what_a_photo_hinders_is_posted_without(scene: Scene, tg: Telegram) -> None:
    await on(scene)
    await form(scene, scene.bob)
    await fill(scene, scene.bob, "Bob", "Porto", "baker", "novels", then="Anything else?")
    await fill(scene, scene.bob, "I bake bread every day", then="Send a photo.")
    scene.bob.sends(scene.bob.private, photo=True)
    look = await sees(scene, scene.bob, "This goes to")
    scene.fail("403", "sendPhoto")
    scene.bob.presses(look, "Post")
    await scene.struck("sendPhoto")
    post = await told(scene, "city: Porto")
    await tg.idle()
    assert "photo" not in post.content
    assert f"/{post.id}" in str((await scene.ask(scene.eve, "/intros")).content)

"""Self-introductions: written in the group or in private, looked at, found again."""

import re

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.person import Person
from tests.conftest import Launch
from tests.house.conftest import DAY, HOUR, MINUTE, Scene
from tests.house.door import card_of, inside, knock, sees

WHOLE = (
    "#intro\nName: Gil\nCity：Lisbon\njob: baker\nHobby: long novels about the sea, and short walks"
)
CHINESE = (
    "#自我介绍\n昵称：小吉\n坐标：杭州\n职业：面包师\n"
    "爱好：读海上的长篇小说，周末在湖边散步，还喜欢做陶"
)


async def on(scene: Scene, *lines: str) -> None:
    """Introductions are asked for."""
    await scene.set("antiraid.enabled off")
    for line in lines or ("intro.enabled on",):
        await scene.set(line)


async def told(scene: Scene, text: str) -> Message:
    """Wait until the bot says something in the group."""
    await scene.tg.until(lambda: any(text in one.text for one in scene.lines()))
    return next(one for one in scene.lines()[::-1] if text in one.text)


async def listed(scene: Scene, words: str = "") -> str:
    return (await scene.ask(scene.bob, f"/intros {words}".strip())).text


async def test_settings_turn_it_on_and_say_who_is_without(scene: Scene) -> None:
    assert await scene.shown("intro.enabled") == "intro.enabled = off"
    answer = await scene.set("intro.within 1d")
    assert await scene.shown("intro.enabled") == "intro.enabled = on"
    assert "without an introduction: 2." in answer.text
    assert "Only who joins from now on has a deadline." in answer.text
    refused = await scene.ask(scene.ann, "/set intro.photo maybe")
    assert "optional | required | off" in refused.text


async def test_complete_one_is_accepted_and_found(scene: Scene) -> None:
    await on(scene)
    scene.bob.says(scene.group, WHOLE)
    await told(scene, "Bob is introduced")
    assert "Bob" in await listed(scene, "lisbon")
    assert await listed(scene, "100%") == "No introduction says that."
    assert await listed(scene, "_") == "No introduction says that."
    assert "People here without one: 1." in await listed(scene)
    assert "Introduced: " in (await scene.ask(scene.bob, "/me")).text


async def test_missing_is_named_and_an_edit_adds_it(scene: Scene, tg: Telegram) -> None:
    await on(scene)
    said = scene.bob.says(scene.group, WHOLE.replace("City：Lisbon\n", ""))
    answer = await told(scene, "not complete")
    assert "Missing: city." in answer.text
    scene.clock.advance(MINUTE)
    scene.bob.edits(said, WHOLE)
    await tg.until(lambda: "is introduced" in answer.text)
    assert f"t.me/bookclub/{said.id}" in str((await scene.ask(scene.bob, "/intros")).content)


async def test_missing_is_added_by_a_reply(scene: Scene, tg: Telegram) -> None:
    await on(scene)
    scene.bob.says(scene.group, WHOLE.replace("City：Lisbon\n", ""))
    answer = await told(scene, "Missing: city.")
    scene.clock.advance(MINUTE)
    scene.bob.says(scene.group, "city: Porto", reply_to=answer)
    await tg.until(lambda: "is introduced" in answer.text)
    assert "Bob" in await listed(scene, "porto")


async def test_chinese_and_a_substring(scene_zh: Scene) -> None:
    scene = scene_zh
    await scene.set("intro.min_length 20")
    scene.bob.says(scene.group, CHINESE.replace("#", "＃"))
    await told(scene, "已收录")
    assert "Bob" in await listed(scene, "上的长")
    assert await listed(scene, "没有的") == "没有找到这样的自我介绍。"
    scene.eve.says(scene.group, "#自我介绍 大家好")
    assert "缺少：名字、城市、职业和爱好。" in (await told(scene, "还差一点")).text


async def test_copy_is_refused(scene: Scene) -> None:
    await on(scene)
    scene.bob.says(scene.group, WHOLE)
    await told(scene, "Bob is introduced")
    scene.eve.says(scene.group, WHOLE.replace("Gil", "Eve").replace("#intro", "#INTRO hi"))
    answer = await told(scene, "Somebody else introduced themselves like this")
    assert "Eve" in answer.text


async def test_album_caption_counts_and_photo_may_be_required(scene: Scene) -> None:
    await on(scene, "intro.photo required")
    scene.eve.says(scene.group, WHOLE)
    await told(scene, "A photo belongs to it.")
    scene.bob.sends_album(scene.group, [{"photo": True, "caption": WHOLE}, {"photo": True}])
    await told(scene, "Bob is introduced")


async def test_administrators_return_and_accept(scene: Scene, tg: Telegram) -> None:
    await on(scene)
    said = scene.bob.says(scene.group, WHOLE)
    answer = await told(scene, "Bob is introduced")
    scene.eve.says(scene.group, "/intro return no", reply_to=said)
    await scene.quiet()
    assert "is introduced" in answer.text
    scene.clock.advance(4)
    scene.ann.says(scene.group, "/intro return <b>who?", reply_to=said)
    await tg.until(lambda: "returned your introduction" in answer.text)
    assert "Why: <b>who?" in answer.text
    assert "Nobody" in await listed(scene)
    scene.ann.presses(answer, "Accept (admins)")
    await tg.until(lambda: "Bob is introduced" in answer.text)
    short = scene.eve.says(scene.group, "#intro I am Eve")
    await told(scene, "Eve, your introduction is not complete")
    await scene.ask(scene.ann, f"/helper add {scene.bob.id} intro")
    scene.bob.says(scene.group, "/intro accept", reply_to=short)
    await told(scene, "Eve is introduced")


async def form(scene: Scene, person: Person) -> None:
    """Fill the form in, up to the photo."""
    person.starts_bot(f"intro_{await room_of(scene)}")
    await sees(scene, person, "Your name?")


async def room_of(scene: Scene) -> str:
    """The number of the club, from the button that opens the form."""
    answer = await scene.ask(scene.bob, "/intro")
    return str(answer.button("Introduce yourself")["url"]).rpartition("_")[2]


async def fill(scene: Scene, person: Person, *answers: str, then: str) -> None:
    for said in answers:
        before = len(scene.lines(person.private))
        person.tells_bot(said)
        await scene.tg.until(lambda n=before: len(scene.lines(person.private)) > n)
    await sees(scene, person, then)


async def test_who_was_there_before_the_bot_introduces_themselves(
    scene: Scene, tg: Telegram
) -> None:
    """Telegram says nothing of their place: they are known by what they write."""
    scene.group.remove_bot()
    old = scene.newcomer("Old", username="old_one")
    scene.group.add_bot()
    await on(scene)
    old.says(scene.group, "hello")
    await tg.idle()
    await form(scene, old)
    await fill(scene, old, "Old", "Porto", "baker", "novels", then="Anything else?")
    await fill(scene, old, "I bake bread and cake every day", then="Send a photo.")
    old.presses(card_of(scene, old), "Skip")
    old.presses(await sees(scene, old, "This goes to Book club"), "Post")
    await sees(scene, old, "Posted in Book club")
    assert "Old" in await listed(scene, "porto")


async def test_form_in_private(scene: Scene, tg: Telegram) -> None:
    await on(scene)
    await form(scene, scene.bob)
    await fill(scene, scene.bob, "Bob", "Lisbon", then="Your job?")
    scene.bob.presses(card_of(scene, scene.bob), "Back")
    await sees(scene, scene.bob, "So far: Lisbon")
    await fill(scene, scene.bob, "Porto", "baker", "novels", then="Anything else?")
    await fill(scene, scene.bob, "I bake <b>bread</b> & cake", then="Send a photo.")
    scene.bob.sends(scene.bob.private, photo=True)
    look = await sees(scene, scene.bob, "This goes to Book club")
    scene.bob.presses(look, "Post")
    await sees(scene, scene.bob, "Posted in Book club")
    await tg.until(lambda: any("city: Porto" in one.text for one in pictures(scene)))
    assert "Bob" in await listed(scene, "porto")
    assert "Bob" in await listed(scene, "<b>bread</b>")


def pictures(scene: Scene) -> list[Message]:
    return [one for one in scene.group.messages if one.author is scene.tg.bot]


async def test_form_survives_a_kill(launch: Launch, tg: Telegram, clock: RunningClock) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await on(scene)
        await form(scene, scene.bob)
        await fill(scene, scene.bob, "Bob", "Lisbon", then="Your job?")
        await tg.idle()
    async with launch():
        await fill(scene, scene.bob, "baker", "long novels about the sea", then="Anything else?")
        scene.bob.presses(card_of(scene, scene.bob), "Skip")
        await sees(scene, scene.bob, "Send a photo.")
        scene.bob.presses(card_of(scene, scene.bob), "Skip")
        look = await sees(scene, scene.bob, "This goes to")
        assert "city: Lisbon" in look.text
        scene.bob.presses(look, "Post")
        await told(scene, "hobby: long novels")


async def test_half_time_reminder_and_kick(scene: Scene, tg: Telegram) -> None:
    await on(scene, "intro.action kick")
    fay, gil = scene.newcomer("Fay"), scene.newcomer("Gil")
    fay.starts_bot()
    call = await told(scene, "New here?")
    assert call.button("Introduce yourself")
    gil.says(scene.group, WHOLE, reply_to=call)
    await told(scene, "Gil is introduced")
    scene.clock.advance(12 * HOUR + MINUTE)
    await sees(scene, fay, "Otherwise you are removed.")
    fay.leaves(scene.group)
    await scene.quiet()
    fay.joins(scene.group)
    await scene.quiet()
    scene.clock.advance(13 * HOUR)
    await scene.out(fay)
    assert scene.group.status(gil) == "member"
    assert await scene.cases() == ["intro · removed · Fay · in force"]


async def test_text_only_until_done(scene: Scene, tg: Telegram) -> None:
    await on(scene, "intro.until_done text-only")
    fay, gil = scene.newcomer("Fay"), scene.newcomer("Gil")
    await tg.until(lambda: not scene.group.may(fay, "can_send_photos"))
    assert scene.group.may(fay, "can_send_messages")
    fay.says(scene.group, WHOLE)
    await tg.until(lambda: scene.group.may(fay, "can_send_photos"))
    assert not scene.group.may(gil, "can_send_photos")
    await scene.set("intro.enabled off")
    await scene.later(lambda: scene.group.may(gil, "can_send_photos"))


async def test_leaving_does_not_keep_our_own_restriction(scene: Scene, tg: Telegram) -> None:
    """T79: the task goes on where it was, and what it took is given back all the same."""
    await on(scene, "intro.until_done text-only")
    fay = scene.newcomer("Fay")
    await tg.until(lambda: not scene.group.may(fay, "can_send_photos"))
    await scene.quiet()
    lines = (await scene.ask(fay, "/me")).text.splitlines()
    (due,) = (line for line in lines if line.startswith("Introduction: until "))
    scene.clock.advance(HOUR)
    fay.leaves(scene.group)
    await scene.quiet()
    fay.joins(scene.group)
    await tg.idle()
    await tg.until(lambda: not scene.group.may(fay, "can_send_photos"))
    assert due in (await scene.ask(fay, "/me")).text
    fay.says(scene.group, WHOLE)
    await tg.until(lambda: scene.group.may(fay, "can_send_photos"))


async def test_approved_and_promoted_people_are_left_alone(scene: Scene, tg: Telegram) -> None:
    await on(scene, "intro.action kick", "intro.until_done text-only")
    fay, gil, hal = (scene.newcomer(name) for name in ("Fay", "Gil", "Hal"))
    await tg.until(lambda: not scene.group.may(hal, "can_send_photos"))
    await scene.ask(scene.ann, f"/approve {fay.id}")
    scene.ann.promotes(gil, scene.group)
    await scene.quiet()
    scene.clock.advance(13 * HOUR)
    await tg.until(lambda: scene.group.may(fay, "can_send_photos"))
    await scene.later(lambda: scene.group.find("please introduce yourselves"))
    scene.clock.advance(13 * HOUR)
    await scene.out(hal)
    assert scene.group.status(fay) == "member"
    assert scene.group.status(gil) == "administrator"


async def test_after_an_outage_they_are_reminded_first(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await on(scene, "intro.action kick")
        fay = scene.newcomer("Fay")
        await told(scene, "New here?")
        await tg.idle()
    clock.advance(3 * DAY)
    async with launch():
        await scene.later(lambda: scene.group.find("please introduce yourselves"))
        assert scene.group.status(fay) == "member"
        clock.advance(13 * HOUR)
        await scene.out(fay)


async def test_rules_and_card_in_chinese(scene_zh: Scene) -> None:
    scene = scene_zh
    await scene.set("intro.action kick")
    said = (await scene.ask(scene.bob, "群规")).text
    assert "新成员在24 小时内发 #自我介绍" in said or "发 #自我介绍，至少 30 个字。" in said
    assert "自我介绍每行写一项：名字、城市、职业和爱好。" in said
    assert "之后可以再来" in said
    assert "还没有自我介绍" in (await scene.ask(scene.bob, "/me")).text


async def test_mute_and_the_door(scene: Scene, tg: Telegram) -> None:
    """Who passes the door is silent until they are done, and then is not."""
    await on(scene, "intro.until_done mute")
    fay = scene.newcomer("Fay")
    await tg.until(lambda: not scene.group.may(fay, "can_send_messages"))
    await form(scene, fay)
    await fill(scene, fay, "Fay", "Oslo", "nurse", "skiing and old maps", then="Anything else?")
    fay.presses(card_of(scene, fay), "Skip")
    fay.presses(await sees(scene, fay, "Send a photo."), "Skip")
    fay.presses(await sees(scene, fay, "This goes to"), "Post")
    await tg.until(lambda: scene.group.may(fay, "can_send_messages"))


async def test_index_is_kept_up_to_date(scene: Scene, tg: Telegram) -> None:
    await on(scene)
    scene.ann.says(scene.group, "/intros index")
    board = await told(scene, "📇 Introductions: 0.")
    await tg.idle()
    scene.bob.says(scene.group, WHOLE)
    await scene.later(lambda: "Introductions: 1." in board.text)
    assert "Bob" in board.text


async def test_gate(scene: Scene, tg: Telegram) -> None:
    await on(scene)
    await scene.set("entry.require intro")
    cem = await knock(scene)
    await sees(scene, cem, "Introduce yourself in at least 30 characters")
    cem.tells_bot("name: Cem\ncity: Izmir\njob: sailor and a writer of letters")
    await sees(scene, cem, "Missing: hobby.")
    cem.tells_bot("hobby: knots")
    await inside(scene, cem)
    await told(scene, "city: Izmir")
    assert "Cem" in await listed(scene, "izmir")


async def test_two_hundred_newcomers(scene: Scene, tg: Telegram) -> None:
    """T61: everybody is introduced, or reminded and then removed."""
    await on(scene, "intro.action kick")
    people = [scene.newcomer(f"N{at}") for at in range(200)]
    await tg.idle()
    jobs = ["baker", "nurse", "sailor", "judge", "miner", "tailor", "painter"]
    done = people[:60]
    for at, one in enumerate(done):
        said = "".join(chr(97 + (at * 7 + k * k * (at + 3)) % 26) for k in range(60))
        one.says(
            scene.group, f"#intro\nname: N{at}\ncity: {at}\njob: {jobs[at % 7]}\nhobby: {said}"
        )
    for one in people[60:100]:
        one.starts_bot()
    await tg.idle()
    head = await listed(scene)
    assert "Introductions: 60." in head, head
    scene.clock.advance(12 * HOUR + MINUTE)
    called: set[str] = set()

    def reminded() -> tuple[int, int]:
        """How many were reminded in private, and how many by name in the group."""
        for line in scene.lines():
            if "please introduce yourselves" in line.text:
                called.update(re.findall(r"N\d+", line.text))
        private = (scene.lines(one.private) for one in people)
        return sum("waiting for your" in str([m.text for m in said]) for said in private), len(
            called
        )

    await scene.later(lambda: reminded() == (40, 100))
    scene.clock.advance(DAY)
    out = lambda: sum(scene.group.status(one) == "left" for one in people)  # noqa: E731
    await scene.later(lambda: out() == 140, step=30)
    assert all(scene.group.status(one) == "member" for one in done)
    assert f"Introductions: {len(done)}. " in await listed(scene)

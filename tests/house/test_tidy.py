"""Tidying: what nobody has to read any more goes by itself, and what is read stays."""

import msgspec
from kit import chatter

from bot.app import Warden
from bot.core.house import Route
from bot.core.perception import perceive
from handlers.tidy import is_coming_or_going
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.press import Answer
from tests.conftest import Launch
from tests.house.conftest import HOUR, MINUTE, Scene
from tests.house.desk import Desk, quarantined

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"


async def stands(scene: Scene, *messages: Message) -> None:
    """See that these are still there, once everything that is due was done."""
    witness = await scene.ask(scene.ann, "/set zone")
    await scene.quiet()
    assert not witness.deleted
    assert not any(one.deleted for one in messages)


async def goes(scene: Scene, *messages: Message, within: float = MINUTE) -> None:
    """See that these go by themselves, as time passes."""
    await scene.later(lambda: all(one.deleted for one in messages), step=within / 6)


def asked(answer: Message) -> Message:
    """The command that was answered."""
    assert answer.reply_to is not None
    return answer.reply_to


async def test_confirmations_and_commands_go_after_a_minute(scene: Scene) -> None:
    done = await scene.set("ads.level strict")
    wrong = await scene.ask(scene.ann, "/set ads.level hard")
    usage = await scene.ask(scene.ann, "/reset")
    scene.clock.advance(30)
    await stands(scene, done, wrong, usage, asked(done))
    await goes(scene, done, wrong, usage, asked(done), asked(wrong), asked(usage))


async def test_what_is_read_goes_after_ten_minutes(scene: Scene) -> None:
    read = [await scene.ask(scene.bob, text) for text in ("/rules", "/help", "/lang")]
    read.append(await scene.ask(scene.ann, "/set ads.level"))
    await goes(scene, *[asked(one) for one in read])
    scene.clock.advance(6 * MINUTE)
    await stands(scene, *read)
    await goes(scene, *read, within=10 * MINUTE)


async def test_being_paged_waits(scene: Scene, tg: Telegram) -> None:
    """Every turn of a page gives it ten minutes more."""
    lines = "\n".join(f"ads.level@{topic}: strict" for topic in range(1, 31))
    assert (await scene.ask(scene.ann, f"/setconfig\n{lines}")).text.startswith("✅")
    listed = await scene.ask(scene.ann, "/config")
    assert listed.buttons == ["◀", "1/2", "▶"]
    for _ in range(3):
        scene.clock.advance(9 * MINUTE)
        before = len(listed.edits)
        assert await scene.ann.presses(listed, "▶").answer == Answer()
        await tg.until(lambda before=before: len(listed.edits) > before)
    await stands(scene, listed)
    foreign = await scene.bob.presses(listed, "▶").answer
    assert foreign == Answer("This button is for somebody else.", alert=True)
    await goes(scene, listed, within=10 * MINUTE)


async def test_bare_words_stay_and_their_answers_go(scene: Scene) -> None:
    answer = await scene.ask(scene.bob, "群规")
    await goes(scene, answer, within=10 * MINUTE)
    assert not asked(answer).deleted


async def test_cards_and_talk_stay(scene: Scene) -> None:
    card = scene.lines()[0]
    talk = scene.bob.says(scene.group, "hello")
    for _ in range(30):
        scene.clock.advance(HOUR)
        await scene.tg.idle(quiet=0.02)
    await stands(scene, card, talk)


async def test_tidying_is_set_by_the_group(scene: Scene) -> None:
    done = await scene.set("tidy.commands 10s")
    await goes(scene, done, asked(done), within=10)
    done = await scene.set("tidy.commands off")
    scene.clock.advance(HOUR)
    await stands(scene, done, asked(done))
    off = await scene.set("tidy.enabled off")
    rules = await scene.ask(scene.bob, "/rules")
    scene.clock.advance(HOUR)
    await stands(scene, off, asked(off), rules, asked(rules))


async def test_t70_spans_that_are_none(scene: Scene) -> None:
    """T70: what was set stays."""
    for wrong in ("５m", "٣m", "1e2s", "-1m", "9s", "2d", "1.5m", "-0", "9" * 30 + "s", "m", "60"):
        said = await scene.ask(scene.ann, f"/set tidy.commands {wrong}")
        assert said.text.startswith("tidy.commands: not understood."), wrong
    assert (await scene.ask(scene.ann, "/config")).text == "Everything is as it comes."


async def test_join_lines_stay_unless_the_group_wants_them_gone(scene: Scene, tg: Telegram) -> None:
    lines = [one for one in scene.group.messages if one.service]
    await stands(scene, *lines)
    await scene.set("tidy.joins on")
    fay = scene.newcomer("Fay")
    (came,) = [one for one in scene.group.messages if one.service and one not in lines]
    await scene.gone(came)
    fay.leaves(scene.group)
    await scene.quiet()
    assert [one for one in scene.group.messages if one.service] == lines
    scene.ann.retitles(scene.group, "Reading club")
    await scene.quiet()
    assert scene.group.messages[-3].service or scene.group.find("Reading") is None
    titled = [one for one in scene.group.messages if one.service and one not in lines]
    assert [one.content.get("new_chat_title") for one in titled] == ["Reading club"]


async def test_join_line_with_an_ad_for_a_name_goes_with_its_author(scene: Scene) -> None:
    await scene.set("tidy.joins on")
    bad = scene.newcomer(AD)
    await scene.out(bad)
    await scene.quiet()
    assert scene.group.find(AD) is None


async def test_join_lines_are_chatter_unless_the_group_wants_them_gone(
    scene: Scene, warden: Warden
) -> None:
    """Nothing is done about them that takes a turn of its own: many may come at once."""
    await scene.quiet()
    room = warden.memory.book.at(scene.group.id)
    assert room is not None

    def route() -> Route | None:
        values = warden.memory.values(room.id)
        assert values is not None
        came = {"new_chat_members": [{"id": 7, "is_bot": False, "first_name": "Fay"}]}
        update = msgspec.json.decode(chatter(1, chat=scene.group.id, **came))
        del update["message"]["text"]
        facts = perceive(msgspec.json.encode(update), 0)
        assert is_coming_or_going(facts)
        return warden.runtime.house.route(facts, values)

    await scene.quiet()
    assert route() is None
    await scene.set("tidy.joins on")
    await scene.quiet()
    found = route()
    assert found is not None
    assert len(found.watchers) == 1


async def test_trouble_is_told_for_as_long_as_other_notices(scene: Scene, tg: Telegram) -> None:
    """What could not be done is read, and then goes like every other notice."""
    await scene.set("tidy.notices 2h")
    scene.group.set_bot_rights("can_invite_users")
    scene.eve.says(scene.group, AD)
    await tg.until(lambda: scene.group.find("⚠️"))
    trouble = scene.group.find("⚠️")
    assert trouble is not None
    scene.clock.advance(HOUR)
    await stands(scene, trouble)
    await goes(scene, trouble, within=2 * HOUR)


async def test_decided_call_goes_like_other_notices(scene: Scene, tg: Telegram) -> None:
    await scene.set("tidy.notices 2h")
    scene.eve.says(scene.group, "带你赚钱 @foo_bar")
    await tg.until(lambda: scene.group.find("please decide"))
    line = scene.group.find("please decide")
    assert line is not None
    scene.clock.advance(3 * HOUR)
    await stands(scene, line)
    await scene.ann.presses(line, "Kick").answer
    await tg.until(lambda: line.text == "#1 → in force (removed)")
    scene.clock.advance(HOUR)
    await stands(scene, line)
    await goes(scene, line, within=2 * HOUR)


async def test_what_is_due_while_the_bot_is_down_goes_later(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """A restart in the middle: nothing is left standing for ever."""
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        done = await scene.set("ads.level strict")
        rules = await scene.ask(scene.bob, "/rules")
        await tg.idle()
    clock.advance(HOUR)
    async with launch() as warden:
        await scene.gone(done, asked(done), rules, asked(rules))
        assert await quarantined(warden) == []


async def test_t5_somebody_was_faster(scene: Scene, warden: Warden) -> None:
    """T5: an admin deletes the answer before its time: nobody is told of any trouble."""
    done = await scene.set("ads.level strict")
    scene.ann.deletes(done)
    await goes(scene, asked(done))
    await scene.quiet()
    assert scene.group.find("⚠️") is None
    assert await quarantined(warden) == []


async def test_private_chats_are_not_tidied(scene: Scene) -> None:
    desk = Desk(scene, scene.ann)
    said = [await desk.types(text) for text in ("/help", "/lang", "/lang xx")]
    scene.clock.advance(HOUR)
    await scene.quiet()
    assert not any(one.deleted for one in said)


async def test_without_the_right_to_delete_the_rest_goes_on(scene: Scene, warden: Warden) -> None:
    """The bot may delete its own; a command that it may not delete stays."""
    scene.group.withdraw("can_delete_messages")
    done = await scene.set("ads.level strict")
    await goes(scene, done)
    assert not asked(done).deleted
    assert (await scene.ask(scene.ann, "/config")).text == "ads.level = strict"
    assert await quarantined(warden) == []

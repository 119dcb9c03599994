"""Names that change back and forth, rules that change midway, and texts that members read."""

import pytest

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import DAY, HOUR, MINUTE, Scene
from tests.house.door import card_of, knock, seen, solution
from tests.house.test_namecard import carded, filled, opened, told
from tests.house.test_naming import FORMAT, reminded, talk

RIGHT = "Bonn-nurse-Bob"


async def test_t79_right_for_a_moment_gains_no_time(scene: Scene, tg: Telegram) -> None:
    """Whoever is right, says so, and changes it back goes on where they were."""
    scene.bob.starts_bot()
    await tg.idle()
    await scene.set(FORMAT)
    await scene.set("naming.action mute")
    await talk(scene, scene.bob)
    await reminded(scene, scene.bob, "otherwise you are muted")
    asked = scene.lines(scene.bob.private)[-1]
    scene.clock.advance(23 * HOUR)
    scene.bob.renames(RIGHT)
    assert (await scene.bob.presses(asked, "I have changed it").answer).text.startswith("✅")
    await tg.idle()
    scene.bob.renames("Bob")
    await talk(scene, scene.bob)
    scene.clock.advance(HOUR + MINUTE)
    await scene.out(scene.bob, "restricted")


async def test_who_was_right_long_enough_has_their_time_again(scene: Scene, tg: Telegram) -> None:
    scene.bob.starts_bot()
    await tg.idle()
    await scene.set(FORMAT)
    await scene.set("naming.action mute")
    await talk(scene, scene.bob)
    await reminded(scene, scene.bob, "otherwise you are muted")
    scene.bob.renames(RIGHT)
    scene.bob.presses(scene.lines(scene.bob.private)[-1], "I have changed it")
    await tg.idle()
    scene.clock.advance(DAY + MINUTE)
    await scene.quiet()
    scene.bob.renames("Bob")
    await talk(scene, scene.bob)
    scene.clock.advance(23 * HOUR)
    await scene.quiet()
    assert scene.group.status(scene.bob) == "member"
    assert "@bob_reads: until" in (await scene.ask(scene.ann, "/names")).text


async def test_right_by_the_old_rule_is_not_late_by_the_new_one(scene: Scene, tg: Telegram) -> None:
    """They were asked once, mended it, and the rule changed before anybody looked."""
    await scene.set("naming.format {city}-{name}")
    await scene.set("naming.action kick")
    await talk(scene, scene.eve)
    scene.eve.renames("Bonn-Eve")
    await talk(scene, scene.eve)
    scene.clock.advance(20 * HOUR)
    await scene.set(FORMAT)
    scene.clock.advance(5 * HOUR)
    await tg.until(lambda: tg.calls_of("getChatMember"))
    await tg.idle()
    assert scene.group.status(scene.eve) == "member"
    scene.clock.advance(23 * HOUR)
    await scene.quiet()
    assert scene.group.status(scene.eve) == "member"
    scene.clock.advance(2 * HOUR)
    await scene.out(scene.eve)


async def test_who_is_late_is_dealt_with_once_that_is_decided(scene: Scene, tg: Telegram) -> None:
    await scene.set(FORMAT)
    await talk(scene, scene.eve)
    scene.clock.advance(2 * DAY)
    await tg.until(lambda: tg.calls_of("getChatMember"))
    await tg.idle()
    assert "late" in (await scene.ask(scene.ann, "/names")).text
    await scene.set("naming.action kick")
    await talk(scene, scene.eve)
    scene.clock.advance(23 * HOUR)
    await scene.quiet()
    assert scene.group.status(scene.eve) == "member"
    scene.clock.advance(2 * HOUR)
    await scene.out(scene.eve)


async def test_who_is_muted_hears_of_the_new_rule(scene: Scene, tg: Telegram) -> None:
    scene.bob.starts_bot()
    await tg.idle()
    await scene.set(FORMAT)
    await scene.set("naming.action mute")
    await talk(scene, scene.bob)
    scene.clock.advance(DAY + MINUTE)
    await scene.out(scene.bob, "restricted")
    await scene.set("naming.on card")
    await reminded(scene, scene.bob, "asks you for a name card")
    assert "You are muted until it is right." in seen(scene, scene.bob)
    await scene.set("naming.format off")
    await scene.out(scene.bob, "member")
    await reminded(scene, scene.bob, "you may write in Book club again")
    assert "is right" not in seen(scene, scene.bob)


async def test_a_shorter_mute_does_not_end_that_for_the_name(scene: Scene, tg: Telegram) -> None:
    await scene.set(FORMAT)
    await scene.set("naming.action mute")
    await talk(scene, scene.eve)
    scene.clock.advance(DAY + MINUTE)
    await scene.out(scene.eve, "restricted")
    await scene.ask(scene.ann, "/mute @eve_sells 1h")
    scene.clock.advance(HOUR + MINUTE)
    await scene.out(scene.eve, "member")
    await talk(scene, scene.eve)
    await scene.later(lambda: scene.group.status(scene.eve) == "restricted", step=MINUTE)


async def test_everybody_who_waits_is_called(scene: Scene, tg: Telegram) -> None:
    """More than one line holds: the others are in the next one."""
    await scene.set("antiraid.enabled off")
    await scene.set(FORMAT)
    people = [scene.newcomer(f"N{at}") for at in range(20)]
    await tg.idle()

    def called() -> set[str]:
        lines = [one for one in scene.group.messages if "👤" in one.text]
        return {
            entity["user"]["id"]
            for one in lines
            for entity in one.content.get("entities", [])
            if "user" in entity
        }

    everybody: set[str] = set()

    def all_called() -> bool:
        everybody.update(called())
        return everybody >= {one.id for one in people}

    await scene.later(all_called)


@pytest.mark.parametrize(
    "written", ["<{city}> {name}", "{city} & <3 {name}", "</code>{city}-{name}"]
)
async def test_t67_a_rule_with_signs_of_markup_is_told(
    scene: Scene, tg: Telegram, written: str
) -> None:
    scene.bob.starts_bot()
    await tg.idle()
    await scene.set(f"naming.format {written}")
    assert f"Names look like {written}," in (await scene.ask(scene.bob, "/rules")).text
    await talk(scene, scene.bob)
    await reminded(scene, scene.bob, f"Names look like {written}")


async def test_a_banned_name_is_in_no_list(scene: Scene, tg: Telegram) -> None:
    await scene.set("naming.banned wombat")
    await scene.set("naming.action mute")
    scene.eve.renames("Royal Wоmbаt")  # with Cyrillic letters
    await talk(scene, scene.eve)
    scene.clock.advance(DAY + MINUTE)
    await scene.out(scene.eve, "restricted")
    assert await scene.cases() == [f"naming · muted · {scene.eve.id} · in force"]


async def test_a_city_of_two_words_is_filled_in(scene: Scene, tg: Telegram) -> None:
    """Two words follow `{city}-{name}`, too: who says that they do not mean that is believed."""
    scene.bob.starts_bot()
    for line in ("naming.format {city}-{name}", "naming.on card"):
        await scene.set(line)
    scene.bob.starts_bot("namecard_1")
    await told(scene, scene.bob, "1/2 · Your city?")
    scene.bob.tells_bot("New York")
    await told(scene, scene.bob, "you will be called")
    scene.bob.presses(card_of(scene, scene.bob), "Change")
    await told(scene, scene.bob, "1/2 · Your city?")
    scene.bob.tells_bot("New York")
    await told(scene, scene.bob, "2/2 · Your name?")
    scene.bob.tells_bot("Bob")
    await told(scene, scene.bob, "New York-Bob")


async def test_a_whole_name_is_taken_at_any_step(scene: Scene, tg: Telegram) -> None:
    await carded(scene)
    await opened(scene, scene.bob)
    scene.bob.presses(card_of(scene, scene.bob), "Graz")
    await told(scene, scene.bob, "2/3 · Your job?")
    scene.bob.tells_bot("Bonn | cook | Bob")
    await told(scene, scene.bob, "Bonn | cook | Bob")


async def test_what_is_typed_for_another_gate_is_no_name(scene: Scene, tg: Telegram) -> None:
    for line in (
        "naming.format {name}",
        "naming.on card",
        "entry.captcha math",
        "entry.require captcha and name",
    ):
        await scene.set(line)
    cem = await knock(scene)
    asked = card_of(scene, cem)
    sum_ = solution(asked.text)
    cem.tells_bot("0")
    await tg.until(lambda: "That was not right" in seen(scene, cem))
    sum_ = solution(seen(scene, cem))
    cem.tells_bot(sum_)
    await tg.until(lambda: "Write what you are to be called" in seen(scene, cem))
    cem.tells_bot("Cem")
    await scene.out(cem, "member")
    assert "🏷 Name card: Cem" in (await scene.ask(cem, "/me")).text


async def test_mended_behind_another_mute_it_does_not_come_back(scene: Scene, tg: Telegram) -> None:
    """T95: the mute for the name gave way to another one, and is over when that is undone."""
    scene.bob.starts_bot()
    await tg.idle()
    await scene.set(FORMAT)
    await scene.set("naming.action mute")
    await talk(scene, scene.bob)
    scene.clock.advance(DAY + MINUTE)
    await scene.out(scene.bob, "restricted")
    await reminded(scene, scene.bob, "You are muted until it is right.")
    await scene.ask(scene.ann, "/mute @bob_reads 3d")
    scene.bob.renames(RIGHT)
    asked = scene.lines(scene.bob.private)[-1]
    assert (await scene.bob.presses(asked, "I have changed it").answer).text.startswith("✅")
    await tg.idle()
    number = (await scene.ask(scene.ann, "/cases")).text.splitlines()[0].split()[0]
    await scene.ask(scene.ann, f"/undo {number}")
    await scene.out(scene.bob, "member")


async def test_a_tag_that_is_being_changed_is_not_their_own(scene: Scene, tg: Telegram) -> None:
    """A message that was on its way shows the tag before."""
    await carded(scene)
    await filled(scene, scene.bob, "Bonn-nurse-Bob")
    await tg.until(lambda: scene.group.member(scene.bob).tag == "Bonn-nurse-Bob")
    scene.clock.advance(HOUR)
    await filled(scene, scene.bob, "Graz-cook-Bob")
    scene.bob.sends(scene.group, text="hello", sender_tag="Bonn-nurse-Bob")
    await tg.idle()
    assert "🏷 Name card: Graz-cook-Bob" in (await scene.ask(scene.bob, "/me")).text


async def test_whoever_is_approved_is_free_at_once(scene: Scene, tg: Telegram) -> None:
    await scene.set(FORMAT)
    await scene.set("naming.action mute")
    await talk(scene, scene.eve)
    scene.clock.advance(DAY + MINUTE)
    await scene.out(scene.eve, "restricted")
    assert "muted" not in (await scene.ask(scene.ann, "/approve @eve_sells")).text
    await scene.out(scene.eve, "member")
    await talk(scene, scene.eve)
    assert "eve_sells" not in (await scene.ask(scene.ann, "/names")).text


async def test_as_a_chinese_keyboard_types_it(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    said = (await scene.set("naming.format ｛星座｝－｛城市｝｜｛昵称：2..6｝")).text
    assert "例如 星座－北京｜小明 或 星座2－上海｜阿兰" in said
    await scene.set("naming.city 北京｜上海｜广州")
    rules = (await scene.ask(scene.bob, "群规")).text
    assert "{星座}－{城市}｜{名字}" in rules
    scene.bob.renames("白羊丨广州丨鲍勃")
    scene.eve.renames("白羊丨深圳丨伊芙")
    await talk(scene, scene.bob, scene.eve)
    listed = (await scene.ask(scene.ann, "/names")).text
    assert "eve_sells" in listed
    assert "bob_reads" not in listed


async def test_t97_a_kill_loses_no_time(launch: Launch, tg: Telegram, clock: RunningClock) -> None:
    """Between the reminder, the end of the time, the mute, and the name that is right."""
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        scene.bob.starts_bot()
        await scene.set(FORMAT)
        await scene.set("naming.action mute")
        await talk(scene, scene.bob)
        await reminded(scene, scene.bob, "otherwise you are muted")
    clock.advance(DAY + MINUTE)
    async with launch():
        await scene.out(scene.bob, "restricted")
    scene.bob.renames(RIGHT)
    clock.advance(2 * HOUR)
    async with launch():
        await scene.out(scene.bob, "member")
        assert await scene.cases() == ["naming · muted · Bob · taken back"]

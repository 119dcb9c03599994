"""The first card: what the bot lacks, in whose language, by whose clock, and who may change it."""

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.press import Answer
from tests.conftest import Launch
from tests.house.conftest import MINUTE, Scene
from tests.house.desk import NOTHING, STALE, Desk, quarantined, read

READY = (
    "👮 I keep this group from now on: ads go, talk stays. /rules shows the rules, /settings the "
    "settings."
)
KEPT = (
    "I keep what is said here for 30 days, so that it can be found: /climb. /set archive.keep off "
    "ends that and erases it."
)
KEPT_ZH = (
    "群里的发言我会保存 30 天，方便查找（发 /climb）。不想保存，就发 /set archive.keep off，"
    "已存的也会删除。"
)
READY_ZH = "👮 从现在起，本群由我看管：广告清走，聊天留下。发 /rules 看群规，发 /settings 看设置。"
REFUSED = Answer("You need the right to change group info for that.", alert=True)
BUTTONS = ["Set up", "What is on", "Language · 中文", "Time zone"]


def card(scene: Scene, chat: Chat | None = None) -> Message:
    """The card of the club."""
    return next(one for one in scene.lines(chat) if one.text.startswith("👮"))


async def turns(scene: Scene, label: str) -> list[str]:
    """Ann presses a button of the card, which shows something else then."""
    scene.clock.advance(4)
    shown = card(scene)
    before = len(shown.edits)
    assert await scene.ann.presses(shown, label).answer == NOTHING
    await scene.tg.until(lambda: len(shown.edits) > before)
    return shown.text.rpartition(" (")[0].split("\n\n")


async def test_card_says_what_the_bot_lacks_until_it_has_it(scene: Scene, tg: Telegram) -> None:
    choir = tg.supergroup("Choir", owner=scene.ann)
    choir.add_bot(rights=["can_delete_messages"])
    await tg.until(lambda: scene.lines(choir))
    assert card(scene, choir).text.splitlines()[:3] == [
        "👮 I am here, but I lack rights:",
        "• ban users",
        "Group settings → Administrators → me → switch them on.",
    ]
    await tg.idle()
    scene.clock.advance(4)
    choir.set_bot_rights("can_delete_messages", "can_restrict_members")
    await tg.until(lambda: card(scene, choir).text.startswith(READY))
    assert len(scene.lines(choir)) == 1


LACKING = [
    "👮 I am here, but I lack rights:",
    "• delete messages",
    "• ban users",
    "Group settings → Administrators → me → switch them on.",
]


async def test_card_of_a_basic_group_says_what_is_lacking_there(scene: Scene, tg: Telegram) -> None:
    """That it should become a supergroup first, and what the bot may not do meanwhile."""
    small = tg.group("Small club", owner=scene.ann)
    small.add_bot(rights=False)
    await tg.until(lambda: scene.lines(small))
    basic, lacking = card(scene, small).text.split("\n\n")[:2]
    assert basic.startswith("👮 I am here. This is a basic group, and in one nobody can be muted.")
    assert lacking.splitlines() == LACKING
    await tg.idle()
    scene.clock.advance(4)
    small.set_bot_rights("can_delete_messages", "can_restrict_members")
    await tg.until(lambda: "I lack rights" not in card(scene, small).text)
    assert card(scene, small).text.startswith(f"{basic}\n\n{KEPT}\n\nLanguage: English")


async def test_card_says_again_what_is_lacking_after_a_demotion(scene: Scene, tg: Telegram) -> None:
    shown = card(scene)
    scene.group.set_bot_rights()
    await tg.until(lambda: shown.text.splitlines()[:4] == LACKING)
    assert shown.buttons == BUTTONS
    scene.clock.advance(4)
    scene.group.set_bot_rights("can_delete_messages", "can_restrict_members")
    await tg.until(lambda: shown.text.startswith(READY))
    assert [one for one in scene.lines() if one.text.startswith("👮")] == [shown]


async def test_card_in_english(scene: Scene) -> None:
    shown = card(scene)
    assert shown.text.startswith(f"{READY}\n\n{KEPT}\n\nLanguage: English · Time zone: UTC (")
    assert shown.buttons == BUTTONS
    assert shown.button("Set up")["url"] == "https://t.me/louzhang_bot?start=setup_1"


async def test_card_in_chinese(scene_zh: Scene) -> None:
    shown = card(scene_zh)
    assert shown.text.startswith(f"{READY_ZH}\n\n{KEPT_ZH}\n\n语言：中文 · 时区：Asia/Shanghai（")
    assert shown.buttons == ["开始设置", "已开启的功能", "换语言 · English", "换时区"]


@pytest.mark.parametrize(
    ("spoken", "begins"),
    [("en", READY), ("de", READY), ("zh-hant", READY_ZH), ("ZH", READY_ZH), (None, READY_ZH)],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_card_speaks_as_who_added_the_bot(
    scene: Scene, tg: Telegram, spoken: str | None, begins: str
) -> None:
    """A client that names no language gets the one of the configuration."""
    choir = tg.supergroup("Choir", owner=tg.person("Nia", language=spoken))
    choir.add_bot()
    await tg.until(lambda: scene.lines(choir))
    assert card(scene, choir).text.startswith(begins)


async def test_language_and_zone_are_changed_from_the_card(scene: Scene) -> None:
    zones = await turns(scene, "Time zone")
    assert zones == [READY, KEPT, "Language: English · Time zone: UTC"]
    assert card(scene).buttons[0] == "Asia/Shanghai"
    assert await turns(scene, "Back") == [READY, KEPT, "Language: English · Time zone: UTC"]
    await turns(scene, "Time zone")
    berlin = await turns(scene, "Europe/Berlin")
    assert berlin == [READY, KEPT, "Language: English · Time zone: Europe/Berlin"]
    assert card(scene).buttons == BUTTONS
    assert await read(scene, "zone") == "zone = Europe/Berlin"
    await turns(scene, "Language")
    assert card(scene).text.startswith(
        f"{READY_ZH}\n\n{KEPT_ZH}\n\n语言：中文 · 时区：Europe/Berlin（"
    )
    await turns(scene, "换语言")
    assert card(scene).buttons == BUTTONS


async def test_zone_goes_with_the_language_until_one_is_chosen(scene: Scene) -> None:
    await turns(scene, "Language")
    assert "时区：Asia/Shanghai（" in card(scene).text
    await turns(scene, "换语言")
    assert "Time zone: UTC (" in card(scene).text


async def test_t1_members_may_look_and_not_touch(scene: Scene, tg: Telegram) -> None:
    """T1: who has no right to change settings presses the card of who has."""
    shown = card(scene)
    before = shown.text
    for label in ("Language", "Time zone"):
        assert await scene.bob.presses(shown, label).answer == REFUSED
    for person in (scene.bob, scene.eve, scene.bob):
        scene.clock.advance(4)
        assert await person.presses(shown, "What is on").answer == NOTHING
    await tg.until(lambda: scene.group.find("On: "))
    await tg.idle()
    (told,) = [one for one in scene.lines() if one.text.startswith("On: ")]
    assert {"ads", "reports", "tidying"} <= set(
        told.text.splitlines()[0][4:].replace("and ", "").split(", ")
    )
    assert shown.text == before
    assert await read(scene, "zone") == "zone = UTC"


async def test_t12_t13_rights_of_the_moment(scene: Scene) -> None:
    """T12, T13: an admin without the right, then with it, then none any more."""
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    assert await scene.bob.presses(card(scene), "Language").answer == REFUSED
    scene.ann.promotes(scene.bob, scene.group, can_change_info=True)
    assert await scene.bob.presses(card(scene), "Time zone").answer == NOTHING
    await scene.tg.until(lambda: "UTC" in card(scene).buttons)
    scene.group.set_bot_rights()
    scene.ann.demotes(scene.bob, scene.group)
    scene.clock.advance(MINUTE + 1)
    assert await scene.bob.presses(card(scene), "Asia/Tokyo").answer == REFUSED
    assert await read(scene, "zone") == "zone = UTC"


async def test_t2_t7_forged_and_copied_buttons(scene: Scene, tg: Telegram, warden: Warden) -> None:
    """T2, T7: data of one's own making, and the card's keyboard in another chat."""
    shown = card(scene)
    data = shown.button("Language")["callback_data"]
    for forged in ("card_lang:zh", "card_zone:Mars/Base", data.replace("zh", "en"), data[1:]):
        assert await scene.ann.presses(shown, forged=forged).answer == STALE
    assert shown.buttons == BUTTONS
    other = tg.supergroup("Choir", owner=scene.ann)
    other.add_bot()
    await tg.until(lambda: scene.lines(other))
    copied = scene.ann.says(other, "card", reply_markup=shown.markup)
    for label in BUTTONS[1:]:
        assert await scene.ann.presses(copied, label).answer == STALE
    assert card(scene, other).text.startswith(READY)
    assert await quarantined(warden) == []


async def test_t3_taps_one_after_another(scene: Scene) -> None:
    """T3: two of the same tap are one; the card is edited, never told again."""
    shown = card(scene)
    taps = [scene.ann.presses(shown, "Language") for _ in range(3)]
    assert [await tap.answer for tap in taps] == [NOTHING] * 3
    await scene.tg.until(lambda: shown.text.startswith(READY_ZH))
    assert len([one for one in scene.lines() if one.text.startswith("👮")]) == 1


async def test_t5_card_that_was_deleted_comes_again(scene: Scene, tg: Telegram) -> None:
    """T5: an admin deletes the card; a press that was under way brings another one."""
    old = card(scene)
    scene.ann.deletes(old)
    assert await scene.ann.presses(old, "Time zone").answer == NOTHING
    await tg.until(lambda: scene.group.find(READY))
    assert card(scene).buttons[0] == "Asia/Shanghai"


async def test_restart_with_the_card_on_its_way(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """A card that Telegram did not take before the program ended is there, once, after it began."""
    scene = Scene(tg, clock)
    tg.faults.order(kind="429", method="sendMessage", retry_after=30)
    async with launch():
        scene.group.add_bot()
        await scene.struck("sendMessage")
    async with launch() as warden:
        await tg.until(lambda: scene.group.find(READY))
        await tg.idle()
        assert await turns(scene, "Time zone") == [
            READY,
            KEPT,
            "Language: English · Time zone: UTC",
        ]
        assert len([one for one in scene.lines() if one.text.startswith("👮")]) == 1
        assert await quarantined(warden) == []


async def test_card_and_panel_survive_the_move_to_a_supergroup(
    scene: Scene, tg: Telegram, warden: Warden
) -> None:
    """T91: the panel goes on; the bot's promotion in the supergroup shows the card there."""
    small = tg.group("Small club", owner=scene.ann)
    small.add_bot()
    await tg.until(lambda: scene.lines(small))
    desk = Desk(scene, scene.ann)
    said = await scene.ask(scene.ann, "/settings", small)
    payload = said.button("Open")["url"].partition("start=")[2]
    desk.panel = await desk.starts(payload)
    big = tg.upgrade(small)
    big.set_bot_rights("can_delete_messages", "can_restrict_members")
    await tg.until(lambda: scene.lines(big))
    assert card(scene, big).text.startswith(READY)
    assert await desk.goes("ads") != ""
    assert (await desk.goes("ads.enabled")).startswith("✅ ads.enabled = off")
    assert (await scene.ask(scene.ann, "/config", big)).text == "ads.enabled = off"
    scene.clock.advance(4)
    assert await scene.ann.presses(card(scene, big), "Time zone").answer == NOTHING
    await tg.until(lambda: "UTC" in card(scene, big).buttons)
    assert (await desk.starts(payload)).text.startswith("⚙️ Small club")
    assert await quarantined(warden) == []


@pytest.mark.parametrize("title", ["A" * 10_000, "Z" + "\u0351\u0489" * 2_000, "<b>{ $x }</b>&"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t64_t67_t68_card_of_a_group_with_any_title(
    scene: Scene, tg: Telegram, warden: Warden, title: str
) -> None:
    """T64, T67, T68"""
    choir = tg.supergroup(title, owner=scene.ann)
    choir.add_bot()
    await tg.until(lambda: scene.lines(choir))
    assert card(scene, choir).text.startswith(READY)
    assert (await scene.ask(scene.ann, "/settings", choir)).text.startswith("The settings of")
    assert await quarantined(warden) == []

"""Values in the panel: what is typed, what is shown again, and buttons of another version."""

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.press import Answer
from tests.house.conftest import Scene
from tests.house.desk import NOTHING, STALE, Desk, config, quarantined, read

HOSTILE = "<b>&amp;</b><a href='x'>{ $x } { 1 } \ue0000\ue001 ]]>\"'`*_"
NUMBERS = ("１２３", "1e9", "٣", "-0", "0", str(10**30), "1.5", "1,5", "1_0", "0x10", "-1", "1001")


async def test_t70_amounts_that_are_none(scene: Scene, warden: Warden) -> None:
    """T70: typed into the panel and behind `/set`, all are refused, and the question stays."""
    desk = Desk(scene, scene.ann)
    await desk.opens("ads", "ads.trust_after")
    await desk.hears("Type it")
    refused = "ads.trust_after: not understood. Allowed: 1 … 1000"
    for wrong in NUMBERS:
        assert (await desk.types(wrong)).text == refused, wrong
        assert (await scene.ask(scene.ann, f"/set ads.trust_after {wrong}")).text == refused, wrong
    assert await config(scene) == "Everything is as it comes."
    assert (await desk.types("+0025")).text.startswith("✅ ads.trust_after = 25\n")
    assert await read(scene, "ads.trust_after") == "ads.trust_after = 25"
    assert await quarantined(warden) == []


async def test_t67_t68_values_are_data_on_every_page(scene: Scene, warden: Warden) -> None:
    """T67, T68: markup and placeables in a value are shown as they were typed."""
    desk = Desk(scene, scene.ann)
    await desk.opens("ads", "ads.block")
    await desk.hears("Type it")
    desk.panel = await desk.types(HOSTILE)
    assert desk.panel.text.startswith(f"✅ ads.block = {HOSTILE}\n\nads.block\n")
    assert f"\n\nads.block = {HOSTILE[:60]}" in await desk.goes("Back")
    assert f"ads.block: {HOSTILE[:24]}"[:20] in " ".join(desk.panel.buttons)
    assert await config(scene) == f"ads.block = {HOSTILE}"
    assert await read(scene, "ads.block") == f"ads.block = {HOSTILE}"
    assert (await scene.ask(scene.ann, "/viewconfig")).text == f"ads.block: {HOSTILE}"
    wrong = await scene.ask(scene.ann, f"/set {HOSTILE.split()[0]} on")
    assert wrong.text.startswith(f"There is no setting {HOSTILE.split()[0]}")
    assert await quarantined(warden) == []


async def test_value_of_any_length_fits_a_page(scene: Scene, warden: Warden) -> None:
    """T64: a message holds 4,096 characters."""
    desk = Desk(scene, scene.ann)
    await desk.opens("ads", "ads.allow")
    for _ in range(2):
        await desk.hears("Type it")
        long = await desk.types("&<>" * 1300)
        assert long.text.startswith("✅ ads.allow = &<>&<>")
    await desk.goes("Back")
    assert await quarantined(warden) == []


async def test_topics_of_a_forum(scene: Scene, tg: Telegram) -> None:
    """`/set KEY@here` in a topic; the panel shows what differs, and changes the whole group."""
    forum = tg.supergroup("Forum", owner=scene.ann, forum=True)
    forum.add_bot()
    await tg.until(lambda: scene.lines(forum))
    market = tg.topic(forum, "Market")
    said = scene.ann.says(forum, "/set ads.level@here strict", topic=market.id)
    await tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].text == f"✅ ads.level@{market.id} = strict"
    assert scene.answers(said)[0].thread == market.id
    outside = await scene.ask(scene.ann, "/set ads.level@here soft", forum)
    assert outside.text == "Write ads.level@here in the topic that is meant."
    wrong = [f"ads.level@{topic}" for topic in ("x", "-1", "１", "9" * 20, "", "here@here")]
    for key in wrong[:4] + wrong[5:]:
        answer = await scene.ask(scene.ann, f"/set {key} soft", forum)
        assert answer.text == "Write ads.level@here in the topic that is meant.", key
    said = scene.ann.says(forum, "/settings", topic=market.id)
    await tg.until(lambda: scene.answers(said))
    desk = Desk(scene, scene.ann)
    link = scene.answers(said)[0].button("Open")["url"]
    desk.panel = await desk.starts(link.partition("start=")[2])
    await desk.goes("ads")
    shown = await desk.goes("ads.level")
    assert shown.splitlines()[-1] == f"ads.level@{market.id} = strict"
    assert (await desk.goes("soft")).startswith("✅ ads.level = soft\n")
    told = (await scene.ask(scene.ann, "/config", forum)).text
    assert told == f"ads.level = soft\nads.level@{market.id} = strict"


OLD = [
    "v:ads.level:nothing",
    "v:ads.trust_after:5",
    "v:no.such:on",
    "w:ads.level:on",
    "w:no.such:on",
    "s:no.such",
    "r:no.such",
    "t:no.such",
    "y:no.such",
    "f:nothing",
    "f:ads:99",
    "f:ads:x",
    "k:99",
    "k:-1",
    "k:",
    "c:nothing:00000000",
    "u:nothing",
    "l:fr",
    "l:",
    "z",
    "",
]


async def test_t4_buttons_of_another_version(scene: Scene, warden: Warden) -> None:
    """T4: an option, a setting, a page that does not exist any more; the panel opens anew."""
    desk = Desk(scene, scene.ann)
    await desk.opens("ads")
    chat, seal = scene.ann.private.id, warden.runtime.house.seal
    stale = Answer("This button is out of date.", alert=True)
    for do in OLD:
        scene.clock.advance(2)
        press = scene.ann.presses(desk.panel, forged=seal.close(chat, f"p:1:{do}"))
        assert await press.answer == stale, do
        await scene.tg.until(lambda: desk.panel.text.startswith("⚙️ Book club\n"))
    assert await config(scene) == "Everything is as it comes."
    gone = scene.ann.presses(desk.panel, forged=seal.close(chat, "p:99:g"))
    assert await gone.answer == STALE
    assert await quarantined(warden) == []


async def test_t4_preset_of_the_panel_that_is_out_of_date(scene: Scene) -> None:
    """T4: the panel's preview is shown anew where something changed meanwhile."""
    desk = Desk(scene, scene.ann)
    await desk.opens("Presets", "fans")
    await scene.set("ads.policy report")
    anew = await desk.goes("Confirm")
    assert "\n• ads.level: standard → strict\n• ads.policy: report → ban 30d\n" in f"{anew}\n"
    assert await config(scene) == "ads.policy = report"
    assert (await desk.goes("Confirm")).startswith("✅ Done.")
    assert (await config(scene)).startswith("ads.level = strict\nads.policy = ban 30d\n")


async def test_t7_panel_that_was_copied(scene: Scene, tg: Telegram) -> None:
    """T7: into the group, and into the private chat of somebody else."""
    desk, bob = Desk(scene, scene.ann), scene.bob
    await desk.opens("ads", "ads.level")
    copied = scene.ann.says(scene.group, "panel", reply_markup=desk.panel.markup)
    bobs = bob.says(bob.private, "panel", reply_markup=desk.panel.markup)
    for person, message in ((scene.ann, copied), (bob, copied), (bob, bobs)):
        for label in ("strict", "Back"):
            assert await person.presses(message, label).answer == STALE
    assert await config(scene) == "Everything is as it comes."
    assert await scene.ann.presses(desk.panel, "strict").answer == NOTHING


NO_SALE = "⚠️ Whoever runs this bot takes no payments in this group."


async def test_value_this_group_cannot_have_is_refused_in_words(
    scene: Scene, warden: Warden
) -> None:
    """Typed at the panel: the question stays; by a file: nothing of it is taken over."""
    desk = Desk(scene, scene.ann)
    await desk.opens("door", "entry.require")
    await desk.hears("Type it")
    assert (await desk.types("captcha and paid")).text.startswith(NO_SALE)
    assert (await desk.types("captcha")).text.startswith("✅ entry.require = captcha\n")
    assert await config(scene) == "entry.require = captcha"
    assert await quarantined(warden) == []


@pytest.mark.parametrize("value", ["/eggs+/", "!important", "群规"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_value_that_looks_like_a_command(scene: Scene, value: str) -> None:
    """A pattern, a word behind a `!`, and the very word that a command goes by."""
    desk = Desk(scene, scene.ann)
    await desk.opens("ads", "ads.block")
    await desk.hears("Type it")
    scene.ann.tells_bot(value)
    await desk.types("/lang")
    assert await read(scene, "ads.block") == f"ads.block = {value}"

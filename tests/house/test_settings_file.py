"""Settings as a file in the chat: sent, read back, and everything that is wrong with one."""

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.press import Answer
from tests.conftest import Launch
from tests.house.conftest import MINUTE, Scene
from tests.house.desk import NOTHING, STALE, Desk, config, quarantined

AS_IT_COMES = "Everything is as it comes."
USED = "✅ The settings of the file hold now."
HEAD = "format = 1\n[settings]\n"
LEVEL = "This would change:\n• ads.level: standard → strict"


def content(message: Message) -> str:
    """What is in the file of a message."""
    file = message.chat.world.files.find(message.content["document"]["file_id"])
    assert file is not None
    return file.data.decode()


async def offer(scene: Scene, data: str | bytes, **how: object) -> Message:
    """Ann sends a file with the command for its caption; what the bot says to it."""
    scene.clock.advance(4)
    held = {"data": data if isinstance(data, bytes) else data.encode(), **how}
    said = scene.ann.sends(scene.group, document=held, caption="/setconfig")
    await scene.tg.until(lambda: scene.answers(said))
    return scene.answers(said)[0]


async def test_file_goes_out_and_comes_back_byte_for_byte(scene: Scene, tg: Telegram) -> None:
    await scene.set("ads.block snake oil, /\\d+ eggs/")
    await scene.set("ads.level@77 strict")
    await scene.set("zone Asia/Tokyo")
    told = await config(scene)
    sent = await scene.ask(scene.ann, "/viewconfig file")
    assert sent.text.startswith("All settings. Reply to this file with /setconfig, here or in")
    assert sent.content["document"]["file_name"] == "louzhang-settings.toml"
    for key in ("ads.block", "ads.level@77", "zone"):
        await scene.ask(scene.ann, f"/reset {key}")
    said = scene.ann.says(scene.group, "/setconfig", reply_to=sent)
    await tg.until(lambda: scene.answers(said))
    (seen,) = scene.answers(said)
    assert seen.text.splitlines() == [
        "This would change:",
        "• ads.block: off → snake oil, /\\d+ eggs/",
        "• zone: UTC → Asia/Tokyo",
        "• ads.level@77: standard → strict",
    ]
    assert await scene.ann.presses(seen, "Confirm").answer == NOTHING
    await tg.until(lambda: seen.text == USED)
    assert await config(scene) == told
    assert content(await scene.ask(scene.ann, "/viewconfig file")) == content(sent)


async def test_panel_sends_the_file_to_private(scene: Scene) -> None:
    await scene.set("ads.level strict")
    desk = Desk(scene, scene.ann)
    await desk.opens()
    sent = await desk.hears("As a file")
    assert '"ads.level" = "strict"' in content(sent)
    assert "# Settings of Book club" in content(sent)
    assert scene.group.find("All settings.") is None


async def test_file_of_the_command_line_is_taken(scene: Scene) -> None:
    """T74: `louzhang export` writes the same format; what it does not set goes back."""
    await scene.set("ads.repeat off")
    seen = await offer(
        scene, f'# exported\r\n{HEAD}"ads.level" = "strict"\r\n'.replace("\n", "\r\n")
    )
    assert seen.text == f"{LEVEL}\n• ads.repeat: off → ban 30d"
    await scene.ann.presses(seen, "Confirm").answer
    await scene.tg.until(lambda: seen.text == USED)
    assert await config(scene) == "ads.level = strict"


NOT_TAKEN = "Nothing was changed.\n⚠️ "
WRONG = {
    "large": ("x" * (1 << 18) + "y", "The file is too large: at most 256 kB."),
    "binary": (b"\xff\xfe\x00\x01", "That is no text file."),
    "picture": (b"\x89PNG\r\n\x1a\n\x00", "That is no text file."),
    "prose": ("hello there", f"{NOT_TAKEN}this is no TOML: "),
    "empty": ("", f"{NOT_TAKEN}format: 1 is needed"),
    "no format": ('[settings]\n"ads.level" = "strict"', f"{NOT_TAKEN}format: 1 is needed"),
    "newer": ("format = 2", f"{NOT_TAKEN}format: 1 is needed"),
    "unknown key": (f'{HEAD}"ads.levl" = "strict"', f"{NOT_TAKEN}ads.levl: there is no such"),
    "unknown part": (f"{HEAD}[door]\na = 1", f"{NOT_TAKEN}door: there is no such section"),
    "no value": (f'{HEAD}"ads.level" = "hard"', f"{NOT_TAKEN}ads.level: allowed is soft"),
    "twice": (f'{HEAD}"ads.level" = "soft"\n"ads.level" = "strict"', f"{NOT_TAKEN}this is no TOML"),
    "topic": (f'{HEAD}[topics.x]\n"ads.level" = "soft"', f"{NOT_TAKEN}topics.x: a topic's number"),
    "whole": (f'{HEAD}[topics.5]\n"ads.repeat" = "off"', f"{NOT_TAKEN}topics.5.ads.repeat: there"),
    "number": (f'{HEAD}"ads.trust_after" = {10**30}', f"{NOT_TAKEN}ads.trust_after: allowed is 1"),
    "decimal": (f'{HEAD}"ads.trust_after" = 1.5', f"{NOT_TAKEN}ads.trust_after: allowed is 1"),
    "wide": (f'{HEAD}"ads.trust_after" = "１２３"', f"{NOT_TAKEN}ads.trust_after: allowed is 1"),
    "hex": (f'{HEAD}"ads.trust_after" = 0x{"f" * 6000}', "Nothing was changed.\n"),
    "digits": (f'{HEAD}"ads.trust_after" = {"9" * 6000}', "Nothing was changed.\n"),
    "deep": (f'{HEAD}"ads.block" = {"[" * 3000}', f"{NOT_TAKEN}this is no TOML"),
    "nested": (f'{HEAD}"ads.block" = [["a"]]', f"{NOT_TAKEN}ads.block: allowed is word"),
    "table": ('format = 1\nsettings = "x"', f"{NOT_TAKEN}settings, topics: sections are"),
    "many": (HEAD + "\n".join(f'"k{n}" = 1' for n in range(3000)), f"{NOT_TAKEN}k0: there is no"),
    "markup": (f'{HEAD}"<b>{{ $x }}</b>" = 1', f"{NOT_TAKEN}<b>{{ $x }}</b>: there is no such"),
    "nothing": (HEAD, "Nothing would change."),
}


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t74_files_that_are_not_taken(scene: Scene, warden: Warden, kind: str) -> None:
    """T67, T68, T70, T74: every mistake is named, and nothing is taken of any of them."""
    data, said = WRONG[kind]
    seen = await offer(scene, data)
    assert seen.text.startswith(said)
    assert seen.buttons == []
    assert await config(scene) == AS_IT_COMES
    assert await quarantined(warden) == []


async def test_t74_size_that_is_not_what_was_said(scene: Scene) -> None:
    """T74: a file that says it is small is not read beyond what it may be."""
    seen = await offer(scene, "x" * (1 << 18) + "y", file_size=5)
    assert seen.text == "The file is too large: at most 256 kB."


async def test_t74_log_chat_of_another_group_is_left_out(scene: Scene, tg: Telegram) -> None:
    """T74, T100: nobody's cases go by a file into a chat that did not agree."""
    office = tg.supergroup("Office", owner=scene.ann)
    office.add_bot()
    await tg.until(lambda: scene.lines(office))
    note = "log.chat: another chat has to agree to that. Set it alone, with /set."
    seen = await offer(scene, f'{HEAD}"log.chat" = "{office.id}"\n"ads.level" = "strict"')
    assert seen.text == f"{LEVEL}\n{note}"
    await scene.ann.presses(seen, "Confirm").answer
    assert await config(scene) == "ads.level = strict"
    await scene.set(f"log.chat {office.id}")
    seen = await offer(scene, f'{HEAD}"log.chat" = "-1001234567890"')
    assert seen.text == f"This would change:\n• ads.level: strict → standard\n{note}"
    await scene.ann.presses(seen, "Confirm").answer
    assert await config(scene) == f"log.chat = {office.id}"


async def test_t1_t3_t7_who_may_confirm_and_how_often(scene: Scene, tg: Telegram) -> None:
    """T1, T3, T7"""
    scene.ann.promotes(scene.bob, scene.group, can_change_info=True)
    seen = await offer(scene, f'{HEAD}"ads.level" = "strict"')
    foreign = Answer("This button is for somebody else.", alert=True)
    assert await scene.bob.presses(seen, "Confirm").answer == foreign
    other = tg.supergroup("Choir", owner=scene.ann)
    other.add_bot()
    await tg.until(lambda: scene.lines(other))
    copied = scene.ann.says(other, "file", reply_markup=seen.markup)
    assert await scene.ann.presses(copied, "Confirm").answer == STALE
    taps = [scene.ann.presses(seen, "Confirm") for _ in range(2)]
    assert [await tap.answer for tap in taps] == [NOTHING, STALE]
    await tg.until(lambda: seen.text == USED)
    assert await config(scene) == "ads.level = strict"


async def test_t4_what_changed_since_is_seen_before_it_is_used(scene: Scene, tg: Telegram) -> None:
    """T4: the log chat too, which a file never changes."""
    office = tg.supergroup("Office", owner=scene.ann)
    office.add_bot()
    await tg.until(lambda: scene.lines(office))
    await scene.set(f"log.chat {office.id}")
    seen = await offer(scene, f'{HEAD}"ads.level" = "strict"')
    await scene.set("log.chat off")
    await scene.set("ads.repeat off")
    assert await scene.ann.presses(seen, "Confirm").answer == NOTHING
    await tg.until(lambda: seen.text == f"{LEVEL}\n• ads.repeat: off → ban 30d")
    assert await config(scene) == "ads.repeat = off"
    scene.clock.advance(4)
    assert await scene.ann.presses(seen, "Confirm").answer == NOTHING
    await tg.until(lambda: seen.text == USED)
    assert await config(scene) == "ads.level = strict"


async def test_preview_is_declined_or_too_late(scene: Scene, tg: Telegram) -> None:
    seen = await offer(scene, f'{HEAD}"ads.level" = "strict"')
    assert await scene.ann.presses(seen, "Cancel").answer == NOTHING
    await tg.until(lambda: seen.text == "Never mind.")
    seen = await offer(scene, f'{HEAD}"ads.level" = "strict"')
    await scene.later(lambda: seen.deleted, step=MINUTE)
    assert await scene.ann.presses(seen, "Confirm").answer == STALE
    assert await config(scene) == AS_IT_COMES


async def test_restart_with_a_preview_open(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        seen = await offer(scene, f'{HEAD}"ads.level" = "strict"')
    async with launch() as warden:
        assert await scene.ann.presses(seen, "Confirm").answer == NOTHING
        await tg.until(lambda: seen.text == USED)
        assert await config(scene) == "ads.level = strict"
        assert await quarantined(warden) == []


async def test_file_with_what_this_group_cannot_have(scene: Scene) -> None:
    """Nothing of it is taken over; what is possible only with the rest of the file is."""
    seen = await offer(scene, f'{HEAD}"ads.level" = "strict"\n"entry.require" = "paid"\n')
    given = await scene.ann.presses(seen, "Confirm").answer
    assert given.text.startswith("⚠️ Whoever runs this bot takes no payments in this group.")
    assert await config(scene) == AS_IT_COMES
    data = f'{HEAD}"entry.require" = "name"\n"naming.format" = "{{city}}-{{name}}"\n'
    seen = await offer(scene, data)
    assert await scene.ann.presses(seen, "Confirm").answer == NOTHING
    await scene.tg.until(lambda: seen.text == USED)
    assert "entry.require = name" in await config(scene)

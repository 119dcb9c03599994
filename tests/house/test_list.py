"""The gate `list`: by account, by token, from a file."""

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.person import Person
from tests.conftest import Launch
from tests.house.conftest import Scene
from tests.house.door import card_of, inside, knock, seen, sees


async def upload(scene: Scene, content: bytes, by: Person | None = None) -> Message:
    """What is answered to `/list` in reply to a file."""
    person = by or scene.ann
    document = {"file_name": "guests.csv", "data": content}
    file = person.sends(scene.group, document=document)
    return await scene.ask_in_reply(person, "/list", file)


async def test_file_is_taken_and_says_what_was_not_understood(scene: Scene, tg: Telegram) -> None:
    answer = await upload(scene, b"123456789\n@dan_reads\nabc-12345\nwhat is this?\n\n7\n")
    assert answer.text.splitlines() == [
        "✅ Understood: 1 ids, 1 usernames, 1 tokens; 3 of them new.",
        "⚠️ 2 lines were not understood: 4, 6",
        "📋 On the list: 1 ids, 1 usernames, 1 tokens; 0 used.",
    ]


async def test_who_is_on_the_list_comes_in(scene: Scene, tg: Telegram) -> None:
    cem = tg.person("Cem")
    await upload(scene, f"{cem.id}\n@Dan_Reads\n".encode())
    await scene.set("entry.require list")
    scene.group.by_request = True
    cem.requests(scene.group)
    await inside(scene, cem)
    dan = tg.person("Dan", "dan_reads")
    dan.requests(scene.group)
    await inside(scene, dan)
    assert (await scene.ask(scene.ann, "/list")).text.endswith("2 used.")
    flo = await knock(scene, "Flo")
    card = card_of(scene, flo)
    assert "Ask the owner of the group to put you on it" in card.text
    await upload(scene, f"{flo.id}\n".encode())
    flo.presses(card, "Look again")
    await inside(scene, flo)


async def test_t8_token_is_used_once_and_given_back(scene: Scene, tg: Telegram) -> None:
    """T8"""
    await upload(scene, b"token\nVIP-2026-0001\n")
    await scene.set("entry.require list and captcha")
    cem = await knock(scene)
    cem.tells_bot("vip-2026-0001")
    await sees(scene, cem, "✅ being on the list")
    dan = await knock(scene, "Dan")
    dan.tells_bot("VIP-2026-0001")
    await sees(scene, dan, "That token is not on the list, or was used.")
    cem.tells_bot("cancel")
    await sees(scene, cem, "cancelled")
    dan.tells_bot("VIP-2026-0001")
    await sees(scene, dan, "✅ being on the list")


async def test_wrong_tokens_are_tries(scene: Scene, tg: Telegram) -> None:
    await upload(scene, b"VIP-2026-0001\n")
    await scene.set("entry.require list")
    cem = await knock(scene)
    for number in range(2):
        before = card_of(scene, cem)
        cem.tells_bot(f"VIP-2026-100{number}")
        await tg.until(lambda before=before: card_of(scene, cem) is not before)
    cem.tells_bot("VIP-2026-1002")
    await sees(scene, cem, "did not let you in")


async def test_owner_hears_that_somebody_waits_before_an_empty_list(
    scene: Scene, tg: Telegram
) -> None:
    scene.ann.starts_bot()
    answer = await scene.set("entry.require list")
    assert "Nobody passes it before." in answer.text
    cem = await knock(scene)
    assert "The administrators of the group hear that you wait" in card_of(scene, cem).text
    said = await sees(scene, scene.ann, "somebody is at the door. The gate list wants a list")
    await knock(scene, "Dan")
    await tg.idle()
    assert scene.lines(scene.ann.private)[-1] is said


async def test_list_is_cleared_after_a_question(scene: Scene, tg: Telegram) -> None:
    await upload(scene, b"123456789\n@dan_reads\n")
    asked = await scene.ask(scene.ann, "/list clear")
    assert asked.text == "Take all 2 entries off the list?"
    assert (await scene.bob.presses(asked, "Confirm").answer).alert
    answer = await scene.ann.presses(asked, "Confirm").answer
    assert answer.text == "2 entries are off the list."
    assert (await scene.ask(scene.ann, "/list")).text.startswith("📋 The list is empty")


async def test_t74_large_file_is_taken_in_parts_and_a_larger_one_not_at_all(
    scene: Scene, tg: Telegram
) -> None:
    """T74"""
    content = "\n".join(f"t-{number:08}" for number in range(25_000)).encode()
    assert "25,000 tokens; 25,000 of them new" in (await upload(scene, content)).text
    assert "at most 50,000 lines" in (await upload(scene, b"1\n" * 50_001)).text
    assert "at most 1,000 kB" in (await upload(scene, b"x" * 1_000_001)).text
    assert "no text I can read" in (await upload(scene, b"\xff\xfe\x00\xd8")).text


async def test_members_cannot_touch_the_list(scene: Scene, tg: Telegram) -> None:
    file = scene.bob.sends(scene.group, document={"file_name": "x.csv", "data": b"123456789\n"})
    said = scene.bob.says(scene.group, "/list", reply_to=file)
    await scene.gone(said)
    assert (await scene.ask(scene.ann, "/list")).text.startswith("📋 The list is empty")


async def test_list_in_chinese(scene_zh: Scene, tg: Telegram) -> None:
    content = "用户名,备注\n@cem_reads,老朋友\n".encode()
    assert "1 个用户名" in (await upload(scene_zh, content)).text
    await scene_zh.set("entry.require list")
    dan = await knock(scene_zh, "Dan", language="zh-hans")
    assert "请让群主把你加进去" in seen(scene_zh, dan)


async def test_restart_between_file_and_request_loses_nothing(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    cem = tg.person("Cem")
    async with launch():
        await scene.open()
        await scene.set("entry.require list")
        cem = await knock(scene)
        await upload(scene, b"VIP-2026-0001\n")
        await tg.idle()
    async with launch():
        cem.tells_bot("VIP-2026-0001")
        await inside(scene, cem)

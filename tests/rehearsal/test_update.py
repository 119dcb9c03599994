"""Receiving: getUpdates, allowed_updates, conflicts and strange numbers."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.error import Conflict

from rehearsal import ManualClock, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person


def texts(updates: Any) -> list[str]:
    return [update.message.text for update in updates]


async def test_updates_come_again_until_an_offset_confirms_them(
    bot: Bot, club: Chat, eve: Person
) -> None:
    for word in ("one", "two", "three"):
        eve.says(club, word)
    first = await bot.get_updates()
    again = await bot.get_updates(limit=2)
    rest = await bot.get_updates(offset=first[1].update_id + 1)
    assert (texts(first), texts(again), texts(rest)) == (
        ["one", "two", "three"],
        ["one", "two"],
        ["three"],
    )
    assert texts(await bot.get_updates()) == ["three"]


async def test_negative_offset_keeps_the_last(bot: Bot, club: Chat, eve: Person) -> None:
    for word in ("one", "two", "three"):
        eve.says(club, word)
    assert texts(await bot.get_updates(offset=-2)) == ["two", "three"]
    assert texts(await bot.get_updates()) == ["two", "three"]


async def test_long_poll_returns_as_soon_as_something_happens(
    tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await tg.until(lambda: tg.polling)
    eve.says(club, "now")
    assert texts(await asyncio.wait_for(poll, 2)) == ["now"]


async def test_allowed_updates_are_remembered_and_chat_member_must_be_named(
    bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    await bot.get_updates(allowed_updates=["chat_member"])
    eve.says(club, "unwanted")
    ann.restricts(eve, club)
    await bot.get_updates()
    found = await bot.get_updates()
    assert [update.chat_member.new_chat_member.status for update in found] == ["restricted"]

    await bot.get_updates(offset=found[-1].update_id + 1, allowed_updates=[])
    ann.restricts(eve, club, can_send_messages=True)
    m = eve.says(club, "wanted")
    eve.leaves(club)
    assert [u.message.message_id for u in await bot.get_updates()] == [m.id, m.id + 1]


async def test_second_poller_ends_the_first_with_409(tg: Telegram, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await tg.until(lambda: tg.polling)
    assert ids(await raw_poll(tg)) == []
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await first


async def test_poll_is_refused_while_a_webhook_is_set(bot: Bot) -> None:
    await bot.set_webhook("https://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_updates_older_than_a_day_are_gone(
    clock: ManualClock, bot: Bot, club: Chat, eve: Person
) -> None:
    eve.says(club, "old")
    clock.advance(86401)
    eve.says(club, "new")
    assert texts(await bot.get_updates()) == ["new"]


async def test_own_messages_are_no_updates_but_own_service_messages_are(
    bot: Bot, club: Chat, eve: Person
) -> None:
    sent = await bot.send_message(club.id, "board")
    await bot.pin_chat_message(club.id, sent.message_id)
    await bot.ban_chat_member(club.id, eve.id)
    found = await bot.get_updates(allowed_updates=["message"])
    pinned, changed, left = found
    assert pinned.message.pinned_message.message_id == sent.message_id
    assert pinned.message.from_user.id == bot.id
    assert changed.chat_member.new_chat_member.status == "kicked"
    assert (left.message.left_chat_member.id, left.message.from_user.id) == (eve.id, bot.id)


async def test_other_bots_are_heard_only_in_bot_to_bot_mode(
    tg: Telegram, bot: Bot, club: Chat
) -> None:
    robot = tg.person("Robot", username="robot_bot", is_bot=True)
    tg.seat(robot, club)
    robot.says(club, "beep")
    assert await bot.get_updates() == ()
    tg.world.bot_to_bot = True
    robot.says(club, "boop")
    assert texts(await bot.get_updates()) == ["boop"]


async def test_privacy_mode_leaves_commands_and_answers(
    tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    tg.world.privacy = True
    club.set_bot_rights()
    tg.world.queue.clear()
    sent = await bot.send_message(club.id, "question")
    eve.says(club, "chatter")
    eve.says(club, "/help")
    eve.says(club, "answer", reply_to=club.history[sent.message_id])
    assert texts(await bot.get_updates()) == ["/help", "answer"]


async def test_nothing_is_heard_of_a_group_the_bot_left(bot: Bot, club: Chat, eve: Person) -> None:
    await bot.leave_chat(club.id)
    eve.says(club, "free at last")
    (update,) = await bot.get_updates()
    assert update.my_chat_member.new_chat_member.status == "left"


async def raw_poll(tg: Telegram, **params: Any) -> bytes:
    url = f"{tg.base_url}/bot{tg.token}/getUpdates"
    async with aiohttp.ClientSession() as session, session.post(url, json=params) as answer:
        return await answer.read()


def ids(body: bytes) -> list[int]:
    return [update["update_id"] for update in json.loads(body)["result"]]


async def test_duplicate_reordered_and_gapped_updates_to_order(
    tg: Telegram, club: Chat, eve: Person
) -> None:
    start = tg.world.queue.next_id
    tg.faults.order(kind="duplicate")
    eve.says(club, "twice")
    tg.faults.order(kind="reordered")
    eve.says(club, "late")
    eve.says(club, "early")
    tg.faults.order(kind="gap")
    eve.says(club, "after a gap")
    found = ids(await raw_poll(tg))
    assert found == [start, start, start + 2, start + 1, start + 10]
    assert ids(await raw_poll(tg, offset=max(found) + 1)) == []


@pytest.mark.parametrize("seed", range(4))
async def test_restarted_numbers_are_delivered_whatever_the_offset(seed: int) -> None:
    async with Telegram(ManualClock(), seed=seed) as tg:
        eve = tg.person("Eve")
        eve.tells_bot("before the quiet week")
        (old,) = ids(await raw_poll(tg))
        assert ids(await raw_poll(tg, offset=old + 1)) == []
        tg.faults.order(kind="restart")
        eve.tells_bot("after")
        (new,) = ids(await raw_poll(tg, offset=old + 1))
        assert abs(new - old) > 100_000
        assert ids(await raw_poll(tg, offset=new + 1)) == []


async def test_unreadable_updates_to_order(tg: Telegram, club: Chat, eve: Person) -> None:
    tg.faults.order(kind="unparsable")
    tg.faults.order(kind="surrogate")
    eve.says(club, "fine")
    body = await raw_poll(tg)
    odd, surrogate, fine = json.loads(body)["result"]
    assert odd["message"]["message_id"] == "?"
    assert "\ud83d" in surrogate["message"]["text"]
    assert fine["message"]["text"] == "fine"
    assert ids(body) == sorted(ids(body))
    tg.faults.order(kind="bad_utf8")
    with pytest.raises(UnicodeDecodeError):
        (await raw_poll(tg)).decode()


async def test_lone_surrogate_said_by_a_person_reaches_the_wire_escaped(
    tg: Telegram, club: Chat, eve: Person
) -> None:
    eve.says(club, "half \ud83d")
    body = await raw_poll(tg)
    assert b"\\ud83d" in body
    tg.world.queue.log.clear()  # no strict reader takes it


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [("/bot1:A/getMe", 401, "Unauthorized"), ("/x", 404, "Not Found")],
)
async def test_other_tokens_and_paths_are_refused(
    tg: Telegram, path: str, code: int, words: str
) -> None:
    async with aiohttp.ClientSession() as session, session.get(tg.base_url + path) as answer:
        expected = {"ok": False, "error_code": code, "description": words}
        assert (answer.status, await answer.json()) == (code, expected)

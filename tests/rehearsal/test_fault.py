"""Faults to order."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError

from rehearsal import ManualClock, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person


async def post(tg: Telegram, method: str, **params: Any) -> tuple[int, str]:
    url = f"{tg.base_url}/bot{tg.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=params) as answer:
        return answer.status, await answer.text()


async def test_429_carries_retry_after_and_leaves_other_chats_alone(
    tg: Telegram, club: Chat, ann: Person
) -> None:
    other = tg.supergroup("Other", ann)
    other.add_bot()
    tg.faults.order(method="sendMessage", kind="429", retry_after=5, times=2, chat=club.id)
    assert (await post(tg, "sendMessage", chat_id=other.id, text="x"))[0] == 200
    for _ in range(2):
        status, body = await post(tg, "sendMessage", chat_id=club.id, text="x")
        assert (status, json.loads(body)) == (
            429,
            {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry after 5",
                "parameters": {"retry_after": 5},
            },
        )
    assert (await post(tg, "sendMessage", chat_id=club.id, text="x"))[0] == 200


async def test_fault_waits_for_its_turn(tg: Telegram, club: Chat) -> None:
    tg.faults.order(method="sendMessage", kind="502", after=1)
    answers = [await post(tg, "sendMessage", chat_id=club.id, text=str(n)) for n in range(3)]
    assert [status for status, _ in answers] == [200, 502, 200]
    assert answers[1][1].startswith("<html>")
    assert [message.text for message in club.messages[-2:]] == ["0", "2"]


async def test_lost_answer_leaves_the_effect_and_an_unsent_call_none(
    tg: Telegram, bot: Bot, club: Chat
) -> None:
    tg.faults.order(method="sendMessage", kind="unsent")
    with pytest.raises(NetworkError):
        await bot.send_message(club.id, "never arrived")
    tg.faults.order(method="sendMessage", kind="lost")
    with pytest.raises(NetworkError):
        await bot.send_message(club.id, "arrived")
    assert club.find("never arrived") is None
    assert club.find("arrived") is not None
    (call,) = tg.calls_of("sendMessage")
    assert (call.ok, call.fault) == (True, "lost")


async def test_truncated_answer_is_no_json(tg: Telegram, club: Chat) -> None:
    tg.faults.order(kind="truncated")
    _, body = await post(tg, "getChat", chat_id=club.id)
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        json.loads(body)


async def test_slow_call_waits_in_real_time_and_holds_nobody_else(tg: Telegram, club: Chat) -> None:
    tg.faults.order(method="sendMessage", kind="slow", seconds=0.3)
    slow = asyncio.create_task(post(tg, "sendMessage", chat_id=club.id, text="slow"))
    await asyncio.sleep(0.05)
    await post(tg, "sendMessage", chat_id=club.id, text="quick")
    assert not slow.done()
    await slow
    assert [message.text for message in club.messages[-2:]] == ["quick", "slow"]


async def test_right_withdrawn_midway(tg: Telegram, bot: Bot, club: Chat, eve: Person) -> None:
    message = eve.says(club, "spam")
    tg.faults.order(method="deleteMessages", kind="withdraw", right="can_delete_messages")
    with pytest.raises(BadRequest, match="can't be deleted"):
        await bot.delete_messages(club.id, [message.id])
    found = await bot.get_updates(allowed_updates=["my_chat_member"])
    assert not found[-1].my_chat_member.new_chat_member.can_delete_messages


async def test_409_to_order_hits_polls_only_when_named(tg: Telegram) -> None:
    tg.faults.order(kind="500")
    assert (await post(tg, "getUpdates"))[0] == 200
    tg.faults.clear()
    tg.faults.order(method="getUpdates", kind="409")
    assert (await post(tg, "getUpdates"))[0] == 409


async def test_group_limit_counts_sends_by_the_clock_and_not_deletes(
    clock: ManualClock, tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    tg.faults.limit_groups(20)
    eve.started = True
    for number in range(20):
        await bot.send_message(club.id, str(number))
    status, _ = await post(tg, "sendMessage", chat_id=club.id, text="one too many")
    assert status == 429
    await bot.delete_message(club.id, eve.says(club, "x").id)
    await bot.send_message(eve.id, "private is free")
    clock.advance(60)
    assert await bot.send_message(club.id, "now")


async def test_latency_is_added_to_every_call(tg: Telegram, club: Chat) -> None:
    tg.latency = 0.1
    start = asyncio.get_running_loop().time()
    await post(tg, "getMe")
    assert asyncio.get_running_loop().time() - start >= 0.1


async def test_waiting_for_something_that_never_happens_tells_the_last_calls(
    tg: Telegram, club: Chat
) -> None:
    await post(tg, "getMe")
    with pytest.raises(TimeoutError, match="getMe ok"):
        await tg.until(lambda: False, timeout=0.1)


async def test_idle_waits_for_confirmed_updates(tg: Telegram, club: Chat, eve: Person) -> None:
    await tg.idle()
    eve.says(club, "hello")
    with pytest.raises(TimeoutError, match="never idle"):
        await tg.idle(timeout=0.2)
    await post(tg, "getUpdates", offset=tg.world.queue.next_id)
    await tg.idle()

"""What stays behind when a group moves, and whom a chat that has to wait keeps from sending."""

import asyncio

import pytest
from kit import CHAT, until
from post import Post

from bot.core.actions import AnyAction, Delete, Edit, React, Send, Strip, Whisper
from bot.core.room import Room
from bot.core.store import Store
from rehearsal.clock import ManualClock

PARKED = 32
"""Chats that have to wait: as many as may send at once."""


@pytest.fixture
async def post(store: Store) -> Post:
    post = Post(store)
    await post.make_rooms()
    return post


@pytest.mark.parametrize(
    ("action", "calls"),
    [
        (Delete(room=1, chat=CHAT, message=5), ["delete_messages", "delete_message"]),
        (Edit(room=1, message=5, text="new"), ["edit_message_text"]),
        (Strip(room=1, chat=CHAT, message=5), ["edit_message_reply_markup"]),
        (React(room=1, chat=CHAT, message=5, emoji="👌"), ["set_message_reaction"]),
    ],
    ids=lambda given: type(given).__name__,
)
async def test_t91_message_of_a_group_that_moved_stays_behind(
    post: Post, action: AnyAction, calls: list[str]
) -> None:
    """T91: its number is one of the old chat; it is not asked for for ever."""
    post.api.faults.extend(["moved"] * 20)
    await post.send(action)
    assert await post.states() == ["expired"]
    assert post.api.calls == calls
    assert post.rooms[1].chat_id == CHAT - 7


async def test_whisper_to_somebody_who_is_gone_is_refused(post: Post) -> None:
    """Nothing was left to do, but whoever it was for has not heard it: the next way is taken."""
    post.api.faults.extend(["gone"] * 2)
    await post.send(Whisper(room=1, person=6, text="hush"), then="way")
    assert [fate.state for _, fate in post.host.fates] == ["refused"]


async def test_t86_many_chats_that_wait_keep_no_other_from_sending(store: Store) -> None:
    """T86: 429 in as many chats as may send at once; who waits is not in flight."""
    clock = ManualClock()
    post = Post(store, clock)
    for number in range(3, PARKED + 4):
        post.rooms[number] = Room(number, CHAT - number, "supergroup")
    await post.make_rooms()
    post.api.faults.extend(["429"] * PARKED)
    sends = [Send(room=number, text=f"parked {number}") for number in range(3, PARKED + 3)]
    post.deliverer.take(await post.post(*sends))
    while post.api.faults:
        await clock.elapse(0.1)
        await asyncio.sleep(0.001)
    assert post.api.effects == []
    post.deliverer.take(await post.post(Send(room=PARKED + 3, text="hi")))
    await clock.elapse(1)
    await until(lambda: post.api.made("hi"))
    assert [args for _, args in post.api.effects] == [(CHAT - PARKED - 3, "hi")]
    await post.tasks.cancel()

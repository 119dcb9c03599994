"""Delivery: no effect is lost, and what must not be repeated is made as often as declared."""

import asyncio

import pytest
from kit import CHAT, NOW, until
from post import Post
from sqlalchemy import update

from bot.core.actions import Answer, AnyAction, Ban, Count, Delete, Edit, Kick, Mute, Send, Unmute
from bot.core.outbox import Parcel
from bot.core.room import Room
from bot.core.store import Store
from models.outbox import Outbox
from rehearsal.clock import ManualClock


@pytest.fixture
async def post(store: Store) -> Post:
    post = Post(store)
    await post.make_rooms()
    return post


async def test_send_done(post: Post) -> None:
    await post.send(Send(room=1, text="hi"))
    assert post.api.effects == [("send_message", (CHAT, "hi"))]
    assert await post.states() == ["done"]


@pytest.mark.parametrize("fault", ["unsent", "lost", "429", "unreached", "already"])
@pytest.mark.parametrize(
    "action",
    [
        Delete(room=1, chat=CHAT, message=5),
        Mute(room=1, person=5),
        Edit(room=1, message=5, text=""),
    ],
    ids=lambda action: type(action).__name__,
)
async def test_repeatable_call_is_repeated(post: Post, action: AnyAction, fault: str) -> None:
    """T86, T87, T92: after any failure, until it is done."""
    post.api.faults.extend([fault, fault])
    await post.send(action)
    assert await post.states() == ["done"]
    assert len(post.api.effects) == {"lost": 3, "already": 0}.get(fault, 1) or fault == "already"


@pytest.mark.parametrize(
    ("fault", "made", "state"),
    [
        ("unreached", 1, "done"),
        ("429", 1, "done"),
        ("unsent", 0, "unknown"),
        ("lost", 1, "unknown"),
        ("refused", 0, "refused"),
        ("forbidden", 0, "refused"),
        ("crash", 0, "refused"),
        ("moved", 1, "done"),
    ],
)
async def test_send_that_is_dropped_when_unknown(
    post: Post, fault: str, made: int, state: str
) -> None:
    """Law 13: repeated only when the connection was never made, or Telegram said wait."""
    post.api.faults.append(fault)
    await post.send(Send(room=1, text="hi"))
    assert (post.api.made("hi"), await post.states()) == (made, [state])


@pytest.mark.parametrize("faults", [["lost"], ["lost", "lost"], ["lost", "unsent", "lost"]])
async def test_send_again_once_is_made_twice_at_most(post: Post, faults: list[str]) -> None:
    """T78"""
    post.api.faults.extend(faults)
    await post.send(Send(room=1, text="hi", if_unknown="again_once"))
    assert post.api.made("hi") <= 2
    assert await post.states() == ["done" if faults == ["lost"] else "unknown"]


async def test_send_again_once_across_crashes_is_made_twice_at_most(post: Post) -> None:
    """T78: each process thinks it is the one that may send again."""
    parcels = await post.post(Send(room=1, text="hi", if_unknown="again_once"))
    post.api.faults.extend(["hang_after"] * 5)
    post.deliverer.take(parcels)
    for number in range(1, 6):
        await until(lambda n=number: post.api.hangs == n or not post.tasks._running)
        await post.crash_and_start()
    await post.rest()
    assert post.api.made("hi") == 2
    assert await post.states() == ["unknown"]


@pytest.mark.parametrize("fault", ["429", "unreached"])
async def test_send_that_was_told_to_wait_survives_a_crash(store: Store, fault: str) -> None:
    """T86, T97: it was surely not made, so the next process makes it."""
    clock = ManualClock()
    post = Post(store, clock)
    await post.make_rooms()
    post.api.faults.append(fault)
    post.deliverer.take(await post.post(Send(room=1, text="hi")))
    await until(lambda: clock.sleepers)
    await post.crash_and_start()
    await until(lambda: post.api.made("hi"))
    while await post.states() != ["done"]:
        await clock.elapse(1)
    assert post.api.made("hi") == 1
    await post.tasks.cancel()


@pytest.mark.parametrize(("fault", "made"), [("hang_before", 0), ("hang_after", 1)])
async def test_send_found_announced_after_a_crash_is_unknown(
    post: Post, fault: str, made: int
) -> None:
    """Law 13, T78: `kill -9` in the call; told once at most."""
    post.api.faults.append(fault)
    post.deliverer.take(await post.post(Send(room=1, text="hi"), then="a.b"))
    await until(lambda: post.api.hangs)
    await post.crash_and_start()
    await post.rest()
    assert post.api.made("hi") == made
    assert [fate.state for _, fate in post.host.fates] == ["unknown"]


async def test_outage_in_the_middle_is_waited_out(post: Post) -> None:
    """T96: a database that is away for a moment costs no action."""
    post.outages = 3
    await post.send(
        Delete(room=1, chat=CHAT, message=5), Kick(room=1, person=6), Send(room=2, text="hi")
    )
    assert await post.states() == ["done"] * 3
    post.outages = 1
    await post.send(Kick(room=1, person=6), Send(room=2, text="hi"))
    assert await post.states() == ["done"] * 5


async def test_library_that_crashes_blocks_nobody(post: Post) -> None:
    post.api.faults.append("crash")
    await post.send(Kick(room=1, person=6))
    await post.send(Kick(room=1, person=6))
    assert await post.states() == ["refused", "done"]


async def test_room_nobody_knows_is_refused(post: Post) -> None:
    await post.send(Kick(room=99, person=6))
    assert await post.states() == ["refused"]


async def test_moved_chat_is_followed(post: Post) -> None:
    """T91: the answer tells the new address; the action is done there."""
    post.api.faults.append("moved")
    await post.send(Mute(room=1, person=5))
    assert [args[:2] for _, args in post.api.effects] == [(CHAT - 7, 5)]


async def test_subject_keeps_its_order_through_failures(post: Post) -> None:
    """Law 12: what is done to one person happens in the order it was decided."""
    post.api.faults.extend(["unsent", "429", "lost"])
    await post.send(
        Mute(room=1, person=5), Unmute(room=1, person=5), Ban(room=1, person=5, until=NOW + 999)
    )
    made = [method for method, _ in post.api.effects]
    order = [one for number, one in enumerate(made) if number == 0 or made[number - 1] != one]
    assert order == ["restrict_chat_member", "ban_chat_member"]
    assert await post.states() == ["done"] * 3


async def test_slow_subject_delays_no_other(post: Post) -> None:
    """Law 12: between subjects there is no order, and a 429 parks one chat only."""
    post.api.faults.append("hang_before")
    post.deliverer.take(await post.post(Mute(room=1, person=5), Mute(room=1, person=5)))
    await until(lambda: post.api.hangs)
    post.deliverer.take(await post.post(Mute(room=1, person=6), Send(room=2, text="hi")))
    await until(lambda: post.api.made("hi") and post.api.made(6))
    assert post.api.made(5) == 0
    await post.tasks.cancel()


async def test_newer_edit_replaces_the_waiting_one(post: Post) -> None:
    """Law 12: `replaces`"""
    parcels = await post.post(*(Edit(room=1, message=5, text=f"v{n}") for n in range(6)))
    post.deliverer.take(parcels)
    await post.rest()
    assert [args[0] for _, args in post.api.effects] == ["v5"]
    assert await post.states() == ["expired"] * 5 + ["done"]


async def test_edit_that_is_replaced_while_its_room_is_read(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T96: a room that is not in memory any more; what comes after is delivered, too."""
    read, known = asyncio.Event(), post.rooms[1]

    async def room(_number: int) -> Room:
        await read.wait()
        return known

    monkeypatch.setattr(post, "room", room)
    post.boot()
    for number in range(2):
        post.deliverer.take(await post.post(Edit(room=1, message=5, text=f"v{number}")))
        await asyncio.sleep(0.01)
    read.set()
    await post.rest()
    await post.send(Send(room=1, text="hi"))
    assert [args[0] for method, args in post.api.effects if method != "send_message"] == ["v1"]
    assert post.api.made("hi") == 1


async def test_priority_within_a_chat(post: Post) -> None:
    """Law 12: replies before notices before boards, once the chat's pace makes them wait."""
    first = [Send(room=1, text=f"first {n}", priority="reply") for n in range(5)]
    rest = [
        Edit(room=1, message=1, text="board"),
        Send(room=1, text="notice", priority="notice"),
        Send(room=1, text="reply", priority="reply"),
        Send(room=1, text="enforcement", priority="enforcement"),
    ]
    post.deliverer.take(await post.post(*first, *rest))
    await post.rest()
    made = [args[1] if method == "send_message" else args[0] for method, args in post.api.effects]
    assert [one for one in made if not one.startswith("first")] == [
        *("enforcement", "reply", "notice", "board")
    ]


async def test_what_is_late_takes_no_place_of_what_is_not(post: Post) -> None:
    """T63: after an hour of too many commands, the next one is answered."""
    late = [Send(room=1, text=f"late {n}", priority="reply") for n in range(1_000)]
    parcels = await post.post(*late, expires_at=NOW + 300)
    post.clock.advance(300)  # type: ignore[attr-defined]
    begun = post.clock.now()
    fresh = [Send(room=1, text=f"fresh {n}", priority="reply") for n in range(20)]
    parcels += await post.post(*fresh, expires_at=int(begun) + 300)
    post.deliverer.take(parcels)
    await post.rest()
    assert [args[1] for _, args in post.api.effects] == [f"fresh {n}" for n in range(20)]
    assert post.clock.now() - begun < 60
    assert await post.states() == ["expired"] * 1_000 + ["done"] * 20


async def test_expired_action_is_not_made(post: Post) -> None:
    """Law 12: `expires`"""
    await post.send(Send(room=1, text="late"), Kick(room=1, person=5), expires_at=NOW - 1)
    await post.send(Delete(room=1, chat=CHAT, message=5), expires_at=NOW - 1)
    assert (post.api.effects, await post.states()) == ([], ["expired"] * 3)


async def test_continuation_gets_every_fate(post: Post) -> None:
    """Law 15: done, refused, unknown, expired; the row stays open until it has run."""
    await post.send(Count(room=1), then="a", then_data=1)
    post.api.faults.append("refused")
    await post.send(Send(room=1, text="b"), then="b")
    post.api.faults.append("lost")
    await post.send(Send(room=1, text="c"), then="c")
    await post.send(Send(room=1, text="d"), then="d", expires_at=NOW - 1)
    assert [(parcel.then, fate.state) for parcel, fate in post.host.fates] == [
        ("a", "done"),
        ("b", "refused"),
        ("c", "unknown"),
        ("d", "expired"),
    ]
    assert post.host.fates[0][1].result == 42
    assert set(await post.states()) <= {"new", "sending"}


async def test_deletes_of_a_chat_go_together(post: Post) -> None:
    await post.send(*(Delete(room=1, chat=CHAT, message=n) for n in range(250)))
    assert sorted(n for _, (_, batch) in post.api.effects for n in batch) == list(range(250))
    assert len(post.api.calls) == 3
    assert await post.states() == ["done"] * 250


async def test_while_behind_deletes_are_gathered_until_we_have_caught_up(store: Store) -> None:
    post = Post(store, ManualClock())
    await post.make_rooms()
    post.deliverer.hurry(True)
    for number in range(5):
        post.deliverer.take(await post.post(Delete(room=1, chat=CHAT, message=number)))
    await asyncio.sleep(0)
    assert post.api.calls == []
    post.deliverer.hurry(False)
    await until(lambda: post.api.calls)
    assert post.api.effects == [("delete_messages", (CHAT, [0, 1, 2, 3, 4]))]
    await post.tasks.cancel()


async def test_deletes_that_are_refused_together_are_made_one_by_one(post: Post) -> None:
    post.api.faults.append("refused")
    await post.send(*(Delete(room=1, chat=CHAT, message=n) for n in range(5)))
    assert sorted(args[1] for method, args in post.api.effects) == list(range(5))
    assert await post.states() == ["done"] * 5


async def test_answer_is_tried_once_and_leaves_no_row(post: Post) -> None:
    """Law 12: worthless when late; T6."""
    post.api.faults.append("unsent")
    post.deliverer.take([Parcel(id=0, action=Answer(room=1, query="q"))])
    await post.rest()
    assert (post.api.calls, await post.fates()) == (["answer_callback_query"], [])


async def test_calls_in_flight_are_limited_and_free_ones_have_room(post: Post) -> None:
    """Law 16: 64 calls, 32 of them at most for sends."""
    post.api.faults.extend(["hang_before"] * 200)
    for number in range(3, 60):
        post.rooms[number] = Room(number, CHAT - number, "supergroup")
    sends = [Send(room=number, text=f"{number}") for number in range(3, 60)]
    post.deliverer.take(await post.post(*sends))
    await until(lambda: post.api.in_flight >= 28)
    for _ in range(50):
        await asyncio.sleep(0.001)
    assert post.api.in_flight <= 32
    post.deliverer.take(await post.post(*(Mute(room=1, person=n) for n in range(100))))
    await until(lambda: post.api.in_flight == 64)
    await asyncio.sleep(0.01)
    assert post.api.most_in_flight == 64
    await post.tasks.cancel()


async def test_unreadable_row_is_closed_at_the_start(post: Post) -> None:
    """Law 15"""
    await post.post(Kick(room=1, person=6))
    await post.store.write(lambda c: c.execute(update(Outbox).values(action='{"do":"new"}')))
    await post.crash_and_start()
    await post.rest()
    assert (post.api.effects, await post.states()) == ([], ["refused"])

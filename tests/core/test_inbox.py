"""The inbox: whatever dies when, an update is handled once."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from kit import BOT, CHAT, NOW, Machine, chatter, count, plans_of, rows_of, until
from sqlalchemy import Connection, delete, insert, select, update

from bot.core import inbox
from bot.core.errors import Stolen
from bot.core.feature import Command, Feature
from bot.core.inbox import CHUNK, TOMBSTONE_AGE, Entry
from bot.core.quarantine import keep
from bot.core.store import Store
from bot.core.unit import Unit
from models.deadline import Meta
from models.inbox import Inbox, Quarantine
from models.member import Member
from rehearsal.clock import ManualClock

LARGE = 2**63 - 1


def entry(number: int, *, room: int = 1, at: int | None = None, done: bool = False) -> Entry:
    return Entry(number, room, number if at is None else at, None if done else b"{}")


async def insert_new(store: Store, *entries: Entry) -> set[int]:
    return await store.write(lambda c: inbox.insert_new(c, BOT, entries, NOW))


async def pending(store: Store, room: int = 1, after: tuple[int, int] = (0, 0)) -> list[int]:
    rows = await store.read(lambda c: inbox.pending_after(c, BOT, room, after, 100))
    return [row["update_id"] for row in rows]


async def test_insert_new_says_what_was_new(store: Store) -> None:
    """T85: duplicate, reordered, gapped: decided by the set, never by the highest."""
    assert await insert_new(store, entry(9), entry(3)) == {9, 3}
    assert await insert_new(store, entry(3), entry(5), entry(9), entry(1)) == {5, 1}
    assert await insert_new(store, entry(3)) == set()
    assert await insert_new(store) == set()
    assert await pending(store) == [1, 3, 5, 9]


async def test_insert_new_twice_in_one_batch(store: Store) -> None:
    """T85"""
    assert await insert_new(store, entry(1), entry(1), entry(2)) == {1, 2}
    assert await store.read(lambda c: count(c, Inbox)) == 2


async def test_insert_new_large_ids_and_any_bytes(store: Store) -> None:
    """T71, T72"""
    payload = b"\x00\xff\xf0\x9f\x80\x84"
    odd = Entry(LARGE, LARGE, LARGE, payload)
    await store.write(lambda c: inbox.insert_new(c, LARGE, [odd], NOW))
    rows = await store.read(lambda c: inbox.pending_after(c, LARGE, LARGE, (0, 0), 5))
    assert [dict(row) for row in rows] == [
        {"update_id": LARGE, "received_at": LARGE, "payload": payload, "room_id": LARGE}
    ]


async def test_insert_new_two_bots_do_not_share_numbers(store: Store) -> None:
    await insert_new(store, entry(1))
    assert await store.write(lambda c: inbox.insert_new(c, BOT + 1, [entry(1)], NOW)) == {1}


async def test_insert_new_settled_at_once_is_a_tombstone(store: Store) -> None:
    await insert_new(store, entry(1, done=True), entry(2))
    rows = await rows_of(store, Inbox.update_id, Inbox.payload, Inbox.done_at)
    assert rows == [(1, None, NOW), (2, b"{}", None)]
    assert await insert_new(store, entry(1), entry(2)) == set()


async def test_settle_leaves_a_tombstone(store: Store) -> None:
    """Law 1"""
    await insert_new(store, entry(1), entry(2))
    await store.write(lambda c: inbox.settle(c, BOT, [1], NOW + 5))
    rows = await rows_of(store, Inbox.update_id, Inbox.payload, Inbox.done_at)
    assert rows == [(1, None, NOW + 5), (2, b"{}", None)]


@pytest.mark.parametrize("stolen", [[1], [2, 1], [3], [2, 3]])
async def test_settle_what_is_settled_or_gone_undoes_the_unit(
    store: Store, stolen: list[int]
) -> None:
    """Law 1: exactly one row, or the unit rolls back."""
    await insert_new(store, entry(1), entry(2))
    await store.write(lambda c: inbox.settle(c, BOT, [1], NOW))

    def unit(connection: Connection) -> None:
        connection.execute(insert(Meta).values(key="effect", value="1"))
        inbox.settle(connection, BOT, stolen, NOW)

    with pytest.raises(Stolen):
        await store.write(unit)
    assert await store.read(lambda c: count(c, Meta)) == 0
    assert await pending(store) == [2]


async def test_pending_after_is_in_the_order_of_the_lane(store: Store) -> None:
    """By receipt, then by number: after a quiet week Telegram numbers anew (T85)."""
    await insert_new(store, entry(900, at=1), entry(5, at=2), entry(4, at=2), entry(1, at=3))
    await insert_new(store, entry(2, at=0, room=2), entry(3, at=4, done=True))
    assert await pending(store) == [900, 4, 5, 1]
    assert await pending(store, after=(2, 4)) == [5, 1]
    assert await pending(store, after=(3, 1)) == []


async def test_begin_again_counts_one_update(store: Store) -> None:
    """Law 4"""
    await insert_new(store, entry(1), entry(2, room=2), entry(3, done=True), entry(4, room=2))
    assert sorted(await store.read(lambda c: inbox.rooms_left_over(c, BOT))) == [1, 2]

    async def begin(number: int) -> int:
        return await store.write(lambda c: inbox.begin_again(c, BOT, number))

    assert [await begin(2), await begin(2), await begin(1), await begin(99)] == [1, 2, 1, 0]
    assert sorted(await rows_of(store, Inbox.update_id, Inbox.starts)) == [
        (1, 1),
        (2, 2),
        (3, 0),
        (4, 0),
    ]


async def test_quarantine_any_text(store: Store) -> None:
    """T72: a traceback quotes whatever was sent."""
    error = "ValueError: 'a\0b\ud83dc🀄'" + "x" * 10_000
    await store.write(
        lambda c: keep(
            c, kind="update", reference="1", room=LARGE, payload=b"\0", error=error, now=NOW
        )
    )
    ((kept,),) = await rows_of(store, Quarantine.error)
    assert kept.startswith("ValueError: 'a")
    assert kept.count("🀄") == 1
    assert len(kept) <= 4000


async def test_forget_tombstones_after_48_hours_in_chunks(store: Store) -> None:
    """Laws 1 and 11"""
    old = [entry(number, done=True) for number in range(1, CHUNK + 3)]
    await insert_new(store, *old, entry(9_000))
    later = NOW + TOMBSTONE_AGE
    await store.write(lambda c: inbox.insert_new(c, BOT, [entry(9_001, done=True)], NOW + 1))

    async def forget(now: int) -> int:
        return await store.write(lambda c: inbox.forget_tombstones(c, now), durable=False)

    assert await forget(later) == 0
    assert [await forget(later + 1) for _ in range(3)] == [CHUNK, 2, 0]
    assert await rows_of(store, Inbox.update_id) == [(9_000,), (9_001,)]


async def test_inbox_queries_use_their_indexes(store: Store) -> None:
    """T62: neither a tombstone nor another room is looked at, at the start neither."""
    if not store.sqlite:
        return

    def look(connection: Connection) -> None:
        inbox.pending_after(connection, BOT, 1, (0, 0), 5)
        inbox.forget_tombstones(connection, NOW)
        inbox.rooms_left_over(connection, BOT)

    pending, old, left = await plans_of(store, look)
    assert "ix_inbox_pending (room_id=?" in pending
    assert "ix_inbox_done_at" in old
    assert "SCAN inbox USING INDEX ix_inbox_pending" in left


# -- whatever dies when ---------------------------------------------------------------------------


async def mark(unit: Unit) -> None:
    """An effect that can be counted; a word of the text says how the handler ends."""
    key = f"{unit.facts.update_id}"
    known = (await unit.session.execute(select(Meta.value).where(Meta.key == key))).scalar()
    if known is None:
        await unit.session.execute(insert(Meta).values(key=key, value="1"))
    else:
        again = update(Meta).where(Meta.key == key).values(value=str(int(known) + 1))
        await unit.session.execute(again)
    if unit.args == "hang" and HANGING.armed:
        HANGING.reached = True
        await asyncio.Event().wait()
    if unit.args == "crash":
        raise ZeroDivisionError


class HANGING:
    """Whether handlers hang, so that the process can be killed inside one."""

    armed = False
    reached = False


MARKS = Feature(name="marks", commands=(Command(name="mark", handle=mark),))
SORTS = ("hello", "hello", "/mark", "/mark hang", "/mark crash")


class InboxMachine(RuleBasedStateMachine):
    """A Telegram that repeats what is not confirmed, and a bot that dies at any moment.

    Ordinary talk counts as one message of its author, and everybody writes once; a command leaves
    a mark. Both must happen once for each update, or the update lies in quarantine.
    """

    store: Store
    loop: asyncio.Runner

    def __init__(self) -> None:
        super().__init__()
        self.run = self.loop.run
        self.clock = ManualClock()
        self.queue: list[tuple[int, bytes]] = []
        self.sent: dict[int, str] = {}
        self.number = 0
        HANGING.armed = HANGING.reached = False
        self.run(self._begin())

    async def _begin(self) -> None:
        for table in (Inbox, Meta, Member, Quarantine):
            await self.store.write(lambda c, t=table: c.execute(delete(t)), durable=False)
        self.machine = Machine(self.store, self.clock, MARKS)
        await self.machine.runtime.start()

    @rule(sorts=st.lists(st.sampled_from(SORTS), min_size=1, max_size=4), gap=st.integers(1, 3))
    def people_write(self, sorts: list[str], gap: int) -> None:
        """T85: numbers have gaps."""
        for sort in sorts:
            self.number += gap
            self.sent[self.number] = sort
            author = 10_000 + self.number
            payload = chatter(self.number, sort, person=author, chat=CHAT - self.number % 2)
            self.queue.append((self.number, payload))

    @precondition(lambda self: self.queue)
    @rule(amount=st.integers(1, 6), confirmed=st.booleans(), twice=st.booleans())
    def poll(self, amount: int, confirmed: bool, twice: bool) -> None:
        """T85: a batch may hold an update twice, and comes again if it was not confirmed."""
        batch = self.queue[:amount]
        payloads = [payload for _, payload in batch] * (2 if twice else 1)
        self.run(self.machine.handle(*payloads))
        if confirmed:
            del self.queue[:amount]

    @precondition(lambda self: self.queue)
    @rule(amount=st.integers(1, 6), confirmed=st.booleans())
    def poll_and_die_before_handling(self, amount: int, confirmed: bool) -> None:
        """T78, T97: what was confirmed lies in the inbox only."""

        async def work() -> None:
            self.machine.runtime.lanes.stopping = True
            await self.machine.receive(*(payload for _, payload in self.queue[:amount]))
            await self.machine.crash_and_start()
            await self.machine.rest()

        self.run(work())
        if confirmed:
            del self.queue[:amount]

    @precondition(lambda self: any(self.sent[number] == "/mark hang" for number, _ in self.queue))
    @rule(confirmed=st.booleans())
    def poll_and_die_in_a_handler(self, confirmed: bool) -> None:
        """T78: a unit that was open leaves nothing behind."""
        at = next(n for n, (one, _) in enumerate(self.queue) if self.sent[one] == "/mark hang")
        batch = self.queue[: at + 1]

        async def work() -> None:
            HANGING.armed, HANGING.reached = True, False
            await self.machine.receive(*(payload for _, payload in batch))
            await until(lambda: HANGING.reached or not len(self.machine.runtime.lanes))
            HANGING.armed = False
            await self.machine.crash_and_start()
            await self.machine.rest()

        self.run(work())
        if confirmed:
            del self.queue[: at + 1]

    @rule()
    def restart(self) -> None:
        self.run(self.machine.crash_and_start())
        self.run(self.machine.rest())

    def teardown(self) -> None:
        try:
            self.run(self._end())
        finally:
            self.run(self.machine.die())

    async def _end(self) -> None:
        """Everything is delivered in the end; then each update was handled exactly once."""
        for start in range(0, len(self.queue), 50):
            await self.machine.handle(*(payload for _, payload in self.queue[start : start + 50]))
        marks = {int(key): int(value) for key, value in await rows_of(self.store, *MARK)}
        counts = dict(await rows_of(self.store, Member.user_id, Member.messages))
        given_up = {int(one) for (one,) in await rows_of(self.store, Quarantine.reference)}
        for number, sort in self.sent.items():
            handled = counts.get(10_000 + number, 0)
            assert handled == (0 if number in given_up else 1), (number, sort, handled)
            expected = 1 if sort.startswith("/mark") and number not in given_up else 0
            assert marks.get(number, 0) == expected, (number, sort, marks.get(number))
        assert all(self.sent[number] in ("/mark crash", "/mark hang") for number in given_up)
        assert given_up >= {one for one, sort in self.sent.items() if sort == "/mark crash"}
        unsettled = select(Inbox.update_id).where(Inbox.done_at.is_(None))
        assert await self.store.read(lambda c: c.execute(unsettled).all()) == []


MARK = (Meta.key, Meta.value)


def run_machine(url: str, *, examples: int = 0) -> None:
    with asyncio.Runner() as runner:

        class Here(InboxMachine):
            loop = runner
            store = runner.run(_open(url))

        examples = examples or (20 if Here.store.sqlite else 5)
        try:
            run_state_machine_as_test(
                Here,
                settings=settings(
                    max_examples=examples,
                    stateful_step_count=8,
                    phases=(Phase.generate,),
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(Here.store.close())


async def _open(url: str) -> Store:
    return Store(url)


def test_inbox_machine(database_url: str) -> None:
    """T78, T85, T97: received, repeated, crashed, restarted, settled: handled exactly once."""
    run_machine(database_url)


def _settle_by_deletion(c: Connection, bot: int, updates: Any, now: int) -> None:
    c.execute(delete(Inbox).where(Inbox.bot_id == bot, Inbox.update_id.in_(updates)))


def _everything_is_new(c: Connection, bot: int, entries: Any, now: int) -> set[int]:
    _insert_new(c, bot, entries, now)
    return {one.update_id for one in entries}


_insert_new = inbox.insert_new


@pytest.mark.parametrize(
    ("name", "broken"),
    [("settle", _settle_by_deletion), ("insert_new", _everything_is_new)],
    ids=["deletion", "everything_new"],
)
def test_inbox_machine_catches_a_planted_bug(
    database_url: str, monkeypatch: pytest.MonkeyPatch, name: str, broken: Callable[..., Any]
) -> None:
    """Rows that are deleted instead of buried; a receipt that trusts Telegram not to repeat."""
    monkeypatch.setattr(inbox, name, broken)
    with pytest.raises(AssertionError):
        # What is drawn depends on the modules that are loaded: a few examples may all be harmless.
        run_machine(database_url, examples=60)

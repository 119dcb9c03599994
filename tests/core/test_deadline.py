"""Deadlines are rows: set, moved, taken back, claimed once, extended after an outage."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from kit import NOW, rows_of
from sqlalchemy import Connection, delete

from bot.core import deadline
from bot.core.deadline import (
    GRACE,
    Deadline,
    cancel_deadline,
    claim,
    extend_after_outage,
    find_due,
    is_set,
    set_deadline,
    set_each_unless,
    set_unless,
)
from bot.core.store import Store
from models.deadline import Deadline as Row

LARGE = 2**63 - 1


async def due(store: Store, now: int = NOW, limit: int = 100) -> list[Deadline]:
    return await store.read(lambda c: find_due(c, now, limit))


async def put(store: Store, kind: str, key: str, due_at: int, **more: Any) -> None:
    more = {"room": 1} | more
    await store.write(lambda c: set_deadline(c, kind=kind, key=key, due_at=due_at, **more))


async def test_set_unless_one_is_still_to_come(store: Store) -> None:
    async def put_unless(due_at: int, at: int, room: int = 1) -> bool:
        return await store.write(
            lambda c: set_unless(c, kind="k", key="1", room=room, due_at=due_at, at=at)
        )

    assert await put_unless(NOW + 10, NOW)
    assert not await put_unless(NOW + 19, NOW + 9, room=2)
    assert await rows_of(store, Row.room_id, Row.due_at) == [(1, NOW + 10)]
    assert await put_unless(NOW + 20, NOW + 10, room=2)
    assert await rows_of(store, Row.room_id, Row.due_at) == [(2, NOW + 20)]
    (one,) = await due(store, NOW + 20)
    assert (one.kind, one.key, one.room, one.due_at, one.data) == ("k", "1", 2, NOW + 20, None)


async def test_set_twice_replaces_the_first(store: Store) -> None:
    await put(store, "k", "a", NOW - 5, data={"n": 1})
    await put(store, "k", "a", NOW - 3, data={"n": 2}, room=2, term=60)
    await put(store, "other", "a", NOW - 4)
    found = await due(store)
    assert [(one.kind, one.key, one.room, one.due_at, one.data) for one in found] == [
        ("other", "a", 1, NOW - 4, None),
        ("k", "a", 2, NOW - 3, {"n": 2}),
    ]


async def test_due_is_in_order_and_limited(store: Store) -> None:
    for key, at in (("c", 3), ("a", 1), ("d", 4), ("b", 2)):
        await put(store, "k", key, NOW - 10 + at)
    await put(store, "k", "future", NOW + 1)
    await put(store, "k", "now", NOW)
    assert [one.key for one in await due(store)] == ["a", "b", "c", "d", "now"]
    assert [one.key for one in await due(store, limit=2)] == ["a", "b"]


async def test_set_large_and_odd(store: Store) -> None:
    """T71, T72"""
    data = {"person": LARGE, "text": "🀄\t'\"\\", "list": [1.5, None, True]}
    await put(store, "käse", "🀄:-1", LARGE, room=LARGE, data=data)
    (found,) = await due(store, LARGE)
    assert (found.kind, found.key, found.room, found.due_at) == ("käse", "🀄:-1", LARGE, LARGE)
    assert found.data == data


async def test_many_are_set_unless_they_are_still_to_come(store: Store) -> None:
    """T61: once each, at an instant at which some are over."""
    await put(store, "k", "over", NOW)
    await put(store, "k", "waits", NOW + 1)
    await put(store, "other", "new", NOW + 1)
    keys = ["over", "waits", "new", "new"]
    found = await store.write(
        lambda c: set_each_unless(c, kind="k", keys=keys, room=1, due_at=NOW + 60, at=NOW)
    )
    assert found == ["over", "new"]
    again = await store.write(
        lambda c: set_each_unless(c, kind="k", keys=keys, room=1, due_at=NOW + 60, at=NOW)
    )
    assert again == []
    assert (
        await store.write(
            lambda c: set_each_unless(c, kind="k", keys=[], room=1, due_at=NOW, at=NOW)
        )
        == []
    )


async def test_claim_takes_it_once(store: Store) -> None:
    await put(store, "k", "a", NOW)
    (one,) = await due(store)
    taken = await asyncio.gather(*(store.write(lambda c: claim(c, one)) for _ in range(10)))
    assert sorted(taken) == [False] * 9 + [True]
    assert await due(store) == []


@pytest.mark.parametrize("change", ["moved", "cancelled", "replaced"])
async def test_claim_of_what_changed_meanwhile_fails(store: Store, change: str) -> None:
    """It was handed out, and before its turn came somebody else had a say."""
    await put(store, "k", "a", NOW, data=1)
    (one,) = await due(store)
    match change:
        case "moved":
            await put(store, "k", "a", NOW + 60, data=1)
        case "cancelled":
            assert await store.write(lambda c: cancel_deadline(c, kind="k", key="a"))
        case "replaced":
            await put(store, "k", "a", NOW, data=2)
    assert not await store.write(lambda c: claim(c, one))
    assert len(await rows_of(store, Row.key)) == (change != "cancelled")


async def test_claim_of_a_cancelled_one_spares_its_successor(store: Store) -> None:
    """SQLite gives the number of a row that is gone to the next one."""
    await put(store, "captcha", "a", NOW)
    (one,) = await due(store)
    await store.write(lambda c: cancel_deadline(c, kind="captcha", key="a"))
    await put(store, "card", "b", NOW)
    assert not await store.write(lambda c: claim(c, one))
    assert [found.kind for found in await due(store)] == ["card"]


async def test_cancel_says_whether_there_was_one(store: Store) -> None:
    await put(store, "k", "a", NOW)
    assert await store.read(lambda c: is_set(c, kind="k", key="a"))
    told = [await store.write(lambda c: cancel_deadline(c, kind="k", key="a")) for _ in range(2)]
    assert told == [True, False]
    assert not await store.read(lambda c: is_set(c, kind="k", key="a"))


async def test_outage_gives_people_time_and_nothing_else(store: Store) -> None:
    """Law 3: at least now + min(the term, 5 min) for whoever is waited for."""
    for key, at, term in (
        ("machine", -100, 0),
        ("short", -100, 60),
        ("long", -100, 3600),
        ("nearly", 10, 120),
        ("later", GRACE + 1, 3600),
    ):
        await put(store, "k", key, NOW + at, term=term)
    assert await store.write(lambda c: extend_after_outage(c, NOW)) == 3
    assert await rows_of(store, Row.key, Row.due_at) == sorted(
        [
            ("machine", NOW - 100),
            ("short", NOW + 60),
            ("long", NOW + GRACE),
            ("nearly", NOW + 120),
            ("later", NOW + GRACE + 1),
        ],
        key=repr,
    )
    assert await store.write(lambda c: extend_after_outage(c, NOW)) == 0


async def test_is_set_is_over_with_its_instant(store: Store) -> None:
    await put(store, "a", "b", NOW)
    told = [
        await store.read(lambda c, at=at: is_set(c, kind="a", key="b", at=at)) for at in INSTANTS
    ]
    assert told == [True, False, False]
    await put(store, "a", "b", 1)
    assert await store.read(lambda c: is_set(c, kind="a", key="b")), "without an instant: ever"


INSTANTS = (NOW - 1, NOW, NOW + 1)


@pytest.mark.parametrize("data", [{"n": 1}, None])
async def test_take_takes_the_one_that_is_still_to_come(store: Store, data: object) -> None:
    for kind, key in (("a", "b"), ("a", "c"), ("c", "b")):
        await put(store, kind, key, NOW, data=data)
    for at, given in zip(reversed(INSTANTS), (None, None, data), strict=True):
        taken = await store.write(lambda c, at=at: deadline.take(c, kind="a", key="b", at=at))
        assert taken == given
    assert await store.write(lambda c: deadline.take(c, kind="a", key="b", at=0)) is None
    assert sorted(await rows_of(store, Row.kind, Row.key)) == [("a", "c"), ("c", "b")]


async def test_is_set_knows_kind_and_key(store: Store) -> None:
    await store.write(lambda c: set_deadline(c, kind="a", key="b", room=1, due_at=NOW))
    asked = [("a", "b"), ("a", "c"), ("c", "b")]
    found = [
        await store.read(lambda c, k=kind, n=key: deadline.is_set(c, kind=k, key=n))
        for kind, key in asked
    ]
    assert found == [True, False, False]


# -- any order of events --------------------------------------------------------------------------

KEYS = st.sampled_from((("captcha", "a"), ("card", "b")))


class DeadlineMachine(RuleBasedStateMachine):
    """Deadlines against a dictionary. What was handed out may be claimed long afterwards."""

    store: Store
    loop: asyncio.Runner

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.number = 0
        self.model: dict[tuple[str, str], tuple[int, int, int]] = {}
        self.handed_out: list[Deadline] = []
        self.do(lambda c: c.execute(delete(Row)))

    def do(self, work: Callable[[Connection], Any]) -> Any:
        return self.loop.run(self.store.write(work, durable=False))

    @rule(who=KEYS, wait=st.sampled_from((0, 0, 0, 1)), term=st.sampled_from((0, 1, 1000)))
    def set(self, who: tuple[str, str], wait: int, term: int) -> None:
        self.look()
        self.number += 1
        data = self.number
        at = self.now + wait
        kind, key = who
        self.do(
            lambda c: set_deadline(c, kind=kind, key=key, room=7, due_at=at, term=term, data=data)
        )
        self.model[who] = (at, term, data)

    @rule(who=KEYS)
    def cancel(self, who: tuple[str, str]) -> None:
        self.look()
        kind, key = who
        told = self.do(lambda c: cancel_deadline(c, kind=kind, key=key))
        assert told == (self.model.pop(who, None) is not None)

    def look(self) -> None:
        found = self.do(lambda c: find_due(c, self.now, 100))
        assert [one.due_at for one in found] == sorted(one.due_at for one in found)
        assert {(one.kind, one.key): (one.due_at, one.data) for one in found} == {
            who: (at, data) for who, (at, _, data) in self.model.items() if at <= self.now
        }
        self.handed_out += found

    @precondition(lambda self: self.handed_out)
    @rule(back=st.integers(1, 4))
    def claim(self, back: int) -> None:
        one = self.handed_out[-min(back, len(self.handed_out))]
        taken = self.do(lambda c: deadline.claim(c, one))
        at, _, data = self.model.get((one.kind, one.key), (0, 0, None))
        assert taken == ((at, data) == (one.due_at, one.data)), (one, self.model)
        if taken:
            del self.model[one.kind, one.key]

    @rule(seconds=st.sampled_from((1, 700)))
    def outage(self, seconds: int) -> None:
        """A short one is none for most terms."""
        self.now += seconds
        self.do(lambda c: extend_after_outage(c, self.now))
        for who, (at, term, data) in self.model.items():
            if term:
                self.model[who] = (max(at, self.now + min(term, GRACE)), term, data)


def run_machine(url: str) -> None:
    async def opened() -> Store:
        return Store(url)

    with asyncio.Runner() as runner:

        class Here(DeadlineMachine):
            loop = runner
            store = runner.run(opened())

        try:
            run_state_machine_as_test(
                Here,
                settings=settings(
                    max_examples=40 if Here.store.sqlite else 15,
                    stateful_step_count=20,
                    phases=(Phase.generate,),
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(Here.store.close())


def test_deadline_machine(database_url: str) -> None:
    run_machine(database_url)


def _claim_anything(connection: Connection, one: Deadline) -> bool:
    return connection.execute(delete(Row).where(Row.id == one.id)).rowcount == 1


def _claim_by_number_and_time(connection: Connection, one: Deadline) -> bool:
    found = delete(Row).where(Row.id == one.id, Row.due_at == one.due_at)
    return connection.execute(found).rowcount == 1


@pytest.mark.parametrize("broken", [_claim_anything, _claim_by_number_and_time])
def test_deadline_machine_catches_a_planted_bug(
    database_url: str, monkeypatch: pytest.MonkeyPatch, broken: Callable[..., bool]
) -> None:
    """A claim that does not look whether the deadline was moved, or replaced."""
    monkeypatch.setattr(deadline, "claim", broken)
    with pytest.raises(AssertionError):
        run_machine(database_url)

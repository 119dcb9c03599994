"""Whoever comes is greeted once, and one welcome stands at a time."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from kit import NOW, change
from sqlalchemy import Connection

from bot.core.perception import perceive
from bot.core.room import Room, admit
from bot.core.store import Store
from services import greeting
from services.greeting import GATHER, LONGEST, NAMED, Waiting, came, left
from services.template import Somebody
from tests.databases import in_memory


async def opened(store: Store) -> int:
    room: int = await store.write(lambda c: admit(c, [Room(0, -5, "group")], NOW)[-5].id)
    return room


async def test_those_who_come_together_are_taken_together(store: Store) -> None:
    room = await opened(store)
    people = [Somebody(number, "x") for number in range(NAMED + 3)]
    dues = []
    for number, one in enumerate([*people, people[0]]):
        dues.append(
            await store.write(
                lambda c, one=one, at=NOW + number * 2: greeting.wait(c, room=room, one=one, now=at)
            )
        )
    assert dues[:2] == [NOW + GATHER, NOW + GATHER + 2]
    assert max(dues) == NOW + LONGEST
    taken = await store.write(lambda c: greeting.take(c, room))
    others = tuple(one.id for one in people[NAMED:])
    assert taken == Waiting(tuple(people[:NAMED]), 3, others)
    assert await store.write(lambda c: greeting.take(c, room)) == Waiting()


async def test_one_welcome_stands(store: Store) -> None:
    room = await opened(store)
    before = [
        await store.write(lambda c, m=message: greeting.said(c, room=room, chat=-5, message=m))
        for message in (7, 8, 9)
    ]
    assert before == [(0, 0), (-5, 7), (-5, 8)]


async def test_who_was_welcomed_is_not_for_some_time(store: Store) -> None:
    """However many they are, in as many statements."""
    room = await opened(store)

    async def fresh(people: list[int], now: int) -> set[int]:
        how = {"room": room, "people": people, "seconds": 60, "now": now}
        found: set[int] = await store.write(lambda c: greeting.fresh(c, **how))
        return found

    assert await fresh([1, 2, 2], NOW) == {1, 2}
    assert await fresh([2, 3], NOW + 59) == {3}
    assert await fresh([1, 2, 3], NOW + 60) == {1, 2}


@pytest.mark.parametrize(
    ("old", "new", "by", "seen"),
    [
        ("left", "member", 6, "came"),
        ("kicked", "member", 9, "came"),
        ("left", "restricted", 6, "came"),
        ("restricted", "member", 9, ""),
        ("member", "administrator", 9, ""),
        ("member", "left", 6, "left"),
        ("restricted", "left", 6, ""),
        ("member", "left", 9, ""),
        ("member", "kicked", 9, ""),
    ],
)
def test_who_comes_and_who_goes(old: str, new: str, by: int, seen: str) -> None:
    facts = perceive(change(1, old, new, person=6), NOW)
    assert facts.person is not None
    facts.actor = type(facts.person)(by)
    assert (came(facts), left(facts)) == (seen == "came", seen == "left")


class Machine(RuleBasedStateMachine):
    """People come, welcomes are said, in any order: nobody twice, nobody forgotten."""

    take: Callable[[Connection, int], Waiting] = staticmethod(greeting.take)

    def __init__(self) -> None:
        super().__init__()
        self.connection = in_memory().connect()
        self.room = admit(self.connection, [Room(0, -5, "group")], NOW)[-5].id
        self.now, self.number = NOW, 0
        self.waiting: list[int] = []
        self.greeted: list[int] = []
        self.standing: set[int] = set()

    @rule(pause=st.integers(0, 90))
    def somebody_comes(self, pause: int) -> None:
        self.now += pause
        self.number += 1
        one = Somebody(self.number)
        due = greeting.wait(self.connection, room=self.room, one=one, now=self.now)
        assert due <= self.now + GATHER
        self.waiting.append(self.number)

    @rule()
    def they_are_welcomed(self) -> None:
        taken = self.take(self.connection, self.room)
        assert [one.id for one in taken.people] == self.waiting[:NAMED]
        assert len(taken.people) + taken.more == len(self.waiting)
        self.greeted += [one.id for one in taken.people]
        self.waiting = []

    @rule(message=st.integers(1, 10**6))
    def welcome_stands(self, message: int) -> None:
        where = {"room": self.room, "chat": -5, "message": message}
        _, before = greeting.said(self.connection, **where)
        self.standing = (self.standing | {message}) - ({before} - {message})

    @invariant()
    def nobody_is_greeted_twice(self) -> None:
        assert len(set(self.greeted)) == len(self.greeted)
        assert len(self.standing) <= 1

    def teardown(self) -> None:
        self.connection.rollback()
        self.connection.close()


def forgetful(connection: Connection, room: int) -> Waiting:
    """A copy with a bug: who was taken still waits."""
    row: Any = greeting._find(connection, room)
    return greeting._decode(row.waiting) if row else Waiting()


FEW = settings(max_examples=30, stateful_step_count=20, deadline=None)


def test_machine() -> None:
    run_state_machine_as_test(Machine, settings=FEW)


def test_machine_catches_a_planted_bug() -> None:
    broken = type("Broken", (Machine,), {"take": staticmethod(forgetful)})
    with pytest.raises(AssertionError):
        run_state_machine_as_test(broken, settings=settings(FEW, phases=[Phase.generate]))

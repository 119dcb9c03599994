"""Serial numbers: given, typed, taken off, rolled back, over midnight, and many at once."""

import asyncio
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Connection, func, select

from bot.core.store import Store
from models.room import Room
from models.stair import Stair
from services.stair import book, serial
from services.stair.book import New
from services.stair.code import digits_of
from services.stair.serial import GONE, Full
from tests.databases import in_memory

ROOMS = (1, 2)
ZONES = st.sampled_from(("Asia/Shanghai", "Europe/Berlin", "Pacific/Apia", "UTC"))
MIDNIGHT = int(datetime(2026, 10, 24, 23, 59, tzinfo=UTC).timestamp())
"""A minute before the day on which clocks go back in Berlin."""


def open_rooms(connection: Connection) -> None:
    columns = {
        column.name: 0 if column.type.python_type is int else ""
        for column in Room.__table__.columns
        if not column.nullable
    }
    for room in ROOMS:
        connection.execute(
            Room.__table__.insert().values({**columns, "id": room, "chat_id": -room})  # type: ignore[attr-defined]
        )


def new(room: int, digits: str = "") -> New:
    return New(room=room, chat=-room, title="", prefix="爬楼", message=1, digits=digits)


class Serials(RuleBasedStateMachine):
    """The model: what holds each pair of digits, and what the bot gave, day by day."""

    def __init__(self) -> None:
        super().__init__()
        self.connection: Connection = in_memory().connect()
        open_rooms(self.connection)
        self.now, self.zone = MIDNIGHT, "UTC"
        self.held: dict[tuple[int, int, int], int] = {}
        self.gone: set[tuple[int, int, int]] = set()
        self.typed: dict[tuple[int, int], set[int]] = defaultdict(set)
        self.given: dict[tuple[int, int], list[int]] = defaultdict(list)

    def teardown(self) -> None:
        self.connection.rollback()
        self.connection.close()

    def put(self, room: int, digits: str = "") -> book.Stair | None:
        return book.put(self.connection, new(room, digits), at=self.now, zone=self.zone)

    @rule(room=st.sampled_from(ROOMS))
    def gives(self, room: int) -> None:
        one = self.put(room)
        assert one is not None
        assert one.day == book.day_of(self.now, self.zone)
        place = (room, one.day, one.serial)
        assert place not in self.held.keys() | self.gone, "doubled"
        self.held[place] = one.id
        self.given[room, one.day].append(one.serial)

    @rule(room=st.sampled_from(ROOMS), number=st.integers(1, 8), other=st.booleans())
    def types(self, room: int, number: int, other: bool) -> None:
        """Somebody types digits of today, or of another day."""
        day = 20170201 if other else book.day_of(self.now, self.zone)
        place = (room, day, number)
        one = self.put(room, digits_of(day, number))
        assert (one is None) == (place in self.held)
        if one is not None:
            assert one.digits == digits_of(day, number)
            self.held[place] = one.id
            self.gone.discard(place)
            self.typed[room, day].add(number)

    @rule(data=st.data())
    def takes_off(self, data: st.DataObject) -> None:
        if self.held:
            place = data.draw(st.sampled_from(sorted(self.held)))
            room, _, _ = place
            number = self.held.pop(place)
            assert book.change(self.connection, room, number, state=GONE)
            self.gone.add(place)

    @rule(room=st.sampled_from(ROOMS), times=st.integers(1, 3))
    def is_rolled_back(self, room: int, times: int) -> None:
        """A unit that ends badly gives its numbers back."""
        nested = self.connection.begin_nested()
        for _ in range(times):
            self.put(room)
        nested.rollback()

    @rule(seconds=st.sampled_from((1, 60, 3600, 86_400, -1, -60, -3600, -86_400)))
    def clock_is_moved(self, seconds: int) -> None:
        self.now += seconds

    @rule(zone=ZONES)
    def zone_is_changed(self, zone: str) -> None:
        self.zone = zone

    @invariant()
    def everything_given_is_there_once(self) -> None:
        rows = self.connection.execute(
            select(Stair.room_id, Stair.day, Stair.serial, Stair.id).where(Stair.state != GONE)
        )
        assert {tuple(row[:3]): row[3] for row in rows} == self.held

    @invariant()
    def numbers_of_a_day_have_gaps_only_where_somebody_typed(self) -> None:
        for place, given in self.given.items():
            assert given == sorted(set(given))
            missing = set(range(1, given[-1] + 1)) - set(given)
            assert missing <= self.typed[place]


def test_serial_machine() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Serials, settings=settings(max_examples=80, stateful_step_count=30)
    )


class Counting(Serials):
    """A bot that takes the number of codes of a day for the last number."""

    def put(self, room: int, digits: str = "") -> book.Stair | None:
        if not digits:
            day = book.day_of(self.now, self.zone)
            there = self.connection.execute(
                select(func.count()).where(
                    Stair.room_id == room, Stair.day == day, Stair.state != GONE
                )
            ).scalar_one()
            digits = digits_of(day, there + 1)
        return super().put(room, digits)


class Leaving(Serials):
    """A bot that counts outside of the transaction, so that what is rolled back leaves a gap."""

    def is_rolled_back(self, room: int = 1, times: int = 1) -> None:
        for _ in range(times):
            serial._NEXT.one(self.connection, (room, book.day_of(self.now, self.zone), 1))


Leaving.is_rolled_back = rule(room=st.sampled_from(ROOMS), times=st.integers(1, 3))(  # type: ignore[method-assign]
    Leaving.is_rolled_back
)


@pytest.mark.parametrize("broken", [Counting, Leaving])
def test_machine_sees_a_planted_bug(broken: type[Serials]) -> None:
    """The machine can fail."""
    with pytest.raises(AssertionError):
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            broken,
            settings=settings(max_examples=60, stateful_step_count=30, phases=[Phase.generate]),
        )


@pytest.fixture
async def ready(store: Store) -> Store:
    await store.write(open_rooms)
    return store


async def unit(store: Store, room: int, digits: str = "", fails: bool = False) -> Any:
    """One of several units at once, without lanes: it gives a code, waits, and commits or not."""
    async with store.unit() as session:
        connection = await session.connection()
        one = await connection.run_sync(
            lambda c: book.put(c, new(room, digits), at=MIDNIGHT, zone="UTC")
        )
        await asyncio.sleep(0.002)
        if fails:
            await session.rollback()
            return None
        await session.commit()
        return one and one.serial


async def test_units_at_once_without_lanes_have_each_a_number(ready: Store) -> None:
    """Of one room 24 that go through and 8 that do not, and 8 of another."""
    work = [unit(ready, 1, fails=number % 4 == 3) for number in range(32)]
    work += [unit(ready, 2) for _ in range(8)]
    done = await asyncio.gather(*work)
    assert sorted(filter(None, done[:32])) == list(range(1, 25))
    assert sorted(done[32:]) == list(range(1, 9))


async def test_typed_and_given_at_once(ready: Store) -> None:
    """Somebody types the very numbers that the bot is giving."""
    day = book.day_of(MIDNIGHT, "UTC")
    work = []
    for number in range(1, 9):
        work += [unit(ready, 1), unit(ready, 1, digits_of(day, number))]
        work.append(unit(ready, 1, digits_of(day, number)))
    done = await asyncio.gather(*work)
    taken = [number for number in done if number]
    assert len(set(taken)) == len(taken)
    given = sorted(done[0::3])
    assert len(given) == 8
    typed = set(filter(None, done[1::3])) | set(filter(None, done[2::3]))
    assert set(range(1, given[-1] + 1)) - set(given) <= typed


async def test_many_on_a_day_have_four_digits(ready: Store) -> None:
    day = book.day_of(MIDNIGHT, "UTC")
    await ready.write(lambda c: serial._NEXT.one(c, (1, day, 998)) and None)
    one, two = [await unit(ready, 1) for _ in range(2)]
    assert (one, two) == (999, 1000)
    assert digits_of(day, two) == f"{day}1000"


async def test_day_without_a_number_left_is_told(ready: Store) -> None:
    day = book.day_of(MIDNIGHT, "UTC")
    await ready.write(lambda c: serial._NEXT.one(c, (1, day, serial.MOST)) and None)
    with pytest.raises(Full):
        await unit(ready, 1)

"""Money and terms as a machine: paid, delivered twice, given back, entered by hand, whenever."""

import asyncio

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, func, select

from bot.core.duration import DAY, HOUR, WEEK
from bot.core.store import Store
from models.paid import Payment
from models.room import Room
from services.paid import book, term
from services.paid.book import COUNTED, NEW, RETURNED, RETURNING
from services.paid.term import ENDED, LIVE, OVER
from tests.databases import in_memory

ROOM, NOW, GRACE = 1, 1_800_000_000, 3 * DAY
PEOPLE = st.integers(1, 3)
SPANS = st.sampled_from((HOUR, DAY, 5 * DAY, WEEK, 30 * DAY, 730 * DAY))


class Money(RuleBasedStateMachine):
    """The model: an end for each person, made of what was paid, entered and given back."""

    def __init__(self) -> None:
        super().__init__()
        self.connection: Connection = in_memory().connect()
        room = {
            column.name: 0 if column.type.python_type is int else ""
            for column in Room.__table__.columns
            if not column.nullable
        }
        self.connection.execute(Room.__table__.insert().values({**room, "id": ROOM}))  # type: ignore[attr-defined]
        self.now = NOW
        self.ends: dict[int, int] = {}
        self.charges: dict[str, tuple[int, int]] = {}
        self.back: set[str] = set()
        self.removed: list[tuple[int, int]] = []
        self.told: dict[int, int] = {}

    def teardown(self) -> None:
        self.connection.rollback()
        self.connection.close()

    def _deliver(self, charge: str, person: int, seconds: int) -> bool:
        """What `handlers.paid.checkout.arrived` does with a payment."""
        paid = book.record(
            self.connection,
            now=self.now,
            charge_id=charge,
            room_id=ROOM,
            user_id=person,
            name="Cem",
            application_id=0,
            amount=50,
            term=seconds,
        )
        if paid is None or not book.move(self.connection, paid.id, NEW, to=COUNTED):
            return False
        self._extend(person, seconds)
        return True

    def _extend(self, person: int, seconds: int) -> None:
        given = term.extend(
            self.connection, room=ROOM, person=person, name="Cem", seconds=seconds, now=self.now
        )
        assert given.until > self.now
        assert given.state == LIVE

    @rule(person=PEOPLE, seconds=SPANS)
    def pays(self, person: int, seconds: int) -> None:
        charge = f"c{len(self.charges)}"
        self.charges[charge] = (person, seconds)
        assert self._deliver(charge, person, seconds)
        self.ends[person] = max(self.now, self.ends.get(person, 0)) + seconds

    @rule(data=st.data())
    def hears_of_it_again(self, data: st.DataObject) -> None:
        if self.charges:
            charge = data.draw(st.sampled_from(sorted(self.charges)))
            assert not self._deliver(charge, *self.charges[charge])

    @rule(data=st.data())
    def gives_back(self, data: st.DataObject) -> None:
        """What `services.paid.money.give_back` does, as often as it is asked."""
        if not self.charges:
            return
        charge = data.draw(st.sampled_from(sorted(self.charges)))
        person, seconds = self.charges[charge]
        number = self.connection.execute(
            select(Payment.id).where(Payment.charge_id == charge)
        ).scalar_one()
        done = book.move(self.connection, number, COUNTED, to=RETURNING)
        assert done == (charge not in self.back)
        if done:
            term.shorten(self.connection, room=ROOM, person=person, seconds=seconds, now=self.now)
            book.move(self.connection, number, RETURNING, to=RETURNED, at=self.now)
            self.back.add(charge)
            if person in self.ends:
                self.ends[person] -= seconds

    @rule(person=PEOPLE, seconds=SPANS)
    def is_entered_by_hand(self, person: int, seconds: int) -> None:
        self._extend(person, seconds)
        self.ends[person] = max(self.now, self.ends.get(person, 0)) + seconds

    @rule(person=PEOPLE)
    def is_freed(self, person: int) -> None:
        assert term.drop(self.connection, ROOM, person) == (person in self.ends)
        self.ends.pop(person, None)

    @rule(seconds=st.sampled_from((1, HOUR, DAY, 3 * DAY, WEEK, 31 * DAY, 731 * DAY)))
    def time_passes(self, seconds: int) -> None:
        """The deadlines that fall due meanwhile, as `handlers.paid.end.due` handles them."""
        end = self.now + seconds
        while (found := self._next(end)) is not None:
            self.now = max(self.now, term.next_at(found, GRACE))
            self._fall_due(found)
        self.now = end

    def _next(self, end: int) -> term.Term | None:
        live = term.at(self.connection, ROOM, LIVE)
        due = [one for one in live if term.next_at(one, GRACE) <= end]
        return min(due, key=lambda one: term.next_at(one, GRACE), default=None)

    def _fall_due(self, one: term.Term) -> None:
        if one.told == OVER:
            self.removed.append((one.person, self.now))
            assert self.now >= one.until + GRACE
            assert self.now >= self.told[one.person] + GRACE
            term.move(self.connection, one.id, ENDED, removed_at=self.now)
            return
        level = term.level(one.until, self.now)
        assert level != one.told, "a reminder is never said twice"
        term.tell(self.connection, one.id, level, self.now)
        if level == OVER:
            self.told[one.person] = self.now

    @invariant()
    def every_end_is_what_was_paid_for(self) -> None:
        rows = {one.person: one.until for one in term.at(self.connection, ROOM, LIVE, ENDED)}
        assert rows == self.ends

    @invariant()
    def every_charge_counts_once(self) -> None:
        state = select(func.count()).select_from(Payment)
        counted = self.connection.execute(state.where(Payment.state == COUNTED)).scalar_one()
        back = self.connection.execute(state.where(Payment.state == RETURNED)).scalar_one()
        assert (counted, back) == (len(self.charges) - len(self.back), len(self.back))

    @invariant()
    def nobody_with_a_live_term_is_out(self) -> None:
        for one in term.at(self.connection, ROOM, ENDED):
            assert one.until <= self.now


def test_money_machine() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Money, settings=settings(max_examples=60, stateful_step_count=30)
    )


def test_machine_sees_a_payment_that_counts_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine can fail: with a record that forgets."""

    class Careless(Money):
        def _deliver(self, charge: str, person: int, seconds: int) -> bool:
            self._extend(person, seconds)
            return True

    with pytest.raises(AssertionError):
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            Careless,
            settings=settings(max_examples=30, stateful_step_count=20, phases=[Phase.generate]),
        )


@pytest.mark.parametrize(
    ("left", "level"),
    [
        (-1, "over"),
        (0, "over"),
        (1, "day"),
        (DAY, "day"),
        (DAY + 1, "week"),
        (WEEK, "week"),
        (WEEK + 1, ""),
    ],
)
def test_level_of_a_term(left: int, level: str) -> None:
    assert term.level(NOW + left, NOW) == level


ODD = ("paid:1:2", "paid:x:2", "paid:1", "seat:1:2", "paid:١:2", "paid:" + "9" * 30 + ":1", "")


@pytest.mark.parametrize("payload", ODD)
async def test_t8_payload_that_is_none_of_ours_is_no_bill(store: Store, payload: str) -> None:
    assert await store.read(lambda c: book.bill(c, payload)) is None


async def test_same_charge_at_once_is_recorded_once(store: Store) -> None:
    def room(connection: Connection) -> None:
        columns = {
            column.name: 0 if column.type.python_type is int else ""
            for column in Room.__table__.columns
            if not column.nullable
        }
        connection.execute(Room.__table__.insert().values({**columns, "id": ROOM}))  # type: ignore[attr-defined]

    await store.write(room)

    def record(connection: Connection) -> bool:
        return (
            book.record(
                connection,
                now=NOW,
                charge_id="c",
                room_id=ROOM,
                user_id=7,
                name="Cem",
                application_id=0,
                amount=50,
                term=DAY,
            )
            is not None
        )

    assert sorted(await asyncio.gather(*(store.write(record) for _ in range(8)))) == (
        [False] * 7 + [True]
    )

"""The shop and the ledger as a machine: bought, settled, kept, erased, in whatever order."""

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec import structs
from sqlalchemy import Connection, select, update

from models.ledger import Account
from models.room import Room
from models.shop import ShopItem, ShopOrder
from services import shop
from services.points import RETIRED, SHOP, TREASURY, balance, check, member, move, retire
from services.shop import DONE, OPEN, REFUNDED, Item, Refused
from tests.databases import in_memory

ROOM, NOW = 1, 1_800_000_000
PEOPLE = st.integers(1, 3)
PIECES = 4


class Trade(RuleBasedStateMachine):
    """The model: who has what, how many pieces are left, and what became of each order."""

    def __init__(self) -> None:
        super().__init__()
        self.connection: Connection = in_memory().connect()
        room = {
            column.name: 0 if column.type.python_type is int else ""
            for column in Room.__table__.columns
            if not column.nullable
        }
        self.connection.execute(Room.__table__.insert().values({**room, "id": ROOM}))  # type: ignore[attr-defined]
        mug = Item(title="Mug", price=30, stock=PIECES, per_person=3)
        shop.add(self.connection, room=ROOM, item=mug, now=NOW)
        found = shop.find(self.connection, ROOM, "mug")
        assert found is not None
        self.item = found
        self.shown = [found]
        self.there = True
        self.has = dict.fromkeys((1, 2, 3), 0)
        self.retired = self.clicks = 0
        for person in self.has:
            self.earns(person, 70)
        self.left = PIECES
        self.orders: dict[int, tuple[int | None, int, str]] = {}
        self.keys: dict[str, int] = {}

    def teardown(self) -> None:
        self.connection.rollback()
        self.connection.close()

    def _buy(self, item: Item, person: int, key: str) -> int | str:
        try:
            return shop.buy(
                self.connection,
                room=ROOM,
                item=item.id,
                version=item.version,
                person=person,
                key=key,
                relay=False,
                month=0,
                at=NOW,
            ).id
        except Refused as refused:
            return refused.why

    def _settle(self, number: int, to: str) -> bool:
        done = shop.settle(self.connection, room=ROOM, order=number, to=to, by=9, at=NOW)
        return done is not None

    @rule(person=PEOPLE, amount=st.integers(1, 100))
    def earns(self, person: int, amount: int) -> None:
        self.clicks += 1
        values = {"reason": "grant", "reference": f"{self.clicks}", "at": NOW}
        target = member(person)
        move(self.connection, room=ROOM, source=TREASURY, target=target, amount=amount, **values)
        self.has[person] += amount

    @rule(person=PEOPLE, data=st.data(), again=st.booleans())
    def presses(self, person: int, data: st.DataObject, again: bool) -> None:
        """A button as it was shown at some time; or one that was pressed before."""
        item = data.draw(st.sampled_from(self.shown))
        self.clicks += 1
        key = f"k{self.clicks}"
        if again and self.keys:
            key = data.draw(st.sampled_from(sorted(self.keys)))
        mine = [one for one in self.orders.values() if one[0] == person and one[2] != REFUNDED]
        if key in self.keys:
            expected = "before"
        elif not self.there:
            expected = "gone"
        elif item.version != self.item.version:
            expected = "changed"
        elif not self.left:
            expected = "sold"
        elif len(mine) >= 3:
            expected = "limit"
        elif self.has[person] < item.price:
            expected = "short"
        else:
            expected = ""
        came = self._buy(item, person, key)
        assert isinstance(came, int) == (not expected), (came, expected)
        if isinstance(came, int):
            self.keys[key] = came
            self.orders[came] = person, item.price, OPEN
            self.has[person] -= item.price
            self.left -= 1
        else:
            assert came == expected

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), to=st.sampled_from((DONE, REFUNDED)))
    def is_settled(self, data: st.DataObject, to: str) -> None:
        number = data.draw(st.sampled_from(sorted(self.orders)))
        person, price, state = self.orders[number]
        done = self._settle(number, to)
        assert done == (state == OPEN)
        if not done:
            return
        self.orders[number] = person, price, to
        if to == REFUNDED:
            self.left += 1
            if person is None:
                self.retired += price
            else:
                self.has[person] += price

    @precondition(lambda self: self.there)
    @rule(price=st.sampled_from((10, 30, 60)))
    def price_changes(self, price: int) -> None:
        after = structs.replace(self.item, price=price)
        shop.change(self.connection, room=ROOM, before=self.item, after=after)
        found = shop.find(self.connection, ROOM, "Mug")
        assert found is not None
        assert (found.version == self.item.version) == (price == self.item.price)
        self.item = structs.replace(found, stock=self.item.stock)
        self.shown.append(self.item)

    @rule()
    def is_not_offered_any_more(self) -> None:
        assert shop.remove(self.connection, ROOM, self.item.id) == self.there
        self.there = False

    @rule(person=PEOPLE)
    def is_erased(self, person: int) -> None:
        """As the tables declare it."""
        self.retired += retire(self.connection, room=ROOM, person=person, now=NOW + self.clicks)
        self.clicks += 1
        for table in (Account, ShopOrder):
            mine = update(table).where(table.user_id == person)
            self.connection.execute(mine.values(user_id=None))
        self.has[person] = 0
        self.orders = {
            number: (None if one[0] == person else one[0], *one[1:])
            for number, one in self.orders.items()
        }

    @invariant()
    def everybody_has_what_is_theirs(self) -> None:
        found = {one: balance(self.connection, ROOM, member(one)) for one in self.has}
        assert found == self.has
        assert balance(self.connection, ROOM, RETIRED) == self.retired

    @invariant()
    def shop_holds_what_was_paid_and_not_given_back(self) -> None:
        held = sum(price for _, price, state in self.orders.values() if state != REFUNDED)
        assert balance(self.connection, ROOM, SHOP) == held
        assert check.outstanding(self.connection, ROOM) == 0

    @invariant()
    def pieces_and_orders_are_all_there(self) -> None:
        stock = self.connection.execute(select(ShopItem.stock)).scalar_one()
        kept = sum(state != REFUNDED for _, _, state in self.orders.values())
        assert (stock, stock + kept) == (self.left, PIECES)
        rows = self.connection.execute(select(ShopOrder.id, ShopOrder.user_id, ShopOrder.state))
        assert {row.id: (row.user_id, row.state) for row in rows} == {
            number: (person, state) for number, (person, _, state) in self.orders.items()
        }


def test_trade_machine() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Trade, settings=settings(max_examples=60, stateful_step_count=40)
    )


class Generous(Trade):
    """Refunds whatever is pressed, as often as it is."""

    def _settle(self, number: int, to: str) -> bool:
        every = (OPEN, DONE, REFUNDED)
        done = shop.settle(self.connection, room=ROOM, order=number, to=to, by=9, at=NOW, of=every)
        return done is not None


class Silent(Trade):
    """Charges whatever something costs by now."""

    def _buy(self, item: Item, person: int, key: str) -> int | str:
        return super()._buy(structs.replace(item, version=self.item.version), person, key)


@pytest.mark.parametrize("broken", [Generous, Silent])
def test_machine_sees_a_planted_bug(broken: type[Trade]) -> None:
    with pytest.raises(AssertionError):
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            broken,
            settings=settings(max_examples=300, stateful_step_count=40, phases=[Phase.generate]),
        )

"""Buying and settling, on both databases: once, at the price that was shown, never twice."""

import asyncio
from collections import Counter

import pytest
from kit import NOW, rows_of
from msgspec import structs
from sqlalchemy import Connection, update

from bot.core import room as rooms
from bot.core.room import Room
from bot.core.store import Store
from models.ledger import Account
from models.shop import ShopItem, ShopOrder
from services import shop
from services.points import RETIRED, SHOP, TREASURY, balance, check, member, move, retire
from services.shop import DONE, OPEN, REFUNDED, Item, Order, Refused

OLD, NEW = -100, -1001
MUG = Item(title="Mug", price=50, stock=1)
FREE = Item(title="Song", price=50)


@pytest.fixture(autouse=True)
async def club(store: Store) -> None:
    """Two rooms, 1 and 2; in the first, people 1 to 40 have 120 points each."""

    def fill(connection: Connection) -> None:
        for chat in (Room(0, OLD, "group"), Room(0, NEW, "supergroup")):
            rooms.admit(connection, [chat], NOW)
        for person in range(1, 41):
            mint(connection, person, 120)

    await store.write(fill)


def mint(connection: Connection, person: int, amount: int) -> None:
    values = {"reason": "grant", "reference": f"{person}", "at": NOW}
    move(connection, room=1, source=TREASURY, target=member(person), amount=amount, **values)


async def offer(store: Store, item: Item, room: int = 1) -> Item:
    """Something that is offered, with its number."""
    assert await store.write(lambda c: shop.add(c, room=room, item=item, now=NOW)) == ""
    found = await store.read(lambda c: shop.find(c, room, item.title))
    assert found is not None
    return found


def buy(connection: Connection, item: Item, person: int = 1, key: str = "") -> Order:
    return shop.buy(
        connection,
        room=1,
        item=item.id,
        version=item.version,
        person=person,
        key=key or f"m{person}",
        relay=False,
        month=NOW - 100,
        at=NOW,
    )


async def tried(store: Store, item: Item, person: int = 1, key: str = "") -> str:
    """Why something was not bought; empty if it was."""
    try:
        await store.write(lambda c: buy(c, item, person, key))
    except Refused as refused:
        return refused.why
    return ""


async def stock_of(store: Store, item: Item) -> int | None:
    return dict(await rows_of(store, ShopItem.id, ShopItem.stock))[item.id]


async def states(store: Store) -> list[str]:
    return [state for _, state in await rows_of(store, ShopOrder.id, ShopOrder.state)]


async def adds_up(store: Store) -> bool:
    return (await store.read(lambda c: check.whole(c, 1))).wrong == 0


async def test_points_order_and_piece_change_hands_together(store: Store) -> None:
    mug = await offer(store, MUG)
    order = await store.write(lambda c: buy(c, mug))
    assert order == Order(order.id, 1, mug.id, 1, "Mug", 50, NOW, OPEN, None)
    assert await store.read(lambda c: balance(c, 1, member(1))) == 70
    assert await store.read(lambda c: balance(c, 1, SHOP)) == 50
    assert await stock_of(store, mug) == 0
    assert await adds_up(store)


async def test_last_piece_is_sold_once_to_forty_at_once(store: Store) -> None:
    """With no lane between them: the row of the item decides."""
    mug = await offer(store, structs.replace(MUG, stock=3))
    came = await asyncio.gather(*(tried(store, mug, person) for person in range(1, 41)))
    assert Counter(came) == {"": 3, "sold": 37}
    assert await stock_of(store, mug) == 0
    assert await store.read(lambda c: balance(c, 1, SHOP)) == 150
    assert await adds_up(store)


async def test_t3_hundred_taps_at_once_buy_once(store: Store) -> None:
    song = await offer(store, FREE)
    came = await asyncio.gather(*(tried(store, song, 1, "tap") for _ in range(100)))
    assert Counter(came) == {"": 1, "before": 99}
    assert await store.read(lambda c: balance(c, 1, member(1))) == 70


async def test_limit_holds_for_taps_on_many_messages_at_once(store: Store) -> None:
    song = await offer(store, structs.replace(FREE, price=1, per_person=2))
    came = await asyncio.gather(*(tried(store, song, 1, f"m{n}") for n in range(20)))
    assert Counter(came) == {"": 2, "limit": 18}


async def test_two_at_once_do_not_spend_the_same_points(store: Store) -> None:
    mug, song = await offer(store, MUG), await offer(store, structs.replace(FREE, price=100))
    came = await asyncio.gather(tried(store, mug, 1, "a"), tried(store, song, 1, "b"))
    assert sorted(came) == ["", "short"]
    assert await adds_up(store)


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (structs.replace(MUG, price=121), "short"),
        (structs.replace(MUG, stock=0), "sold"),
    ],
)
async def test_refused_purchase_costs_nothing(store: Store, item: Item, why: str) -> None:
    there = await offer(store, item)
    assert await tried(store, there) == why
    assert await store.read(lambda c: balance(c, 1, member(1))) == 120
    assert await stock_of(store, there) == item.stock
    assert await states(store) == []


async def test_refusal_leaves_what_else_was_written(store: Store) -> None:
    """A unit that is refused something goes on, and is committed."""
    mug = await offer(store, structs.replace(MUG, price=121))

    def work(connection: Connection) -> None:
        mint(connection, 99, 5)
        with pytest.raises(Refused, match="short"):
            buy(connection, mug)

    await store.write(work)
    assert await store.read(lambda c: balance(c, 1, member(99))) == 5
    assert await stock_of(store, mug) == 1


@pytest.mark.parametrize("change", [{"price": 5}, {"price": 500}, {"title": "Big mug"}])
async def test_t4_another_bargain_than_the_one_shown_is_not_charged(
    store: Store, change: dict[str, object]
) -> None:
    mug = await offer(store, MUG)
    after = structs.replace(mug, **change)
    assert await store.write(lambda c: shop.change(c, room=1, before=mug, after=after)) == ""
    assert await tried(store, mug) == "changed"
    assert await store.read(lambda c: balance(c, 1, member(1))) == 120


async def test_t4_what_is_not_offered_any_more_is_not_sold(store: Store) -> None:
    mug = await offer(store, MUG)
    assert await store.write(lambda c: shop.remove(c, 1, mug.id))
    assert not await store.write(lambda c: shop.remove(c, 1, mug.id))
    assert await tried(store, mug) == "gone"
    again = await offer(store, MUG)
    assert again.id != mug.id
    assert await tried(store, mug) == "gone"


async def test_another_rooms_things_are_not_sold_here(store: Store) -> None:
    theirs = await offer(store, MUG, room=2)
    assert await tried(store, theirs) == "gone"


async def test_limit_of_a_month_begins_anew(store: Store) -> None:
    song = await offer(store, structs.replace(FREE, price=1, per_month=1))
    assert [await tried(store, song, 1, key) for key in "ab"] == ["", "month"]
    await store.write(lambda c: c.execute(update(ShopOrder).values(at=NOW - 101)))
    assert await tried(store, song, 1, "c") == ""


async def test_refunded_order_does_not_count_against_the_limit(store: Store) -> None:
    song = await offer(store, structs.replace(FREE, per_person=1))
    order = await store.write(lambda c: buy(c, song))
    assert await tried(store, song, 1, "b") == "limit"
    await store.write(lambda c: settle(c, order, REFUNDED))
    assert await tried(store, song, 1, "b") == ""


async def test_goods_worth_money_are_not_sold_beside_the_relay(store: Store) -> None:
    mug = await offer(store, structs.replace(MUG, worth=True))
    assert await store.read(lambda c: shop.goods(c, 1))

    def beside(connection: Connection) -> None:
        values = {"room": 1, "item": mug.id, "version": 1, "person": 1, "month": 0, "at": NOW}
        with pytest.raises(Refused, match="relay"):
            shop.buy(connection, key="x", relay=True, **values)

    await store.write(beside)
    await store.write(lambda c: shop.remove(c, 1, mug.id))
    assert not await store.read(lambda c: shop.goods(c, 1))


def settle(
    connection: Connection, order: Order, to: str, of: tuple[str, ...] = (OPEN,)
) -> Order | None:
    return shop.settle(connection, room=1, order=order.id, to=to, by=9, at=NOW, of=of)


async def test_t3_refund_gives_back_once_however_many_press(store: Store) -> None:
    mug = await offer(store, MUG)
    order = await store.write(lambda c: buy(c, mug))
    how = [REFUNDED if n % 2 else DONE for n in range(20)]
    settled = await asyncio.gather(
        *(store.write(lambda c, to=to: settle(c, order, to)) for to in how)
    )
    done = [one for one in settled if one is not None]
    assert len(done) == 1
    back = done[0].state == REFUNDED
    assert await store.read(lambda c: balance(c, 1, member(1))) == (120 if back else 70)
    assert await stock_of(store, mug) == int(back)
    assert await adds_up(store)


async def test_what_was_handed_over_can_come_back_once(store: Store) -> None:
    mug = await offer(store, MUG)
    order = await store.write(lambda c: buy(c, mug))
    assert await store.write(lambda c: settle(c, order, DONE)) is not None
    assert await store.write(lambda c: settle(c, order, REFUNDED)) is None
    for expected in (True, False):
        found = await store.write(lambda c: settle(c, order, REFUNDED, (OPEN, DONE)))
        assert (found is not None) is expected
    assert await store.read(lambda c: balance(c, 1, member(1))) == 120


async def test_t84_refund_for_whoever_was_erased_goes_where_their_points_are(store: Store) -> None:
    def erase(connection: Connection) -> None:
        retire(connection, room=1, person=1, now=NOW)
        connection.execute(update(Account).where(Account.user_id == 1).values(user_id=None))
        connection.execute(update(ShopOrder).where(ShopOrder.user_id == 1).values(user_id=None))

    mug = await offer(store, MUG)
    order = await store.write(lambda c: buy(c, mug))
    await store.write(erase)
    assert await store.write(lambda c: settle(c, order, REFUNDED)) is not None
    assert await store.read(lambda c: balance(c, 1, RETIRED)) == 120
    assert await store.read(lambda c: balance(c, 1, member(1))) == 0
    assert await stock_of(store, mug) == 1
    assert await adds_up(store)


async def test_t91_rooms_that_become_one_keep_orders_and_offer_a_name_once(store: Store) -> None:
    mug, theirs = await offer(store, MUG), await offer(store, MUG, room=2)
    song = await offer(store, FREE, room=2)
    order = await store.write(lambda c: buy(c, mug))
    await store.write(lambda c: rooms.migrate(c, old=OLD, new=NEW, now=NOW + 1))
    offered = await store.read(lambda c: shop.offered(c, 1))
    assert [one.id for one in offered] == [mug.id, song.id]
    assert theirs.id in dict(await rows_of(store, ShopItem.id, ShopItem.title))
    assert await store.write(lambda c: settle(c, order, REFUNDED)) is not None
    assert await store.read(lambda c: balance(c, 1, member(1))) == 120
    assert await adds_up(store)


async def test_shop_has_room_for_so_many_and_each_name_once(store: Store) -> None:
    for number in range(shop.MOST):
        await offer(store, structs.replace(FREE, title=f"Song {number}"))

    def more(connection: Connection) -> list[str]:
        one, two = structs.replace(FREE, title="ＳＯＮＧ  1"), structs.replace(FREE, title="New")
        found = [shop.add(connection, room=1, item=one, now=NOW)]
        items = shop.offered(connection, 1)
        shop.remove(connection, 1, items[-1].id)
        found += [shop.add(connection, room=1, item=item, now=NOW) for item in (one, two, two)]
        return found

    assert await store.write(more) == ["full", "exists", "", "full"]


async def test_change_of_one_thing_leaves_what_is_sold_meanwhile(store: Store) -> None:
    mug = await offer(store, structs.replace(MUG, stock=5))
    await store.write(lambda c: buy(c, mug))
    after = structs.replace(mug, per_person=3)
    assert await store.write(lambda c: shop.change(c, room=1, before=mug, after=after)) == ""
    assert await stock_of(store, mug) == 4
    assert await tried(store, mug, 2) == ""

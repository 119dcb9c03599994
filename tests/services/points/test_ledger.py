"""The ledger: points move once, never out of nothing, and what was written stays."""

from typing import Any

import pytest
from kit import NOW, rows_of
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from bot.core import room as rooms
from bot.core.room import Room
from bot.core.store import Store
from models.ledger import Account as Row
from models.ledger import Entry, Transfer
from services.points import (
    RETIRED,
    TREASURY,
    Account,
    Short,
    balance,
    check,
    escrow,
    member,
    move,
    number_of,
    owner_of,
    retire,
)

EVE, BOB = member(6), member(7)
OLD, NEW = -100, -1001


@pytest.fixture(autouse=True)
async def club(store: Store) -> None:
    """Two rooms, 1 and 2."""
    chats = [Room(0, OLD, "group"), Room(0, NEW, "supergroup")]
    await store.write(lambda c: [rooms.admit(c, [chat], NOW) for chat in chats])


def pay(
    connection: Connection,
    source: Account,
    target: Account,
    amount: int,
    reference: str,
    room: int = 1,
    reason: str = "gift",
) -> int | None:
    return move(
        connection,
        room=room,
        source=source,
        target=target,
        amount=amount,
        reason=reason,
        reference=reference,
        at=NOW,
    )


def held(connection: Connection, room: int = 1) -> dict[str, int]:
    """What everybody holds in a room."""
    rows = connection.execute(select(Row).where(Row.room_id == room)).all()
    return {f"{row.kind}{row.user_id or row.key or ''}": row.balance for row in rows}


async def test_move_writes_two_entries_that_cancel_out(store: Store) -> None:
    assert await store.write(lambda c: pay(c, TREASURY, EVE, 30, "a")) == 1
    assert await store.write(lambda c: pay(c, EVE, BOB, 10, "b")) == 2
    assert await store.read(held) == {"treasury": -30, "member6": 20, "member7": 10}
    sides = await rows_of(store, Entry.transfer_id, Entry.side, Entry.amount, Entry.balance)
    assert sides == [(1, -1, 30, -30), (1, 1, 30, 30), (2, -1, 10, 20), (2, 1, 10, 10)]


async def test_t78_move_is_done_once_for_a_reason_and_reference(store: Store) -> None:
    for number in (1, None, None):
        assert await store.write(lambda c: pay(c, TREASURY, EVE, 30, "a")) == number
    assert await store.write(lambda c: pay(c, TREASURY, EVE, 30, "a", room=2)) == 2
    assert await store.write(lambda c: pay(c, TREASURY, EVE, 30, "a", reason="checkin")) == 3
    assert await store.read(lambda c: balance(c, 1, EVE)) == 60


async def test_move_of_more_than_there_is_writes_nothing(store: Store) -> None:
    def short(connection: Connection, source: Account) -> int:
        with pytest.raises(Short) as caught:
            pay(connection, source, BOB, 31, "b")
        return caught.value.balance

    await store.write(lambda c: pay(c, TREASURY, EVE, 30, "a"))
    before = await store.read(held)
    assert await store.write(lambda c: short(c, EVE)) == 30
    assert await store.write(lambda c: short(c, escrow("packet:1"))) == 0
    assert await store.read(held) == before
    assert len(await rows_of(store, Transfer.id)) == 1


@pytest.mark.parametrize("amount", [0, -1, 10**12 + 1, 10**30])
async def test_t70_move_of_odd_amounts_is_refused(store: Store, amount: int) -> None:
    with pytest.raises(ValueError, match="cannot be moved"):
        await store.write(lambda c: pay(c, TREASURY, EVE, amount, "a"))


async def test_t75_nobody_pays_themselves(store: Store) -> None:
    with pytest.raises(ValueError, match="would pay itself"):
        await store.write(lambda c: pay(c, EVE, EVE, 1, "a"))


async def test_the_database_refuses_what_is_not_covered(store: Store) -> None:
    await store.write(lambda c: pay(c, TREASURY, EVE, 30, "a"))
    overdrawn = update(Row).where(Row.kind == "member").values(balance=-1)
    with pytest.raises(DBAPIError, match="covered"):
        await store.write(lambda c: c.execute(overdrawn))


@pytest.mark.parametrize("change", [update(Entry).values(balance=1), delete(Entry)])
async def test_the_database_refuses_to_change_what_was_written(store: Store, change: Any) -> None:
    await store.write(lambda c: pay(c, TREASURY, EVE, 30, "a"))
    with pytest.raises(DBAPIError, match="neither edited nor deleted"):
        await store.write(lambda c: c.execute(change))


async def test_the_database_refuses_sides_that_differ(store: Store) -> None:
    await store.write(lambda c: pay(c, TREASURY, EVE, 30, "a"))
    transfer = insert(Transfer).values(room_id=1, reason="x", reference="x", amount=5, at=NOW)
    side = insert(Entry).values(transfer_id=2, side=1, account_id=1, amount=6, balance=36)
    with pytest.raises(DBAPIError):
        await store.write(lambda c: (c.execute(transfer), c.execute(side)))


async def test_t84_erased_person_leaves_totals_as_they_were(store: Store) -> None:
    def erase(connection: Connection) -> int:
        amount = retire(connection, room=1, person=6, now=NOW)
        connection.execute(update(Row).where(Row.user_id == 6).values(user_id=None))
        return amount

    await store.write(lambda c: pay(c, TREASURY, EVE, 30, "a"))
    number = await store.read(lambda c: number_of(c, 1, EVE))
    assert await store.write(erase) == 30
    assert await store.read(held) == {"treasury": -30, "member": 0, "retired": 30}
    assert await store.read(lambda c: owner_of(c, number)) == RETIRED
    assert await store.write(lambda c: pay(c, TREASURY, EVE, 5, "back")) is not None
    assert await store.read(lambda c: balance(c, 1, EVE)) == 5
    assert await store.write(lambda c: retire(c, room=1, person=8, now=NOW)) == 0
    assert await store.read(lambda c: check.whole(c, 1)) == check.Progress(
        transfer=3, counted=3, over=True
    )


async def test_t91_rooms_that_become_one_keep_every_point(store: Store) -> None:
    def fill(connection: Connection) -> None:
        pay(connection, TREASURY, EVE, 30, "a")
        pay(connection, TREASURY, EVE, 5, "a", room=2)
        pay(connection, TREASURY, BOB, 7, "b", room=2)
        pay(connection, BOB, escrow("packet:1"), 2, "c", room=2)

    await store.write(fill)
    await store.write(lambda c: rooms.migrate(c, old=OLD, new=NEW, now=NOW + 1))
    assert await store.read(held) == {
        "treasury": -42,
        "member6": 35,
        "member7": 5,
        "escrowpacket:1": 2,
        "absorbed3": 0,
        "absorbed4": 0,
    }
    assert await store.read(lambda c: check.whole(c, 1)) == check.Progress(
        transfer=6, counted=6, over=True
    )
    references = await rows_of(store, Transfer.reason, Transfer.reference)
    assert ("gift", "a@2") in references
    assert await store.write(lambda c: pay(c, TREASURY, EVE, 30, "a")) is None


async def test_check_finds_a_balance_that_was_tampered_with(store: Store) -> None:
    await store.write(lambda c: pay(c, TREASURY, EVE, 30, "a"))
    await store.write(lambda c: c.execute(update(Row).where(Row.user_id == 6).values(balance=31)))
    number = await store.read(lambda c: number_of(c, 1, EVE))
    assert await store.read(lambda c: check.whole(c, 1)) == check.Progress(
        transfer=1, counted=1, wrong=2, first=f"account {number}", over=True
    )


async def test_check_finds_a_transfer_without_sides(store: Store) -> None:
    await store.write(
        lambda c: c.execute(
            insert(Transfer).values(room_id=1, reason="x", reference="x", amount=5, at=NOW)
        )
    )
    assert (await store.read(lambda c: check.whole(c, 1))).first == "transfer 1"


async def test_check_goes_on_in_steps(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(connection: Connection) -> None:
        for number in range(1, 8):
            pay(connection, TREASURY, member(number), number, f"{number}")

    monkeypatch.setattr(check, "STEP", 3)
    await store.write(fill)
    progress, steps = check.Progress(), 0
    while not progress.over:
        before = progress
        progress = await store.read(lambda c, at=before: check.step(c, 1, at))
        steps += 1
    assert (progress.counted, progress.wrong, steps) == (7, 0, 6)

"""Claims and closings that come at once, on the constraints of the database alone."""

import asyncio
import hashlib
from collections import Counter

import pytest
from kit import CHAT, NOW, Machine, pressed, rows_of
from sqlalchemy import Connection, insert

from bot.core import room as rooms
from bot.core.actions import Answer
from bot.core.house import House
from bot.core.room import Room
from bot.core.settings import Values
from bot.core.store import Store
from bot.discovery import discover
from models.member import Member
from models.packet import Packet as Row
from models.packet import PacketClaim
from rehearsal.clock import ManualClock
from services import points
from services.packet import book, change, claim
from services.packet.claim import Claim
from services.packet.packet import Packet, Terms
from services.points import TREASURY, check, member
from tests.services.decision import features

SENDER, FIRST = 5, 1001
SEED = hashlib.sha256(b"claims").digest()
VALUES: Values = House(discover()).values({})


@pytest.fixture(autouse=True)
async def club(store: Store) -> None:
    """Room 1, where everybody is a member and the sender has 1,000 points."""

    def make(connection: Connection) -> None:
        rooms.admit(connection, [Room(0, CHAT, "supergroup")], NOW)
        people = [SENDER, *range(FIRST, FIRST + 1000)]
        connection.execute(
            insert(Member),
            [{"room_id": 1, "user_id": one, "status": "member"} for one in people],
        )
        points.move(
            connection,
            room=1,
            source=TREASURY,
            target=member(SENDER),
            amount=1000,
            reason="grant",
            reference="test",
            at=NOW,
        )

    await store.write(make)


async def sent(store: Store, total: int = 500, shares: int = 50, **more: object) -> Packet:
    how = {"expires_at": NOW + 100, "source": member(SENDER), "sender": SENDER} | more
    terms = Terms(total=total, shares=shares, **how)  # type: ignore[arg-type]
    return await store.write(
        lambda c: change.open_packet(c, room=1, terms=terms, seed=SEED, now=NOW)
    )


async def wish(store: Store, number: int, person: int, at: int = NOW) -> Claim:
    return await store.write(
        lambda c: claim.claim(
            c, room=1, number=number, person=person, values=VALUES, now=at, at=at
        ),
        durable=False,
    )


async def shut(store: Store, number: int, at: int) -> Packet | None:
    return await store.write(lambda c: change.close(c, room=1, number=number, now=at))


async def held(store: Store, people: range) -> list[int]:
    def look(connection: Connection) -> list[int]:
        assert check.whole(connection, 1).wrong == 0
        return [points.balance(connection, 1, member(one)) for one in people]

    return await store.read(look)


async def test_t76_a_thousand_claims_of_fifty_shares(store: Store) -> None:
    """50 are served, each once and at least 1, and together it is all there was."""
    packet = await sent(store)
    people = range(FIRST, FIRST + 1000)
    found = await asyncio.gather(*(wish(store, packet.id, one) for one in people))
    assert Counter(one.outcome for one in found) == {"done": 50, "empty": 950}
    assert [one.closes for one in found].count(True) == 1
    balances = await held(store, people)
    assert balances == [one.amount for one in found]
    assert (sum(balances), len([one for one in balances if one])) == (500, 50)
    rows = await rows_of(store, PacketClaim.position, PacketClaim.amount)
    assert rows == sorted(enumerate(packet.draw.shares, 1), key=repr)


async def test_t3_a_hundred_presses_of_one_person(store: Store) -> None:
    packet = await sent(store)
    found = await asyncio.gather(*(wish(store, packet.id, FIRST) for _ in range(100)))
    assert Counter(one.outcome for one in found) == {"done": 1, "before": 99}
    assert {one.amount for one in found} == {packet.draw.shares[0]}
    assert await held(store, range(FIRST, FIRST + 1)) == [packet.draw.shares[0]]


@pytest.mark.parametrize("late", [0, 100])
async def test_t77_expiry_races_the_last_claim(store: Store, late: int) -> None:
    """And two sweepers: whoever is first, nothing is paid twice and nothing stays behind."""
    packet = await sent(store, 10, 2)
    await wish(store, packet.id, FIRST)
    at = NOW + late
    *closed, last = await asyncio.gather(
        shut(store, packet.id, at),
        shut(store, packet.id, at),
        wish(store, packet.id, FIRST + 1, at),
    )
    assert [one is None for one in closed].count(False) + last.closes == 1
    balances = await held(store, range(FIRST, FIRST + 2))
    assert balances[1] == last.amount * (last.outcome == "done")
    assert last.outcome in ("done", "empty", "expired")
    [[left]] = await rows_of(store, Row.state)
    assert left == ("empty" if last.outcome == "done" else "expired")
    sender = await held(store, range(SENDER, SENDER + 1))
    assert sum(balances) + sender[0] == 1000


async def test_t75_sender_has_no_advantage(store: Store) -> None:
    """One may open one's own envelope, once like everybody, and loses or gains nothing by it."""
    packet = await sent(store, 10, 1)
    assert (await wish(store, packet.id, SENDER)).amount == 10
    assert (await wish(store, packet.id, SENDER)).outcome == "before"
    await shut(store, packet.id, NOW)
    assert await held(store, range(SENDER, SENDER + 1)) == [1000]


async def test_t76_the_same_through_the_lane(store: Store) -> None:
    """Presses of the button, as Telegram delivers them."""
    machine = Machine(store, ManualClock(), *features())
    packet = await sent(store)
    await machine.handle(
        *(
            pressed(number, f"packet:{packet.id}", person=person)
            for number, person in enumerate(range(FIRST, FIRST + 300), 1)
        )
    )
    told = Counter(
        one.text.split(" ")[1 if one.text.startswith("🧧") else 0]
        for one in machine.basket.actions
        if isinstance(one, Answer)
    )
    assert told == {"You": 50, "Too": 250}
    balances = await held(store, range(FIRST, FIRST + 1000))
    assert (sum(balances), balances[:50]) == (500, list(packet.draw.shares))
    [[state, best]] = await rows_of(store, Row.state, Row.luckiest)
    assert (state, best) == ("empty", packet.draw.best(50) + 1)  # type: ignore[operator]


async def test_points_of_somebody_who_has_too_few_stay(store: Store) -> None:
    def ask(connection: Connection) -> int:
        terms = Terms(total=1001, shares=2, expires_at=NOW + 9, source=member(SENDER))
        with pytest.raises(points.Short) as caught:
            change.open_packet(connection, room=1, terms=terms, seed=SEED, now=NOW)
        return caught.value.balance

    assert await store.write(ask) == 1000
    assert await rows_of(store, Row.id) == []


async def test_another_room_sees_nothing_of_it(store: Store) -> None:
    packet = await sent(store)
    await store.write(lambda c: rooms.admit(c, [Room(0, CHAT - 1, "supergroup")], NOW))
    assert await store.read(lambda c: book.find(c, 2, packet.id)) is None
    assert await store.write(lambda c: change.close(c, room=2, number=packet.id, now=NOW)) is None

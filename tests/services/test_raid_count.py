"""How many came in a minute, who they are, and how a raid goes on."""

import pytest
from kit import NOW, rows_of
from sqlalchemy import insert, update

from bot.core.duration import MINUTE
from bot.core.store import Store
from models.raid import Arrival
from models.room import Room
from services import raid
from services.raid import GROWTH, KNOWN, ON, OVER


@pytest.fixture
async def room(store: Store) -> int:
    values = {"id": 7, "chat_id": -7, "type": "supergroup", "title": "Club", "username": ""}
    await store.write(lambda c: c.execute(insert(Room).values(**values)))
    return 7


async def come(store: Store, room: int, *people: int, at: int = NOW) -> int:
    came = 0
    for person in people:
        came = await store.write(lambda c, p=person: raid.count(c, room=room, person=p, at=at))
    return came


async def test_so_many_are_known_and_all_are_counted(store: Store, room: int) -> None:
    people = range(1, KNOWN + 4)
    assert await come(store, room, *people) == KNOWN + 3
    ((who, came),) = await rows_of(store, Arrival.who, Arrival.came)
    assert (who, came) == (" ".join(map(str, people[:KNOWN])), KNOWN + 3)
    assert await come(store, room, 1, at=NOW + MINUTE) == 1


@pytest.mark.parametrize(("left", "then"), [("", "9"), ("2 3", "2 3 9")])
async def test_whoever_was_forgotten_leaves_a_place(
    store: Store, room: int, left: str, then: str
) -> None:
    await come(store, room, 1, 2, 3)
    await store.write(lambda c: c.execute(update(Arrival).values(who=left)))
    assert await come(store, room, 9) == 4
    assert await rows_of(store, Arrival.who) == [(then,)]


@pytest.mark.parametrize(("state", "goes_on"), [(ON, True), (GROWTH, True), (OVER, False)])
async def test_one_more_while_it_goes_on(
    store: Store, room: int, state: str, goes_on: bool
) -> None:
    assert await store.write(lambda c: raid.one_more(c, room)) is None
    await store.write(lambda c: raid.break_out(c, room=room, at=NOW, came=9))
    if state != ON:
        await store.write(lambda c: raid.become(c, room=room, was=(ON,), state=state))
    found = await store.write(lambda c: raid.one_more(c, room))
    assert found == (raid.State(NOW, 10, state) if goes_on else None)
    kept = await store.read(lambda c: raid.find(c, room))
    assert kept == raid.State(NOW, 10 if goes_on else 9, state)

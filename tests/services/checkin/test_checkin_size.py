"""Large groups: nothing goes through everybody."""

import asyncio
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from bot.core import room as rooms
from bot.core.errors import UserError
from bot.core.store import Store
from models.checkin import SignIn, SignInDay
from services.checkin import book, duty, makeup, month, purse, remind, sign_in, signed_in_on, today
from services.checkin.calendar import date_of
from tests.kit import NOW, plans_of
from tests.services.checkin.club import is_alive, joins, open_room, values_of

VALUES = values_of()
DAY = today(VALUES, NOW)
MANY = 3000


def asked(connection: Connection, room: int, person: int) -> None:
    """Whatever a sign-in, the board and the cards look at."""
    how: dict[str, Any] = {"room": room, "person": person, "at": NOW, "now": NOW}
    sign_in(connection, values=VALUES, **how)
    book.first_and_newest(connection, room, DAY, 0, first=10, newest=5)
    book.counts(connection, room, DAY)
    book.lengths(connection, room, [person], DAY)
    makeup.fill(connection, day=DAY - 1, values=VALUES, **how)
    month.look(connection, room, person, date_of(DAY).replace(day=1), DAY)
    remind.waiting(connection, room, DAY, 0)
    duty.owing(connection, room, [person], week=DAY - 7, days=5, away=frozenset())
    duty.members(connection, room, before=NOW, after=0)
    book.newest_zone(connection, room)
    signed_in_on(connection, room, person, DAY)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_t62_nothing_goes_through_everybody(store: Store) -> None:
    """T62: every statement finds its rows by a key; outages are a handful."""
    room: int = await store.write(open_room)
    await store.write(lambda c: joins(c, room, 7, NOW))
    plans = await plans_of(store, lambda c: asked(c, room, 7))
    assert len(plans) > 30
    assert [one for one in plans if re.search(r"SCAN (?!outages|pulse|CONSTANT)", one)] == []


async def test_board_of_thousands_is_read_by_its_ends(store: Store) -> None:
    rows = [
        {
            "user_id": number,
            "day": DAY,
            "slot": 0,
            "kind": "own",
            "at": NOW,
            "rank": number,
            "pay": 5,
            "milestone": 0,
            "zone": "UTC",
            "starts": 240,
        }
        for number in range(1, MANY + 1)
    ]

    def work(connection: Connection) -> tuple[list[int], dict[int, int], int]:
        room = open_room(connection)
        connection.execute(insert(SignIn), [{"room_id": room, **row} for row in rows])
        connection.execute(insert(SignInDay).values(room_id=room, day=DAY, slot=0, count=MANY))
        lines = book.first_and_newest(connection, room, DAY, 0, first=10, newest=5)
        how: dict[str, Any] = {"at": NOW, "now": NOW, "values": VALUES}
        last = sign_in(connection, room=room, person=MANY + 1, **how)
        return [one.rank for one in lines], book.counts(connection, room, DAY), last.rank

    ranks, counts, last = await store.write(work)
    assert ranks == [*range(1, 11), *range(MANY - 4, MANY + 1)]
    assert (counts, last) == ({0: MANY + 1}, MANY + 1)


async def test_t91_two_rooms_that_are_one_count_together(store: Store) -> None:
    """T91: and a person who signed in in both did so once."""

    def work(connection: Connection) -> tuple[Any, ...]:
        is_alive(connection, NOW)
        old, new = -4001, -1_000_000_004_001
        chats = [rooms.Room(0, old, "group"), rooms.Room(0, new, "supergroup")]
        known = rooms.admit(connection, chats, NOW)
        how: dict[str, Any] = {"at": NOW, "now": NOW, "values": VALUES}
        for number, person in ((old, 1), (old, 2), (new, 2), (new, 3)):
            sign_in(connection, room=known[number].id, person=person, **how)
        room = rooms.migrate(connection, old=old, new=new, now=NOW).id
        again = sign_in(connection, room=room, person=3, **how)
        more = sign_in(connection, room=room, person=4, **how)
        people = connection.execute(select(SignIn.user_id).where(SignIn.room_id == room))
        return sorted(people.scalars()), again.state, more.rank, more.points

    assert await store.write(work) == ([1, 2, 3, 4], "again", 5, 5)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("11-20", "2026-11-20"),
        ("１１－２０", "2026-11-20"),
        ("2026/11/20", "2026-11-20"),
        ("11月20日", "2026-11-20"),
        ("昨天", "2026-11-21"),
        ("yesterday", "2026-11-21"),
        ("12-31", "2026-12-31"),
        ("02-29", None),
        ("13-01", None),
        ("20", None),
        ("1e1-2", None),
        ("٣-٤", None),
        ("-11-20", None),
    ],
)
def test_t70_date_is_read_in_one_way(typed: str, found: str | None) -> None:
    """T70"""
    read: Callable[..., Any] = makeup.read_date
    when = read(typed, date_of(today(VALUES, NOW)).replace(month=11, day=22))
    assert (when.isoformat() if when else None) == found


@pytest.mark.parametrize(
    ("key", "typed", "shown"),
    [
        ("checkin.step", "0.5", "0.5"),
        ("checkin.step", "2", "2"),
        ("checkin.step", "0.005", None),
        ("checkin.step", "-1", None),
        ("checkin.step", "1e1", None),
        ("checkin.step", "1.2.3", None),
        ("checkin.milestones", "7:20，30 = 100", "7:20, 30:100"),
        ("checkin.milestones", "off", "off"),
        ("checkin.milestones", "7:-20", None),
        ("checkin.milestones", "1:5", None),
        ("checkin.duty", "每周5天", "5 a week"),
        ("checkin.duty", "5 a week", "5 a week"),
        ("checkin.duty", "3", "3 a week"),
        ("checkin.duty", "8 a week", None),
        ("checkin.duty", "off", "off"),
        ("checkin.slots", "5:00-7:30，21:00至23:00", "05:00-07:30, 21:00-23:00"),
        ("checkin.slots", "05:00-07:30, 07:00-08:00", None),
        ("checkin.slots", "22:00-01:00", "22:00-01:00"),
        ("checkin.slots", "05:00-05:00", None),
        ("checkin.slots", "1:00-2:00, 3:00-4:00, 5:00-6:00, 7:00-8:00", None),
    ],
)
def test_t70_setting_is_read_in_one_way(key: str, typed: str, shown: str | None) -> None:
    """T70"""
    setting = VALUES.declared[key]
    if shown is None:
        with pytest.raises(UserError):
            setting.parse(typed)
        return
    value = setting.parse(typed)
    assert setting.show(value) == shown
    assert setting.accepts(value)


async def test_t3_one_of_many_at_once_counts(store: Store) -> None:
    """T3: without lanes, by the key of the row alone."""
    room: int = await store.write(open_room)
    how: dict[str, Any] = {"room": room, "at": NOW, "now": NOW, "values": VALUES}
    await store.write(lambda c: sign_in(c, person=8, **how))
    done = await asyncio.gather(
        *(store.write(partial(sign_in, person=7, update=n, **how)) for n in range(20))
    )
    assert sorted(one.state for one in done) == ["again"] * 19 + ["done"]
    assert await store.read(lambda c: purse.has(c, room, 7)) == 5
    assert await store.read(lambda c: book.counts(c, room, DAY)) == {0: 2}

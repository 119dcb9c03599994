"""Leaderboards: who is ahead, by an index, without those who left."""

from itertools import pairwise
from typing import Any

import pytest
from kit import NOW, plans_of
from sqlalchemy import Connection, delete, insert, update

from bot.core import room as rooms
from bot.core.period import ALL, MONTH, WEEK, Period, period
from bot.core.ranking import BEYOND, Contest, Ranking
from bot.core.room import Room
from bot.core.store import Store
from models.earning import Earning
from models.ledger import Account
from models.member import Member, People
from services import board, invite
from services.board import columns, fit
from services.points import TREASURY, member, move

ROOM = 1
SUNDAY = 1_767_571_200 - 60
"""A minute before Monday, January 5, 2026, in UTC."""


@pytest.fixture(autouse=True)
async def club(store: Store) -> None:
    """A room with members 1 to 30, of whom 30 is a bot."""

    def fill(connection: Connection) -> None:
        rooms.admit(connection, [Room(0, -1001, "supergroup", language="en")], NOW)
        for person in range(1, 31):
            add(connection, person)

    await store.write(fill)


def add(connection: Connection, person: int, status: str = "member") -> None:
    connection.execute(insert(Member).values(room_id=ROOM, user_id=person, status=status))
    connection.execute(
        insert(People).values(
            user_id=person,
            first_name=f"P{person}",
            last_name="",
            username="",
            seen_at=NOW,
            bot=int(person == 30),
        )
    )


def pay(connection: Connection, person: int, amount: int, at: int = NOW) -> None:
    """From the treasury, or back to it."""
    sides = (TREASURY, member(person)) if amount > 0 else (member(person), TREASURY)
    pay.count += 1  # type: ignore[attr-defined]
    values = {"reason": "grant", "reference": f"{pay.count}", "at": at}  # type: ignore[attr-defined]
    source, target = sides
    move(connection, room=ROOM, source=source, target=target, amount=abs(amount), **values)


pay.count = 0  # type: ignore[attr-defined]


def contest(person: int = 0, name: str = ALL, at: int = NOW, **how: Any) -> Contest:
    return Contest(room=ROOM, period=period(name, at, "UTC"), person=person, now=at, **how)


async def test_ten_are_named_and_whoever_asks_hears_their_place(store: Store) -> None:
    def fill(connection: Connection) -> None:
        for person in range(1, 21):
            pay(connection, person, 100 + person)

    await store.write(fill)
    best = tuple((person, 100 + person) for person in range(20, 10, -1))
    assert await store.read(lambda c: board.points(c, contest(20))) == Ranking(best, (1, 120))
    assert await store.read(lambda c: board.points(c, contest(3))) == Ranking(best, (18, 103))
    assert await store.read(lambda c: board.points(c, contest(25))) == Ranking(best)
    assert await store.read(lambda c: board.points(c, contest())) == Ranking(best)


async def test_who_is_gone_hidden_or_a_bot_is_neither_named_nor_counted(store: Store) -> None:
    def fill(connection: Connection) -> None:
        for person in (1, 2, 3, 4, 30):
            pay(connection, person, 10 * person)
        gone = {2: "left", 3: "kicked"}
        for person, status in gone.items():
            change = update(Member).where(Member.user_id == person).values(status=status)
            connection.execute(change)

    await store.write(fill)
    asked = contest(1, hidden=frozenset((4,)))
    assert await store.read(lambda c: board.points(c, asked)) == Ranking(((1, 10),), (1, 10))
    assert await store.read(lambda c: board.points(c, contest(1))) == Ranking(
        ((4, 40), (1, 10)), (2, 10)
    )


async def test_erased_person_is_on_no_board(store: Store) -> None:
    await store.write(lambda c: pay(c, 1, 10))
    await store.write(lambda c: c.execute(update(Account).values(user_id=None)))
    await store.write(lambda c: c.execute(delete(Earning)))  # as the tables declare it
    for name in (ALL, WEEK, MONTH):
        asked = contest(1, name)
        assert await store.read(lambda c, asked=asked: board.points(c, asked)) == Ranking()


async def test_week_and_month_count_what_came_from_the_treasury(store: Store) -> None:
    """Gifts only go around; what the treasury takes back was not earned."""

    def fill(connection: Connection) -> None:
        pay(connection, 1, 100, SUNDAY)
        pay(connection, 2, 30, SUNDAY)
        gift = {"reason": "give", "reference": "x", "amount": 50, "at": SUNDAY + 60}
        move(connection, room=ROOM, source=member(1), target=member(3), **gift)
        pay(connection, 1, 8, SUNDAY + 60)
        pay(connection, 2, -5, SUNDAY + 61)
        pay(connection, 4, 9, SUNDAY + 62)
        pay(connection, 4, -2, SUNDAY + 63)

    await store.write(fill)

    async def read(name: str, at: int) -> Ranking:
        return await store.read(lambda c: board.points(c, contest(4, name, at)))

    assert await read(WEEK, SUNDAY + 100) == Ranking(((1, 8), (4, 7)), (2, 7))
    assert await read(WEEK, SUNDAY) == Ranking(lines=())
    assert await read(MONTH, SUNDAY) == Ranking(((1, 108), (2, 25), (4, 7)), (3, 7))
    assert await read(ALL, SUNDAY) == Ranking(((1, 58), (3, 50), (2, 25), (4, 7)), (4, 7))


async def test_messages_are_counted_from_a_few_on(store: Store) -> None:
    week, month = (period(name, NOW, "UTC").number for name in (WEEK, MONTH))

    def fill(connection: Connection) -> None:
        said = {1: (30, 40, 0), 2: (4, 10, 0), 3: (5, 9, 0), 4: (50, 60, 1), 30: (99, 99, 0)}
        for person, (in_week, in_month, ago) in said.items():
            values = {"week": week - ago, "week_messages": in_week}
            values |= {"month": month - ago, "month_messages": in_month}
            change = update(Member).where(Member.user_id == person).values(**values)
            connection.execute(change)

    await store.write(fill)

    async def read(name: str) -> Ranking:
        return await store.read(lambda c: board.messages(c, contest(3, name)))

    assert await read(WEEK) == Ranking(((1, 30), (3, 5)), (2, 5))
    assert await read(MONTH) == Ranking(((1, 40), (2, 10)))
    if store.sqlite:
        for name in (WEEK, MONTH):
            asked = contest(3, name)
            plans = await plans_of(store, lambda c, asked=asked: board.messages(c, asked))
            assert f"ix_members_{name}" in plans[0]
            assert "USE TEMP B-TREE FOR ORDER BY" not in plans[0]


async def test_invites_count_who_stayed(store: Store) -> None:
    def fill(connection: Connection) -> None:
        for person, by, at in ((5, 1, 10), (6, 1, 20), (7, 2, 30), (8, 2, 40), (9, 2, 50)):
            invite.note(connection, room=ROOM, person=person, by=by, now=NOW + at)
        gone = update(Member).where(Member.user_id == 7).values(status="left")
        connection.execute(gone)

    await store.write(fill)

    def read(connection: Connection, since: int, person: int) -> Ranking:
        return board.rank(connection, contest(person), invite.scores(ROOM, since))

    assert await store.read(lambda c: read(c, 0, 2)) == Ranking(((1, 2), (2, 2)), (2, 2))
    assert await store.read(lambda c: read(c, NOW + 15, 1)) == Ranking(((2, 2), (1, 1)), (2, 1))


async def test_place_is_counted_so_far_and_no_further(store: Store) -> None:
    def fill(connection: Connection) -> None:
        people = range(1000, 1000 + BEYOND + 1)
        rows = [{"room_id": ROOM, "user_id": one, "status": "member"} for one in people]
        connection.execute(insert(Member), rows)
        rows = [
            {"room_id": ROOM, "user_id": one, "kind": "member", "balance": one} for one in people
        ]
        connection.execute(insert(Account), rows)
        pay(connection, 1, 5)

    await store.write(fill)
    found = await store.read(lambda c: board.points(c, contest(1)))
    assert found.own == (0, 5)
    assert found.lines[0] == (1000 + BEYOND, 1000 + BEYOND)


@pytest.mark.parametrize("name", [ALL, WEEK, MONTH])
async def test_t62_board_of_points_goes_through_an_index_in_order(store: Store, name: str) -> None:
    """Nobody is sorted but who has as much as somebody else."""
    if not store.sqlite:
        pytest.skip("the plans of SQLite")
    plans = await plans_of(store, lambda c: (pay(c, 1, 5), board.points(c, contest(1, name)))[0])
    index = {ALL: "ix_ledger_accounts_room_id_balance", WEEK: "ix_earnings_week"}
    best, mine = plans[-2:]
    assert index.get(name, "ix_earnings_month") in best
    assert "SCAN" not in f"{best} {mine}"
    assert "USE TEMP B-TREE FOR ORDER BY" not in best


async def test_t62_place_of_whoever_is_far_behind_reads_no_more_than_is_counted(
    store: Store,
) -> None:
    if not store.sqlite:
        pytest.skip("the plans of SQLite")

    def fill(connection: Connection) -> None:
        for person in range(1, 13):
            pay(connection, person, 100 - person)

    await store.write(fill)
    for name in (ALL, WEEK):
        asked = contest(12, name)
        plans = await plans_of(store, lambda c, asked=asked: board.points(c, asked))
        assert len(plans) == 4
        assert all("TEMP B-TREE FOR ORDER BY" not in plan for plan in plans)
        assert all("SCAN ledger" not in p and "SCAN earn" not in p for p in plans), plans


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ann", "Ann"),
        ("  Ann \n B. ", "Ann B."),
        ("x" * 10_000, "x" * 19 + "…"),
        ("汉" * 30, "汉" * 9 + "…"),
        ("Zoe" + "\u0301" * 300, "Zoe"),
        ("\u202egnp.exe", "gnp.exe"),
        ("<b>&amp;", "<b>&amp;"),
        ("\u3164\u2800"[:1], "\u3164"),
        ("\u200b", ""),
    ],
)
def test_t64_name_fits_into_a_line(name: str, shown: str) -> None:
    assert fit(name) == shown
    assert columns(fit(name)) <= board.WIDTH


def test_periods_follow_each_other_without_a_gap() -> None:
    """T81: over a change of clocks, a leap day and the end of a year."""
    hours = range(1_700_000_000 // 3600 * 3600, 1_800_000_000, 3600)
    for zone in ("Europe/Berlin", "Asia/Shanghai", "America/Sao_Paulo"):
        for name in (WEEK, MONTH):
            found: list[Period] = []
            for at in hours:
                one = period(name, at, zone)
                assert one.since <= at
                if not found or found[-1] != one:
                    found.append(one)
            assert all(b.number == a.number + 1 for a, b in pairwise(found))

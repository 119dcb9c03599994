"""The jury: who may be drawn, how chance decides, what votes weigh and come to."""

import hashlib
from collections import Counter
from typing import Any

import pytest
from kit import NOW
from sqlalchemy import Connection, insert

from bot.core.house import House
from bot.core.store import Store
from models.member import Member, People
from services import moderation
from services.appeal import Appeal, jury, put
from services.appeal.jury import GONE, Juror
from services.moderation import File, Order

DAY = 86_400
EVE, ANN = 6, 1
SEED = "5eed"


def member(connection: Connection, person: int, *, started: int = 1, **how: Any) -> None:
    row = {"room_id": 1, "user_id": person, "status": "member", "approved_by": ANN} | how
    connection.execute(insert(Member).values(**row))
    connection.execute(
        insert(People).values(
            user_id=person,
            first_name="P",
            last_name="",
            username="",
            started=started,
            seen_at=NOW,
        )
    )


def case_of(connection: Connection) -> File:
    order = Order(person=EVE, key="k", by=ANN)
    values = House([]).values({})
    outcome = moderation.carry_out(connection, order, room=1, values=values, now=NOW)
    found = moderation.find(connection, outcome.case)
    assert found is not None
    return found


async def test_only_trusted_present_reachable_and_uninvolved_people_are_drawn(store: Store) -> None:
    def work(connection: Connection) -> list[int]:
        case = case_of(connection)
        for person in (EVE, ANN, 10, 11):
            member(connection, person)
        member(connection, 20, approved_by=None)
        member(connection, 21, approved_by=None, substance=10, days=3)
        member(connection, 22, started=0)
        member(connection, 23, status="left")
        member(connection, 24, status="restricted")
        found = jury.candidates(connection, case, apart=frozenset({11}))
        return sorted(person for person, _ in found)

    assert await store.write(work) == [10, 21]


async def test_draw_is_by_the_lowest_tickets_and_refills_empty_seats(store: Store) -> None:
    pool = [(person, None) for person in range(10, 30)]
    lots = sorted(hashlib.sha256(f"{SEED}:1:{one}".encode()).hexdigest() for one, _ in pool)

    def work(connection: Connection) -> list[list[int]]:
        case = case_of(connection)
        put(
            connection,
            case=case,
            text="no",
            language="en",
            within=DAY,
            jury=3,
            seed=SEED,
            now=NOW,
        )
        appeal = Appeal(case.id, 1, EVE, NOW, "no", "en", "open", NOW, 3, SEED, None, "", "")
        drawn = [jury.draw(connection, appeal, pool[::-1], now=NOW)]
        drawn.append(jury.draw(connection, appeal, pool, now=NOW))
        gone = drawn[0][1].user_id
        assert jury.vote(connection, case=case.id, person=gone, how=GONE, now=NOW)
        assert not jury.vote(connection, case=case.id, person=gone, how="uphold", now=NOW)
        assert not jury.vote(connection, case=case.id, person=EVE, how="uphold", now=NOW)
        drawn.append(jury.draw(connection, appeal, pool, now=NOW))
        return [[one.user_id for one in some] for some in drawn]

    first, second, third = await store.write(work)
    tickets = [jury.ticket(SEED, 1, one) for one in (*first, *third)]
    assert (tickets, second) == (lots[:4], [])


def test_nobody_is_preferred_for_a_place_in_the_list() -> None:
    """Over many seeds each of ten is first about as often: within four deviations."""
    firsts = Counter(
        min(range(10), key=lambda one: jury.ticket(str(seed), 1, one)) for seed in range(2000)
    )
    assert all(abs(times - 200) < 4 * (2000 * 0.1 * 0.9) ** 0.5 for times in firsts.values())


@pytest.mark.parametrize(
    ("joined", "weight"),
    [(NOW, 1), (NOW - 29 * DAY, 1), (NOW - 30 * DAY, 2), (NOW - 180 * DAY, 3), (None, 3)],
)
def test_vote_weighs_by_tenure(joined: int | None, weight: int) -> None:
    assert jury.weight(joined, NOW) == weight


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        (["", "", ""], ""),
        (["uphold", "", ""], ""),
        (["uphold", "uphold", ""], "uphold"),
        (["reverse", "uphold", "reverse"], "reverse"),
        (["uphold", "reverse", GONE], "tie"),
        (["uphold", GONE, GONE], "uphold"),
    ],
)
def test_majority_of_weights_decides(votes: list[str], said: str) -> None:
    assert jury.outcome([Juror(n, 1, vote) for n, vote in enumerate(votes)]) == said


def test_one_old_member_outweighs_two_new_ones() -> None:
    sitting = [Juror(1, 3, "reverse"), Juror(2, 1, "uphold"), Juror(3, 1, "")]
    assert jury.outcome(sitting) == "reverse"

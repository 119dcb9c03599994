"""Restraints: whose mute it is, when it ends, and what holds again afterwards."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from kit import NOW, rows_of
from sqlalchemy import Connection, insert, select

from bot.core.actions import AnyAction, Mute, Restrict, Unmute
from bot.core.deadline import set_deadline
from bot.core.duration import DAY
from bot.core.store import Store
from models.case import Case
from models.deadline import Deadline
from models.member import Member
from models.restraint import Restraint
from services.moderation import restraint

EVE, BOB = 6, 7
Held = tuple[int, int]


def case(number: int, room: int, person: int) -> dict[str, Any]:
    words = dict.fromkeys(("evidence", "text", "name", "note"), "")
    numbers = dict.fromkeys(("at", "last_hit_at"), NOW) | {"deleted": 0, "hits": 1}
    how = {"key": f"{number}", "rule": "ads", "band": "sure", "act": "mute", "state": "in force"}
    return words | numbers | how | {"id": number, "room_id": room, "subject_id": person}


def left(until: int = 0) -> str:
    """A restriction by somebody else: texts are left."""
    return msgspec.json.encode({"can": ["can_send_messages"], "until": until}).decode()


@pytest.fixture(autouse=True)
async def club(store: Store) -> None:
    """Two rooms and two people; Eve is muted in the first room, the others by other cases."""

    def fill(c: Connection) -> None:
        for number, (room, person) in enumerate(EVERYBODY, 1):
            c.execute(insert(Case).values(**case(number, room, person)))
            c.execute(insert(Member).values(room_id=room, user_id=person, status="member"))
            mute(c, room, person, number)

    await store.write(fill)


EVERYBODY = ((1, EVE), (1, BOB), (2, EVE))


def mute(c: Connection, room: int, person: int, number: int, until: int = NOW + DAY) -> Any:
    return restraint.impose(c, room=room, person=person, case=number, until=until, now=NOW)


async def do(store: Store, work: Callable[[Connection], Any]) -> Any:
    return await store.write(work)


async def change(store: Store, room: int, person: int, **values: Any) -> None:
    where = (Member.room_id == room, Member.user_id == person)
    await store.write(
        lambda c: c.execute(Member.__table__.update().where(*where).values(**values))  # type: ignore[attr-defined]
    )


async def muted(store: Store) -> list[Held]:
    """Who is muted, and that just they have a deadline."""
    rows = sorted(await rows_of(store, Restraint.room_id, Restraint.user_id))
    due = await store.read(lambda c: c.execute(select(Deadline.key)).scalars().all())
    assert sorted(due) == [f"{room}:{person}" for room, person in rows]
    return rows


async def test_ending_one_leaves_the_others(store: Store) -> None:
    done = await do(store, lambda c: restraint.end(c, room=1, person=EVE, now=NOW))
    assert done == [Unmute(room=1, person=EVE)]
    assert await muted(store) == [(1, BOB), (2, EVE)]


async def test_forgetting_one_leaves_the_others_and_tells_nobody(store: Store) -> None:
    await do(store, lambda c: restraint.forget(c, room=1, person=EVE))
    assert await muted(store) == [(1, BOB), (2, EVE)]
    await do(store, lambda c: restraint.forget(c, room=1, person=EVE))
    await do(store, lambda c: set_deadline(c, kind="k", key="1:6", room=1, due_at=NOW))
    await do(store, lambda c: restraint.forget(c, room=1, person=EVE))
    assert (await rows_of(store, Deadline.kind)).count(("k",)) == 1


async def test_case_of_is_that_of_this_person_in_this_room(store: Store) -> None:
    for number, (room, person) in enumerate(EVERYBODY, 1):
        found = await store.read(lambda c, r=room, p=person: restraint.case_of(c, room=r, person=p))
        assert found == number
    assert await store.read(lambda c: restraint.case_of(c, room=2, person=BOB)) is None


@pytest.mark.parametrize(
    ("ends", "done", "stay"),
    [
        (1, [Unmute(room=1, person=EVE)], EVERYBODY[1:]),
        (2, [], EVERYBODY),  # their mute is that of another case
    ],
)
async def test_end_of_a_case_ends_its_own_mute(
    store: Store, ends: int, done: list[AnyAction], stay: tuple[Held, ...]
) -> None:
    def end(c: Connection) -> Any:
        return restraint.end(c, room=1, person=EVE, now=NOW, case=ends)

    assert await do(store, end) == done
    assert await muted(store) == list(stay)


async def test_end_without_a_mute_of_ours_gives_everything_back(store: Store) -> None:
    def end(c: Connection) -> Any:
        return restraint.end(c, room=2, person=BOB, now=NOW, case=9)

    assert await do(store, end) == [Unmute(room=2, person=BOB)]
    assert len(await muted(store)) == 3


@pytest.mark.parametrize(
    ("until", "again"),
    [(0, True), (NOW + 1, True), (NOW, False), (NOW - 1, False)],
)
async def test_earlier_restriction_holds_again_if_it_lasts(
    store: Store, until: int, again: bool
) -> None:
    await do(store, lambda c: restraint.end(c, room=1, person=EVE, now=NOW - DAY))
    await change(store, 1, EVE, restriction=left(until))
    await change(store, 2, EVE, restriction="x")
    earlier = NOW - DAY

    def work(c: Connection) -> Any:
        restraint.impose(c, room=1, person=EVE, case=1, until=NOW + DAY, now=earlier)
        return restraint.end(c, room=1, person=EVE, now=NOW)

    restrict = Restrict(room=1, person=EVE, permissions=("can_send_messages",), until=until)
    assert await do(store, work) == [restrict if again else Unmute(room=1, person=EVE)]
    kept = await rows_of(store, Member.room_id, Member.user_id, Member.restriction)
    assert (1, EVE, left(until) if again else "") in kept
    assert (2, EVE, "x") in kept


@pytest.mark.parametrize("status", ["kicked", "member"])
async def test_nobody_who_is_banned_is_let_in_by_the_end_of_a_mute(
    store: Store, status: str
) -> None:
    await change(store, 1, EVE, status=status)
    await change(store, 1, BOB, status="kicked")
    await change(store, 2, EVE, status="kicked")
    ended = await do(store, lambda c: restraint.end(c, room=1, person=EVE, now=NOW))
    assert bool(ended) == (status == "member")
    for room, person in ((1, BOB), (2, EVE)):
        over = await do(
            store,
            lambda c, r=room, p=person: restraint.expire(
                c, room=r, person=p, now=NOW + DAY, tell=True
            ),
        )
        assert over == []
    assert await muted_rows(store) == []


async def muted_rows(store: Store) -> list[Held]:
    return sorted(await rows_of(store, Restraint.room_id, Restraint.user_id))


@pytest.mark.parametrize("tell", [True, False])
@pytest.mark.parametrize("at", [-1, 0, 1])
async def test_time_of_a_mute_is_over(store: Store, at: int, tell: bool) -> None:
    over = at >= 0

    def expire(c: Connection) -> Any:
        return restraint.expire(c, room=1, person=EVE, now=NOW + DAY + at, tell=tell)

    assert await do(store, expire) == ([Unmute(room=1, person=EVE)] if over and tell else [])
    assert ((1, EVE) not in await muted_rows(store)) == over
    if over:
        assert await do(store, expire) == [], "the second time there is none"


@pytest.mark.parametrize("until", [0, NOW + 2 * DAY, NOW + DAY])
async def test_end_of_time_brings_back_what_held_before(store: Store, until: int) -> None:
    """Even where Telegram ends the mute by itself: it would give everything back."""
    await do(store, lambda c: restraint.forget(c, room=1, person=EVE))
    await change(store, 1, EVE, restriction=left(until))
    await do(store, lambda c: mute(c, 1, EVE, 1))

    def expire(c: Connection) -> Any:
        return restraint.expire(c, room=1, person=EVE, now=NOW + DAY, tell=False)

    restrict = Restrict(room=1, person=EVE, permissions=("can_send_messages",), until=until)
    assert await do(store, expire) == ([] if until == NOW + DAY else [restrict])


@pytest.mark.parametrize(
    ("until", "at", "lasts"),
    [
        (0, NOW + DAY, True),
        (NOW + DAY, NOW + DAY - 1, True),
        (NOW + DAY, NOW + DAY, False),
        (1, 0, True),
    ],
)
async def test_who_was_banned_meanwhile_is_muted_again(
    store: Store, until: int, at: int, lasts: bool
) -> None:
    await do(store, lambda c: mute(c, 1, EVE, 1, until))
    await do(store, lambda c: mute(c, 1, BOB, 2, 5))

    def again(c: Connection) -> Any:
        return restraint.again(c, room=1, person=EVE, now=at)

    assert await do(store, again) == ([Mute(room=1, person=EVE, until=until)] if lasts else [])
    assert await do(store, lambda c: restraint.again(c, room=3, person=EVE, now=at)) == []
    assert await do(store, lambda c: restraint.again(c, room=1, person=9, now=at)) == []


async def test_ban_makes_forget_what_held_before_and_only_for_them(store: Store) -> None:
    for room, person in EVERYBODY:
        await do(store, lambda c, r=room, p=person: restraint.forget(c, room=r, person=p))
        await change(store, room, person, restriction=left())
        await do(store, lambda c, r=room, p=person: mute(c, r, p, 1))
    await do(store, lambda c: restraint.forget_earlier(c, room=1, person=EVE))
    rows = await rows_of(store, Restraint.room_id, Restraint.user_id, Restraint.earlier)
    assert sorted(rows) == [(1, EVE, ""), (1, BOB, left()), (2, EVE, left())]


@pytest.mark.parametrize(
    ("span", "tell"),
    [
        (restraint.EXACT - 1, True),
        (restraint.EXACT, False),
        (restraint.YEAR, False),
        (restraint.YEAR + 1, True),
    ],
)
async def test_telegram_is_told_where_it_would_take_a_term_otherwise(
    store: Store, span: int, tell: bool
) -> None:
    done = await do(store, lambda c: mute(c, 1, EVE, 1, NOW + span))
    assert done == [Mute(room=1, person=EVE, until=NOW + span)]
    data = {
        msgspec.json.decode(row[1])["person"]: msgspec.json.decode(row[1])["tell"]
        for row in await rows_of(store, Deadline.due_at, Deadline.data)
        if row[0] == NOW + span
    }
    assert data == {EVE: tell}


@pytest.mark.parametrize(
    ("status", "until", "given"),
    [
        ("restricted", None, Unmute(room=2, person=BOB)),
        ("restricted", NOW, Unmute(room=2, person=BOB)),
        ("restricted", 0, Restrict(room=2, person=BOB, permissions=("can_send_messages",))),
        ("kicked", None, None),
        ("kicked", 0, None),
    ],
)
async def test_door_gives_back_what_it_took_and_lets_nobody_in_who_is_banned(
    store: Store, status: str, until: int | None, given: AnyAction | None
) -> None:
    """T94"""
    earlier = "" if until is None else left(until)

    def work(c: Connection) -> Any:
        c.execute(insert(Member).values(room_id=2, user_id=BOB, status=status))
        return restraint.give_back(c, room=2, person=BOB, earlier=earlier, now=NOW)

    assert await do(store, work) == ([given] if given else [])


async def test_door_gives_back_nothing_to_who_is_muted(store: Store) -> None:
    def work(c: Connection) -> Any:
        return restraint.give_back(c, room=1, person=EVE, earlier=left(), now=NOW)

    assert await do(store, work) == [Mute(room=1, person=EVE, until=NOW + DAY)]

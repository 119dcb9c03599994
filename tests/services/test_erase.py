"""Erasing by chunks: never more than so many rows at a time, to the end, and nobody else's."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from kit import CHAT, NOW
from sqlalchemy import Connection, func, insert, select

from bot.core import room as rooms
from bot.core.room import Room
from bot.core.store import Store
from models.case import Case
from models.deadline import Deadline
from models.member import Member, People
from models.message import Message
from models.outbox import Outbox
from models.report import Report
from models.strike import Strike
from services import privacy
from services.moderation import restraint
from services.privacy import OPEN, Cursor, Marks, Wish
from services.privacy.inside import CHUNK

EVE, BOB, DAY = 612, 613, 86_400
WISH = Wish(Marks(EVE, ("Eve",)), NOW, NOW, NOW - 90 * DAY)


def message(room: int, number: int, person: int) -> dict[str, Any]:
    return {
        "room_id": room,
        "chat_id": CHAT,
        "message_id": number,
        "user_id": person,
        "at": NOW - DAY,
        "thread_id": 0,
        "reply_to": 0,
        "media_group": "",
        "content": "text",
        "text": "words",
    }


def case(number: int, room: int, **how: Any) -> dict[str, Any]:
    usual = {
        "id": number,
        "room_id": room,
        "key": f"k{number}",
        "subject_id": EVE,
        "rule": "manual",
        "band": "certain",
        "act": "kick",
        "until": None,
        "deleted": 0,
        "state": "in force",
        "decided_by": None,
        "at": NOW - 200 * DAY,
        "last_hit_at": NOW,
        "hits": 1,
        "evidence": "[]",
        "text": "words",
        "name": "Eve",
        "note": "",
        "reason": "because",
    }
    return usual | how


@pytest.fixture
async def room(store: Store) -> int:
    chats = [Room(0, CHAT, "supergroup", "Club")]
    found = await store.write(lambda c: rooms.admit(c, chats, NOW))
    return found[CHAT].id


async def count(store: Store, table: Any, column: Any) -> dict[int, int]:
    """How many rows each person has."""
    rows = await store.read(
        lambda c: c.execute(select(column, func.count()).select_from(table).group_by(column)).all()
    )
    return {row[0]: row[1] for row in rows}


async def to_the_end(store: Store, room: int, looked: Callable[[], Any]) -> list[int]:
    """Erase until there is nothing left; how many rows were there before and after each step."""
    cursor: Cursor | None = Cursor()
    counts = [await looked()]
    while cursor is not None:
        now = cursor
        cursor = await store.write(lambda c, at=now: privacy.erase_room(c, room, WISH, at))
        counts.append(await looked())
    return counts


async def test_messages_go_by_chunks_and_others_stay(store: Store, room: int) -> None:
    """T62"""
    rows = [message(room, number, EVE if number % 5 else BOB) for number in range(1, 7001)]
    await store.write(lambda c: c.execute(insert(Message), rows))

    async def theirs() -> int:
        return (await count(store, Message, Message.user_id)).get(EVE, 0)

    steps = await to_the_end(store, room, theirs)
    gone = [before - after for before, after in pairwise(steps)]
    assert (steps[0], steps[-1], max(gone)) == (5600, 0, CHUNK)
    assert await count(store, Message, Message.user_id) == {BOB: 1400}
    assert await to_the_end(store, room, theirs) == [0, 0, 0]


async def test_finished_cases_go_and_those_that_last_keep_number_rule_and_end(
    store: Store, room: int
) -> None:
    def fill(c: Connection) -> None:
        rows = [
            case(1, room),
            case(2, room, act="ban"),
            case(3, room, act="mute", until=NOW + DAY),
            case(4, room, act="mute", until=NOW - DAY),
            case(5, room, act="ban", state="undone"),
            case(6, room, at=NOW - DAY),
            case(7, room, act="warn"),
            case(8, room, act="warn"),
            case(9, room, state="reported"),
            case(10, room, subject_id=BOB, decided_by=EVE),
            case(11, room, subject_id=BOB, decided_by=EVE, at=NOW - DAY),
        ]
        c.execute(insert(Case), rows)
        for number, fades in ((7, 0), (8, NOW - DAY)):
            strike = {"room_id": room, "user_id": EVE, "case_id": number, "weight": 1}
            c.execute(insert(Strike).values(**strike, given_at=NOW - DAY, fades_at=fades))
        c.execute(insert(Member).values(room_id=room, user_id=EVE, status="restricted"))
        restraint.impose(c, room=room, person=EVE, case=3, until=NOW + DAY, now=NOW)
        report = {"user_id": EVE, "room_id": room, "trusted": 0, "name": "Eve", "reason": "x"}
        for number in (9, 10):
            c.execute(insert(Report).values(**report, case_id=number, at=NOW - DAY))

    await store.write(fill)

    async def nothing() -> int:
        return 0

    await to_the_end(store, room, nothing)
    rows = await store.read(
        lambda c: c.execute(
            select(Case.id, Case.rule, Case.until, Case.text, Case.name, Case.decided_by).order_by(
                Case.id
            )
        ).all()
    )
    assert [tuple(row) for row in rows] == [
        (2, "manual", None, "", "", None),
        (3, "manual", NOW + DAY, "", "", None),
        (6, "manual", None, "", "", None),
        (7, "manual", None, "", "", None),
        (9, "manual", None, "", "", None),
        (10, "manual", None, "words", "Eve", None),
        (11, "manual", None, "words", "Eve", EVE),
    ]
    kept = await store.read(lambda c: privacy.stays(c, room, WISH))
    ends = {one.case: one.until for one in kept if one.what == "cases"}
    assert ends == {2: 0, 3: NOW + DAY, 6: NOW + 89 * DAY, 7: 0, 9: OPEN}
    others = {one.what: one.count for one in kept if one.what != "cases"}
    assert others == {"decisions": 1, "members": 1, "reports": 1}
    reports = await store.read(lambda c: c.execute(select(Report.case_id, Report.name)).all())
    assert [tuple(row) for row in reports] == [(9, "")]
    held = await store.read(lambda c: restraint.case_of(c, room=room, person=EVE))
    due = await store.read(lambda c: c.execute(select(Deadline.kind)).scalars().all())
    assert (held, due) == (3, [restraint.RELEASE])


async def test_who_is_erased_begins_as_a_newcomer(store: Store, room: int) -> None:
    """Nobody becomes one of those who were always there, whom the machine trusts for a while."""
    row = {"room_id": room, "status": "member", "messages": 90, "substance": 80, "days": 9}
    people = [{**row, "user_id": one, "approved_by": 5} for one in (EVE, BOB)]
    await store.write(lambda c: c.execute(insert(Member), people))

    async def nothing() -> int:
        return 0

    await to_the_end(store, room, nothing)
    rows = await store.read(
        lambda c: c.execute(
            select(Member.user_id, Member.substance, Member.joined_at, Member.approved_by).order_by(
                Member.user_id
            )
        ).all()
    )
    assert [tuple(row) for row in rows] == [(EVE, 0, NOW, None), (BOB, 80, None, 5)]


async def test_what_is_in_no_room_goes_and_what_is_on_its_way_stays(
    store: Store, room: int
) -> None:
    def fill(c: Connection) -> None:
        c.execute(
            insert(People).values(
                user_id=EVE, first_name="Eve", last_name="", username="eve_s", seen_at=1
            )
        )
        for state in ("done", "new", "refused"):
            for said in ("to 612", "to 6120"):
                row = {"room_id": room, "action": said, "state": state, "created_at": 1}
                c.execute(insert(Outbox).values(row))

    await store.write(fill)
    assert await store.write(lambda c: privacy.erase_everywhere(c, WISH, 0)) is None
    assert await count(store, People, People.user_id) == {}
    left = await store.read(
        lambda c: c.execute(select(Outbox.state, Outbox.action).order_by(Outbox.id)).all()
    )
    assert [tuple(row) for row in left] == [
        ("done", "{}"),
        ("done", "to 6120"),
        ("new", "to 612"),
        ("new", "to 6120"),
        ("refused", "{}"),
        ("refused", "to 6120"),
    ]

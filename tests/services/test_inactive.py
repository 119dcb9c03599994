"""Who counts as silent, and how they are gone through."""

from typing import Any

from kit import NOW
from sqlalchemy import Connection, insert

from bot.core.store import Store
from models.case import Case
from models.member import Member, People
from models.restraint import Restraint
from services import inactive
from services.inactive import PREVIEW, TOGETHER, Sought

ROOM, DAY = 1, 86_400
LONG = NOW - 40 * DAY
SOUGHT = Sought(NOW - 30 * DAY)


def add(connection: Connection, person: int, *, known: bool = True, **how: Any) -> None:
    """Somebody who joined long ago and was silent since, but for what is said."""
    name = {"first_name": f"P{person}", "last_name": "", "username": "", "seen_at": LONG}
    names = {key: how.pop(key) for key in ("username", "bot") if key in how}
    if known:
        connection.execute(insert(People).values(user_id=person, **name | names))
    member = {"status": "member", "joined_at": LONG, "seen_at": LONG, "messages": 0}
    connection.execute(insert(Member).values(room_id=ROOM, user_id=person, **member | how))


async def found(store: Store, sought: Sought = SOUGHT) -> list[int]:
    rows = await store.read(
        lambda c: inactive.following(c, room=ROOM, sought=sought, after=0, limit=1000)
    )
    ids = [row.person for row in rows]
    longest = await store.read(lambda c: inactive.longest(c, room=ROOM, sought=sought))
    number = await store.read(lambda c: inactive.count(c, room=ROOM, sought=sought))
    assert (sorted(row.person for row in longest), number) == (ids, len(ids))
    return ids


async def test_who_is_never_meant(store: Store) -> None:
    def fill(c: Connection) -> None:
        add(c, 10)
        add(c, 11, joined_at=None, status="")
        add(c, 12, status="restricted")
        add(c, 20, seen_at=NOW - DAY)
        add(c, 21, joined_at=NOW - DAY)
        add(c, 22, approved_by=5)
        add(c, 23, status="administrator")
        add(c, 24, status="creator")
        add(c, 25, status="left")
        add(c, 26, status="kicked")
        add(c, 27, bot=1)
        add(c, 28, username="old_helper_bot")
        add(c, 29, known=False)
        add(c, -100)
        add(c, 30)
        case = {"rule": "manual", "band": "certain", "act": "mute", "deleted": 0}
        case |= {"state": "in force", "at": 1, "last_hit_at": 1, "hits": 1, "evidence": "[]"}
        case |= {"room_id": ROOM, "key": "k", "subject_id": 30, "text": "", "name": "", "note": ""}
        c.execute(insert(Case).values(id=1, **case))
        c.execute(insert(Restraint).values(room_id=ROOM, user_id=30, case_id=1, until=0))

    await store.write(fill)
    assert await found(store) == [10, 11, 12]


async def test_fewer_messages_than_so_many(store: Store) -> None:
    def fill(c: Connection) -> None:
        for number in range(5):
            add(c, 10 + number, messages=number)

    await store.write(fill)
    assert await found(store, Sought(SOUGHT.since, 3)) == [10, 11, 12]


async def test_t62_many_are_never_all_in_memory(store: Store) -> None:
    count = 4000

    def fill(c: Connection) -> None:
        name = {"first_name": "P", "last_name": "", "username": "", "seen_at": LONG}
        people = [{"user_id": one, **name} for one in range(1, count + 1)]
        c.execute(insert(People), people)
        row = {"room_id": ROOM, "status": "member"}
        rows = [{"user_id": one, "seen_at": one, **row} for one in range(1, count + 1)]
        c.execute(insert(Member), rows)

    await store.write(fill)
    shown = await store.read(lambda c: inactive.longest(c, room=ROOM, sought=SOUGHT))
    assert [one.person for one in shown] == list(range(1, PREVIEW + 1))
    assert await store.read(lambda c: inactive.known(c, ROOM)) == count
    after, seen = 0, 0
    while True:
        at = after
        some = await store.read(
            lambda c, at=at: inactive.following(c, room=ROOM, sought=SOUGHT, after=at)
        )
        seen += len(some)
        if len(some) < TOGETHER:
            break
        after = some[-1].person
    assert seen == count

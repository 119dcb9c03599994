"""Buddies: who shows newcomers around, in turn. All functions run inside a transaction."""

from collections import deque
from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, and_, delete, func, insert, select, update

from bot.core.sql import bulk_upsert
from models.buddy import Buddy, BuddyPair
from services import roster
from services.moderation.restraint import muted

MOST = 100
"""Buddies of a group."""

_PAIR = bulk_upsert(
    BuddyPair,
    ("room_id", "user_id", "buddy_id", "at"),
    keys=("room_id", "user_id"),
    replace=("buddy_id", "at"),
)


class Listed(Struct, frozen=True, gc=False):
    """A buddy, and how many they were given."""

    person: int
    given: int


def add(connection: Connection, room: int, person: int, *, by: int, now: int) -> str:
    """Make somebody a buddy, the next in turn; `one` if they are one, `many` if there are too
    many."""
    known = _order(connection, room)
    if person in known:
        return "one"
    if len(known) >= MOST:
        return "many"
    lowest = select(func.coalesce(func.min(Buddy.turn), 1) - 1).where(Buddy.room_id == room)
    turn = connection.execute(lowest).scalar_one()
    connection.execute(
        insert(Buddy).values(room_id=room, user_id=person, added_by=by, at=now, turn=turn)
    )
    return "added"


def remove(connection: Connection, room: int, person: int) -> bool:
    """Somebody is a buddy no more; False if they were none."""
    gone = connection.execute(
        delete(Buddy).where(Buddy.room_id == room, Buddy.user_id == person)
    ).rowcount
    return bool(gone)


def listed(connection: Connection, room: int) -> list[Listed]:
    """All buddies, the next one first."""
    rows = connection.execute(
        select(BuddyPair.buddy_id, func.count())
        .where(BuddyPair.room_id == room)
        .group_by(BuddyPair.buddy_id)
    )
    given = {row[0]: row[1] for row in rows}
    return [Listed(one, given.get(one, 0)) for one in _order(connection, room)]


def buddy_of(connection: Connection, room: int, person: int) -> int:
    """Who shows somebody around; 0 for nobody, or for one who does so no more."""
    own = and_(Buddy.room_id == BuddyPair.room_id, Buddy.user_id == BuddyPair.buddy_id)
    found = connection.execute(
        select(BuddyPair.buddy_id)
        .join(Buddy, own)
        .where(BuddyPair.room_id == room, BuddyPair.user_id == person)
    ).scalar()
    return found if found and found in _ready(connection, room, [found]) else 0


def _ready(connection: Connection, room: int, buddies: Sequence[int]) -> set[int]:
    """Those of some buddies who are there and may speak."""
    return roster.not_gone(connection, room, buddies) - muted(connection, room, buddies)


def assign(
    connection: Connection, room: int, newcomers: Sequence[int], now: int, *, most: int = MOST
) -> dict[int, list[int]]:
    """Give newcomers to `most` of the buddies who are there, in turn; newcomers by buddy. Who had
    one before keeps them, and no buddy needs one."""
    here = _ready(connection, room, order := _order(connection, room))
    turns = deque([one for one in order if one in here][:most])
    if not turns:
        return {}
    before = connection.execute(
        select(BuddyPair.user_id, BuddyPair.buddy_id).where(
            BuddyPair.room_id == room, BuddyPair.user_id.in_(newcomers)
        )
    )
    kept = {person: buddy for person, buddy in before if buddy in here}
    found: dict[int, list[int]] = {}
    fresh = []
    for one in newcomers:
        if one in order:
            continue
        if one not in kept:
            kept[one] = turns[0]
            turns.rotate(-1)
            fresh.append((room, one, kept[one], now))
        found.setdefault(kept[one], []).append(one)
    if fresh:
        _PAIR(connection, fresh)
        _served(connection, room, [row[2] for row in fresh])
    return found


def _served(connection: Connection, room: int, buddies: Sequence[int]) -> None:
    """Those who had their turn are behind all others, in the order in which they had it last."""
    highest = select(func.coalesce(func.max(Buddy.turn), 0)).where(Buddy.room_id == room)
    turn = connection.execute(highest).scalar_one()
    last = {one: number for number, one in enumerate(buddies, turn + 1)}
    for one, number in last.items():
        connection.execute(
            update(Buddy).where(Buddy.room_id == room, Buddy.user_id == one).values(turn=number)
        )


def _order(connection: Connection, room: int) -> list[int]:
    rows = connection.execute(
        select(Buddy.user_id).where(Buddy.room_id == room).order_by(Buddy.turn, Buddy.user_id)
    )
    return list(rows.scalars())

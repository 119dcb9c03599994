"""Terms: until when somebody may stay. Instants are seconds since 1970; rows need a transaction.

`level` and `next_at` are pure. Whoever has no term stays for ever.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, func, select, update

from bot.core.duration import DAY, WEEK
from bot.core.sql import inserting
from models.paid import Term as Row

LIVE, WAITING, LEAVING, ENDED = "live", "waiting", "leaving", "ended"
"""Running, or over for so short a time that there is grace; an administrator is asked; is removed
as soon as it is their turn; over and gone."""

NONE, IN_A_WEEK, TOMORROW, OVER = "", "week", "day", "over"
"""What somebody was told last of the end of their term."""

LONGEST = 100 * 365 * DAY
"""Seconds from now at which every term ends, however much was paid."""

_COLUMNS = (
    Row.id,
    Row.room_id,
    Row.user_id,
    Row.name,
    Row.until,
    Row.state,
    Row.told,
    Row.told_at,
    Row.removed_at,
)


class Term(Struct, frozen=True, gc=False):
    """Until when somebody may stay; see `models.paid` for the fields."""

    id: int
    room: int
    person: int
    name: str
    until: int
    state: str
    told: str
    told_at: int
    removed_at: int | None

    @property
    def key(self) -> str:
        """What its deadline is called."""
        return f"{self.room}:{self.person}"


def level(until: int, now: int) -> str:
    """What somebody has to know of the end of their term at an instant."""
    left = until - now
    if left <= 0:
        return OVER
    return TOMORROW if left <= DAY else IN_A_WEEK if left <= WEEK else NONE


def next_at(term: Term, grace: int) -> int:
    """When something happens to a term next, if it goes on like this.

    Nobody is removed before they have been told that it is over, and `grace` seconds passed.
    """
    match term.told:
        case "":
            return term.until - WEEK
        case "week":
            return term.until - DAY
        case "day":
            return term.until
        case _:
            return max(term.until, term.told_at) + grace


def find(connection: Connection, room: int, person: int) -> Term | None:
    """The term of somebody in a room, if they have one."""
    return _one(connection, Row.room_id == room, Row.user_id == person)


def is_live(connection: Connection, room: int, person: int, now: int) -> bool:
    """Whether somebody has a term that is not over."""
    found = find(connection, room, person)
    return found is not None and found.until > now


def extend(
    connection: Connection, *, room: int, person: int, name: str, seconds: int, now: int
) -> Term:
    """Give somebody so much more, from now or from the end of what they have."""
    known = find(connection, room, person)
    start = max(now, known.until) if known else now
    return _put(connection, room, person, name, min(start + seconds, now + LONGEST), now)


def shorten(connection: Connection, *, room: int, person: int, seconds: int, now: int) -> None:
    """Take so much away again, of what there is; who has no term has nothing to lose."""
    known = find(connection, room, person)
    if known is not None:
        _put(connection, room, person, known.name, known.until - seconds, now, ended=known.state)


def drop(connection: Connection, room: int, person: int) -> bool:
    """Somebody may stay for ever; False if they could before."""
    gone = delete(Row).where(Row.room_id == room, Row.user_id == person)
    return connection.execute(gone).rowcount == 1


def tell(connection: Connection, number: int, told: str, now: int) -> None:
    """Write down what somebody is told just now."""
    connection.execute(update(Row).where(Row.id == number).values(told=told, told_at=now))


def move(connection: Connection, number: int, state: str, *, removed_at: int | None = None) -> None:
    """Write down how a term stands now; when they were last removed is not forgotten."""
    values: dict[str, Any] = {"state": state}
    if removed_at is not None:
        values["removed_at"] = removed_at
    connection.execute(update(Row).where(Row.id == number).values(**values))


def keep(connection: Connection, number: int, seconds: int, now: int) -> None:
    """Let somebody whose term is over stay so much longer; then they are told anew."""
    connection.execute(
        update(Row)
        .where(Row.id == number, Row.state == WAITING)
        .values(until=now + seconds, state=LIVE, told=IN_A_WEEK, told_at=now)
    )


def move_all(connection: Connection, room: int, before: str, after: str) -> int:
    """The same for all in one state; how many those were."""
    where = (Row.room_id == room, Row.state == before)
    return connection.execute(update(Row).where(*where).values(state=after)).rowcount


def at(connection: Connection, room: int, *states: str, limit: int = 500) -> list[Term]:
    """The terms of a room in some states, whose end comes first first."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.room_id == room, Row.state.in_(states))
        .order_by(Row.until, Row.id)
        .limit(limit)
    )
    return [Term(*row) for row in rows]


def count(connection: Connection, room: int, state: str) -> int:
    """How many terms of a room are in a state."""
    where = (Row.room_id == room, Row.state == state)
    return connection.execute(select(func.count()).where(*where)).scalar_one()


def of(connection: Connection, person: int) -> Sequence[Term]:
    """The terms of somebody everywhere."""
    rows = connection.execute(
        select(*_COLUMNS).where(Row.user_id == person).order_by(Row.id.desc()).limit(50)
    )
    return [Term(*row) for row in rows]


def has_removed(connection: Connection, room: int) -> bool:
    """Whether anybody was ever removed from a room because their term was over."""
    where = (Row.room_id == room, Row.removed_at.is_not(None))
    return connection.execute(select(Row.id).where(*where).limit(1)).first() is not None


def _put(
    connection: Connection,
    room: int,
    person: int,
    name: str,
    until: int,
    now: int,
    *,
    ended: str = "",
) -> Term:
    """A new end. What is over stays with whoever it was left to before."""
    state = ended if ended and until <= now else LIVE
    told = level(until, now)
    values = {
        "name": name,
        "until": until,
        "state": state,
        # That it is over is still to be said: the grace begins then.
        "told": TOMORROW if told == OVER else told,
        "told_at": now,
    }
    row = inserting(connection, Row).values(room_id=room, user_id=person, removed_at=None, **values)
    connection.execute(
        row.on_conflict_do_update(index_elements=["room_id", "user_id"], set_=values)
    )
    found = find(connection, room, person)
    assert found is not None
    return found


def _one(connection: Connection, *where: Any) -> Term | None:
    row = connection.execute(select(*_COLUMNS).where(*where)).first()
    return Term(*row) if row else None

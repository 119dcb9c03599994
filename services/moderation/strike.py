"""Strikes: given with a case, counted until they fade or are lifted."""

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, func, or_, select, update

from bot.core import audit
from bot.core.sql import bulk_insert, pair_among, reserve_ids
from models.case import Case
from models.strike import Strike as Row

_GIVE = bulk_insert(
    Row, ("id", "room_id", "user_id", "case_id", "weight", "given_at", "fades_at", "lifted_at")
)


class Strike(Struct, frozen=True, gc=False):
    """A strike that counts. `fades_at` is 0 if it never does."""

    case: int
    rule: str
    reason: str
    weight: int
    given_at: int
    fades_at: int


def give(
    connection: Connection,
    rows: Iterable[tuple[int, int, int, int]],
    *,
    decay: int,
    at: int,
) -> None:
    """Give strikes (room, person, case, weight); each fades `decay` seconds later, 0 for never."""
    given = list(rows)
    fades = at + decay if decay else 0
    ids = reserve_ids(connection, Row, len(given))
    _GIVE(
        connection,
        [(number, *row, at, fades, None) for number, row in zip(ids, given, strict=True)],
    )


def counts(
    connection: Connection, pairs: Iterable[tuple[int, int]], at: int
) -> dict[tuple[int, int], int]:
    """How many strikes count against people (room, person) at an instant."""
    rows = connection.execute(
        select(Row.room_id, Row.user_id, func.sum(Row.weight))
        .where(pair_among(Row.room_id, Row.user_id, "pairs"), *_counting(at))
        .group_by(Row.room_id, Row.user_id),
        {"pairs": sorted(set(pairs))},
    )
    return {(room, person): int(total) for room, person, total in rows}


def count(connection: Connection, *, room: int, person: int, at: int) -> int:
    """How many strikes count against somebody at an instant."""
    return counts(connection, [(room, person)], at).get((room, person), 0)


def of(connection: Connection, *, room: int, person: int, at: int) -> list[Strike]:
    """The strikes that count against somebody, oldest first."""
    rows = connection.execute(
        select(Row.case_id, Case.rule, Case.reason, Row.weight, Row.given_at, Row.fades_at)
        .join(Case, Case.id == Row.case_id)
        .where(Row.room_id == room, Row.user_id == person, *_counting(at))
        .order_by(Row.id)
    )
    return [Strike(*row) for row in rows]


def lift(connection: Connection, *, case: int, at: int) -> int:
    """Take back what a case gave; how many strikes that were."""
    gone = connection.execute(
        update(Row)
        .where(Row.case_id == case, Row.lifted_at.is_(None))
        .values(lifted_at=at)
        .returning(Row.weight)
    )
    return sum(gone.scalars())


def note_lifted(connection: Connection, *, room: int, person: int, by: int, at: int) -> None:
    """Write down that somebody took strikes back."""
    audit.note(connection, room=room, at=at, by=by, what="unwarn", person=person)


def lift_all(connection: Connection, *, room: int, person: int, at: int) -> int:
    """Take back everything that counts against somebody; how many strikes that were."""
    gone = connection.execute(
        update(Row)
        .where(Row.room_id == room, Row.user_id == person, *_counting(at))
        .values(lifted_at=at)
        .returning(Row.weight)
    )
    return sum(gone.scalars())


def newest(connection: Connection, *, room: int, person: int, at: int) -> int | None:
    """The case of the last strike that counts against somebody."""
    return connection.execute(
        select(Row.case_id)
        .where(Row.room_id == room, Row.user_id == person, *_counting(at))
        .order_by(Row.id.desc())
        .limit(1)
    ).scalar()


def _counting(at: int) -> tuple[ColumnElement[bool], ...]:
    return Row.lifted_at.is_(None), or_(Row.fades_at == 0, Row.fades_at > at)

"""A small envelope with shares of points: what a thousand people press a button for.

It stands for a feature of the house until there is one, and does what one would: a claim is a row
with a unique key, the share comes off the envelope by compare and set, a balance grows, and two
entries say why. Its tables are made here; nothing of it is in the bot.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    MetaData,
    Table,
    UniqueConstraint,
    bindparam,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.core.feature import Feature, Press
from bot.core.unit import Unit

SHARES = 50
EACH = 2
"""Points of a share."""

_meta = MetaData()
_ID = BigInteger().with_variant(sqlite.INTEGER(), "sqlite")


def _table(name: str, *columns: Column[int] | UniqueConstraint) -> Table:
    return Table(name, _meta, *columns)


_envelopes = _table(
    "bench_envelopes",
    Column("id", _ID, primary_key=True),
    Column("shares", BigInteger, nullable=False),
    Column("points", BigInteger, nullable=False),
    Column("late", BigInteger, nullable=False),
)
_claims = _table(
    "bench_claims",
    Column("id", _ID, primary_key=True),
    Column("envelope", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    UniqueConstraint("envelope", "person"),
)
_balances = _table(
    "bench_balances",
    Column("person", _ID, primary_key=True, autoincrement=False),
    Column("points", BigInteger, nullable=False),
)
_entries = _table(
    "bench_entries",
    Column("id", _ID, primary_key=True),
    Column("account", BigInteger, nullable=False),
    Column("points", BigInteger, nullable=False),
    Column("claim", BigInteger, nullable=False),
)


def lay_out(connection: Connection) -> None:
    """Make the tables, and envelope 1 with all its shares."""
    _meta.create_all(connection)
    connection.execute(insert(_envelopes).values(id=1, shares=SHARES, points=SHARES * EACH, late=0))


@cache
def _statements(dialect: str) -> dict[str, Any]:
    """What a claim asks of the database, written once: writing it takes longer than running it."""
    sql = sqlite if dialect == "sqlite" else postgresql
    envelope = _envelopes.c.id == bindparam("envelope")
    return {
        "claim": sql.insert(_claims)
        .values(envelope=bindparam("envelope"), person=bindparam("person"))
        .on_conflict_do_nothing()
        .returning(_claims.c.id),
        "share": update(_envelopes)
        .where(envelope, _envelopes.c.shares > 0)
        .values(shares=_envelopes.c.shares - 1, points=_envelopes.c.points - EACH),
        "late": update(_envelopes).where(envelope).values(late=_envelopes.c.late + 1),
        "open": sql.insert(_balances)
        .values(person=bindparam("person"), points=0)
        .on_conflict_do_nothing(),
        "grow": update(_balances)
        .where(_balances.c.person == bindparam("whose"))
        .values(points=_balances.c.points + EACH),
        "entry": insert(_entries).values(
            account=bindparam("account"), points=bindparam("points"), claim=bindparam("claim")
        ),
    }


def claim(connection: Connection, envelope: int, person: int) -> str:
    """`got` a share, `empty`, or claimed `before`."""
    say = _statements(connection.dialect.name)
    who = {"envelope": envelope, "person": person}
    number = connection.execute(say["claim"], who).scalar()
    if number is None:
        return "before"
    if not connection.execute(say["share"], {"envelope": envelope}).rowcount:
        connection.execute(say["late"], {"envelope": envelope})
        return "empty"
    connection.execute(say["open"], {"person": person})
    connection.execute(say["grow"], {"whose": person})
    for account, points in ((-envelope, -EACH), (person, EACH)):
        entry = {"account": account, "points": points, "claim": number}
        connection.execute(say["entry"], entry)
    return "got"


def outcome(connection: Connection) -> tuple[int, ...]:
    """Shares left, points left, late, claims, people with points, their points, entries, sum."""
    whole = select(
        *(
            select(what).select_from(table).scalar_subquery()
            for table, what in (
                (_envelopes, _envelopes.c.shares),
                (_envelopes, _envelopes.c.points),
                (_envelopes, _envelopes.c.late),
                (_claims, func.count()),
                (_balances, func.count()),
                (_balances, func.sum(_balances.c.points)),
                (_entries, func.count()),
                (_entries, func.coalesce(func.sum(_entries.c.points), literal(0))),
            )
        )
    )
    return tuple(int(one) for one in connection.execute(whole).one())


def expected(people: int) -> tuple[int, ...]:
    """The outcome after so many people have claimed, at least as many as there are shares."""
    return (0, 0, people - SHARES, people, SHARES, SHARES * EACH, 2 * SHARES, 0)


async def press(unit: Unit) -> None:
    """Claim, and hear what it was."""
    envelope, person = int(unit.args), unit.actor
    said = await unit.run(lambda connection: claim(connection, envelope, person))
    unit.answer(f"bench: {said}")


PRESS = "bench_claim:1"
"""What the button carries."""

FEATURE = Feature(
    name="bench_envelope", key="", presses=(Press(name="bench_claim", handle=press, joins=True),)
)

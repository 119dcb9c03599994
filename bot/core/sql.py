"""SQL that both databases understand, and a quick way to run one statement for many rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase


def inserting(connection: Connection, table: type[DeclarativeBase]) -> Any:
    """An INSERT that knows `on_conflict_do_…` of the database it is for."""
    return _insert(connection.dialect, table)


def _insert(dialect: Dialect, table: type[DeclarativeBase]) -> Any:
    return (sqlite if dialect.name == "sqlite" else postgresql).insert(table)


class Bulk:
    """One statement, compiled once per database, run for many rows given as plain tuples.

    Compiling and naming parameters row by row costs more than the database itself; the values
    must be what the driver takes: integers, text, bytes, None. `columns` names the tuples' places.
    """

    def __init__(self, columns: Sequence[str], build: Callable[[Dialect], Any]) -> None:
        self.columns = tuple(columns)
        self._build = build
        self._compiled: dict[str, tuple[str, Callable[[Sequence[Any]], tuple[Any, ...]]]] = {}

    def __call__(self, connection: Connection, rows: Sequence[Sequence[Any]]) -> int:
        """Run for every row; the number of rows it touched, -1 where the driver cannot tell."""
        if not rows:
            return 0
        text, arrange = self._prepared(connection.dialect)
        return connection.exec_driver_sql(text, [arrange(row) for row in rows]).rowcount

    def _prepared(self, dialect: Dialect) -> tuple[str, Callable[[Sequence[Any]], tuple[Any, ...]]]:
        if dialect.name not in self._compiled:
            compiled = self._build(dialect).compile(dialect=dialect, column_keys=list(self.columns))
            names = list(compiled.positiontup or ())
            same = names == list(self.columns)
            constants = compiled.params
            places = [
                (self.columns.index(name), None)
                if name in self.columns
                else (None, constants[name])
                for name in names
            ]
            self._compiled[dialect.name] = str(compiled), tuple if same else _picker(places)
        return self._compiled[dialect.name]


def _picker(
    places: Sequence[tuple[int | None, Any]],
) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Arrange a row as the statement wants it, constants of the statement in between."""

    def pick(row: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(constant if at is None else row[at] for at, constant in places)

    return pick


def bulk_insert(table: type[DeclarativeBase], columns: Sequence[str]) -> Bulk:
    """Insert rows."""
    return Bulk(columns, lambda dialect: _insert(dialect, table))


def bulk_upsert(
    table: type[DeclarativeBase],
    columns: Sequence[str],
    *,
    keys: Sequence[str],
    replace: Sequence[str] = (),
    compute: Callable[[Any], Mapping[str, Any]] | None = None,
    only: Callable[[Any], Any] | None = None,
) -> Bulk:
    """Insert rows; where `keys` are taken, replace columns by the new ones or compute them.

    `compute` gets the row that was proposed and returns columns by name; `only` gets it and says
    when there is anything to replace. Without either of the former, what is there stays.
    """

    def build(dialect: Dialect) -> Any:
        statement = _insert(dialect, table)
        values = {name: statement.excluded[name] for name in replace}
        if compute:
            values |= compute(statement.excluded)
        if not values:
            return statement.on_conflict_do_nothing(index_elements=list(keys))
        where = only(statement.excluded) if only else None
        return statement.on_conflict_do_update(index_elements=list(keys), set_=values, where=where)

    return Bulk(columns, build)


def reserve_ids(connection: Connection, table: type[DeclarativeBase], count: int) -> list[int]:
    """Take the next `count` ids of a table with an automatic key, in ascending order.

    SQLite has one writer, so that the highest id is known; PostgreSQL has a sequence.
    """
    name = table.__tablename__
    if connection.dialect.name == "sqlite":
        top = connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {name}").scalar_one()
        return list(range(top + 1, top + 1 + count))
    rows = connection.exec_driver_sql(
        f"SELECT nextval('{name}_id_seq') FROM generate_series(1, {count})"
    )
    return sorted(rows.scalars())

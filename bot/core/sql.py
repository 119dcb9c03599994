"""SQL that both databases understand, and a quick way to run one statement for many rows."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Dialect,
    Text,
    bindparam,
    literal_column,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine


def inserting(connection: Connection, table: type[DeclarativeBase]) -> Any:
    """An INSERT that knows `on_conflict_do_…` of the database it is for."""
    return _insert(connection.dialect, table)


def _insert(dialect: Dialect, table: type[DeclarativeBase]) -> Any:
    return (sqlite if dialect.name == "sqlite" else postgresql).insert(table)


class _Many(TypeDecorator[Any]):
    """A list in one parameter: JSON on SQLite, an array on PostgreSQL."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[TypeEngine[Any]]) -> None:
        super().__init__()
        self.kind = kind

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(postgresql.ARRAY(self.kind))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return _json(value) if dialect.name == "sqlite" else value


class _Pairs(TypeDecorator[Any]):
    """A list of pairs in one parameter, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return _json(value)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


class _Among(FunctionElement[Any]):
    # Of no type: of a Boolean, SQLite would be asked `… = 1`, for which it uses no index.
    inherit_cache = True
    type = NullType()


class _PairAmong(FunctionElement[Any]):
    inherit_cache = True
    type = NullType()


def among(column: Any, name: str, kind: type[TypeEngine[Any]] = BigInteger) -> _Among:
    """Whether a column is in the list that is given under a name when the statement runs.

    `in_` writes a statement of another length for each list, compiled and prepared anew; this
    one stays the same.
    """
    return _Among(column, bindparam(name, type_=_Many(kind)))


def pair_among(first: Any, second: Any, name: str) -> _PairAmong:
    """Whether two columns of integers are a pair of the list that is given under a name."""
    return _PairAmong(first, second, bindparam(name, type_=_Pairs()))


@compiles(_Among, "sqlite")
def _among_sqlite(element: _Among, compiler: Any, **how: Any) -> str:
    column, given = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({given}))"


@compiles(_Among, "postgresql")
def _among_postgresql(element: _Among, compiler: Any, **how: Any) -> str:
    column, given = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} = ANY ({given})"


@compiles(_PairAmong, "sqlite")
def _pair_among_sqlite(element: _PairAmong, compiler: Any, **how: Any) -> str:
    first, second, given = (compiler.process(part, **how) for part in element.clauses)
    pairs = (
        f"SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each({given})"
    )
    return f"({first}, {second}) IN ({pairs})"


@compiles(_PairAmong, "postgresql")
def _pair_among_postgresql(element: _PairAmong, compiler: Any, **how: Any) -> str:
    first, second, given = (compiler.process(part, **how) for part in element.clauses)
    elements = f"jsonb_array_elements(CAST({given} AS jsonb)) AS pair"
    pairs = f"SELECT (pair ->> 0)::bigint, (pair ->> 1)::bigint FROM {elements}"
    return f"({first}, {second}) IN ({pairs})"


_Arrange = Callable[[Sequence[Any]], tuple[Any, ...]]
"""Arranges a row as the statement wants it: `tuple` where it is as it is wanted."""


def written(number: int) -> ColumnElement[int]:
    """A number written out in a statement: as a parameter, it would be put into every row."""
    return literal_column(str(number), BigInteger)


class Bulk:
    """One statement, compiled once per database, run for many rows given as plain tuples.

    Compiling and naming parameters row by row costs more than the database itself; the values
    must be what the driver takes: integers, text, bytes, None. `columns` names the tuples' places;
    one that the table has not is a parameter of the statement's.
    """

    def __init__(self, columns: Sequence[str], build: Callable[[Dialect], Any]) -> None:
        self.columns = tuple(columns)
        self._build = build
        self._compiled: dict[str, tuple[str, _Arrange]] = {}

    def __call__(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> int:
        """Run for every row; the number of rows it touched, -1 where the driver cannot tell."""
        if not rows:
            return 0
        text, arrange = self._prepared(connection.dialect)
        arranged = list(rows) if arrange is tuple else [arrange(row) for row in rows]
        return connection.exec_driver_sql(text, arranged).rowcount

    def one(self, connection: Connection, row: tuple[Any, ...]) -> Any:
        """Run for one row; what the statement returns of it, None where it touched nothing."""
        text, arrange = self._prepared(connection.dialect)
        return connection.exec_driver_sql(text, arrange(row)).first()

    def _prepared(self, dialect: Dialect) -> tuple[str, _Arrange]:
        if dialect.name not in self._compiled:
            statement = self._build(dialect)
            keys = [name for name in self.columns if name in statement.table.c]
            compiled = statement.compile(dialect=dialect, column_keys=keys)
            names = list(compiled.positiontup or ())
            same = names == list(self.columns)
            constants = tuple(compiled.params[name] for name in names if name not in self.columns)
            arrange = tuple if same else _arranging(self.columns, names, constants)
            self._compiled[dialect.name] = str(compiled), arrange
        return self._compiled[dialect.name]


def _arranging(
    columns: Sequence[str], names: Sequence[str], constants: tuple[Any, ...]
) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Arrange a row as the statement wants it, constants of the statement in between."""
    after = itertools.count(len(columns))
    places = [columns.index(name) if name in columns else next(after) for name in names]
    if len(places) == 1:
        return lambda row: ((*row, *constants)[places[0]],)
    pick = itemgetter(*places)
    if constants:
        return lambda row: pick((*row, *constants))
    return pick


def bulk_insert(
    table: type[DeclarativeBase], columns: Sequence[str], *, returning: Sequence[str] = ()
) -> Bulk:
    """Insert rows; columns are returned by `Bulk.one` alone."""
    return Bulk(columns, lambda dialect: _returning(_insert(dialect, table), table, returning))


def _returning(statement: Any, table: type[DeclarativeBase], columns: Sequence[str]) -> Any:
    return (
        statement.returning(*(table.__table__.c[name] for name in columns))
        if columns
        else statement
    )


def bulk_upsert(
    table: type[DeclarativeBase],
    columns: Sequence[str],
    *,
    keys: Sequence[str],
    replace: Sequence[str] = (),
    compute: Callable[[Any], Mapping[str, Any]] | None = None,
    only: Callable[[Any], Any] | None = None,
    returning: Sequence[str] = (),
) -> Bulk:
    """Insert rows; where `keys` are taken, replace columns by the new ones or compute them.

    `compute` gets the row that was proposed and returns columns by name; `only` gets it and says
    when there is anything to replace. Without either of the former, what is there stays. Columns
    are returned by `Bulk.one` alone.
    """

    def build(dialect: Dialect) -> Any:
        statement = _insert(dialect, table)
        values = {name: statement.excluded[name] for name in replace}
        if compute:
            values |= compute(statement.excluded)
        if not values:
            return statement.on_conflict_do_nothing(index_elements=list(keys))
        where = only(statement.excluded) if only else None
        statement = statement.on_conflict_do_update(
            index_elements=list(keys), set_=values, where=where
        )
        return _returning(statement, table, returning)

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

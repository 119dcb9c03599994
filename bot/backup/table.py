"""Which tables a backup holds, and how their columns are written."""

from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    text,
)
from sqlalchemy.types import TypeEngine

from bot.core.schema import migrate

Kind = Literal["integer", "text", "bytes"]

_ORDINARY = text(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    " AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name <> 'alembic_version'"
)
"""Virtual tables and what is behind them are left out: they can be made again from the others."""

_TYPES: dict[Kind, type[TypeEngine[Any]]] = {
    "integer": BigInteger,
    "text": Text,
    "bytes": LargeBinary,
}


@cache
def tables_at(revision: str) -> tuple[Table, ...]:
    """The tables of a schema as its migrations make them, parents before children.

    The models know today's schema only; a backup may be older, or be made of an older database.
    """
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            migrate(connection, revision)
            found = MetaData()
            found.reflect(connection, only=sorted(connection.execute(_ORDINARY).scalars()))
    finally:
        engine.dispose()
    return tuple(found.sorted_tables)


def kinds(table: Table) -> dict[str, Kind]:
    """The columns that are stored, not computed, and what is in them."""
    return {str(column.name): _kind(column) for column in table.columns if column.computed is None}


def _kind(column: Column[Any]) -> Kind:
    match column.type:
        case Integer():
            return "integer"
        case LargeBinary():
            return "bytes"
        case String():
            return "text"
    raise TypeError(f"{column} is of a type that no backup can hold yet: {column.type!r}")


def receiving(name: str, columns: dict[str, Kind]) -> Table:
    """A table to insert into. Every integer has 64 bits: the database refuses what is too large."""
    return Table(name, MetaData(), *(Column(one, _TYPES[kind]) for one, kind in columns.items()))

"""From a file into a database that no bot runs on."""

from functools import partial
from pathlib import Path

from sqlalchemy import Connection, insert, text

from bot.backup.database import reach, speaking
from bot.backup.file import Damaged, Header, Reader, Shape
from bot.backup.save import Tick
from bot.backup.table import kinds, receiving, tables_at
from bot.core.errors import UserError
from bot.core.lease import Held, Lease
from bot.core.schema import BASE, alone, head, migrate, revisions, version
from bot.core.sql import Bulk
from bot.core.store import Store
from bot.core.sweep import raise_generation


async def load(store: Store, path: Path, *, replace: bool, tick: Tick) -> Header:
    """Put a backup into a database, all of it or nothing; `replace` gives up what is there.

    The file is read to its end before anything is written. An older one is loaded into the tables
    of its time, which are then upgraded.

    Raises:
        UserError: why not; then the database is what it was.
    """
    header = _verify(path, tick)
    await reach(store)
    # One transaction, tables included: both databases can do that.
    work = partial(_fill, path=path, header=header, replace=replace, tick=tick)
    try:
        with speaking():
            async with Lease(store):
                return await alone(store, work)
    except Held:
        raise UserError("a bot runs on this database: stop it first") from None


def _verify(path: Path, tick: Tick) -> Header:
    """Read all of a file, and see that it fits the schema it names."""
    with Reader(path) as reader:
        header = reader.header
        if header.schema > head():
            raise UserError(f"{path}: was made by a newer version of louzhang")
        if header.schema not in revisions():
            raise Damaged(f"{path}: its schema {header.schema!r} is not known")
        there = {table.name: kinds(table) for table in tables_at(header.schema)}
        found = {table.name: table.columns for table in header.tables}
        if found != there or len(header.tables) != len(there):
            raise Damaged(f"{path}: its tables are not those of schema {header.schema}")
        for _ in reader.chunks():
            tick(0, header.rows)
    return header


def _fill(connection: Connection, path: Path, header: Header, replace: bool, tick: Tick) -> Header:
    _make_room(connection, header.schema, replace)
    done = 0
    with Reader(path) as reader:
        if reader.header != header:
            raise Damaged(f"{path}: changed while it was read")
        inserts = {table.name: _insert(table) for table in header.tables}
        for table, rows in reader.chunks():
            inserts[table.name](connection, rows)
            done += len(rows)
            tick(done, header.rows)
    for table in header.tables:
        if (count := _count(connection, table.name)) != table.rows:
            raise UserError(f"{table.name} holds {count} rows instead of {table.rows}")
    if header.schema != head():
        migrate(connection)
    if connection.dialect.name == "sqlite":
        _check_references(connection, path)
    else:
        _set_sequences(connection)
    raise_generation(connection)
    return header


def _make_room(connection: Connection, schema: str, replace: bool) -> None:
    """Have the tables of a schema, empty."""
    there = version(connection)
    if there is not None:
        if there > head():
            raise UserError("the database was made by a newer version of louzhang")
        full = any(_holds_rows(connection, table.name) for table in tables_at(there))
        if full and not replace:
            raise UserError("the database holds data already; --replace gives it up")
        if there == schema and not full:
            return
        migrate(connection, BASE)
    migrate(connection, schema)


def _insert(table: Shape) -> Bulk:
    target = receiving(table.name, table.columns)
    return Bulk(tuple(table.columns), lambda _dialect: insert(target))


def _holds_rows(connection: Connection, table: str) -> bool:
    return connection.execute(text(f'SELECT 1 FROM "{table}" LIMIT 1')).first() is not None


def _count(connection: Connection, table: str) -> int:
    return int(connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one())


def _check_references(connection: Connection, path: Path) -> None:
    """PostgreSQL has checked row by row; here foreign keys were off."""
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise Damaged(f"{path}: a row of {broken[0]} refers to one of {broken[2]} that is missing")


def _set_sequences(connection: Connection) -> None:
    """Let automatic ids go on after the highest."""
    owned = connection.execute(
        text(
            "SELECT t.relname, a.attname, s.oid::regclass::text"
            " FROM pg_depend AS d JOIN pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'"
            " JOIN pg_class AS t ON t.oid = d.refobjid"
            " JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid"
            " WHERE d.deptype IN ('a', 'i') AND t.relnamespace = current_schema()::regnamespace"
        )
    ).all()
    for table, column, sequence in owned:
        connection.execute(
            text(
                f'SELECT setval(CAST(:sequence AS regclass), greatest(max("{column}"), 1))'
                f' FROM "{table}" HAVING max("{column}") IS NOT NULL'
            ),
            {"sequence": sequence},
        )

"""From a database, running or not, into a file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection, Table, func, select

from bot.backup.database import expect_file, reach, speaking
from bot.backup.file import CHUNK, FORMAT, BadFile, Header, Shape, Writer, created
from bot.backup.table import kinds, tables_at
from bot.core.errors import UserError
from bot.core.schema import head, version
from bot.core.store import Store

Tick = Callable[[int, int], None]
"""Is told the rows done and the rows in all, chunk by chunk; what it raises ends the work."""


async def save(store: Store, path: Path, *, now: int, force: bool, tick: Tick) -> Header:
    """Write everything that is committed at one instant; others may write meanwhile.

    `now` is in seconds since 1970 (UTC).

    Raises:
        UserError: why not; then there is no new file.
    """
    expect_file(store)
    _expect_another_file(store, path)
    await reach(store)

    def work(connection: Connection) -> Header:
        if connection.dialect.name != "sqlite":  # where a transaction sees one instant anyway
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        revision = _revision(connection)
        tables = tables_at(revision)
        header = Header(FORMAT, revision, now, [_shape(connection, table) for table in tables])
        with created(path, force=force) as raw, Writer(path, raw, header) as writer:
            _write(connection, tables, header, writer, tick)
        return header

    with speaking():
        return await store.read(work)


def _write(
    connection: Connection, tables: Sequence[Table], header: Header, writer: Writer, tick: Tick
) -> None:
    done = 0
    for table in tables:
        writer.start(str(table.name))
        statement = select(*(table.c[name] for name in kinds(table))).order_by(*table.primary_key)
        result = connection.execute(statement, execution_options={"yield_per": CHUNK})
        for chunk in result.partitions():
            writer.add([tuple(row) for row in chunk])
            done += len(chunk)
            tick(done, header.rows)


def _shape(connection: Connection, table: Table) -> Shape:
    rows = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return Shape(str(table.name), kinds(table), rows)


def _revision(connection: Connection) -> str:
    revision = version(connection)
    if revision is None:
        raise UserError("the database is empty: there is nothing to back up")
    if revision > head():
        raise UserError("the database was made by a newer version of louzhang")
    return revision


def _expect_another_file(store: Store, path: Path) -> None:
    if not store.sqlite:
        return
    beside = [Path(f"{store.url.database}{end}") for end in ("", "-wal", "-shm", ".lock")]
    if any(one.exists() and path.exists() and one.samefile(path) for one in beside):
        raise BadFile(f"{path}: is the database itself")

"""A backup holds everything, of one instant; a restore on either database gives it back."""

import asyncio
import gzip
import itertools
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    LargeBinary,
    Table,
    insert,
    select,
    text,
    update,
)

from bot.backup import BadFile, Header, UserError, load, save
from bot.backup.table import kinds, tables_at
from bot.core import inbox, outbox
from bot.core.inbox import Entry
from bot.core.lease import Lease
from bot.core.schema import head, upgrade, version
from bot.core.sql import reserve_ids
from bot.core.store import Store
from bot.core.sweep import GENERATION
from models import metadata
from models.case import Case
from models.deadline import Meta
from models.outbox import Outbox

NOW = 1_767_225_600
LARGE = 2**63 - 1
TEXTS = ("", "𝕬🀄 ‮\t\n'\"\\%s:x?$1 {} ﷽", "🧧" * 1000, "\\u0000 null NULL")
BYTES = (b"", bytes(range(256)), b"\x00")


def silent(_done: int, _total: int) -> None:
    pass


def fill(connection: Connection, rows: int = 4) -> None:
    """Every table, with the smallest, the largest, nothing and the oddest."""
    for table in metadata.sorted_tables:
        connection.execute(insert(table), [row_of(table, number) for number in range(rows)])
    connection.execute(insert(Meta).values(key=GENERATION, value="41"))


def row_of(table: Table, number: int) -> dict[str, Any]:
    row = {column.name: value_of(column, number) for column in table.columns}
    if table.name == "outbox":
        row["state"] = ("new", "sending", "done", "refused")[number % 4]
    own = value_of(metadata.tables["ledger_transfers"].c.id, number)
    return row | {
        "ledger_accounts": {"kind": "treasury", "balance": -(10**15) + number},
        "ledger_transfers": {"amount": 10**12 - number},
        "shop_items": {"price": number + 1, "stock": number or None},
        "ledger_entries": {"transfer_id": own, "side": 1, "amount": 10**12 - number},
        "packets": {"total": 10**12 - number, "shares": 100, "taken": number},
        "packet_claims": {"amount": 10**12 - number},
    }.get(table.name, {})


def value_of(column: Any, number: int) -> Any:
    if column.primary_key and column.name == "id" and isinstance(column.type, Integer):
        return (1, 2**31, 2**40, 2**53 + 1)[number % 4] + number // 4
    if column.foreign_keys:
        keys = column.table.primary_key.columns
        alone = column.primary_key and all(one.foreign_keys for one in keys)
        return (1, 2**31, 2**40, 2**53 + 1)[number % 4] if alone else 2**53 + 1
    if column.primary_key or column.name in ("chat_id", "message_id", "key"):
        return LARGE - number if isinstance(column.type, Integer) else f"{TEXTS[1]}{number}"
    if column.nullable and number % 2:
        return None
    if isinstance(column.type, Integer):
        large = isinstance(column.type, BigInteger)
        return (0, -LARGE - 1, LARGE, 2**31)[number % 4] if large else 2**31 - 1 - number
    return BYTES[number % 3] if isinstance(column.type, LargeBinary) else TEXTS[number % 4]


def everything(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but the generation, which a restore raises."""
    found = {}
    for table in metadata.sorted_tables:
        rows = [tuple(row) for row in connection.execute(select(table))]
        if table.name == "meta":
            rows = [row for row in rows if row[0] != GENERATION]
        found[table.name] = sorted(rows, key=repr)
    return found


@pytest.fixture
async def filled(store: Store) -> Store:
    await store.write(fill)
    return store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "louzhang.backup"


async def backup(store: Store, file: Path, *, force: bool = False) -> Header:
    return await save(store, file, now=NOW, force=force, tick=silent)


async def restore(store: Store, file: Path, *, replace: bool = False) -> Header:
    return await load(store, file, replace=replace, tick=silent)


async def wipe(store: Store) -> None:
    def renew(connection: Connection) -> None:
        metadata.drop_all(connection)
        metadata.create_all(connection)

    await store.write(renew)


def test_tables_are_those_of_the_models() -> None:
    there = {table.name: set(kinds(table)) for table in tables_at(head())}
    assert there == {table.name: set(kinds(table)) for table in metadata.sorted_tables}
    assert {t.name: kinds(t) for t in tables_at(head())} == {
        table.name: kinds(table) for table in metadata.sorted_tables
    }


async def test_t98_everything_comes_back_on_either_database(
    filled: Store, other: Store, file: Path
) -> None:
    before = await filled.read(everything)
    assert {len(rows) for rows in before.values()} == {4}
    made = await backup(filled, file)
    assert made.rows == 4 * len(before) + 1
    assert await restore(other, file) == made
    assert await other.read(everything) == before
    assert await filled.read(everything) == before


async def test_ids_go_on_after_the_highest(filled: Store, other: Store, file: Path) -> None:
    await backup(filled, file)
    await restore(other, file)

    def add(connection: Connection) -> list[int]:
        case = row_of(Case.__table__, 0) | {"room_id": 5, "key": "new"}  # type: ignore[arg-type]
        del case["id"]
        first = connection.execute(insert(Case).values(case)).inserted_primary_key
        assert first is not None
        return [first[0], *reserve_ids(connection, Outbox, 2)]

    highest = 2**53 + 1 + 0
    assert await other.write(add) == [highest + 1, highest + 1, highest + 2]


async def test_restored_twice_is_the_same(filled: Store, other: Store, file: Path) -> None:
    """`--replace` gives up what is there, and the sequences begin anew."""
    await backup(filled, file)
    await restore(other, file)
    await other.write(lambda c: reserve_ids(c, Outbox, 50))
    await other.write(lambda c: c.execute(update(Case).values(name="changed")))
    await restore(other, file, replace=True)
    assert await other.read(everything) == await filled.read(everything)
    assert await other.write(lambda c: reserve_ids(c, Outbox, 1)) == [2**53 + 2]


async def test_generation_is_raised(filled: Store, other: Store, file: Path) -> None:
    await backup(filled, file)
    await restore(other, file)
    row = select(Meta.value).where(Meta.key == GENERATION)
    assert await other.read(lambda c: c.execute(row).scalar()) == "42"


async def test_what_was_done_stays_done(store: Store, other: Store, file: Path) -> None:
    """Tombstones and open actions come along: an update is not new, an action is not lost."""
    settled, waiting = Entry(7, 1, NOW, None), Entry(8, 1, NOW, b"{}")
    await store.write(lambda c: inbox.insert_new(c, 99, [settled, waiting], NOW))
    await store.write(lambda c: c.execute(insert(Outbox), [row_of(Outbox.__table__, 0)]))  # type: ignore[arg-type]
    await backup(store, file)
    await restore(other, file)
    assert await other.write(lambda c: inbox.insert_new(c, 99, [settled, waiting], NOW)) == set()
    left = await other.read(lambda c: inbox.pending_after(c, 99, 1, (0, 0), 9))
    assert [row["update_id"] for row in left] == [8]
    parcels, broken = await other.read(lambda c: outbox.load_open(c, 0, 9))
    assert [*[one.id for one in parcels], *broken] == [1]


async def test_backup_is_of_one_instant(store: Store, other: Store, file: Path) -> None:
    """Two tables that are always written together agree, however much is written meanwhile."""
    stop = asyncio.Event()
    written = 0

    async def write(numbers: Any) -> None:
        nonlocal written
        while not stop.is_set():
            number = next(numbers)
            case = row_of(Case.__table__, 0) | {"id": number, "key": str(number)}  # type: ignore[arg-type]
            row = row_of(Outbox.__table__, 0) | {"id": number}  # type: ignore[arg-type]

            def both(c: Connection, case: Any = case, row: Any = row) -> None:
                c.execute(insert(Case).values(case))
                c.execute(insert(Outbox).values(row))

            await writing.write(both)
            written += 1

    # A program of its own: its transactions do not wait for those of the backup.
    writing = Store(store.url.render_as_string(hide_password=False))
    many = list(range(10**6, 10**6 + 3000))
    cases = [row_of(Case.__table__, 0) | {"id": n, "key": str(n)} for n in many]  # type: ignore[arg-type]
    rows = [row_of(Outbox.__table__, 0) | {"id": n} for n in many]  # type: ignore[arg-type]
    await store.write(lambda c: (c.execute(insert(Case), cases), c.execute(insert(Outbox), rows)))
    writer = asyncio.create_task(write(itertools.count(1)))
    try:
        for _ in range(3):
            before = written
            await backup(store, file, force=True)
            assert written > before, "nothing was written meanwhile: the test says nothing"
            await restore(other, file, replace=True)
            found = await other.read(
                lambda c: [
                    set(c.execute(select(column)).scalars()) for column in (Case.id, Outbox.id)
                ]
            )
            assert found[0] == found[1]
            assert before <= len(found[0]) - len(many) <= written + 1
    finally:
        stop.set()
        await writer
        await writing.close()


def lines_of(file: Path) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]


async def test_file_is_lines_of_json_that_only_the_owner_reads(filled: Store, file: Path) -> None:
    made = await backup(filled, file)
    lines = lines_of(file)
    assert lines[0]["louzhang"] == 1
    assert lines[0]["schema"] == head()
    assert lines[0]["created_at"] == NOW
    assert {one["name"]: one["rows"] for one in lines[0]["tables"]} == {
        table.name: 5 if table.name == "meta" else 4 for table in metadata.sorted_tables
    }
    assert lines[-1]["rows"] == made.rows == len(lines) - 2 - len(made.tables)
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600


async def test_existing_file_is_kept_unless_forced(filled: Store, file: Path) -> None:
    await backup(filled, file)
    first = lines_of(file)
    await wipe(filled)
    with pytest.raises(BadFile, match="is there already; --force replaces it"):
        await backup(filled, file)
    assert lines_of(file) == first
    made = await backup(filled, file, force=True)
    assert made.rows == lines_of(file)[-1]["rows"] == 0
    assert [name for name in os.listdir(file.parent) if name.endswith(".part")] == []


async def test_database_itself_is_not_replaced(filled: Store) -> None:
    if not filled.sqlite:
        return
    for end in ("", "-wal"):
        path = Path(f"{filled.url.database}{end}")
        with pytest.raises(BadFile, match="is the database itself"):
            await backup(filled, path, force=True)


async def test_backup_that_fails_leaves_no_file(filled: Store, file: Path) -> None:
    def fail(_done: int, _total: int) -> None:
        raise UserError("stopped")

    before = sorted(file.parent.iterdir())
    with pytest.raises(UserError, match="stopped"):
        await save(filled, file, now=NOW, force=False, tick=fail)
    assert sorted(file.parent.iterdir()) == before


async def test_empty_database_is_not_backed_up(store: Store, tmp_path: Path, file: Path) -> None:
    await store.write(lambda c: c.execute(text("DELETE FROM alembic_version")))
    with pytest.raises(UserError, match="the database is empty"):
        await backup(store, file)
    missing = Store(f"sqlite:///{tmp_path / 'missing.db'}")
    with pytest.raises(UserError, match="there is no database at"):
        await backup(missing, file)
    await missing.close()
    assert not (tmp_path / "missing.db").exists()


async def test_newer_database_is_neither_read_nor_written(
    filled: Store, other: Store, file: Path
) -> None:
    await backup(filled, file)
    await other.write(fill)
    await other.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    for attempt in (
        restore(other, file, replace=True),
        backup(other, file.with_name("second")),
    ):
        with pytest.raises(UserError, match="the database was made by a newer version"):
            await attempt
    assert await other.read(everything) == await filled.read(everything)


async def test_existing_data_is_kept_unless_replaced(
    filled: Store, other: Store, file: Path
) -> None:
    await backup(filled, file)
    await other.write(lambda c: c.execute(insert(Meta).values(key="mine", value="x")))
    before = await other.read(everything)
    with pytest.raises(UserError, match="holds data already; --replace gives it up"):
        await restore(other, file)
    assert await other.read(everything) == before
    await restore(other, file, replace=True)
    assert await other.read(everything) == await filled.read(everything)


async def test_database_with_a_running_bot_is_refused(store: Store, file: Path) -> None:
    await backup(store, file)
    running = Store(store.url.render_as_string(hide_password=False))
    async with Lease(running):
        with pytest.raises(UserError, match="a bot runs on this database: stop it first"):
            await restore(store, file, replace=True)
        await backup(store, file, force=True)
    await restore(store, file)
    await running.close()


async def test_restore_into_nothing(filled: Store, tmp_path: Path, file: Path) -> None:
    await backup(filled, file)
    fresh = Store(f"sqlite:///{tmp_path / 'fresh.db'}")
    await restore(fresh, file)
    assert await fresh.read(version) == head()
    await upgrade(fresh)
    assert await fresh.read(everything) == await filled.read(everything)
    await fresh.close()

"""Migrations equal the models, go up and down over rows, and name every constraint."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Connection,
    Integer,
    LargeBinary,
    Table,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError

from bot.core.schema import FOLDER, TooNew, alone, head, upgrade, version
from bot.core.store import Store
from models import metadata
from models.archive import WORDS

LARGE = 2**63 - 1
ODD = "𝕬🀄 ‮\t\n'\"\\%s:x?$1 {} ﷽"
"""Everything a text column must hold: four-byte letters, marks, and what drivers might expand."""


def config_of(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def revisions() -> list[str]:
    script = ScriptDirectory(str(FOLDER))
    return [one.revision for one in reversed(list(script.walk_revisions()))]


async def migrate(store: Store, step: Callable[[Config], None]) -> None:
    """Run an alembic command as the program does it: alone, foreign keys off."""
    await alone(store, lambda connection: step(config_of(connection)))


@pytest.fixture(autouse=True)
def warnings_are_errors() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.fixture
async def filled(store: Store) -> Store:
    """A database with rows in every table."""
    await store.write(fill)
    return store


def fill(connection: Connection) -> None:
    """Three rows in every empty table, with the largest ids and the oddest texts."""
    for table in metadata.sorted_tables:
        if connection.execute(select(table)).first() is None:
            for number in range(3):
                connection.execute(insert(table).values(row_of(table, number)))


LIMITED: dict[str, dict[str, list[Any]]] = {
    "ledger_accounts": {
        "kind": ["member", "escrow", "treasury"],
        "balance": [0, 10**15, -(10**15)],
    },
    "ledger_transfers": {"amount": [10**12, 2, 1]},
    "ledger_entries": {"amount": [10**12, 2, 1], "side": [-1, 1, 1]},
}
"""Columns whose values the database itself restricts."""


def row_of(table: Table, number: int) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in table.columns:
        match column.type:
            case LargeBinary():
                row[column.name] = b"\x00\xff"
            case Integer() if not isinstance(column.type, BigInteger):
                row[column.name] = number
            case Integer():
                row[column.name] = LARGE - number
            case _:
                row[column.name] = f"{ODD}{number}"
    if table.name == "outbox":
        row["state"] = "new"
    row |= {name: odd[number] for name, odd in LIMITED.get(table.name, {}).items()}
    return row


def counts(connection: Connection) -> dict[str, int]:
    return {
        name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
        for name in inspect(connection).get_table_names()
        if name != "alembic_version" and not name.startswith(WORDS)
    }


def constraints(connection: Connection) -> dict[str, list[str]]:
    """What the database itself says its tables are, in its own words."""
    if connection.dialect.name == "sqlite":
        query = "SELECT tbl_name, coalesce(sql, name) FROM sqlite_master"
    else:
        query = (
            "SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)"
            " FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
            " UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'"
            " UNION ALL SELECT table_name, concat_ws(' ', column_name, data_type, is_nullable,"
            " column_default) FROM information_schema.columns WHERE table_schema = 'public'"
        )
    found: dict[str, list[str]] = {}
    for table, definition in connection.execute(text(query)):
        # A table that was written anew and renamed has its name in quotes.
        definition = definition.replace(f'CREATE TABLE "{table}"', f"CREATE TABLE {table}")
        if table != "alembic_version":
            found.setdefault(table, []).append(definition)
    return {table: sorted(found[table]) for table in sorted(found)}


async def test_models_equal_migrations(store: Store) -> None:
    """Defaults on SQLite are compared by `test_constraints_are_those_of_the_models`."""
    options = {
        "compare_type": True,
        "compare_server_default": not store.sqlite,
        "include_name": lambda name, _kind, _parents: not (name or "").startswith(WORDS),
    }

    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))

    assert await store.read(differences) == []


async def test_check_finds_nothing_to_do(store: Store) -> None:
    await migrate(store, command.check)


async def test_check_finds_a_planted_difference(store: Store) -> None:
    await store.write(lambda c: c.execute(text("DROP INDEX ix_people_username")))
    with pytest.raises(Exception, match="New upgrade operations detected"):
        await migrate(store, command.check)


async def test_constraints_are_those_of_the_models(store: Store) -> None:
    """What `create_all` would make and what the migrations made are the same words."""
    migrated = await store.read(constraints)

    def rebuild(connection: Connection) -> dict[str, list[str]]:
        metadata.drop_all(connection)
        metadata.create_all(connection)
        return constraints(connection)

    assert await store.write(rebuild) == migrated


def test_every_constraint_is_named() -> None:
    unnamed = [
        (table.name, type(constraint).__name__)
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if not constraint.name
    ]
    assert unnamed == []


async def test_every_constraint_is_named_in_the_database(store: Store) -> None:
    def unnamed(connection: Connection) -> list[str]:
        if connection.dialect.name == "sqlite":
            return [
                line.strip()
                for statement in connection.execute(text("SELECT sql FROM sqlite_master")).scalars()
                for line in (statement or "").splitlines()
                if line.strip().startswith(("PRIMARY", "UNIQUE", "CHECK", "FOREIGN"))
                and "alembic_version" not in statement
            ]
        named = {
            str(constraint.name)
            for table in metadata.sorted_tables
            for constraint in table.constraints
        }
        rows = connection.execute(
            text(
                "SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
                " AND conrelid::regclass::text <> 'alembic_version'"
            )
        )
        return sorted(set(rows.scalars()) - named)

    assert await store.read(unnamed) == []


def test_revisions_are_one_line_and_head_is_the_last() -> None:
    script = ScriptDirectory(str(FOLDER))
    assert script.get_heads() == [head()]
    assert revisions() == sorted(revisions())
    assert len(list(Path(FOLDER, "versions").glob("[0-9]*.py"))) == len(revisions())


async def test_each_revision_down_and_up_keeps_the_rows(filled: Store) -> None:
    """Every revision is undone and redone on filled tables, newest first."""
    for below in reversed(["base", *revisions()[:-1]]):
        before, words = await filled.read(lambda c: (counts(c), constraints(c)))
        assert set(before.values()) == {3}
        await migrate(filled, lambda config, down=below: command.downgrade(config, down))
        under = await filled.read(counts)
        kept = {name: number for name, number in under.items() if name in before}
        assert kept == {name: before[name] for name in kept}
        await migrate(filled, lambda config: command.upgrade(config, "head"))
        assert await filled.read(constraints) == words
        after = await filled.read(counts)
        assert {name: after[name] for name in kept} == kept
        await filled.write(fill)  # what the revision made is empty again


async def test_batch_on_a_parent_table_keeps_its_children(filled: Store) -> None:
    """Law 19: batch mode copies the table and drops the old one, which must not cascade."""

    def batch(config: Config) -> None:
        from alembic.operations import Operations

        connection = config.attributes["connection"]
        sqlite = connection.dialect.name == "sqlite"
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table(
            "rooms", recreate="always" if sqlite else "never"
        ) as table:
            table.alter_column("title", nullable=True)
        if sqlite:
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []

    before = await filled.read(counts)
    await migrate(filled, batch)
    assert await filled.read(counts) == before


async def test_upgrade_of_a_database_that_is_up_to_date_changes_nothing(filled: Store) -> None:
    before = await filled.read(lambda c: (counts(c), constraints(c)))
    await upgrade(filled)
    assert await filled.read(lambda c: (counts(c), constraints(c))) == before
    assert await filled.read(version) == head()


async def test_upgrade_of_an_empty_database(store: Store) -> None:
    words = await store.read(constraints)
    await migrate(store, lambda config: command.downgrade(config, "base"))
    assert await store.read(counts) == {}
    await upgrade(store)
    assert await store.read(constraints) == words


async def test_upgrade_of_a_newer_database_is_refused(filled: Store) -> None:
    await filled.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    before = await filled.read(counts)
    with pytest.raises(TooNew):
        await upgrade(filled)
    assert await filled.read(counts) == before


async def test_every_column_holds_the_largest_and_the_oddest(filled: Store) -> None:
    """T71, T72: ids beyond 32 bits and four-byte letters come back as they went in."""

    def read(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in metadata.sorted_tables
        }

    def ordered(rows: list[dict[str, Any]]) -> list[str]:
        return sorted(repr(sorted(row.items())) for row in rows)

    for name, rows in (await filled.read(read)).items():
        table = metadata.tables[name]
        assert ordered(rows) == ordered([row_of(table, number) for number in range(3)]), name


def test_every_id_and_instant_has_64_bits() -> None:
    """T71"""
    narrow = [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Integer)
        and not isinstance(column.type, BigInteger)
        and (
            column.primary_key
            or column.foreign_keys
            or column.name in ("at", "until", "since", "minute", "reply_to", "decided_by")
            or column.name.endswith(("_id", "_at", "_by", "_since"))
        )
    ]
    assert narrow == []


async def test_strict_tables_refuse_another_type(store: Store) -> None:
    if not store.sqlite:
        return
    loose = await store.read(
        lambda c: [
            name
            for name, kind, strict in c.execute(
                text("SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'")
            )
            if kind == "table" and not strict and not name.startswith(("sqlite_", "alembic"))
        ]
    )
    assert loose == []


async def test_state_of_an_action_is_one_of_six(store: Store) -> None:
    table = metadata.tables["outbox"]
    check = [one for one in table.constraints if isinstance(one, CheckConstraint)]
    assert [one.name for one in check] == ["ck_outbox_state"]
    with pytest.raises(IntegrityError):
        await store.write(
            lambda c: c.execute(insert(table).values(row_of(table, 1) | {"state": "lost"}))
        )

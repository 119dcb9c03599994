"""Databases: one for a run, gone afterwards, and prepared ones that are kept and copied."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from itertools import count
from pathlib import Path

import asyncpg

POSTGRESQL = os.environ.get("BENCH_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432")
_numbers = count(1)


async def _ask(statement: str, url: str = f"{POSTGRESQL}/postgres") -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


def _file(name: str) -> Path:
    return Path(tempfile.gettempdir()) / f"{name}.db"


@asynccontextmanager
async def temporary(kind: str, folder: Path, *, like: str = "") -> AsyncIterator[str]:
    """The URL of a new `sqlite` or `postgresql` database: empty, or a copy of a kept one."""
    if kind == "sqlite":
        path = folder / "bench.db"
        if like:
            shutil.copyfile(_file(like), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    name = f"bench_{os.getpid()}_{next(_numbers)}"
    await _ask(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else ""))
    try:
        yield f"{POSTGRESQL}/{name}"
    finally:
        await _ask(f'DROP DATABASE "{name}" WITH (FORCE)')


async def exists(kind: str, name: str) -> bool:
    """Whether a kept database is there."""
    if kind == "sqlite":
        return _file(name).exists()
    return bool(await _ask(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))


async def forget(kind: str, prefix: str) -> None:
    """Remove the kept databases whose names begin so."""
    if kind == "sqlite":
        for path in _file("").parent.glob(f"{prefix}*.db"):
            path.unlink()
        return
    like = prefix.replace("_", r"\_") + "%"
    names = f"SELECT string_agg(datname, ' ') FROM pg_database WHERE datname LIKE '{like}'"
    for name in str(await _ask(names) or "").split():
        await _ask(f'DROP DATABASE "{name}" WITH (FORCE)')


@asynccontextmanager
async def kept(kind: str, name: str) -> AsyncIterator[tuple[str, Path]]:
    """An empty database that gets its name, and stays, when the block ends without an error."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary_folder:
        folder = Path(temporary_folder)
        if kind == "sqlite":
            path = folder / "bench.db"
            yield f"sqlite+aiosqlite:///{path}", folder
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.move(path, _file(name))
            return
        await _ask(f'DROP DATABASE IF EXISTS "{name}_new" WITH (FORCE)')
        await _ask(f'CREATE DATABASE "{name}_new"')
        try:
            yield f"{POSTGRESQL}/{name}_new", folder
        except BaseException:
            await _ask(f'DROP DATABASE "{name}_new" WITH (FORCE)')
            raise
        await _ask(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')


async def rows(url: str, table: str) -> int:
    """How many rows a table has."""
    query = f"SELECT count(*) FROM {table}"
    if not url.startswith("sqlite"):
        return int(str(await _ask(query, url)))
    with closing(sqlite3.connect(url.partition("///")[2])) as connection:
        return int(connection.execute(query).fetchone()[0])


async def postgresql_version() -> str:
    """The server's version number."""
    return str(await _ask("SHOW server_version")).split()[0]

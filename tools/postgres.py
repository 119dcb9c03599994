"""Run a command with a PostgreSQL for the tests: `python -m tools.postgres pytest …`.

The command finds its address in LOUZHANG_TEST_POSTGRES. It is the one that is already there, else
the one at 127.0.0.1:5432, else one started from the wheel pgserver for as long as the command
runs. With LOUZHANG_REQUIRE_POSTGRES=1 it is a failure if there is none.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import asyncpg

VARIABLE = "LOUZHANG_TEST_POSTGRES"
USUAL = "postgresql://postgres@127.0.0.1:5432/test"


async def _complaint(url: str) -> str:
    """Why the server at this address cannot be used; empty if it can."""
    try:
        connection = await asyncpg.connect(url.replace("+asyncpg", ""), timeout=5)
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError) as error:
        return f"{type(error).__name__}: {error}"
    await connection.close()
    return ""


async def _create_database(url: str) -> None:
    connection = await asyncpg.connect(url, timeout=5)
    await connection.execute("CREATE DATABASE test")
    await connection.close()


@contextmanager
def _started() -> Iterator[str]:
    """A server of our own in a temporary folder, on a socket there."""
    from pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="louzhang-"))
    try:
        server = get_server(folder, cleanup_mode="stop")
        try:
            asyncio.run(_create_database(server.get_uri()))
            yield server.get_uri("test")
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server; empty, with a line on standard error, if there is none."""
    given = os.environ.get(VARIABLE)
    url = given or USUAL
    complaint = asyncio.run(_complaint(url))
    if not complaint:
        yield url
    elif not given and find_spec("pgserver"):
        with _started() as own:
            yield own
    else:
        print(f"no PostgreSQL at {url.rpartition('@')[2]}: {complaint}", file=sys.stderr)
        yield ""


def main(command: list[str]) -> int:
    with postgres() as url:
        if not url and os.environ.get("LOUZHANG_REQUIRE_POSTGRES") == "1":
            return 1
        environ = dict(os.environ)
        if url:
            environ[VARIABLE] = url
        return subprocess.run(command, env=environ, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

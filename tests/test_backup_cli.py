"""`louzhang backup` and `louzhang restore`, as a person runs them."""

import contextlib
import fcntl
import gzip
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from test_cli import ROOT, TOKEN, Outcome, louzhang

from bot.core.schema import head
from models import metadata

TABLES = len(metadata.tables)


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path) -> Path:
    """A folder with a configuration, a database with one row, and a backup of it."""
    (tmp_path / "config.toml").write_text(
        f'[telegram]\ntoken = "{TOKEN}"\n[database]\nurl = "sqlite:///here.db"\n', "utf-8"
    )
    (tmp_path / "here.db").write_bytes(sqlite_template.read_bytes())
    change(tmp_path / "here.db", "INSERT INTO meta VALUES ('one', '楼')")
    assert louzhang(tmp_path, "backup", "one.backup") == Outcome(
        0, f"one.backup: 1 rows of {TABLES} tables, schema {head()}\n", ""
    )
    return tmp_path


def change(database: Path, statement: str) -> None:
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def rows(database: Path) -> list[tuple[str, str]]:
    engine = create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        found = [(row[0], row[1]) for row in connection.execute(text("SELECT * FROM meta"))]
    engine.dispose()
    return found


def at(name: str) -> dict[str, str]:
    return {"LOUZHANG__DATABASE__URL": f"sqlite:///{name}"}


def test_moving_to_another_database(folder: Path) -> None:
    assert louzhang(folder, "restore", "one.backup", **at("new.db")) == Outcome(
        0, f"restored 1 rows of {TABLES} tables from one.backup\n", ""
    )
    assert rows(folder / "new.db") == [("one", "楼"), ("generation", "1")]


def test_replacing(folder: Path) -> None:
    change(folder / "here.db", "INSERT INTO meta VALUES ('two', '')")
    assert louzhang(folder, "restore", "one.backup") == Outcome(
        1, "", "the database holds data already; --replace gives it up\n"
    )
    assert louzhang(folder, "restore", "one.backup", "--replace").code == 0
    assert rows(folder / "here.db") == [("one", "楼"), ("generation", "1")]


def test_t104_no_secret_is_in_the_file(folder: Path) -> None:
    inside = gzip.decompress((folder / "one.backup").read_bytes()).decode()
    secret = (TOKEN.partition(":")[2], "here.db", str(folder))
    assert [word for word in secret if word in inside] == []


@pytest.mark.parametrize(
    ("arguments", "url", "code", "said"),
    [
        (
            ["backup", "one.backup"],
            "here.db",
            2,
            "one.backup: is there already; --force replaces it",
        ),
        (["backup", "."], "here.db", 2, ".: is a folder"),
        (["backup", "here.db", "--force"], "here.db", 2, "here.db: is the database itself"),
        (["backup", "a/b"], "here.db", 2, "a/b: cannot be written: No such file or directory"),
        (["restore", "no"], "new.db", 2, "no: cannot be read: No such file or directory"),
        (["restore", "config.toml"], "new.db", 1, "config.toml: is not a backup made by louzhang"),
        (
            ["restore", "one.backup"],
            "a/b.db",
            1,
            "database.url: unable to open database file",
        ),
    ],
)
def test_a_mistake_is_one_line(
    folder: Path, arguments: list[str], url: str, code: int, said: str
) -> None:
    before = sorted(folder.iterdir())
    assert louzhang(folder, *arguments, **at(url)) == Outcome(code, "", f"{said}\n")
    assert rows(folder / "here.db") == [("one", "楼")]
    assert sorted(folder.iterdir()) == before


def test_database_that_is_not_there(folder: Path) -> None:
    code, out, err = louzhang(folder, "backup", "two.backup", **at("new.db"))
    assert (code, out) == (1, "")
    assert err == f"database.url: there is no database at {folder / 'new.db'}\n"
    assert not (folder / "new.db").exists()


def test_server_that_is_not_there(folder: Path) -> None:
    environ = {"LOUZHANG__DATABASE__URL": "postgresql://me:secret-word@127.0.0.1:9/x"}
    for arguments in (["backup", "two.backup"], ["restore", "one.backup"]):
        code, out, err = louzhang(folder, *arguments, **environ)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert err.startswith("database.url: ")
        assert "secret-word" not in err


def test_running_bot(folder: Path) -> None:
    with (folder / "here.db.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert louzhang(folder, "restore", "one.backup", "--replace") == Outcome(
            1, "", "a bot runs on this database: stop it first\n"
        )
        assert louzhang(folder, "backup", "two.backup").code == 0


def test_wrong_usage(folder: Path) -> None:
    assert [louzhang(folder, command).code for command in ("backup", "restore")] == [2, 2]


def read_to_the_end(terminal: int) -> bytes:
    """All that is drawn: a terminal holds 4 KiB, then whoever draws waits for a reader."""
    parts: list[bytes] = []
    with contextlib.suppress(OSError):  # Linux says EIO once nobody holds the other end
        while part := os.read(terminal, 65536):
            parts.append(part)
    os.close(terminal)
    return b"".join(parts)


def test_progress_is_drawn_on_a_terminal_only(folder: Path) -> None:
    """Everything else here was run without one, and said nothing."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "backup", "two.backup"],
        cwd=folder,
        env=dict(os.environ, PYTHONPATH=str(ROOT), TERM="xterm", COLUMNS="80"),
        stderr=theirs,
        stdout=subprocess.PIPE,
        text=True,
    ) as working:
        os.close(theirs)
        drawn = read_to_the_end(ours).decode()
        said, _ = working.communicate(timeout=60)
    assert working.returncode == 0
    assert "Backing up" in drawn
    assert said.startswith("two.backup: 1 rows")

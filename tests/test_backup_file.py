"""A file that is not whole, or not of this version, changes nothing; neither does a kill."""

import gzip
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from test_backup import backup, everything, fill, lines_of, restore

from bot.backup import BadFile, UserError, load
from bot.backup.file import Damaged
from bot.backup.progress import progress
from bot.core import schema
from bot.core.schema import alone, head, migrate, version
from bot.core.store import Store

ROOT = Path(__file__).parent.parent
HEAD = head()
NEXT = f"{int(HEAD) + 1:04}"
SCHEMA = f'"schema":"{HEAD}"'.encode()

DIES = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.backup import load, save
from bot.core.store import Store

def tick(done, total):
    if done > total // 2:
        os.kill(os.getpid(), signal.SIGKILL)

async def main(what, url, file):
    store = Store(url)
    if what == "save":
        await save(store, Path(file), now=1, force=False, tick=tick)
    else:
        await load(store, Path(file), replace=True, tick=tick)

asyncio.run(main(*sys.argv[1:]))
"""

LATER = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "NEXT", "HEAD"
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

def upgrade():
    op.create_table("extras", sa.Column("id", BIG, nullable=False),
                    sa.PrimaryKeyConstraint("id", name="pk_extras"), sqlite_strict=True)
    with op.batch_alter_table("rooms") as table:
        table.add_column(sa.Column("extra", sa.Text(), server_default="new", nullable=False))
    op.execute("INSERT INTO extras SELECT id FROM cases")

def downgrade():
    with op.batch_alter_table("rooms") as table:
        table.drop_column("extra")
    op.drop_table("extras")
"""


@pytest.fixture
async def filled(store: Store) -> Store:
    await store.write(fill)
    return store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "louzhang.backup"


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of a later day, which knows another revision."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    later = LATER.replace("HEAD", HEAD).replace("NEXT", NEXT)
    (folder / "versions" / f"{NEXT}_more.py").write_text(later, "utf-8")
    monkeypatch.setattr(schema, "FOLDER", folder)


def rewrite(file: Path, change: dict[bytes, bytes]) -> None:
    """Alter what is inside, and pack it again."""
    data = gzip.decompress(file.read_bytes())
    for old, new in change.items():
        assert old in data
        data = data.replace(old, new, 1)
    file.write_bytes(gzip.compress(data))


def cut(file: Path, tenths: int) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) * tenths // 10])


def flip(file: Path, place: int) -> None:
    data = bytearray(file.read_bytes())
    data[place] ^= 0x10
    file.write_bytes(data)


async def expect_nothing_changed(store: Store, file: Path, match: str) -> None:
    before = await store.read(everything)
    with pytest.raises(UserError, match=match):
        await restore(store, file, replace=True)
    assert await store.read(everything) == before
    assert await store.read(version) == head()


async def test_truncated_file_is_refused(filled: Store, file: Path) -> None:
    await backup(filled, file)
    whole = file.with_name("whole")
    os.rename(file, whole)
    for tenths in range(10):
        shutil.copy(whole, file)
        cut(file, tenths)
        with pytest.raises(Damaged):
            await restore(filled, file, replace=True)
    shutil.copy(whole, file)
    truncate(file, 1)
    await expect_nothing_changed(filled, file, "is damaged or cut off")


def truncate(file: Path, missing: int) -> None:
    file.write_bytes(file.read_bytes()[:-missing])


async def test_flipped_bit_is_refused(filled: Store, file: Path) -> None:
    """Anywhere but in the ten bytes of gzip's own header, which say nothing."""
    await backup(filled, file)
    whole = file.with_name("whole")
    os.rename(file, whole)
    size = os.stat(whole).st_size
    before = await filled.read(everything)
    for place in range(10, size, max(1, size // 40)):
        shutil.copy(whole, file)
        flip(file, place)
        with pytest.raises(UserError):
            await restore(filled, file, replace=True)
    assert await filled.read(everything) == before


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({b'"new"': b'"nev"'}, "damaged"),
        ({b'{"table":"cases"}': b'{"table":"cases"}\n[1]'}, "damaged"),
        ({b'"sha256"': b'"sha255"'}, "damaged"),
        ({b'"louzhang":1': b'"louzhang":2,"x":1'}, "made by a newer version of louzhang"),
        ({b'"louzhang"': b'"warden"'}, "is not a backup made by louzhang"),
        ({SCHEMA: b'"schema":"9999"'}, "made by a newer version of louzhang"),
        ({SCHEMA: b'"schema":"0000"'}, "schema '0000' is not known"),
        ({b'"subject_id":"integer"': b'"subject_id":"text"'}, "its tables are not those"),
        ({b'"name":"members"': b'"name":"cases"'}, "its tables are not those"),
    ],
)
async def test_altered_file_is_refused(
    filled: Store, file: Path, change: dict[bytes, bytes], match: str
) -> None:
    await backup(filled, file)
    rewrite(file, change)
    await expect_nothing_changed(filled, file, match)


async def test_file_with_more_behind_it_is_refused(filled: Store, file: Path) -> None:
    await backup(filled, file)
    append(file, gzip.compress(b"[1]\n"))
    await expect_nothing_changed(filled, file, "damaged")


def append(file: Path, data: bytes) -> None:
    with file.open("ab") as opened:
        opened.write(data)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", gzip.compress(b"", mtime=0), gzip.compress(b"{}\n", mtime=0)],
    ids=["empty", "text", "nothing", "json"],
)
async def test_something_else_is_refused(filled: Store, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "something"
    append(file, content)
    await expect_nothing_changed(filled, file, "is not a backup made by louzhang|is damaged")
    with pytest.raises(BadFile, match="cannot be read: No such file"):
        await restore(filled, tmp_path / "nothing")
    with pytest.raises(BadFile, match="cannot be read: Is a directory"):
        await restore(filled, tmp_path)


async def test_row_without_its_parent_is_refused(filled: Store, other: Store, file: Path) -> None:
    """The database's own objection; everything is as before, tables included."""

    def orphan(connection: object) -> None:
        connection.execute(text("DELETE FROM rooms"))  # type: ignore[attr-defined]

    if not filled.sqlite:
        return
    await alone(filled, orphan)
    await backup(filled, file)
    await other.write(fill)
    await expect_nothing_changed(other, file, "refers to one of|foreign key")


async def test_older_backup_is_upgraded(
    filled: Store, other: Store, file: Path, tomorrow: None
) -> None:
    """Made of a database that is not upgraded yet, loaded over one that is."""
    before = await filled.read(everything)
    made = await backup(filled, file)
    assert (made.schema, head()) == (HEAD, NEXT)
    await alone(other, migrate)
    await other.write(lambda c: c.execute(text("INSERT INTO extras VALUES (5)")))
    await restore(other, file, replace=True)
    assert await other.read(version) == NEXT
    found = await other.read(
        lambda c: (
            c.execute(text("SELECT DISTINCT extra FROM rooms")).scalars().all(),
            c.execute(text("SELECT id FROM extras ORDER BY id")).scalars().all(),
        )
    )
    assert found == (["new"], [1, 2**31, 2**40, 2**53 + 1])
    assert await other.read(everything) == before


async def test_backup_of_tomorrow_is_refused_today(
    filled: Store, other: Store, file: Path, tomorrow: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await alone(filled, migrate)
    assert (await backup(filled, file)).schema == NEXT
    assert {one["name"] for one in lines_of(file)[0]["tables"]} >= {"extras", "rooms"}
    monkeypatch.undo()
    await expect_nothing_changed(other, file, "made by a newer version of louzhang")


def die(what: str, store: Store, file: Path) -> int:
    url = store.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", DIES, what, url, str(file)]
    return subprocess.run(command, cwd=ROOT, check=False, timeout=50).returncode


async def test_killed_backup_leaves_no_file_of_that_name(filled: Store, file: Path) -> None:
    assert die("save", filled, file) == -signal.SIGKILL
    assert file.name not in os.listdir(file.parent)
    await backup(filled, file)


async def test_killed_restore_changes_nothing(filled: Store, other: Store, file: Path) -> None:
    await backup(filled, file)
    await other.write(fill)
    await other.write(lambda c: c.execute(text("UPDATE cases SET name = 'mine'")))
    before = await other.read(everything)
    assert die("load", other, file) == -signal.SIGKILL
    assert await other.read(everything) == before


async def test_stopped_restore_changes_nothing(filled: Store, other: Store, file: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise UserError("stopped")

    await backup(filled, file)
    before = await other.read(everything)
    with pytest.raises(UserError, match="stopped"):
        await load(other, file, replace=False, tick=stop)
    assert await other.read(everything) == before


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_the_work_at_the_next_chunk(sign: signal.Signals) -> None:
    before = signal.getsignal(sign)
    with progress("Working") as tick:
        tick(1, 2)
        os.kill(os.getpid(), sign)
        with pytest.raises(UserError, match="stopped: nothing has changed"):
            tick(2, 2)
    assert signal.getsignal(sign) is before

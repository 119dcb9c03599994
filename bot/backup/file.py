"""The file: gzip, and in it a line of JSON for the header, each table, each row, and the end.

    {"louzhang": 1, "schema": "0001", "created_at": …, "tables": [{"name", "columns", "rows"}, …]}
    {"table": "rooms"}
    [1, -1001234567890, "supergroup", …]
    …
    {"rows": 12345, "sha256": "…"}

Values stand in the order of the header's columns; bytes are in base64. The digest is that of all
lines before the last.
"""

import gzip
import hashlib
import os
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import GenericAlias, TracebackType
from typing import Annotated, Any, BinaryIO, Self, TypeVar

import msgspec
from msgspec import Meta, Struct

from bot.backup.table import Kind
from bot.core.errors import UserError

T = TypeVar("T")

FORMAT = 1

CHUNK = 500
"""Rows that are in memory at once."""

LONGEST = 1 << 26
"""Bytes of a line; no row comes near it, and nothing else is a backup."""

_VALUES: dict[Kind, Any] = {
    "integer": Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)] | None,
    "text": str | None,
    "bytes": bytes | None,
}


class BadFile(UserError):
    """The name of a file that cannot be meant."""


class Damaged(UserError):
    """A file that is no backup, or not all of one."""


class Shape(Struct, frozen=True):
    """A table: its columns in the order of the values, and how many rows follow."""

    name: str
    columns: dict[str, Kind]
    rows: Annotated[int, Meta(ge=0)]


class Header(Struct, frozen=True):
    """The first line."""

    louzhang: int
    schema: str
    created_at: int
    tables: list[Shape]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables)


class _Format(Struct, frozen=True):
    louzhang: int


class _Mark(Struct, frozen=True, forbid_unknown_fields=True):
    table: str


class _End(Struct, frozen=True, forbid_unknown_fields=True):
    rows: int
    sha256: str


@contextmanager
def created(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A file that gets its name when all of it is on the disk; only its owner may read it.

    Raises:
        BadFile: there is one of that name, unless forced, or there cannot be.
    """
    _expect_free(path, force=force)
    with _writing(path):
        number, name = tempfile.mkstemp(prefix=".louzhang-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as raw:
            yield raw
            with _writing(path):
                raw.flush()
                os.fsync(number)
        _expect_free(path, force=force)
        with _writing(path):
            os.replace(name, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)
    with _writing(path):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadFile(f"{path}: cannot be written: {error.strerror or error}") from None


def _expect_free(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise BadFile(f"{path}: is a folder")
    if not force and path.exists():
        raise BadFile(f"{path}: is there already; --force replaces it")


class Writer:
    """Writes a backup; leaving it without an error writes the end."""

    def __init__(self, path: Path, raw: BinaryIO, header: Header) -> None:
        self._path = path
        self._gzip = gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0)
        self._encoder = msgspec.json.Encoder()
        self._digest = hashlib.sha256()
        self._rows = 0
        self._write([header])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._write([_End(self._rows, self._digest.hexdigest())])
            with _writing(self._path):
                self._gzip.close()

    def start(self, table: str) -> None:
        """The rows that follow are of this table."""
        self._write([_Mark(table)])

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Write rows."""
        self._write(rows)
        self._rows += len(rows)

    def _write(self, lines: Sequence[Any]) -> None:
        data = self._encoder.encode_lines(lines)
        self._digest.update(data)
        with _writing(self._path):
            self._gzip.write(data)


class Reader:
    """Reads a backup once, from its header to its end."""

    def __init__(self, path: Path) -> None:
        """Read the header.

        Raises:
            BadFile: there is no such file.
            Damaged: it is no backup.
            UserError: a newer version made it.
        """
        self._path = path
        self._digest = hashlib.sha256()
        try:
            self._file = gzip.open(path, "rb")  # noqa: SIM115 – closed by __exit__
        except OSError as error:
            raise BadFile(f"{path}: cannot be read: {error.strerror}") from None
        try:
            with self._translated():
                self.header = self._read_header()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def chunks(self) -> Iterator[tuple[Shape, list[tuple[Any, ...]]]]:
        """The rows, table by table, at most `CHUNK` at once.

        Raises:
            Damaged: with the last chunk at the latest, if the file is not what was written.
        """
        for table in self.header.tables:
            if self._read(_Mark).table != table.name:
                raise self._damaged()
            values = tuple(_VALUES[kind] for kind in table.columns.values())
            row = msgspec.json.Decoder(GenericAlias(tuple, values))
            for start in range(0, table.rows, CHUNK):
                yield table, self._rows(row, min(CHUNK, table.rows - start))
        expected = _End(self.header.rows, self._digest.hexdigest())
        if self._read(_End) != expected:
            raise self._damaged()
        with self._translated():
            if self._file.read(1):
                raise self._damaged()

    def _rows(self, decoder: msgspec.json.Decoder[Any], count: int) -> list[tuple[Any, ...]]:
        with self._translated():
            return [decoder.decode(self._line()) for _ in range(count)]

    def _read(self, kind: type[T]) -> T:
        with self._translated():
            return msgspec.json.decode(self._line(), type=kind)

    def _read_header(self) -> Header:
        try:
            line = self._line()
            made = msgspec.json.decode(line, type=_Format).louzhang
        except (gzip.BadGzipFile, msgspec.DecodeError, UnicodeDecodeError):
            raise Damaged(f"{self._path}: is not a backup made by louzhang") from None
        if made > FORMAT:
            raise UserError(f"{self._path}: was made by a newer version of louzhang")
        return msgspec.json.decode(line, type=Header)

    def _line(self) -> bytes:
        line = self._file.readline(LONGEST)
        if not line.endswith(b"\n"):
            raise self._damaged()
        self._digest.update(line)
        return line

    def _damaged(self) -> Damaged:
        return Damaged(f"{self._path}: is damaged or cut off")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (
            EOFError,
            zlib.error,
            gzip.BadGzipFile,
            msgspec.DecodeError,
            UnicodeDecodeError,
        ):
            raise self._damaged() from None
        except OSError as error:
            raise BadFile(f"{self._path}: cannot be read: {error.strerror}") from None

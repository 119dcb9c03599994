"""The list of who may come in: read from a file, looked up, used."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, func, select, text, update

from bot.core.errors import UserError
from models.guestlist import Guest as Row

LARGEST = 1_000_000
"""Bytes of a file."""

MOST_LINES = 50_000
MOST = 200_000
"""Entries of a group's list."""

ID, NAME, TOKEN = "id", "name", "token"

_ID = re.compile(r"[1-9][0-9]{4,15}")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
_MIXED = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9_-]{8,64}")
_HEADS = {
    **dict.fromkeys(("id", "userid", "telegramid", "tgid", "用户id", "编号"), ID),
    **dict.fromkeys(("username", "user", "用户名"), NAME),
    **dict.fromkeys(("token", "tokens", "code", "令牌", "口令", "凭证", "邀请码"), TOKEN),
}
"""Titles of columns, without blanks and marks."""

_OTHER_HEADS = frozenset(("name", "姓名", "名字", "昵称", "note", "备注", "email", "邮箱", "phone"))
_SEPARATORS = ",;\t"
_STORE = {
    "sqlite": (
        "INSERT INTO guests (room_id, kind, value, used_by, application_id)"
        " SELECT :room, json_extract(value, '$[0]'), json_extract(value, '$[1]'), 0, 0"
        " FROM json_each(:rows) WHERE true ON CONFLICT DO NOTHING"
    ),
    "postgresql": (
        "INSERT INTO guests (room_id, kind, value, used_by, application_id)"
        " SELECT :room, one ->> 0, one ->> 1, 0, 0"
        " FROM jsonb_array_elements(CAST(:rows AS jsonb)) AS one ON CONFLICT DO NOTHING"
    ),
}
"""One statement for thousands of rows."""


class Understood(Struct, frozen=True, kw_only=True):
    """What some lines of a file say: entries (kind, value), and the numbers of lines that say
    nothing; `more`: other lines follow."""

    entries: list[tuple[str, str]]
    unclear: list[int]
    more: bool = False

    def count(self, kind: str) -> int:
        """How many entries are of a kind."""
        return sum(one == kind for one, _ in self.entries)


class Tally(Struct, frozen=True, kw_only=True):
    """How many entries a list has, by kind, and how many of all were used."""

    ids: int = 0
    names: int = 0
    tokens: int = 0
    used: int = 0

    @property
    def all(self) -> int:
        """Entries of every kind."""
        return self.ids + self.names + self.tokens


def read(content: str, *, after: int = 0, most: int = MOST_LINES) -> Understood:
    """What a CSV or text file says in `most` lines after one: ids, @usernames and tokens.

    Under titles that are known only those columns count; without, a cell is what it looks like: a
    number an id, with @ a username, with letters and digits a token. What a spreadsheet puts
    around a value is taken off; nothing in the file is ever executed or shown.

    Raises:
        UserError: it has more lines than `MOST_LINES`; the text is how many.
    """
    lines = content.splitlines()
    if len(lines) > MOST_LINES:
        raise UserError(str(MOST_LINES))
    top = next((number for number, line in enumerate(lines) if line.strip()), 0)
    first = lines[top] if lines else ""
    separator = max(_SEPARATORS, key=first.count)
    heads = _heads(_cells(first, separator))
    entries: dict[tuple[str, str], None] = {}
    unclear: list[int] = []
    for number, line in enumerate(lines[after : after + most], after):
        cells = _cells(line, separator)
        if not any(cells) or (heads and number == top):
            continue
        found = list(_entries(cells, heads))
        entries |= dict.fromkeys(found)
        if not found:
            unclear.append(number + 1)
    more = after + most < len(lines)
    return Understood(entries=list(entries), unclear=unclear, more=more)


def _cells(line: str, separator: str) -> list[str]:
    """A line cut into cells; one that is no CSV is one cell."""
    if '"' not in line:
        return [_bare(cell) for cell in line.split(separator)]
    try:
        return [_bare(cell) for cell in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:
        return [line.strip()]


def _bare(cell: str) -> str:
    """A cell without what a spreadsheet writes to keep a number a text: `'12`, `="12"`."""
    plain = cell.strip().removeprefix("\ufeff")
    if plain.startswith('="') and plain.endswith('"'):
        plain = plain[2:-1]
    return plain.removeprefix("'").strip()


def _heads(cells: list[str]) -> list[str]:
    """The kind of each column, if the line holds titles; else nothing."""
    named = [re.sub(r"[\s_.-]", "", unicodedata.normalize("NFKC", one)).lower() for one in cells]
    if not any(one in _HEADS or one in _OTHER_HEADS for one in named):
        return []
    return [_HEADS.get(one, "-") for one in named]


def _entries(cells: list[str], heads: list[str]) -> Iterator[tuple[str, str]]:
    for place, cell in enumerate(cells):
        kind = (heads[place] if place < len(heads) else "-") if heads else _kind_of(cell)
        if kind == ID and _ID.fullmatch(cell):
            yield ID, cell
        elif kind == NAME and _NAME.fullmatch(cell.removeprefix("@")):
            yield NAME, cell.removeprefix("@").lower()
        elif kind == TOKEN and _TOKEN.fullmatch(cell):
            yield TOKEN, digest_of(cell)


def _kind_of(cell: str) -> str:
    if cell.startswith("@"):
        return NAME
    return ID if _ID.fullmatch(cell) else TOKEN if looks_like_token(cell) else "-"


def looks_like_token(word: str) -> bool:
    """Whether a word can be a token: no name is, as it has both a letter and a digit."""
    return _MIXED.fullmatch(word) is not None


def typed(message: str) -> str:
    """A token as somebody typed it, empty if it cannot be one."""
    word = unicodedata.normalize("NFKC", message).strip()
    return word if _TOKEN.fullmatch(word) else ""


def digest_of(token: str) -> str:
    """What is kept of a token: SHA-256, capitals or small letters."""
    return sha256(token.casefold().encode()).hexdigest()


def add(connection: Connection, *, room: int, entries: list[tuple[str, str]]) -> int:
    """Put entries on a room's list; how many were not on it."""
    rows = msgspec.json.encode(entries).decode()
    statement = text(_STORE[connection.dialect.name])
    return connection.execute(statement, {"room": room, "rows": rows}).rowcount


def clear(connection: Connection, room: int) -> int:
    """Empty a room's list; how many entries it had."""
    return connection.execute(delete(Row).where(Row.room_id == room)).rowcount


def tally(connection: Connection, room: int) -> Tally:
    """What is on a room's list."""
    rows = connection.execute(
        select(Row.kind, func.count(), func.sum(func.sign(Row.used_by)))
        .where(Row.room_id == room)
        .group_by(Row.kind)
    ).all()
    many = {kind: number for kind, number, _ in rows}
    return Tally(
        ids=many.get(ID, 0),
        names=many.get(NAME, 0),
        tokens=many.get(TOKEN, 0),
        used=sum(int(used) for _, _, used in rows),
    )


def use_account(
    connection: Connection, *, room: int, person: int, username: str, application: int
) -> bool:
    """Whether somebody is on the list by id or username; an entry belongs to who used it first."""
    own = (Row.kind == ID) & (Row.value == str(person))
    if username:
        own |= (Row.kind == NAME) & (Row.value == username.lower())
    where = (Row.room_id == room, own, Row.used_by.in_((0, person)))
    return _use(connection, where, person, application)


def use_token(
    connection: Connection, *, room: int, person: int, token: str, application: int
) -> bool:
    """Use a token up; False if it is none of the list's, or used."""
    known = (Row.kind == TOKEN) & (Row.value == digest_of(token))
    return _use(connection, (Row.room_id == room, known, Row.used_by == 0), person, application)


def _use(connection: Connection, where: tuple[object, ...], person: int, application: int) -> bool:
    statement = update(Row).where(*where)  # type: ignore[arg-type]
    hit = connection.execute(statement.values(used_by=person, application_id=application))
    return bool(hit.rowcount)


def give_back(connection: Connection, application: int) -> None:
    """An application was not let in: what it used may be used again."""
    connection.execute(
        update(Row).where(Row.application_id == application).values(used_by=0, application_id=0)
    )

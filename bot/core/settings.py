"""Settings: what a group decides. Declared once, a row only for a value that was changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, delete, select

from bot.core.errors import UserError
from bot.core.sql import bulk_upsert
from models.room import Setting as Row

T = TypeVar("T")

_CHANGE = bulk_upsert(
    Row,
    ("room_id", "topic_id", "key", "value", "changed_at", "changed_by"),
    keys=("room_id", "topic_id", "key"),
    replace=("value", "changed_at", "changed_by"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing a group decides.

    `parse` turns what an admin typed into a JSON value or raises `UserError`; `show` turns it back
    into text that `parse` understands; `allowed` says in a few words what is accepted. The value
    of one that `is_chat` is another chat's number, and holds only if its setter administers that.
    """

    key: str
    default: Any
    parse: Callable[[str], Any]
    show: Callable[[Any], str]
    allowed: str
    is_chat: bool = False


class Values:
    """The settings of one room as they are now: changed values over declared defaults.

    Immutable: a change makes a new one. `derive` keeps what was computed from it, so that a
    compiled policy lives exactly as long as the values it was made of.
    """

    __slots__ = ("_changed", "_declared", "_derived", "username")

    def __init__(
        self, declared: Mapping[str, Setting], changed: Mapping[str, Any], username: str = ""
    ) -> None:
        self.username = username
        self._declared = declared
        self._changed = changed
        self._derived: dict[Any, Any] = {}

    def __getitem__(self, key: str) -> Any:
        setting = self._declared[key]
        return self._changed.get(key, setting.default)

    @property
    def declared(self) -> Mapping[str, Setting]:
        """Every setting there is, by key."""
        return self._declared

    @property
    def changed(self) -> Mapping[str, Any]:
        """Only what differs from the defaults."""
        return self._changed

    def derive(self, build: Callable[["Values"], T]) -> T:
        """`build(self)`, computed once."""
        if build not in self._derived:
            self._derived[build] = build(self)
        return self._derived[build]  # type: ignore[no-any-return]


def choice(key: str, *values: str, default: str | None = None) -> Setting:
    """One of a few words; the first is the default."""

    def parse(text: str) -> str:
        word = text.strip().lower()
        if word not in values:
            raise UserError(" | ".join(values))
        return word

    return Setting(
        key=key, default=default or values[0], parse=parse, show=str, allowed=" | ".join(values)
    )


def words(key: str, *, check: Callable[[str], str] = str.strip) -> Setting:
    """A list, separated by commas (either width), lines or `|`; `off` empties it.

    `check` returns an entry as it is kept, or raises `UserError`.
    """

    def parse(text: str) -> list[str]:
        if text.strip().lower() == "off":
            return []
        for separator in "，、|\n":
            text = text.replace(separator, ",")
        entries = (check(entry) for entry in text.split(",") if entry.strip())
        return list(dict.fromkeys(entries))

    return Setting(
        key=key,
        default=[],
        parse=parse,
        show=lambda value: ", ".join(value) or "off",
        allowed="a, b, c | off",
    )


def number(key: str, default: int, least: int, most: int) -> Setting:
    """A whole number within bounds."""

    def parse(text: str) -> int:
        try:
            value = int(text.replace("_", "?").strip(), 10)
        except ValueError:
            raise UserError(f"{least} … {most}") from None
        if not least <= value <= most:
            raise UserError(f"{least} … {most}")
        return value

    return Setting(key=key, default=default, parse=parse, show=str, allowed=f"{least} … {most}")


def chat(key: str) -> Setting:
    """Another chat, by its number; 0 for none."""
    allowed = "-1001234567890 | off"

    def parse(text: str) -> int:
        word = text.strip().lower()
        if word == "off":
            return 0
        try:
            number = int(word)
        except ValueError:
            raise UserError(allowed) from None
        if not -(2**52) < number < 0:
            raise UserError(allowed)
        return number

    return Setting(
        key=key,
        default=0,
        parse=parse,
        show=lambda value: str(value) if value else "off",
        allowed=allowed,
        is_chat=True,
    )


def load(connection: Connection, rooms: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The changed values of some rooms, by room; rooms without any are absent."""
    found: dict[int, dict[str, Any]] = {}
    rows = connection.execute(
        select(Row.room_id, Row.key, Row.value).where(Row.room_id.in_(rooms), Row.topic_id == 0)
    )
    for room, key, value in rows:
        found.setdefault(room, {})[key] = msgspec.json.decode(value)
    return found


def change(
    connection: Connection, *, room: int, key: str, value: Any, by: int | None, now: int
) -> None:
    """Store one value; None takes the row away, so that the default holds again."""
    if value is None:
        connection.execute(delete(Row).where(Row.room_id == room, Row.key == key))
        return
    encoded = msgspec.json.encode(value).decode()
    _CHANGE(connection, [(room, 0, key, encoded, now, by)])

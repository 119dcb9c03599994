"""Settings: what a group decides. Declared once, a row only for a value that was changed."""

import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from sqlalchemy import Connection, delete, select

from bot.core import texts
from bot.core.errors import UserError
from bot.core.sql import bulk_upsert
from models.room import Setting as Row

if TYPE_CHECKING:
    from bot.core.unit import Unit

T = TypeVar("T")

_CHANGE = bulk_upsert(
    Row,
    ("room_id", "topic_id", "key", "value", "changed_at", "changed_by"),
    keys=("room_id", "topic_id", "key"),
    replace=("value", "changed_at", "changed_by"),
)


class Unfit(UserError):
    """A value that a setting does not take, where what is allowed does not say why.

    `reason` is the text that does, with its fillings.
    """

    def __init__(self, reason: str, **fillings: int | str) -> None:
        super().__init__(reason)
        self._fillings = fillings

    def why(self, language: str) -> str:
        """The reason in words, as HTML."""
        return texts.say(language, self.text, **self._fillings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing a group decides.

    `parse` turns what an admin typed into a JSON value or raises `UserError` (`Unfit` with the
    reason in words); `show` turns it back into text that `parse` understands; `allowed` says in a
    few words what is accepted. `options` are the values a panel offers, `closed` if there are no
    others. A `topical` one may differ from topic to topic. The value of one that `is_chat` is
    another chat's number, and holds only if its setter administers that. `by_language` holds
    defaults of groups that speak one. `about` is the text that says what it is for; without it
    `set-KEY`, with `-` for `.`. `explain` says in words (HTML) what a value will do;
    `check` raises `UserError`, with the reason in words, where a group cannot have a value.
    `worded`: what is typed are words that the catalogue has (`option-…`), with or without a term.
    """

    key: str
    default: Any
    parse: Callable[[str], Any]
    show: Callable[[Any], str]
    allowed: str
    options: tuple[Any, ...] = ()
    closed: bool = False
    topical: bool = False
    is_chat: bool = False
    by_language: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""
    explain: "Callable[[Unit, Any], Awaitable[str]] | None" = None
    check: "Callable[[Unit, Any], Awaitable[None]] | None" = None
    worded: bool = False

    @property
    def help(self) -> str:
        """The name of the text that says in a line what it is for."""
        return self.about or f"set-{self.key.replace('.', '-')}"

    def spoken(self, language: str) -> "Setting":
        """The same with the default of a language."""
        if language not in self.by_language:
            return self
        return replace_fields(self, default=self.by_language[language])

    def accepts(self, value: Any) -> bool:
        """Whether a value from outside is one that could have been typed."""
        try:
            return bool(self.parse(self.show(value)) == value)
        except (UserError, AttributeError, LookupError, TypeError, ValueError):
            return False


class Values:
    """The settings of one room as they are now: changed values over declared defaults.

    Immutable: a change makes a new one. `derive` keeps what was computed from it, so that a
    compiled policy lives exactly as long as the values it was made of. `topics` holds what
    differs in some topics of it; `own` is what was set for just this group or topic. `recalled`
    is what features keep in memory beside it, by their names. `alike` are values that are the same
    but for the name and what is recalled.
    """

    __slots__ = (
        "_alike",
        "_changed",
        "_declared",
        "_derived",
        "_topics",
        "own",
        "recalled",
        "username",
    )

    def __init__(
        self,
        declared: Mapping[str, Setting],
        changed: Mapping[str, Any],
        username: str = "",
        topics: Mapping[int, Mapping[str, Any]] | None = None,
        own: Mapping[str, Any] | None = None,
        recalled: Mapping[str, Any] | None = None,
        alike: "Values | None" = None,
    ) -> None:
        self.username = username
        self._alike = alike
        self.own = changed if own is None else own
        self.recalled = recalled or {}
        self._declared = declared
        self._changed = changed
        self._derived: dict[Any, Any] = {}
        self._topics = {
            topic: Values(declared, {**changed, **here}, username, own=here, recalled=recalled)
            for topic, here in (topics or {}).items()
        }

    def __getitem__(self, key: str) -> Any:
        setting = self._declared[key]
        return self._changed.get(key, setting.default)

    def get(self, key: str, otherwise: T) -> T:
        """A setting's value; `otherwise` in a house that does not declare it."""
        return self[key] if key in self._declared else otherwise

    @property
    def declared(self) -> Mapping[str, Setting]:
        """Every setting there is, by key."""
        return self._declared

    @property
    def changed(self) -> Mapping[str, Any]:
        """Only what differs from the defaults."""
        return self._changed

    @property
    def topics(self) -> Mapping[int, "Values"]:
        """The settings of the topics in which something differs."""
        return self._topics

    def at(self, topic: int) -> "Values":
        """The settings that hold in a topic."""
        return self._topics.get(topic, self) if self._topics else self

    def derive(self, build: Callable[["Values"], T]) -> T:
        """`build(self)`, computed once."""
        try:
            return self._derived[build]  # type: ignore[no-any-return]
        except KeyError:
            found = self._derived[build] = build(self)
            return found

    def share(self, build: Callable[["Values"], T]) -> T:
        """The same for a `build` that asks for settings alone: once for all values that are alike.

        Most groups change nothing, and there are thousands of them.
        """
        return (self._alike or self).derive(build)


def load(connection: Connection, rooms: Sequence[int]) -> dict[int, dict[int, dict[str, Any]]]:
    """The stored values of some rooms, by room and topic (0: the whole group)."""
    found: dict[int, dict[int, dict[str, Any]]] = {}
    rows = connection.execute(
        select(Row.room_id, Row.topic_id, Row.key, Row.value).where(Row.room_id.in_(rooms))
    )
    for room, topic, key, value in rows:
        with contextlib.suppress(msgspec.DecodeError):
            stored = msgspec.json.decode(value)
            found.setdefault(room, {}).setdefault(topic, {})[key] = stored
    return found


def change(
    connection: Connection,
    *,
    room: int,
    key: str,
    value: Any,
    by: int | None,
    now: int,
    topic: int = 0,
) -> None:
    """Store one value; None takes the row away, so that the default holds again."""
    if value is None:
        connection.execute(
            delete(Row).where(Row.room_id == room, Row.topic_id == topic, Row.key == key)
        )
        return
    encoded = msgspec.json.encode(value).decode()
    _CHANGE(connection, [(room, topic, key, encoded, now, by)])


def replace(
    connection: Connection,
    *,
    room: int,
    stored: Mapping[int, Mapping[str, Any]],
    by: int | None,
    now: int,
) -> None:
    """Store these values in place of everything a room has set so far."""
    connection.execute(delete(Row).where(Row.room_id == room))
    _CHANGE(
        connection,
        [
            (room, topic, key, msgspec.json.encode(value).decode(), now, by)
            for topic, values in stored.items()
            for key, value in values.items()
        ],
    )

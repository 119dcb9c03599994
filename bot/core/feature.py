"""How a feature says what it is: declarations from which everything else is derived."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from bot.core.incoming import Facts
from bot.core.settings import Setting, Values
from bot.core.verdict import Verdict

if TYPE_CHECKING:
    from bot.core.unit import Unit

Handler = Callable[["Unit"], Awaitable[None]]
"""Does something about an update, a deadline or a continuation, inside its unit."""


def _always(_facts: Facts) -> bool:
    return True


KEYS = ("vision", "threshold", "rules", "activities", "benefits", "memory", "")
"""The five keys of a group that works, the memory, and the house itself, in the order shown."""


class Stage(IntEnum):
    """When a screener is asked. Inside a stage all are asked, and their verdicts merge."""

    GATE = 1
    FILTER = 2


class Record(Struct, frozen=True, gc=False):
    """An earlier case of the same person in the same room."""

    id: int
    rule: str
    band: str
    at: int
    last_hit_at: int
    state: str


class Standing(Struct, frozen=True, gc=False):
    """What is known of an author when a verdict is due. `member` None: not known."""

    approved: bool = False
    substance: int = 0
    days: int = 0
    seen_at: int = 0
    joined_at: int | None = None
    changed_at: int | None = None
    status: str = ""
    room_since: int | None = None
    room_size: int | None = None
    member: bool | None = None
    is_channel: bool = False
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Screener:
    """Judges what is said. Both functions are pure: they see facts and values, and change nothing.

    `read` looks at every message, from memory alone, and returns None when there is nothing to
    say; `rule` is asked only then, with the author's standing.
    """

    stage: Stage
    read: Callable[[Facts, Values], Any | None]
    rule: Callable[[Facts, Any, Standing, Values, int], Verdict | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something people type. `right` is the Telegram right it takes, `where` the kind of chat.

    In a group an `admin` one is for administrators; `lists` asks for them though everybody may
    use it. `menu` names the menus that offer it: `member`, `admin`, `private`. What it does is
    said by the text `command-NAME`.
    """

    name: str
    handle: Handler
    right: str = ""
    admin: bool = False
    lists: bool = False
    where: str = "any"
    menu: tuple[str, ...] = ()

    def may_use(self, rights: frozenset[str], *, group: bool) -> bool:
        """Whether somebody with these Telegram rights may use it in such a chat."""
        if self.where not in ("any", "group" if group else "private"):
            return False
        return not group or (self.right in rights if self.right else not self.admin or bool(rights))


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button, by the first word of its data. `right` as for commands."""

    name: str
    handle: Handler
    right: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Sees updates of some kinds; `wants`, which is pure, may narrow them down by their facts."""

    kinds: tuple[str, ...]
    handle: Handler
    wants: Callable[[Facts], bool] = _always
    admins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Something stored by name that happens later: a deadline or a continuation."""

    name: str
    handle: Handler
    admins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One feature. Names are unique in the house; stored names stay resolvable for ever.

    `key` is the one of the five that it belongs to, or `memory`; empty: the house itself.
    """

    name: str
    key: str = ""
    settings: tuple[Setting, ...] = ()
    commands: tuple[Command, ...] = ()
    presses: tuple[Press, ...] = ()
    screeners: tuple[Screener, ...] = ()
    watchers: tuple[Watcher, ...] = ()
    deadlines: tuple[Later, ...] = ()
    continuations: tuple[Later, ...] = ()

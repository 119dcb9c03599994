"""How a feature says what it is: declarations from which everything else is derived."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from sqlalchemy import Connection

from bot.core.actions import Button
from bot.core.gate import Gate
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

PRESETS = ("open", "learning", "fans", "circle")
"""The recipes that `/setup` offers."""


class Stage(IntEnum):
    """When a screener is asked. Inside a stage all are asked, and their verdicts merge."""

    GATE = 1
    FILTER = 2


class Record(Struct, frozen=True, gc=False):
    """An earlier case of the same person in the same room; `until` is when what it did ends."""

    id: int
    rule: str
    band: str
    at: int
    last_hit_at: int
    state: str
    until: int | None = None


class Standing(Struct, frozen=True, gc=False):
    """What is known of an author when a verdict is due. Instants are seconds since 1970.

    `substance` counts messages worth the name, on how many `days`. `joined_at` is empty for whom
    the bot did not see come; `status` is Telegram's word for their place. `room_since` is when the
    bot came, `room_size` how many were there then. `member` None: not known. `records` are cases of
    the last 30 days, the oldest first.
    """

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


def alone(_facts: Facts, rest: str) -> bool:
    """A word that stands for itself: nothing follows it."""
    return not rest


def with_text(_facts: Facts, rest: str) -> bool:
    """A word that needs something behind it."""
    return bool(rest)


def in_reply(facts: Facts, _rest: str) -> bool:
    """A word that is about the message it replies to. A topic's opening message is none."""
    return bool(facts.reply_to) and facts.reply_to != facts.thread_id


def aimed(facts: Facts, rest: str) -> bool:
    """A word that acts on somebody: in reply to them, or with their `@name` or number."""
    return in_reply(facts, rest) or any(
        one.startswith("@") or one.isdigit() for one in rest.split()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What people say in place of a command, without a slash; every group may word it anew.

    It counts only as the beginning of a whole message of somebody's own and where `complete`
    (of the facts and of what follows the word) says so; otherwise there is silence. `args` makes
    the command's arguments of what follows. `name` is needed where a command has several.
    """

    texts: tuple[str, ...]
    name: str = ""
    complete: Callable[[Facts, str], bool] = alone
    args: Callable[[str], str] = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something people type. `right` is the Telegram right it takes, `where` the kind of chat.

    In a group an `admin` one is for administrators; `lists` asks for them though everybody may
    use it. `menu` gives its place in the menus that offer it: `member`, `admin`, `private`. What
    it does is said by the text `command-NAME`. `power` is that of a helper which suffices in place
    of the right. `aliases` are other names of it, each of which may
    mean it with a difference: the unit knows which one was `typed`. With `always` it works while
    its feature is off, to switch that on.
    """

    name: str
    handle: Handler
    aliases: tuple[str, ...] = ()
    right: str = ""
    power: str = ""
    admin: bool = False
    lists: bool = False
    always: bool = False
    where: str = "any"
    menu: Mapping[str, int] = field(default_factory=dict)
    words: tuple[Word, ...] = ()

    def may_use(self, rights: frozenset[str], *, group: bool) -> bool:
        """Whether somebody with these Telegram rights may use it in such a chat."""
        if self.where not in ("any", "group" if group else "private"):
            return False
        return not group or self.is_for(rights)

    def is_for(self, rights: frozenset[str]) -> bool:
        """Whether somebody with these rights in a group may use it there."""
        return self.right in rights if self.right else not self.admin or bool(rights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button, by the first word of its data; what follows the `:` is the unit's `args`.

    `right`, `power` and `lists` as for commands.
    """

    name: str
    handle: Handler
    right: str = ""
    power: str = ""
    lists: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Sees updates of some kinds; `wants`, which is pure, may narrow them down by their facts.

    `switch` is the key of a setting without which it sees none, `private` narrows them down to
    private chats, so that talk in groups costs nothing; `admins` as for deadlines. What it wants
    may depend on the group: `choose` makes of its settings, once as long as they hold, a `wants`
    for it; None for nothing at all.
    """

    kinds: tuple[str, ...]
    handle: Handler
    wants: Callable[[Facts], bool] = _always
    choose: Callable[[Values], Callable[[Facts], bool] | None] | None = None
    admins: bool = False
    switch: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Something stored by name that happens later: a deadline or a continuation.

    With `admins` the administrators are read before it, so that the unit knows them.
    """

    name: str
    handle: Handler
    admins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """Something done once a day in every group the bot is in, while the feature is on.

    `at` is the key of a setting with the time of day (`kinds.clock`), in the group's zone.
    """

    name: str
    at: str
    handle: Handler
    admins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose card is written: somebody in a room, with the settings that hold there.

    `private`: nobody else reads it.
    """

    room: int
    person: int
    values: Values
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """Called when one of some settings of a group has another value than before; the unit's values
    are the new ones. It may be called for nothing: it looks what holds, and acts on that."""

    keys: tuple[str, ...]
    handle: Handler


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One feature. Names are unique in the house; stored names stay resolvable for ever.

    `key` is the one of the five that it belongs to, or `memory`; empty: the house itself. A
    setting `NAME.enabled` switches the whole feature; an `eager` one is switched on when any other
    of its settings is given a value, even the default. `questions` are asked in private (see
    `Unit.ask`), `links` are what `/start NAME_…` leads to, `needs` are Telegram rights the bot
    takes for it, `needed` says of a group's settings whether it does so there. `chores` clean up
    once a minute: each deletes a chunk of what is too old at an instant, and says how many rows
    those were. `presets` holds its part of each preset of
    `/setup`, by setting; `rules` are the sentences of `/rules` that say what is in force. `recall`
    reads for some rooms what of its rows is kept in memory beside their settings, as
    `values.recalled[NAME]`; who changes those rows says `unit.forget_settings()`. `card` writes its
    lines on the card that `/me` shows: of what concerns nobody else, only on one that is private.
    `gates` may be asked of newcomers; `late` makes settings of all gates there are. Its settings
    stand in the panel under the feature it is `part_of`. `hearing` is offered what people write in
    private that no command and no question takes, and says whether that was meant for it; `begins`
    is offered a `/start` that leads nowhere, and says whether somebody can go on there. `warn`
    looks at the values a preset would leave behind, by key, and names the text of a warning. What
    it `greets` newcomers with are buttons below the welcome. It `spares` somebody from then on whom
    an administrator approved. `climbs` is offered first what is typed after `/climb`, and says
    whether it was meant for it; `stretch` makes a part of the archive (`services.search.Stretch`)
    of what stands behind `in:`, None if it knows of none.
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
    dailies: tuple[Daily, ...] = ()
    follows: tuple[Follow, ...] = ()
    questions: tuple[Later, ...] = ()
    links: tuple[Later, ...] = ()
    needs: tuple[str, ...] = ()
    needed: Callable[[Values], bool] | None = None
    eager: bool = False
    chores: tuple[Callable[[Connection, int], int], ...] = ()
    presets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rules: Callable[["Unit"], Sequence[str]] | None = None
    recall: Callable[[Connection, Sequence[int]], Mapping[int, Any]] | None = None
    card: Callable[["Unit", Whose], Awaitable[Sequence[str]]] | None = None
    gates: tuple[Gate, ...] = ()
    late: Callable[[Mapping[str, Gate]], tuple[Setting, ...]] | None = None
    part_of: str = ""
    hearing: Callable[["Unit"], Awaitable[bool]] | None = None
    begins: Callable[["Unit"], Awaitable[bool]] | None = None
    warn: Callable[[Callable[[str], Any]], str] | None = None
    greets: Callable[["Unit"], Sequence[Button]] | None = None
    spares: Callable[["Unit", int], Awaitable[None]] | None = None
    climbs: Callable[["Unit", str], Awaitable[bool]] | None = None
    stretch: Callable[["Unit", str], Awaitable[Any | None]] | None = None

    @property
    def switch(self) -> str:
        """The key that switches it on and off; empty if nothing does."""
        key = f"{self.name}.enabled"
        return key if any(setting.key == key for setting in self.settings) else ""

    def is_on(self, values: Values) -> bool:
        """Whether a group has it."""
        return not self.switch or bool(values[self.switch])

"""The features together: who handles what, found in the declarations."""

from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from msgspec import Struct

from bot.core.feature import KEYS, Command, Feature, Later, Press, Screener, Stage, Watcher
from bot.core.incoming import Facts
from bot.core.settings import Setting, Values
from bot.core.verdict import Verdict

log = structlog.get_logger(__name__)

MESSAGES = frozenset(("message", "edited_message"))
MEMBERS = frozenset(("chat_member", "my_chat_member"))
_SIGNS = "/!／！"


class Route(Struct, frozen=True):
    """Who answers an update, with what, and who looks on."""

    command: Command | None = None
    press: Press | None = None
    args: str = ""
    watchers: tuple[Watcher, ...] = ()

    @property
    def admins(self) -> bool:
        """Whether the list of administrators is needed."""
        command = self.command
        return (
            bool(command and (command.right or command.admin or command.lists))
            or bool(self.press and self.press.right)
            or any(watcher.admins for watcher in self.watchers)
        )


class House:
    """All features. Raises `ValueError` where two of them claim the same name."""

    def __init__(self, features: Iterable[Feature], username: str = "") -> None:
        self.username = username.lower()
        self.features = tuple(features)
        self.settings: dict[str, Setting] = {}
        self.commands: dict[str, Command] = {}
        self.presses: dict[str, Press] = {}
        self.deadlines: dict[str, Later] = {}
        self.continuations: dict[str, Later] = {}
        self.watchers: dict[str, list[Watcher]] = {}
        names: dict[str, Any] = {}
        for feature in self.features:
            if feature.key not in KEYS:
                raise ValueError(f"feature {feature.name!r} has no key {feature.key!r}")
            _add(names, feature.name, feature)
            for setting in feature.settings:
                _add(self.settings, setting.key, setting)
            for command in feature.commands:
                _add(self.commands, command.name, command)
            for press in feature.presses:
                _add(self.presses, press.name, press)
            for later in feature.deadlines:
                _add(self.deadlines, later.name, later)
            for later in feature.continuations:
                _add(self.continuations, later.name, later)
            for watcher in feature.watchers:
                for kind in watcher.kinds:
                    self.watchers.setdefault(kind, []).append(watcher)
        screeners = [screener for feature in self.features for screener in feature.screeners]
        self.stages: tuple[tuple[Screener, ...], ...] = tuple(
            tuple(screener for screener in screeners if screener.stage is stage) for stage in Stage
        )
        self._screeners = tuple(screeners)

    def values(self, stored: Mapping[int, Mapping[str, Any]], username: str = "") -> Values:
        """A room's settings, from what is stored of them by topic. `username` is the room's own.

        What no feature declares is left out, and so is what nobody could have typed.
        """
        kept = {topic: self._kept(topic, values) for topic, values in stored.items()}
        whole = kept.pop(0, {})
        return Values(self.settings, whole, username, kept)

    def _kept(self, topic: int, stored: Mapping[str, Any]) -> dict[str, Any]:
        kept = {}
        for key, value in stored.items():
            setting = self.settings.get(key)
            if setting is None or (topic and not setting.topical):
                continue
            if setting.accepts(value):
                kept[key] = value
            else:
                log.warning("stored setting is not understood, its default holds", key=key)
        return kept

    def read(self, facts: Facts, values: Values) -> tuple[tuple[Screener, Any], ...]:
        """What the screeners see in a message: pure, from memory, for every message there is."""
        found = [
            (screener, reading)
            for screener in self._screeners
            if (reading := screener.read(facts, values)) is not None
        ]
        return tuple(found)

    def route(self, facts: Facts) -> Route | None:
        """Who wants this update; None for nobody, which makes it chatter."""
        if facts.kind == "callback_query":
            word, _, args = facts.text.partition(":")
            return Route(press=self.presses.get(word), args=args)
        here = self.watchers.get(facts.kind)
        watchers = tuple(one for one in here if one.wants(facts)) if here else ()
        if facts.kind != "message" or not facts.text or facts.text[0] not in _SIGNS:
            return Route(watchers=watchers) if watchers else None
        command, args = self._command(facts)
        if command is None and not watchers:
            return None
        return Route(command=command, args=args, watchers=watchers)

    def _command(self, facts: Facts) -> tuple[Command | None, str]:
        text = facts.text
        if facts.forwarded or facts.automatic_forward:
            return None, ""
        word, _, args = text[1:].replace("\n", " \n", 1).partition(" ")
        name, _, addressed = word.partition("@")
        if addressed and addressed.lower() != self.username:
            return None, ""
        return self.commands.get(name.lower()), args.strip()


def merge(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    """All opinions as one; None if nobody has any."""
    whole: Verdict | None = None
    for verdict in verdicts:
        if verdict is not None:
            whole = verdict if whole is None else whole | verdict
    return whole


def _add(names: dict[str, Any], name: str, thing: Any) -> None:
    if name in names:
        raise ValueError(f"two features claim {name!r}")
    names[name] = thing

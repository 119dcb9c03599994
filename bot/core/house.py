"""The features together: who handles what, found in the declarations."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import structlog
from msgspec import Struct
from sqlalchemy import Connection

from bot.core import daily, vocabulary
from bot.core.button import Seal
from bot.core.feature import (
    KEYS,
    PRESETS,
    Command,
    Daily,
    Feature,
    Later,
    Press,
    Screener,
    Stage,
    Watcher,
)
from bot.core.gate import Gate
from bot.core.incoming import Facts
from bot.core.settings import Setting, Values
from bot.core.verdict import Verdict
from bot.core.vocabulary import Vocabulary

log = structlog.get_logger(__name__)

MESSAGES = frozenset(("message", "edited_message"))
SIGNS = "/!／！"
"""What a command begins with."""

ADDRESSED = "commands.only_addressed"
"""The setting by which a command counts only with the bot's name behind it."""


class Route(Struct, frozen=True):
    """Who answers an update, with what, and who looks on.

    `word`: it was said without a slash, so that there is silence where it may not be used.
    `only` is the one person whose button it is. `asked`: it may answer a question.
    `off`: the command's feature is. `typed` is the alias by which the command was called, empty
    for its own name.
    """

    command: Command | None = None
    press: Press | None = None
    args: str = ""
    watchers: tuple[Watcher, ...] = ()
    word: bool = False
    only: int = 0
    asked: bool = False
    off: bool = False
    typed: str = ""

    @property
    def called(self) -> str:
        """The name by which the command was called."""
        return self.typed or (self.command.name if self.command else "")

    @property
    def admins(self) -> bool:
        """Whether the list of administrators is needed."""
        command = self.command
        return (
            self.off
            or bool(command and (command.right or command.admin or command.lists))
            or bool(self.press and (self.press.right or self.press.lists))
            or any(watcher.admins for watcher in self.watchers)
        )


Seeing = tuple[Watcher, Callable[[Facts], bool]]
"""A watcher, and what it wants with the settings that hold."""


class Board(Struct, frozen=True):
    """What is switched on with some settings. Watchers by kind: in groups, and in private."""

    screeners: tuple[Screener, ...]
    watchers: Mapping[str, tuple[Seeing, ...]]
    private: Mapping[str, tuple[Seeing, ...]]
    words: Vocabulary


class House:
    """All features. `username` is the bot's own, `seal` closes its buttons; `sells` says in which
    chats, by Telegram's number, the operator takes payments.

    Raises:
        ValueError: two features claim the same name, or one declares what cannot be.
    """

    def __init__(
        self,
        features: Iterable[Feature],
        username: str = "",
        seal: Seal | None = None,
        *,
        sells: Callable[[int], bool] = lambda chat: False,
    ) -> None:
        self.username = username.lower()
        self.seal = seal or Seal()
        self.sells = sells
        self.features = tuple(features)
        self.gates: dict[str, Gate] = {}
        for gate in (gate for feature in self.features for gate in feature.gates):
            _add(self.gates, gate.name, gate)
        self.features = tuple(self._complete(feature) for feature in self.features)
        self.by_name: dict[str, Feature] = {}
        self.settings: dict[str, Setting] = {}
        self.commands: dict[str, Command] = {}
        self.presses: dict[str, Press] = {}
        self.deadlines: dict[str, Later] = {}
        self.continuations: dict[str, Later] = {}
        self.questions: dict[str, Later] = {}
        self.links: dict[str, Later] = {}
        self.dailies: dict[str, Daily] = {}
        self.owner: dict[str, Feature] = {}
        """The feature of each command, by name."""
        for feature in self.features:
            self._take(feature)
        commands = [command for feature in self.features for command in feature.commands]
        for setting in vocabulary.settings(commands):
            _add(self.settings, setting.key, setting)
        for one in self.dailies.values():
            if one.at not in self.settings:
                raise ValueError(f"{one.name!r} happens at {one.at!r}, which is no setting")
        self.follows = tuple(follow for feature in self.features for follow in feature.follows)
        for key in (key for follow in self.follows for key in follow.keys):
            if key not in self.settings:
                raise ValueError(f"{key!r} is followed, which is no setting")
        for feature in self.features:
            self._check(feature)
        screeners = [screener for feature in self.features for screener in feature.screeners]
        self.stages: tuple[tuple[Screener, ...], ...] = tuple(
            tuple(screener for screener in screeners if screener.stage is stage) for stage in Stage
        )
        self.chores = tuple(chore for feature in self.features for chore in feature.chores)
        self._declared: dict[str, dict[str, Setting]] = {}
        self._board = self._make_board

    def _complete(self, feature: Feature) -> Feature:
        """A feature with the settings that are made of all gates."""
        if feature.late is None:
            return feature
        return replace(feature, settings=(*feature.settings, *feature.late(self.gates)))

    def _take(self, feature: Feature) -> None:
        if feature.key not in KEYS:
            raise ValueError(f"feature {feature.name!r} has no key {feature.key!r}")
        _add(self.by_name, feature.name, feature)
        for setting in feature.settings:
            _add(self.settings, setting.key, setting)
        for command in feature.commands:
            for name in (command.name, *command.aliases):
                _add(self.commands, name, command)
            self.owner[command.name] = feature
        for press in feature.presses:
            _add(self.presses, press.name, press)
        for link in feature.links:
            _add(self.links, link.name, link)
        for question in feature.questions:
            _add(self.questions, question.name, question)
        for later in feature.continuations:
            _add(self.continuations, later.name, later)
        for one in feature.dailies:
            _add(self.dailies, one.name, one)
        for later in (*feature.deadlines, *(daily.turn(feature, one) for one in feature.dailies)):
            _add(self.deadlines, later.name, later)

    def _check(self, feature: Feature) -> None:
        own = {setting.key: setting for setting in feature.settings}
        for name, part in feature.presets.items():
            for key, value in part.items():
                if name not in PRESETS or key not in own or not own[key].accepts(value):
                    raise ValueError(f"{feature.name}: {key!r} cannot stand in preset {name!r}")

    @property
    def powers(self) -> tuple[str, ...]:
        """What helpers may be given, as far as there is something to be done with it."""
        found = {command.power for command in self.commands.values()}
        found |= {press.power for press in self.presses.values()}
        return tuple(sorted(found - {""}))

    def needs(self, values: Values | None = None) -> tuple[str, ...]:
        """The Telegram rights that the bot needs for what is on, without values for everything."""
        on = [
            one
            for one in self.features
            if values is None or (one.is_on(values) and (not one.needed or one.needed(values)))
        ]
        return tuple(dict.fromkeys(right for one in on for right in one.needs))

    def lacking(self, values: Values, rights: frozenset[str]) -> list[str]:
        """The rights the bot needs for what is on, of which it has but these."""
        return [right for right in self.needs(values) if right not in rights]

    def sections(self) -> dict[str, list[Setting]]:
        """The settings by feature, those of the words under `words`, in the order of the keys."""
        found: dict[str, list[Setting]] = {}
        for key in KEYS:
            for feature in (one for one in self.features if one.key == key):
                if own := [one for one in feature.settings if not one.key.startswith("words.")]:
                    whole = feature.part_of if feature.part_of in self.by_name else feature.name
                    found.setdefault(whole, []).extend(own)
        if words := [one for one in self.settings.values() if one.key.startswith("words.")]:
            found["words"] = words
        return found

    def declared(self, language: str) -> dict[str, Setting]:
        """The settings, with the defaults of a language."""
        found = self._declared.get(language)
        if found is None:
            found = {key: one.spoken(language) for key, one in self.settings.items()}
            self._declared[language] = found
        return found

    def values(
        self,
        stored: Mapping[int, Mapping[str, Any]],
        username: str = "",
        language: str = "",
        recalled: Mapping[str, Any] | None = None,
    ) -> Values:
        """A room's settings, from what is stored of them by topic. `username` is the room's own,
        and so is the `language` that some defaults go by, and what was `recalled` of it.

        What no feature declares is left out, and so is what nobody could have typed.
        """
        kept = {topic: self._kept(topic, values) for topic, values in stored.items()}
        whole = kept.pop(0, {})
        return Values(self.declared(language), whole, username, kept, recalled=recalled)

    def recall(self, connection: Connection, rooms: Sequence[int]) -> dict[int, dict[str, Any]]:
        """What features keep in memory of some rooms, by room and feature."""
        found: dict[int, dict[str, Any]] = {}
        for feature in self.features:
            kept = feature.recall(connection, rooms) if feature.recall else {}
            for room, thing in kept.items():
                found.setdefault(room, {})[feature.name] = thing
        return found

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
            for screener in values.derive(self._board).screeners
            if (reading := screener.read(facts, values)) is not None
        ]
        return tuple(found)

    def _make_board(self, values: Values) -> Board:
        on = [feature for feature in self.features if feature.is_on(values)]
        watchers: dict[str, tuple[Seeing, ...]] = {}
        private: dict[str, tuple[Seeing, ...]] = {}
        for feature in on:
            seeing = [one for one in feature.watchers if not one.switch or values[one.switch]]
            for watcher in seeing:
                wants = watcher.choose(values) if watcher.choose else watcher.wants
                if wants is None:
                    continue
                for kind in watcher.kinds:
                    for place in (private,) if watcher.private else (private, watchers):
                        place[kind] = (*place.get(kind, ()), (watcher, wants))
        return Board(
            screeners=tuple(screener for feature in on for screener in feature.screeners),
            watchers=watchers,
            private=private,
            words=vocabulary.build(
                (command for feature in on for command in feature.commands), values
            ),
        )

    def route(self, facts: Facts, values: Values) -> Route | None:
        """Who wants this update; None for nobody, which makes it chatter."""
        if facts.kind == "callback_query":
            pressed = self.seal.open(facts.chat_id, facts.text)
            word, _, args = pressed.data.partition(":") if pressed else ("", "", "")
            only = pressed.only if pressed else 0
            return Route(press=self.presses.get(word), args=args, only=only)
        board = values.at(facts.thread_id).derive(self._board)
        seeing = board.private if facts.chat_type == "private" else board.watchers
        here = seeing.get(facts.kind)
        watchers = tuple([one for one, wants in here if wants(facts)]) if here else ()
        if facts.kind != "message" or facts.forwarded or facts.automatic_forward:
            return Route(watchers=watchers) if watchers else None
        command, typed, args, bare = None, "", "", False
        if facts.text and facts.text[0] in SIGNS:
            command, typed, args = self._command(facts, values)
        elif found := board.words.find(facts):
            (command, args), bare = found, True
        asked = (command is None or bare) and facts.chat_type == "private" and bool(facts.text)
        if command is None and not watchers and not asked:
            return None
        return Route(
            command=command,
            typed=typed,
            args=args,
            watchers=watchers,
            word=bare,
            asked=asked,
            off=command is not None
            and not command.always
            and not self.owner[command.name].is_on(values.at(facts.thread_id)),
        )

    def _command(self, facts: Facts, values: Values) -> tuple[Command | None, str, str]:
        word, _, args = facts.text[1:].replace("\n", " \n", 1).partition(" ")
        name, _, addressed = word.partition("@")
        if addressed and addressed.lower() != self.username:
            return None, "", ""
        if not addressed and facts.chat_type != "private" and values.get(ADDRESSED, False):
            return None, "", ""
        command, name = self.commands.get(name.lower()), name.lower()
        typed = name if command is not None and name != command.name else ""
        return command, typed, args.strip()


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

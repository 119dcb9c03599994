"""Bare words: what people say in place of commands, and what each group calls it.

Sources of the words themselves are the declarations; each has a setting `words.NAME` that words
it anew or, `off`, takes it away.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from bot.core import kinds
from bot.core.feature import Command, Word
from bot.core.incoming import Facts
from bot.core.settings import Setting, Unfit, Values

LONGEST = 32
"""Characters of a word."""

SWITCH = "words.enabled"
"""The setting that takes all of them away."""


class Vocabulary(Struct, frozen=True):
    """The words of a group, by their text in lower case. What begins with none of their
    `initials` means none of them."""

    meanings: Mapping[str, tuple[tuple[Command, Word], ...]]
    initials: frozenset[str] = frozenset()

    def find(self, facts: Facts) -> tuple[Command, str] | None:
        """The command that a message means by its first word, and its arguments."""
        text = facts.text
        initial = text[:1]
        if initial.lower()[:1] not in self.initials and not initial.isspace():
            return None
        head = text[: LONGEST + 1]
        first = head if head.isalnum() else (head.split(None, 1) or [""])[0]
        meant = self.meanings.get(first.lower())
        if meant is None or facts.content != "text" or _through_bot(facts):
            return None
        # An administrator who hides behind the group speaks for themselves; a channel does not.
        if facts.sender_chat and facts.sender_chat.id != facts.chat_id:
            return None
        rest = text.strip()[len(first) :].strip()
        for command, word in meant:
            if word.complete(facts, rest):
                return command, word.args(rest)
        return None


def build(commands: Iterable[Command], values: Values) -> Vocabulary:
    """The words with which some commands are meant in a group."""
    found: dict[str, tuple[tuple[Command, Word], ...]] = {}
    if not values.get(SWITCH, True):
        return Vocabulary(found)
    for command in commands:
        for word in command.words:
            for text in values.get(key_of(command, word), word.texts):
                found[text.lower()] = (*found.get(text.lower(), ()), (command, word))
    return Vocabulary(found, frozenset(text[:1] for text in found))


def settings(commands: Iterable[Command]) -> list[Setting]:
    """The settings that reword them."""
    return [
        kinds.words(
            key_of(command, word),
            default=list(word.texts),
            check=_check,
            most=10,
            about="set-words",
        )
        for command in commands
        for word in command.words
    ]


def key_of(command: Command, word: Word) -> str:
    """The key of the setting that rewords a word."""
    return f"words.{word.name or command.name}"


def _check(entry: str) -> str:
    word = entry.strip()
    if not word or len(word) > LONGEST or len(word.split()) != 1 or word[0] in "/!／！#＃":
        raise Unfit("value-word", most=LONGEST)
    return word


def _through_bot(facts: Facts) -> bool:
    message = (facts.raw or {}).get("message")
    return isinstance(message, dict) and "via_bot" in message

"""Entries of the blocklist: how people type them, and how they are kept.

`word`, `stem*`, `*contained*`, `exact:a whole message`, `/pattern/`; behind each may stand what
it brings, `{mute 1h}`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct

from bot.core.errors import UserError
from services.ads.policy import MAX_PATTERN, compile_patterns
from services.speech import action

Kind = Literal["word", "contains", "exact", "pattern"]

MOST_WORDS: Final = 50_000
MOST_PATTERNS: Final = 2_000
LONGEST: Final = 200
"""Characters of an entry that is no pattern."""

ALLOWED: Final = "word, stem*, *contained*, exact:message, /pattern/, word {mute 1h} | off"
LOOK_AROUND: Final = "(?=…) (?!…) (?<=…) (?<!…) \\1"
"""What no pattern can have that is matched in linear time."""

_ENTRY: Final = re.compile(
    r"[\s,，、|]*(?:(/(?:[^/\\\n]|\\.)+/)|([^,，、|\n{}]+))[ \t]*(?:\{([^{}\n]*)\})?[ \t]*"
    r"(?=[,，、|\n]|$)"
)
_END: Final = re.compile(r"[\s,，、|]*$")
_LOOKS: Final = re.compile(r"(?<!\\)(?:\\\\)*\(\?<?[=!]|(?<!\\)(?:\\\\)*\\[1-9]")
_EXACT: Final = re.compile(r"(?:exact|精确)[:：]\s*(?=\S)", re.IGNORECASE)
_WORD: Final = re.compile(r"word[:：]\s*(?=\S)", re.IGNORECASE)


class Entry(Struct, frozen=True, gc=False):
    """One entry. `text` is what is looked for, `starts` and `ends` ask for a word's boundary.

    `action` is empty where the list's own holds.
    """

    text: str
    kind: Kind
    starts: bool = True
    ends: bool = True
    action: str = ""

    @property
    def named(self) -> str:
        """The entry as it is typed, without what it brings."""
        match self.kind:
            case "pattern":
                return f"/{self.text}/"
            case "exact":
                return f"exact:{self.text}"
            case _:
                return f"{'' if self.starts else '*'}{self.text}{'' if self.ends else '*'}"

    @property
    def shown(self) -> str:
        """The entry as it is typed."""
        return f"{self.named} {{{self.action}}}" if self.action else self.named


def look_around(text: str) -> str:
    """The first entry that is a pattern with look-around; empty if none is."""
    for found in _ENTRY.finditer(text):
        if found[1] and _LOOKS.search(found[1]):
            return found[1]
    return ""


@lru_cache(maxsize=16)
def parse(text: str) -> tuple[Entry, ...]:
    """Entries, separated by commas (either width), lines or `|`; of equal ones the last.

    Raises:
        UserError: one of them is none, or there are too many.
    """
    found: dict[str, Entry] = {}
    for line in text.split("\n"):
        if line.isalnum() and len(line) <= LONGEST:  # as most are in a list of thousands
            found.pop(line, None)
            found[line] = Entry(line, "word")
            continue
        for one in _read(line):
            found.pop(one.named, None)
            found[one.named] = one
    check(found.values())
    return tuple(found.values())


def _read(line: str) -> Iterator[Entry]:
    at = 0
    while not _END.match(line, at):
        part = _ENTRY.match(line, at)
        if part is None:
            raise UserError(line[at : at + 60].strip())
        at = part.end()
        yield _make(part[1] or "", (part[2] or "").strip(), part[3])


def check(entries: Iterable[Entry]) -> None:
    """Go on only with a list that can be compiled.

    Raises:
        UserError: there are too many entries, or a pattern is none.
    """
    patterns, words = [], 0
    for one in entries:
        if one.kind == "pattern":
            patterns.append(one.text)
        else:
            words += 1
    if words > MOST_WORDS or len(patterns) > MOST_PATTERNS:
        raise UserError(f"≤ {MOST_WORDS}, /…/ ≤ {MOST_PATTERNS}")
    try:
        compile_patterns(tuple(patterns))
    except ValueError as error:
        raise UserError(str(error)) from None


def _make(pattern: str, plain: str, does: str | None) -> Entry:
    kept = action.parse(does) if does is not None else ""
    if pattern:
        if _LOOKS.search(pattern):
            raise UserError(f"{pattern[:60]}: {LOOK_AROUND}")
        if len(pattern) - 2 > MAX_PATTERN:
            raise UserError(f"≤ {MAX_PATTERN}")
        return Entry(pattern[1:-1], "pattern", action=kept)
    if prefix := _EXACT.match(plain):
        return Entry(_sized(plain[prefix.end() :]), "exact", action=kept)
    if prefix := _WORD.match(plain):
        plain = plain[prefix.end() :]
    text = plain.strip("*").strip()
    if not text:
        raise UserError(ALLOWED)
    starts, ends = not plain.startswith("*"), not plain.endswith("*")
    return Entry(_sized(text), "word" if starts or ends else "contains", starts, ends, kept)


def _sized(text: str) -> str:
    if len(text) > LONGEST:
        raise UserError(f"≤ {LONGEST}")
    return text

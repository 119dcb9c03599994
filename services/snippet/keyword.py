"""Keywords: thousands of them found in a text in one pass, as whole words."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick

from bot.core.house import SIGNS
from bot.core.incoming import Facts
from bot.core.settings import Values

MAX_TEXT: Final = 4096
"""Characters of a text that are looked at: more no message has."""

LONGEST: Final = 64
"""Characters of a word, folded."""

_STEP: Final = 192
_ENOUGH: Final = 2_000
"""Hits after which the rest of a text is not looked at: words within words within words would
make thousands of each line, and everybody would wait for that."""

_UNSPACED: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0xABFF),  # Hanzi, kana, and what else stands among them
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Letters of scripts that put no blanks between words. Hangul begins after them."""


def fold(text: str) -> str:
    """A text as it is compared: of one width and case, blanks as one each."""
    text = text[:MAX_TEXT]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split())


def is_said(facts: Facts) -> bool:
    """Whether a message is somebody's own say: bots would answer one another for ever."""
    text, person = facts.text, facts.person
    if not text or text[0] in SIGNS or facts.automatic_forward:
        return False
    return bool(facts.sender_chat) or not (person and person.is_bot)


class Keywords:
    """The words of a group, compiled."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words: Final = words
        self._automaton: Final = AhoCorasick(list(words))

    def find(self, text: str) -> list[str]:
        """The words in a text, each once: the first first, of several there the longest."""
        folded = fold(text)
        whole: list[tuple[int, int, int]] = []
        seen = 0
        for at in range(0, len(folded), _STEP):
            window = folded[at : at + _STEP + LONGEST]
            hits = self._automaton.find_matches_as_indexes(window, overlapping=True)
            whole += [
                (at + start, -at - end, index)
                for index, start, end in hits
                if start < _STEP and _parts(folded, at + start) and _parts(folded, at + end)
            ]
            seen += len(hits)
            if seen > _ENOUGH:
                break
        return list(dict.fromkeys([self._words[index] for _, _, index in sorted(whole)]))

    def any_in(self, text: str) -> bool:
        """Whether there is any."""
        return bool(self.find(text))


def keywords(values: Values) -> Keywords | None:
    """The keywords of a group, None for none; `values.derive(keywords)` compiles them once."""
    words = values.recalled.get("filters")
    return Keywords(words) if words else None


def _parts(text: str, place: int) -> bool:
    """Whether a word may begin or end at a place: no blank is missing there."""
    if place == 0 or place == len(text):
        return True
    return not (_is_spaced(text[place - 1]) and _is_spaced(text[place]))


def _is_spaced(char: str) -> bool:
    """Whether a character belongs to words that blanks part."""
    if not (char.isalnum() or char == "_" or unicodedata.combining(char)):
        return False
    code = ord(char)
    return not any(first <= code <= last for first, last in _UNSPACED)

"""Lexicon: many words found in one pass, with their points."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ahocorasick_rs import AhoCorasick
from msgspec import Struct


class Word(Struct, frozen=True, gc=False):
    """A word of the lexicon. `topic` is the trade, or what a match of it leads to.

    `starts` and `ends` ask for a word boundary there.
    """

    text: str
    points: int
    topic: str
    starts: bool = True
    ends: bool = True


class Match(Struct, frozen=True, gc=False):
    """A word where it stands in the text searched."""

    word: Word
    start: int
    end: int


class Lexicon:
    """Words compiled for searching; `spelling` maps each to the form it is searched in."""

    def __init__(self, words: Iterable[Word], spelling: Callable[[str], str] | None = None) -> None:
        self._words: Final = list(words)
        texts = [word.text for word in self._words]
        self._automaton: Final = AhoCorasick(list(map(spelling, texts)) if spelling else texts)

    def find(self, text: str) -> list[Match]:
        """Return the words in `text`, each once: the heaviest of those that overlap.

        Of two equally heavy ones it is the longer.
        """
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
        if not hits:
            return []
        standing = []
        for index, start, end in hits:
            word = self._words[index]
            if word.starts and start and is_spaced(text[start - 1]):
                continue
            if word.ends and end < len(text) and is_spaced(text[end]):
                continue
            # Sorted as they are: the heaviest first, then the longest, then the first.
            standing.append((-word.points, start - end, start, index))
        if len(standing) > 1:
            standing = _part(standing, len(text))
        return [Match(self._words[hit[3]], hit[2], hit[2] - hit[1]) for hit in standing]


def parse_words(line: str, topic: str) -> Iterator[Word]:
    """Yield the words of a line like `points | word, stem*`."""
    points, _, words = line.partition("|")
    for word in words.split(","):
        yield make_word(word.strip(), int(points), topic)


def choose_words(words: Iterable[Word]) -> list[Word]:
    """Return all words; of one that comes twice, the one with most points."""
    best: dict[str, Word] = {}
    for word in words:
        known = best.get(word.text)
        if known is None or known.points < word.points:
            best[word.text] = word
    return list(best.values())


def make_word(text: str, points: int, topic: str) -> Word:
    """Return a word that matches whole, or with any ending if `text` ends in `*`."""
    stem = text.rstrip("*")
    return Word(
        stem,
        points,
        topic,
        starts=is_spaced(stem[0]),
        ends=stem == text and is_spaced(stem[-1]),
    )


def _part(hits: list[tuple[int, int, int, int]], size: int) -> list[tuple[int, int, int, int]]:
    """Return the first hit of each word that overlaps no better one."""
    hits.sort()
    taken = bytearray(size)
    kept: dict[int, tuple[int, int, int, int]] = {}
    for hit in hits:
        _, minus, start, index = hit
        end = start - minus
        # Longer matches came first: a shorter one overlaps them at one of its ends.
        if not taken[start] and not taken[end - 1]:
            taken[start:end] = b"\x01" * -minus
            kept.setdefault(index, hit)
    return list(kept.values())


def is_spaced(character: str) -> bool:
    """Whether a character belongs to words that spaces part (Hanzi and kana do not)."""
    return character < "\u0e00" and character.isalnum()

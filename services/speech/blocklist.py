"""The blocklist: words and patterns that are not said in a group, however they are spelled."""

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final
from zlib import crc32

from msgspec import Struct

from bot.core.feature import Standing
from bot.core.house import MESSAGES, merge
from bot.core.incoming import Facts
from bot.core.kinds import toggle
from bot.core.settings import Setting, Values
from bot.core.verdict import Verdict
from services.ads.excerpt import excerpt, safe
from services.ads.fold import Folded, fold, read_forms
from services.ads.lexicon import Lexicon, Word, is_spaced
from services.ads.policy import compile_patterns
from services.ads.skeleton import find_hidden, is_crooked, to_skeleton
from services.speech import action
from services.speech.action import Finding, decide
from services.speech.entry import ALLOWED, Entry, parse
from services.trust import is_trusted

RULE = "blocklist"
WORDS = "blocklist.words"

_NAMES: Final = frozenset(
    ["display name", "sender chat", "sender tag", "author signature", "new member", "left member"]
)
"""Carriers of names: what is said is judged here, not what people are called."""

_KEPT: Final = 16
"""Lists that stay compiled while the settings around them change."""

_LONG: Final = 4_000
_SHELVES: Final = 8
"""A list of more words than that is kept on shelves, of which a new word changes only one."""


class Hit(Struct, frozen=True, gc=False):
    """An entry where it was found."""

    entry: Entry
    carrier: str
    evidence: str


class Shelf:
    """Some of the words of a list, found in one pass."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries: dict[str, Entry] = {}
        self._words = []
        for one in entries:
            text = fold(one.text)
            if text and text not in self.entries:
                self.entries[text] = one
                starts = one.starts and is_spaced(text[0])
                ends = one.ends and is_spaced(text[-1])
                self._words.append(Word(text, 0, "", starts, ends))
        self.plain = Lexicon(self._words)

    @cached_property
    def hidden(self) -> Lexicon:
        """The words by their skeletons, made when the first crooked text comes: few ever do."""
        return Lexicon((word for word in self._words if len(word.text) > 2), to_skeleton)


class Blocklist:
    """A list compiled for searching: its words shelf by shelf, all patterns in one pass."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        exact = [one for one in entries if one.kind == "exact"]
        self._exact = {_squeezed(fold(one.text)): one for one in exact}
        self._patterned = [one for one in entries if one.kind == "pattern"]
        self._patterns = (
            compile_patterns(tuple(one.text for one in self._patterned))
            if self._patterned
            else None
        )
        words = [one for one in entries if one.kind in ("word", "contains")]
        self._shelves = [_shelf(tuple(some)) for some in _sorted(words)]

    def find(self, facts: Facts) -> list[Hit]:
        """What of it stands in a message, each entry once."""
        hits: dict[str, Hit] = {}
        for piece in facts.pieces:
            if piece.carrier not in _NAMES:
                for entry, evidence in self._search(piece.text):
                    hits.setdefault(entry.named, Hit(entry, piece.carrier, evidence))
        return list(hits.values())

    def _search(self, text: str) -> Iterator[tuple[Entry, str]]:
        forms = read_forms(text)
        if self._exact:
            for form in (forms.plain, forms.joined):
                if (entry := self._exact.get(_squeezed(form))) is not None:
                    yield entry, safe(text)
        crooked = bool(self._shelves) and is_crooked(forms.joined)
        for shelf in self._shelves:
            for form in dict.fromkeys((forms.plain, forms.joined)):
                for match in shelf.plain.find(form):
                    shown = excerpt(forms.original, form, match.start, match.end)
                    yield shelf.entries[match.word.text], shown
            if crooked:
                for match in find_hidden(forms.joined, shelf.hidden):
                    shown = excerpt(forms.original, forms.joined, match.start, match.end)
                    yield shelf.entries[match.word.text], shown
        if self._patterns is not None:
            yield from self._search_patterns(forms)

    def _search_patterns(self, forms: Folded) -> Iterator[tuple[Entry, str]]:
        assert self._patterns is not None
        written = forms.original.encode("utf-8", "ignore").decode("utf-8")
        for form in dict.fromkeys((written, forms.plain, forms.joined, forms.latin)):
            for index, start, end in self._patterns.find(form):
                shown = (
                    safe(written[start:end])
                    if form is written
                    else excerpt(forms.original, form, start, end)
                )
                yield self._patterned[index], shown


@lru_cache(maxsize=_KEPT * _SHELVES)
def _shelf(entries: tuple[Entry, ...]) -> Shelf:
    return Shelf(entries)


def _sorted(words: list[Entry]) -> list[list[Entry]]:
    if len(words) <= _LONG:
        return [words] if words else []
    shelves: list[list[Entry]] = [[] for _ in range(_SHELVES)]
    for one in words:
        shelves[crc32(one.text.encode()) % _SHELVES].append(one)
    return shelves


@lru_cache(maxsize=_KEPT)
def _compile(lines: tuple[str, ...]) -> Blocklist:
    return Blocklist(parse("\n".join(lines)))


def _of(values: Values) -> Blocklist:
    return _compile(tuple(values[WORDS]))


def _parse(text: str) -> list[str]:
    if text.strip().lower() == "off":
        return []
    return [one.shown for one in parse(text)]


SETTINGS = (
    toggle("blocklist.enabled", False, topical=True),
    Setting(
        key=WORDS,
        default=[],
        parse=_parse,
        show=lambda value: "\n".join(value) or "off",
        allowed=ALLOWED,
        topical=True,
    ),
    action.setting("blocklist.action", topical=True),
)


def read(facts: Facts, values: Values) -> list[Hit] | None:
    """What of the list a message says."""
    if facts.kind not in MESSAGES or facts.content == "service":
        return None
    return values.derive(_of).find(facts) or None


def rule(
    facts: Facts, hits: list[Hit], standing: Standing, values: Values, _now: int
) -> Verdict | None:
    """Each entry brings its own, and together they bring the most of it."""
    trusted = is_trusted(standing, values, facts.at)
    own = values["blocklist.action"]
    by_action: dict[str, list[Finding]] = {}
    for hit in hits:
        finding = Finding("blocked", hit.carrier, hit.evidence)
        by_action.setdefault(hit.entry.action or own, []).append(finding)
    return merge(decide(RULE, does, saw, trusted=trusted) for does, saw in by_action.items())


def _squeezed(text: str) -> str:
    return "".join(text.split())

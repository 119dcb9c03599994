"""A text prepared for the signals: its forms, the words in it, and what else to look for."""

from itertools import chain
from typing import Final

from msgspec import Struct

from services.ads.fold import Folded, read_forms
from services.ads.gate import CROOKED, EMOJI, GAPS, MARKS, NUMERALS, ODD, SPACES, SPELLED
from services.ads.lexicon import Lexicon, Match, choose_words, make_word, parse_words
from services.ads.skeleton import find_hidden, to_skeleton
from services.ads.words import LANGUAGES, read_sections
from services.ads.words.contact import CORES

CONTACT: Final = "contact"
CALL: Final = "call"
WORDS: Final = choose_words(
    chain(
        (
            word
            for language in LANGUAGES
            for topic, lines in read_sections(language).items()
            for line in lines.splitlines()
            for word in parse_words(line, topic)
        ),
        (make_word(core, 0, CONTACT) for core in CORES),
    )
)
_LEXICON: Final = Lexicon(WORDS)
_DULL: Final = frozenset({ODD, EMOJI, SPACES, NUMERALS, GAPS, MARKS, SPELLED})
_MIN_HIDDEN: Final = 5
_SKELETONS: Final = Lexicon(
    (
        word
        for word in WORDS
        if len(word.text) >= _MIN_HIDDEN and word.points >= 2 and word.text[0] < "\u0e00"
    ),
    to_skeleton,
)


class View(Struct, frozen=True, gc=False):
    """One text as the signals get it. `hidden` are words that only its skeleton shows."""

    forms: Folded
    kind: str
    words: tuple[Match, ...]
    hidden: tuple[Match, ...]
    flags: frozenset[int]


def look(text: str, kind: str) -> View | None:
    """Prepare `text`; None if nothing in it can be of interest to any signal."""
    forms = read_forms(text)
    joined = forms.joined
    # A user name or the name of a sticker set has `_` where others have spaces.
    words = _LEXICON.find(joined if kind == "words" else joined.replace("_", " "))
    flags = forms.flags
    if not words and flags <= _DULL and not forms.odd:
        return None
    hidden = _find_unseen(joined, words) if CROOKED in flags else ()
    return View(forms, kind, tuple(words), hidden, flags)


def _find_unseen(joined: str, words: list[Match]) -> tuple[Match, ...]:
    seen = {match.word.text for match in words}
    found = find_hidden(joined, _SKELETONS)
    return tuple(match for match in found if match.word.text not in seen)

"""Skeletons: crooked words, made of look-alikes from several alphabets, read as one."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

import decancer_py

from services.ads.lexicon import Lexicon, Match

# A word is crooked if it mixes alphabets, puts digits or signs among letters, or uses
# letters that none of the alphabets of ordinary chat has. Real Greek or Russian is straight.
_MIXED: Final = re.compile(
    "[a-z][а-яёіїєґ]|[а-яёіїєґ][a-z]|[α-ωάέήίόύώ][a-zа-яё]|[a-zа-яё][α-ωάέήίόύώ]"
    "|[\u0180-\u024f\u0250-\u02af\u0530-\u058f\u1d00-\u1dbf\u13a0-\u13ff\u1400-\u167f\uab30-\uabbf"
    "\U0001f110-\U0001f1ff]"
)
_LEET: Final = re.compile(
    r"[^\W\d_㐀-鿿][0134568@$*][^\W\d_㐀-鿿]|[^\W\d_㐀-鿿][0134568@$*]{2}[^\W\d_㐀-鿿]"
)
_LEET_TABLE: Final = str.maketrans("0134568@$*", "oieasbbaso")


def is_mixed(text: str) -> bool:
    """Tell whether a word of `text` mixes alphabets or uses letters of none."""
    return _MIXED.search(text) is not None


def is_crooked(text: str) -> bool:
    """Tell whether `text` has a word that mixes alphabets, or digits among letters."""
    return _LEET.search(text) is not None or is_mixed(text)


def to_latin(text: str) -> str:
    """Return `text` with look-alike letters of all scripts as Latin ones; Hanzi stay."""
    cured = decancer_py.parse(
        text,
        retain_chinese=True,
        retain_japanese=True,
        retain_korean=True,
        disable_bidi=True,
    )
    return str(cured)


@lru_cache(maxsize=8_192)
def to_skeleton(text: str) -> str:
    """Return the crudest form: Latin look-alikes, with digits and signs read as letters."""
    return to_latin(text).translate(_LEET_TABLE)


def straighten(text: str) -> str:
    """Return `text` with its mixed words in Latin look-alikes, all others as they are."""
    words = text.split(" ")
    if is_mixed(text):
        words = [to_latin(word) if is_mixed(word) else word for word in words]
    return " ".join(words)


def find_hidden(text: str, skeletons: Lexicon) -> list[Match]:
    """Return the words that only the skeletons of crooked words of `text` show.

    Matches without a crooked word are left out: they are as plain to see in `text`.
    """
    words = text.split(" ")
    bones = [to_skeleton(word) for word in words]
    starts, offset = [], 0
    for bone in bones:
        starts.append(offset)
        offset += len(bone) + 1
    found = []
    for match in skeletons.find(" ".join(bones)):
        first, last = bisect_right(starts, match.start) - 1, bisect_right(starts, match.end - 1)
        if any(is_crooked(word) for word in words[first:last]):
            start = sum(map(len, words[:first])) + first
            end = start + len(" ".join(words[first:last]))
            found.append(Match(match.word, start, end))
    return found

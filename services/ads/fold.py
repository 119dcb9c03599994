"""Folding: the forms of a text that are matched. Never shown, never stored."""

import unicodedata
from functools import lru_cache
from typing import Final

from msgspec import Struct
from zhconv_rs import zhconv

from services.ads.emoji import spell_emoji
from services.ads.gate import CROOKED, EMOJI, NUMERALS, ODD, SPACES, scan
from services.ads.numeral import unmask_numerals
from services.ads.skeleton import straighten
from services.ads.squash import squash

MAX_LENGTH: Final = 16_384

_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\t\n\r\x0b\x0c\x85\u2028\u2029")
_DROPPED: Final = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"})
_CHANGING: Final = frozenset({EMOJI, SPACES, NUMERALS})
_ROUNDS: Final = 4


class Folded(Struct, frozen=True, gc=False):
    """One text in the forms that signals look at.

    `plain` keeps scripts apart (real Russian stays Russian); `joined` is `plain` with
    split words put together; `latin` is that with mixed words in Latin look-alikes.
    Forms that would equal `plain` are the same object. `flags` are the gate's, `odd`
    tells of characters that ordinary writing does not need.
    """

    original: str
    plain: str
    joined: str
    latin: str
    flags: frozenset[int]
    odd: bool = False


@lru_cache(maxsize=8)
def read_forms(text: str) -> Folded:
    """Return all forms of `text`, computing only those that can differ.

    The last few are remembered: an owner's lists read what the signals have just read.
    """
    original = text[:MAX_LENGTH]
    plain, flags, odd = _fold(original)
    joined = squash(plain, flags)
    if joined is not plain and joined != plain:
        flags = scan(joined)
    latin = straighten(joined) if CROOKED in flags else joined
    return Folded(original, plain, joined, latin, flags, odd)


def fold(text: str) -> str:
    """Return the plain form: compatible characters, lower case, simplified Chinese.

    Format, zero-width, tag, private and surrogate characters, bidirectional overrides,
    fillers and combining marks are gone. Idempotent.
    """
    return _fold(text[:MAX_LENGTH])[0]


def _fold(text: str) -> tuple[str, frozenset[int], bool]:
    lowered = text.casefold()
    try:
        flags = scan(lowered)
    except UnicodeEncodeError:
        lowered = lowered.encode("utf-8", "ignore").decode("utf-8")
        flags = scan(lowered)
    if ODD not in flags:
        if flags.isdisjoint(_CHANGING):
            return lowered if lowered.isascii() else zhconv(lowered, "zh-hans", False), flags, False
        lowered = _finish(lowered)
        return lowered, scan(lowered), False
    for _ in range(_ROUNDS):
        before = lowered
        lowered = _finish(_strip(lowered))
        if lowered == before:
            break
    return lowered, scan(lowered), True


def _finish(text: str) -> str:
    text = text.casefold()
    if not text.isascii():
        text = unmask_numerals(zhconv(spell_emoji(text), "zh-hans", False))
    return " ".join(text.split())


def _strip(text: str) -> str:
    return "".join(map(_keep, unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=4096)
def _keep(character: str) -> str:
    if character in _FILLERS:
        return " "
    return "" if unicodedata.category(character) in _DROPPED else character

"""Excerpts: evidence in the original's own words, safe to show and to store."""

import re
from functools import lru_cache
from typing import Final

from services.ads.reading import MAX_EVIDENCE

_FILLERS: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]+")
_WORDS: Final = re.compile("[!-~А-яЁё一-鿿]+(?: [!-~А-яЁё一-鿿]+)*")
_AROUND: Final = 12


def excerpt(original: str, folded: str, start: int, end: int) -> str:
    """Return the part of `original` that `folded[start:end]` came from, ≤ 120 characters.

    Where folding changed the length the place is estimated, with more text around it.
    """
    if len(original) == len(folded):
        return safe(original[start:end])
    at = _lower(original).find(folded[start:end])
    if at >= 0:
        return safe(original[at : at + end - start])
    scale = len(original) / max(1, len(folded))
    first, last = int(start * scale) - _AROUND, int(end * scale) + _AROUND
    return safe(original[max(0, first) : last]) or safe(original)


@lru_cache(maxsize=8)
def _lower(text: str) -> str:
    return text.casefold()


def safe(text: str) -> str:
    """Return `text` on one line, without control or invisible characters, cut to 120."""
    if len(text) <= MAX_EVIDENCE and _WORDS.fullmatch(text) is not None:
        return text
    clipped = _FILLERS.sub(" ", text[: MAX_EVIDENCE * 4])
    if not clipped.isprintable():
        clipped = "".join(sign if sign.isprintable() else " " for sign in clipped)
    return " ".join(clipped.split())[:MAX_EVIDENCE]

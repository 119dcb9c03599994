"""Squashing: words that were split by spaces, emoji or dots, put together again."""

import re
from typing import Final

from services.ads.gate import GAPS, MARKS, SPELLED

# Clause marks stay: words of two clauses are not one word. What stands before a gap is looked
# at from behind its first sign: letters are then skipped without a look back from each.
_SIGN: Final = r"[^\w，。！？；：、,.!?;:()（）@/]"
_GAP: Final = re.compile(
    rf"{_SIGN}(?:(?<=[㐀-鿿].){_SIGN}*(?=[㐀-鿿a-z])|(?<=[a-z].){_SIGN}*(?=[㐀-鿿]))", re.DOTALL
)
_MARKED: Final = re.compile(r"(?:[㐀-鿿][^\w\s]{1,3}){3,}[㐀-鿿]")
_SPELLED: Final = re.compile(r"(?<![^\W_])[^\W\d_](?:[\W_]{1,3}[^\W\d_]){3,}(?![^\W_])")
_NOT_WORD: Final = re.compile(r"[\W_]+")


def squash(text: str, flags: frozenset[int]) -> str:
    """Return `text` with letters joined that only decoration kept apart.

    Between Hanzi, spaces and symbols go, clause marks stay unless every character has
    one. Letters of other scripts are joined where four or more stand alone in a row.
    `flags` are the gate's for this text; without one of its kinds it comes back as it is.
    """
    if GAPS in flags:
        text = _GAP.sub("", text)
    if MARKS in flags:
        text = _MARKED.sub(_join, text)
    if SPELLED in flags:
        text = _SPELLED.sub(_join, text)
    return text


def _join(match: re.Match[str]) -> str:
    return _NOT_WORD.sub("", match[0])

"""Words: the one form in which texts are compared, and what of it the index holds.

Chinese characters are simplified each by itself: converters that look at whole words make of the
same character another one here than there, and what is in a text would not be found in it.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from zhconv_rs import zhconv

VERSION = 1
"""Raised with every change of what is cut here: the index is then made anew."""

LONGEST = 64
"""Characters of a whole word that the index holds."""

_DENSE = (
    "\u0900-\u109f"  # India, Thailand, Laos, Tibet, Myanmar
    "\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035"
    "\u3040-\u312f\u3130-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U000323af"
)
"""Scripts without blanks between words: any part of a run may be looked for."""

_RUNS = re.compile(f"[{_DENSE}]+|[^\\W_{_DENSE}]+")
_ONE_DENSE = re.compile(f"[{_DENSE}]")
_UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_RANGES = ((0x2E80, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))


def canonical(text: str) -> str:
    """A text as it is compared: runs of letters, folded, one blank between each two. Idempotent."""
    if text.isascii():
        return " ".join(_RUNS.findall(text.lower()))
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = unicodedata.normalize("NFKC", folded).translate(_simplified())
    return " ".join(_RUNS.findall(_UNSEEN.sub("", folded)))


def tokens(form: str) -> set[str]:
    """What the index holds of a text in its canonical form: of dense runs each character and each
    pair, of others the whole word."""
    found: set[str] = set()
    for run in form.split():
        if is_dense(run):
            found.update(run)
            found.update(map(str.__add__, run, run[1:]))
        else:
            found.add(run[:LONGEST])
    return found


def needed(form: str) -> list[str]:
    """The fewest tokens without which a text cannot contain this."""
    found: dict[str, None] = {}
    for run in form.split():
        if not is_dense(run):
            found[run[:LONGEST]] = None
        elif len(run) == 1:
            found[run] = None
        else:
            found.update(dict.fromkeys(map(str.__add__, run, run[1:])))
    return list(found)


def is_dense(run: str) -> bool:
    """Whether a run is of a script without blanks."""
    return run[0] >= "\u0900" and _ONE_DENSE.match(run) is not None


@cache
def _simplified() -> Mapping[int, str]:
    """Every character that has a simplified form, with it."""
    every = [chr(code) for first, end in _RANGES for code in range(first, end)]
    forms = dict(zip(every, zhconv("\n".join(every), "zh-hans", False).split("\n"), strict=True))
    found = {}
    for one, form in forms.items():
        # A few lead to another that leads on.
        while forms.get(form, form) != form and forms[form] != one:
            form = forms[form]
        if form != one and len(form) == 1:
            found[ord(one)] = form
    return found

"""Disguise: writing that only makes sense to hide words from a machine."""

import re
from collections.abc import Iterator
from typing import Final

from services.ads.excerpt import excerpt, safe
from services.ads.reading import Hit
from services.ads.view import View

# Words that mix Latin or Greek look-alikes into Cyrillic, or the other way round.
_LOOKALIKE: Final = "aceopxykbmhtαοερτνυκ"
_MIXED: Final = re.compile(rf"\b(?=\w*[а-яё])(?=\w*[{_LOOKALIKE}])[а-яё{_LOOKALIKE}3046]{{3,}}\b")
_INSIDE: Final = re.compile(
    "[^\\W\\d_][\u00ad\u034f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\U000e0020-\U000e007f]+[^\\W\\d_]"
)
_FANCY: Final = re.compile("[\U0001d400-\U0001d7ff\U0001f130-\U0001f189ⓐ-ⓩⒶ-Ⓩａ-ｚＡ-Ｚ]{4,}")
_TWO: Final = 2


def find_disguises(view: View) -> Iterator[Hit]:
    """Yield hidden words, mixed alphabets, invisible characters inside words, fancy letters."""
    forms = view.forms
    for match in view.hidden:
        evidence = excerpt(forms.original, forms.joined, match.start, match.end)
        yield Hit("disguise", "disguise", "hidden word", evidence, 2)
        break
    if forms.latin is not forms.joined:
        mixed = _MIXED.findall(forms.joined)
        if len(mixed) >= _TWO:
            yield Hit("mixed letters", "disguise", "mixed", safe(" ".join(mixed[:8])), 3)
    if forms.odd:
        inside = _INSIDE.findall(forms.original)
        if len(inside) >= _TWO:
            yield Hit("invisible characters", "disguise", "inside", safe(forms.original), 2)
        fancy = _FANCY.search(forms.original)
        if fancy is not None:
            yield Hit("fancy letters", "disguise", "fancy", safe(fancy[0]), 1)

"""Emoji that stand for words: a heart for 心, a satellite for 卫星, a penguin for QQ."""

import re
from typing import Final

_WORDS: Final = {
    "心": "❤♥💚💛💙💜🧡🖤💗💕💖💓❣♡",
    "信": "✉📧📩💌",
    "卫星": "🛰",
    "qq": "🐧",
    "+": "➕",
    "id": "🆔",
    "v": "Ⓥⓥ",
    "a": "🅰",
    "b": "🅱",
    "m": "Ⓜⓜ",
    "o": "🅾⭕",
    "p": "🅿",
    "x": "❌✖❎",
    "$": "💲",
}
SPOKEN: Final = "".join(_WORDS.values())
"""All emoji that are written out."""

_TABLE: Final = str.maketrans({sign: word for word, signs in _WORDS.items() for sign in signs})
_ANY: Final = re.compile(f"[{SPOKEN}]")
_SELECTORS: Final = re.compile("[\ufe0e\ufe0f\u200d\u20e3]+")


def spell_emoji(text: str) -> str:
    """Return `text` with those emoji written out that ads use as letters and words."""
    bare = _SELECTORS.sub("", text)
    return bare.translate(_TABLE) if _ANY.search(bare) is not None else bare

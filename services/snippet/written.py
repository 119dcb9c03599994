"""What is typed behind `/filter`: words or phrases, and what is to be answered to them."""

import re
from typing import Final

from services.template.rich import Rich

QUOTES: Final = {'"': '"', "“": "”", "„": "“", "「": "」", "«": "»", "＂": "＂", "”": "”"}
_COMMA: Final = re.compile("[,，、]")


def words_of(written: Rich) -> tuple[list[str], Rich]:
    """The words, and the rest: one word, one phrase in quotes, or several in brackets.

    No word at all: what was typed is understood by nobody.
    """
    text = written.text
    if not text:
        return [], written
    if text[0] in "(（":
        end = _end_of_list(text)
        words = _listed(text[1:end]) if end else []
        return words, written.without(((0, end + 1),)) if end else written
    if text[0] in QUOTES:
        end = text.find(QUOTES[text[0]], 1)
        if end > 1:
            return [text[1:end].strip()], written.without(((0, end + 1),))
        return [], written
    word = text.split(None, 1)[0]
    return [word], written.without(((0, len(word)),))


def _end_of_list(text: str) -> int:
    """Where the closing bracket is that stands in no quotes; 0 if there is none."""
    closing = ""
    for place, char in enumerate(text):
        if closing:
            closing = "" if char == closing else closing
        elif char in QUOTES:
            closing = QUOTES[char]
        elif char in ")）":
            return place
    return 0


def _listed(text: str) -> list[str]:
    """Words between commas; quotes around them go, and commas in those are none."""
    words, word, closing = list[str](), "", ""
    for char in text:
        if closing:
            if char == closing:
                closing = ""
            else:
                word += char
        elif char in QUOTES and not word.strip():
            closing = QUOTES[char]
        elif _COMMA.match(char):
            words.append(word)
            word = ""
        else:
            word += char
    return [one.strip() for one in (*words, word) if one.strip()]

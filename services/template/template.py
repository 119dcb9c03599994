"""Templates: a text with marks, buttons and fillings, as it is written, judged and filled in.

A template is kept as its source: HTML in which the buttons stand as they were typed. What people
bring in is escaped and filled in once, so that nothing in a name is taken for a filling.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Final

from msgspec import Struct

from bot.core import texts
from services.template.button import BadButton, Rows, part
from services.template.rich import from_html

PERSONAL: Final = ("first", "last", "name", "mention", "username")
OTHERS: Final = ("id", "group", "count")
RULES: Final = "rules"
SYNONYMS: Final = {"fullname": "name", "chatname": "group"}
"""What others call the same."""

TEXT, CAPTION = 4096, 1024
"""Units of UTF-16 in a message. https://core.telegram.org/bots/api#sendmessage"""

NAMES: Final = 200
"""Units that the names of one filling take at most; all others take fewer."""

COUNT: Final = "\ue002"
"""Stands for the number of members until Telegram told it. Nothing that is written holds it."""

_FILLING: Final = re.compile(
    r"\{(" + "|".join((*PERSONAL, *OTHERS, RULES, *SYNONYMS)) + r")\}", re.IGNORECASE
)
_PARTS: Final = re.compile(r"(<[^>]*>)")


class Template(Struct, frozen=True):
    """A template as it is used: HTML with fillings, buttons, and whether the rules are among
    these. `size` is what it takes at most, in units of UTF-16."""

    html: str
    buttons: Rows
    rules: bool
    size: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.html

    def fill(self, fillings: Mapping[str, tuple[str, str]]) -> str:
        """The text as HTML; a filling is given as words and as HTML."""
        # Tags are left alone: what is filled into one could end it.
        return "".join(
            one if one.startswith("<") else _FILLING.sub(lambda f: fillings[_name(f)][1], one)
            for one in _PARTS.split(self.html)
        )

    def fill_label(self, label: str, fillings: Mapping[str, tuple[str, str]]) -> str:
        """The label of a button, which has no marks."""
        return _FILLING.sub(lambda found: fillings[_name(found)][0], label)[:64]


def _name(found: re.Match[str]) -> str:
    name = found[1].lower()
    return SYNONYMS.get(name, name)


@lru_cache(maxsize=1024)
def compile_template(source: str) -> Template:
    """The template of a source.

    Raises:
        BadButton: one of its buttons cannot be.
    """
    rich, buttons = part(from_html(source))
    spans = [one.span() for one in _FILLING.finditer(rich.text) if _name(one) == RULES]
    rich = rich.without(spans).stripped()
    named = [_name(one) for one in _FILLING.finditer(rich.text)]
    bare = _FILLING.sub("", rich.text)
    return Template(rich.html(), buttons, bool(spans), texts.size(bare) + NAMES * len(named))


def normal(source: str) -> str:
    """The canonical source of what somebody wrote."""
    return from_html(source.replace(COUNT, "")).stripped().html()


def judge(source: str, most: int = TEXT) -> str:
    """Why a source can be no template: `long`, `empty`, or `button:LABEL`; empty if it can."""
    try:
        made = compile_template(source)
    except BadButton as error:
        return f"button:{error.label}"
    if made.is_empty:
        return "empty"
    return "long" if made.size > most else ""


def worded(text: str) -> tuple[str, str]:
    """A filling of mere words."""
    return text, escape(text, quote=False)

"""Texts in two languages, by Project Fluent. What is filled in is escaped by type, not by memory.

`bot/locales/<language>/<feature>.ftl` holds them; a file that is put there is read. Where Fluent
itself would print `{$name}` and go on, this raises.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from html import escape, unescape
from importlib.resources import files
from typing import Final

from babel import Locale
from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentType
from fluent.syntax.ast import Message, Resource

from bot.core import ftl

LANGUAGES: Final = ("zh", "en")
_TAG: Final = re.compile("<[^>]*>")
_MARK: Final = re.compile("\ue000([0-9]+)\ue001")


class Html(str):
    """Text that is HTML already and is filled in as it stands."""


def say(language: str, name: str, /, **fillings: object) -> str:
    """A text with its fillings, as HTML; to be put into another one it is wrapped in `Html`.

    A filling is a text, or a number (64 bits), which is shown grouped (`1,234`) and chooses the
    plural: a number that only names something (a case, a person, a chat) is given as text.

    Raises:
        KeyError: there is no such language or text, or a filling is missing.
        TypeError: a filling is neither text nor number, or a number behind a `#`.
    """
    return catalogue(language).say(name, fillings)


def find(language: str, name: str) -> str | None:
    """A text that takes no fillings; None if there is none of that name.

    Raises:
        KeyError: there is no such language, or the text takes fillings.
    """
    known = catalogue(language)
    return known.say(name, {}) if name in known.variables else None


def plain(language: str, name: str) -> str:
    """A text that takes no fillings, without its markup: menus and alerts show none.

    Raises:
        KeyError: there is no such text, or it takes fillings.
    """
    return unmarked(say(language, name))


def unmarked(text: str) -> str:
    """A text of the catalogue without its markup."""
    return unescape(_TAG.sub("", text))


def size(text: str) -> int:
    """How long a text is as Telegram counts: in UTF-16 units, of which many emoji take two."""
    return len(text) + sum(char > "\uffff" for char in text)


def language_of(code: str, default: str) -> str:
    """The language to speak with somebody whose client names one."""
    if not code:
        return default
    return "zh" if code.lower().startswith("zh") else "en"


@cache
def catalogue(language: str) -> "Catalogue":
    """Every text of a language; its files are read at the first call.

    Raises:
        KeyError: there is no such language.
        ValueError: a file is not what it should be; see `bot.core.ftl`.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    folder = files("bot.locales").joinpath(language)
    texts = {file.name: file for file in folder.iterdir() if file.name.endswith(".ftl")}
    return Catalogue(language, {name: texts[name].read_text("utf-8") for name in sorted(texts)})


class Catalogue:
    """The texts of one language, made of the sources of its files, by file name.

    `variables` holds what each text has to be given.

    Raises:
        ValueError: a source is not what it should be; see `bot.core.ftl`.
    """

    def __init__(self, language: str, sources: Mapping[str, str]) -> None:
        entries = ftl.parse(sources)
        names = [name for name, entry in entries.items() if isinstance(entry, Message)]
        self.variables: Final = {name: ftl.variables(entries, name) for name in names}
        self._numbers: Final = {name: ftl.numbers(entries, name) for name in names}
        self._bundle: Final = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(Resource(list(entries.values())))

    def say(self, name: str, fillings: Mapping[str, object]) -> str:
        """A text with its fillings; raises as `say` of this module."""
        if missing := self.variables[name] - fillings.keys():
            raise KeyError(f"{name}: no {', '.join(sorted(missing))}")
        if wrong := [key for key in self._numbers[name] if not isinstance(fillings[key], str)]:
            raise TypeError(f"{name}: {wrong[0]} names something and is given as text")
        held: list[str] = []
        given = {key: _given(f"{name}: {key}", value, held) for key, value in fillings.items()}
        pattern = self._bundle.get_message(name).value
        text, errors = self._bundle.format_pattern(pattern, given) if pattern else ("", [])
        if errors or not isinstance(text, str):
            raise KeyError(f"{name}: {'; '.join(map(str, errors))}")
        return _MARK.sub(lambda mark: held[int(mark[1])], text)


class _Held(FluentType):
    """A text that Fluent does not get to see: a mark stands for it until Fluent is done.

    So nothing in it is taken for Fluent, and Fluent's own limit (2,500 characters in one filling)
    does not hold. A selector may still ask what it says.
    """

    def __init__(self, text: str, mark: str) -> None:
        self._text = text
        self._mark = mark

    def format(self, locale: Locale) -> str:
        return self._mark

    def __eq__(self, other: object) -> bool:
        return self._text == other

    def __hash__(self) -> int:
        return hash(self._text)


def _given(name: str, value: object, held: list[str]) -> object:
    if isinstance(value, str):
        # Quotes, too: a filling may stand in an attribute.
        safe = escape(value, quote=False).replace('"', "&quot;")
        held.append(value if isinstance(value, Html) else safe)
        return _Held(value, f"\ue000{len(held) - 1}\ue001")
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value
    raise TypeError(f"{name} is neither text nor number but {type(value).__name__}")

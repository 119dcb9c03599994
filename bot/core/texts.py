"""Texts in two languages. What is filled in is escaped here, by type and not by memory."""

import tomllib
from functools import cache
from html import escape
from importlib.resources import files

LANGUAGES = ("zh", "en")


class Html(str):
    """Text that is HTML already and is filled in as it stands."""


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every text of a language, by key.

    Raises:
        KeyError: there is no such language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    source = files("bot.locales").joinpath(f"{language}.toml").read_text("utf-8")
    return {
        f"{section}.{key}": text
        for section, entries in tomllib.loads(source).items()
        for key, text in entries.items()
    }


def say(language: str, key: str, /, **fillings: object) -> str:
    """A text with its fillings, as HTML.

    Raises:
        KeyError: the key is in no catalogue, or a filling is missing.
    """
    safe = {
        name: value if isinstance(value, Html) else escape(str(value), quote=False)
        for name, value in fillings.items()
    }
    return catalogue(language)[key].format(**safe)


def language_of(code: str, default: str) -> str:
    """The language to speak with somebody whose client names one."""
    if not code:
        return default
    return "zh" if code.lower().startswith("zh") else "en"

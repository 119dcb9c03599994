"""How a code is written, and what a spelling of one means. Pure.

A code is a date, eight digits, and a serial number of that day, three digits or more. It stands
behind a prefix as a hashtag of Telegram's: letters of any script and digits, at least one letter,
not followed by another `#`. https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp
"""

import re
import unicodedata
from datetime import date
from typing import Final

from msgspec import Struct

from bot.core import texts
from bot.core.settings import Unfit
from services.template import clean

LONGEST: Final = 16
"""Characters of a prefix."""

TITLE: Final = 64
"""UTF-16 units of a title."""

MOST: Final = 999_999
"""The highest serial number of a day."""

_FORM = re.compile(r"(?<![^\W_])[#＃]([^\W_]{0,15}[^\W\d_])(\d{11,14})[#＃]")
"""As people of WeChat write it, with a sign on either side."""

_SPELLING = re.compile(r"#*([^\W_]*[^\W\d_])?(\d{7,14})#*(?:#([^\W_]*[^\W\d_]))?#*")
_BETWEEN = re.compile(r"[\s.:/_–—-]+|(?<=\d)[年月日号號]")
_HIDDEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_SPOKEN: Final = 64
"""Characters beyond which nothing is taken for a code."""


class Asked(Struct, frozen=True, gc=False):
    """What a spelling leaves open: 0 and empty stand for any. `date` is month and day."""

    prefix: str = ""
    day: int = 0
    date: int = 0
    serial: int = 0


class Form(Struct, frozen=True, gc=False):
    """The form of WeChat in a text: its prefix, its digits, and what else is said."""

    prefix: str
    digits: str
    rest: str


def digits_of(day: int, serial: int) -> str:
    """A code without its prefix, `20170201201`."""
    return f"{day:08}{serial:03}"


def tag_of(prefix: str, digits: str) -> str:
    """The tag that can be tapped."""
    return f"#{prefix}{digits}"


def tags_of(prefix: str, digits: str) -> str:
    """The tag and that of its family, a blank between them: touching ones kill each other."""
    return f"#{prefix}{digits} #{prefix}"


def part(digits: str) -> tuple[int, int] | None:
    """Day and serial number of a whole code; None if there is no such day or number."""
    day, serial = digits[:8], digits[8:]
    if not (len(digits) >= 11 and digits.isascii() and digits.isdigit() and is_day(int(day))):
        return None
    return (int(day), int(serial)) if 0 < int(serial) <= MOST else None


def is_day(number: int) -> bool:
    """Whether a number such as 20170201 is a day."""
    try:
        date(number // 10_000, number // 100 % 100, number % 100)
    except ValueError:
        return False
    return number >= 10_000_000


def is_prefix(text: str) -> bool:
    """Whether a prefix makes a live tag and can be told from the digits behind it."""
    fine = all(unicodedata.category(one)[0] == "L" or one.isdecimal() for one in text)
    return 0 < len(text) <= LONGEST and fine and unicodedata.category(text[-1])[0] == "L"


def check_prefix(text: str) -> str:
    """A prefix as it is kept.

    Raises:
        Unfit: it makes no tag.
    """
    prefix = unicodedata.normalize("NFKC", text).strip().lstrip("#")
    if not is_prefix(prefix):
        raise Unfit("stair-prefix-wrong", most=LONGEST)
    return prefix


def has_form(text: str) -> bool:
    """Whether a text may hold the form of WeChat; asked of every message."""
    return ("#" in text or "＃" in text) and _FORM.search(text) is not None


def find_form(text: str) -> Form | None:
    """The first form of WeChat in a text."""
    found = _FORM.search(text)
    if found is None:
        return None
    prefix, digits = (unicodedata.normalize("NFKC", one) for one in found.groups())
    if not is_prefix(prefix) or part(digits) is None:
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return Form(prefix, digits, rest.replace(f"#{prefix}", " ").strip(" \t\n:：,，。-—·"))


def title_of(text: str) -> str:
    """The first line of a text that says something, as a title."""
    lines = [one for one in text.splitlines() if one.strip()]
    title = clean(lines[0], TITLE) if lines else ""
    while texts.size(title) > TITLE:
        title = title.removesuffix("…")[:-1] + "…"
    return title


def read(text: str) -> Asked | None:
    """What a spelling means: any width, with or without sign, prefix, family and year.

    `20170201201`, `0201201`, `170201201`, `2017-02-01 201`; `20170201` alone is the whole day.
    None: it is no code.
    """
    plain = _HIDDEN.sub("", unicodedata.normalize("NFKC", text[: _SPOKEN * 2])).strip()
    if len(plain) > _SPOKEN or len(text) > _SPOKEN * 2:
        return None
    found = _SPELLING.fullmatch(_BETWEEN.sub("", plain))
    if found is None:
        return None
    prefix, digits, family = found[1] or "", found[2], found[3] or ""
    if family and prefix and family.casefold() != prefix.casefold():
        return None
    return _meant(prefix or family, digits)


def _meant(prefix: str, digits: str) -> Asked | None:
    if whole := part(digits):
        return Asked(prefix, day=whole[0], serial=whole[1])
    if len(digits) == 8 and is_day(int(digits)):
        return Asked(prefix, day=int(digits))
    if len(digits) in (9, 10) and is_day(day := 20_000_000 + int(digits[:6])):
        return Asked(prefix, day=day, serial=int(digits[6:]))
    if len(digits) <= 10 and is_day(20_000_000 + int(digits[:4])) and int(digits[4:]):
        return Asked(prefix, date=int(digits[:4]), serial=int(digits[4:]))
    return None

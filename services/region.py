"""Regions an applicant may be from: countries by ISO 3166, or what else a group calls one."""

from collections.abc import Sequence
from functools import cache
from zlib import crc32

from babel import Locale

from bot.core.errors import UserError

LONGEST = 40
"""Characters of one region."""

MOST = 300
"""Regions of one group; there are 250 countries."""

PAGE = 12
"""Regions that are shown at once."""

_NONE = frozenset(("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"))
"""Codes with a name that are no country."""

_USUAL = {
    "usa": "US",
    "uk": "GB",
    "uae": "AE",
    "hong kong": "HK",
    "macao": "MO",
    "macau": "MO",
    "香港": "HK",
    "澳门": "MO",
    "中国大陆": "CN",
    "阿联酋": "AE",
}
"""Names that people use and the catalogue does not."""


def country_name(code: str, language: str) -> str:
    """The name of a country in a language; what is no country is called what it is."""
    return _territories(language).get(code, code) if is_country(code) else code


def is_country(entry: str) -> bool:
    """Whether an entry is the code of a country."""
    return len(entry) == 2 and entry.isascii() and entry in _codes()


def understand(entry: str) -> str:
    """A region as it is kept: the code of a country, else the words themselves.

    Raises:
        UserError: it is too long.
    """
    words = " ".join(entry.split())
    if len(words) > LONGEST:
        raise UserError(f"≤ {LONGEST}")
    if is_country(words.upper()):
        return words.upper()
    return _by_name().get(words.casefold(), words)


def countries(regions: Sequence[str]) -> list[str]:
    """Those of some regions that a phone number can prove."""
    return [one for one in regions if is_country(one)]


def mark(entry: str) -> str:
    """A few letters and digits for a region, the same whatever is listed beside it."""
    return f"{crc32(entry.encode()):08x}"


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).territories)


@cache
def _codes() -> frozenset[str]:
    codes = {code for code in _territories("en") if len(code) == 2 and code.isalpha()}
    return frozenset(codes - _NONE)


@cache
def _by_name() -> dict[str, str]:
    found = {
        _territories(language)[code].casefold(): code
        for language in ("en", "zh")
        for code in _codes()
        if code in _territories(language)
    }
    return found | _USUAL

"""Dates, lengths of time, numbers and lists as people write them.

An instant is in seconds since 1970 (UTC), between the years 1 and 9999; a zone is a name of the
IANA data base like `Asia/Shanghai`. What comes out is plain text; see `listing` for HTML.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, get_datetime_format
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.core import texts
from bot.core.duration import DAY, HOUR, MINUTE, SECOND
from bot.core.texts import Html

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS: Final = (("d", DAY), ("h", HOUR), ("m", MINUTE), ("s", SECOND))


def date(instant: float, language: str, zone: str) -> str:
    """The day: `Nov 22, 2026`, `2026年11月22日`.

    Raises:
        OverflowError: the instant is outside the years 1 to 9999 in that zone.
        ZoneInfoNotFoundError, ValueError: there is no such zone.
    """
    return format_date(_there(instant, zone), "medium", locale=language)


def month(year: int, number: int, language: str) -> str:
    """A month: `Nov 2026`, `2026年11月`."""
    return format_skeleton("yMMM", datetime(year, number, 1, tzinfo=UTC), locale=language)


def clock(instant: float, zone: str) -> str:
    """The time of day, `09:05` to `23:59`, in either language; raises as `date`."""
    return format(_there(instant, zone), "%H:%M")


def date_time(instant: float, language: str, zone: str) -> str:
    """Day and time: `Nov 22, 2026, 09:05`, `2026年11月22日 09:05`; raises as `date`."""
    pattern = str(get_datetime_format("medium", locale=language))
    return pattern.format(clock(instant, zone), date(instant, language, zone))


def stamp(instant: float, zone: str) -> str:
    """Day and time for machines, `2026-11-22T09:05:00+08:00`; raises as `date`."""
    return _there(instant, zone).isoformat(timespec="seconds")


def span(seconds: float, language: str) -> str:
    """A length of time by its two largest units, cut off: `3 days 4 hours`, `3 天 4 小时`.

    Units of which there is none are left out (`1 day 5 minutes`). What is over is `0 seconds`.
    """
    rest = max(0, int(seconds))
    parts: list[str] = []
    for letter, unit in _UNITS:
        number, rest = divmod(rest, unit)
        if number or (letter == "s" and not parts):
            parts.append(texts.say(language, f"term-{letter}", n=number))
    return " ".join(parts[:2])


def number(value: int, language: str) -> str:
    """A whole number of at most 64 bits, grouped: `1,234,567`."""
    return format_decimal(value, locale=language)


def listing(items: Sequence[str], language: str) -> str:
    """`a, b, and c`, `a、b和c`; `Html` if every item is."""
    text = format_list(items, locale=language)
    return Html(text) if items and all(isinstance(item, Html) for item in items) else text


def _there(instant: float, zone: str) -> datetime:
    return (_EPOCH + timedelta(seconds=instant)).astimezone(ZoneInfo(zone))

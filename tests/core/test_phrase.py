"""Dates, lengths of time, numbers and lists, in both languages."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import phrase
from bot.core.texts import LANGUAGES, Html

HOUR, DAY = 3600, 86_400
FIRST, LAST = -62_135_596_800, 253_402_300_799


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp())


EVENING = at(2026, 11, 22, 16, 5)


@pytest.mark.parametrize(
    ("language", "zone", "date", "both"),
    [
        ("en", "UTC", "Nov 22, 2026", "Nov 22, 2026, 16:05"),
        ("zh", "UTC", "2026年11月22日", "2026年11月22日 16:05"),
        ("en", "Asia/Shanghai", "Nov 23, 2026", "Nov 23, 2026, 00:05"),
        ("zh", "Asia/Shanghai", "2026年11月23日", "2026年11月23日 00:05"),
        ("en", "America/St_Johns", "Nov 22, 2026", "Nov 22, 2026, 12:35"),
        ("zh", "Pacific/Kiritimati", "2026年11月23日", "2026年11月23日 06:05"),
    ],
)
def test_date_and_time(language: str, zone: str, date: str, both: str) -> None:
    assert phrase.date(EVENING, language, zone) == date
    assert phrase.date_time(EVENING, language, zone) == both
    assert both.endswith(" " + phrase.clock(EVENING, zone))


def test_clock_over_the_change_of_the_hour() -> None:
    spring, autumn = at(2026, 3, 29, 1), at(2026, 10, 25, 1)
    berlin = "Europe/Berlin"
    assert [phrase.clock(spring + s, berlin) for s in (-1, 0)] == ["01:59", "03:00"]
    assert [phrase.clock(autumn + s, berlin) for s in (-1, 0)] == ["02:59", "02:00"]
    assert phrase.clock(spring, "Asia/Shanghai") == "09:00"


def test_fractions_are_cut_off() -> None:
    assert phrase.clock(EVENING + 59.999, "UTC") == "16:05"


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_and_last_instant(language: str) -> None:
    assert phrase.date(FIRST, language, "UTC") in ("Jan 1, 1", "1年1月1日")
    assert phrase.date(LAST, language, "UTC") in ("Dec 31, 9999", "9999年12月31日")
    for instant, zone in (
        (FIRST - 1, "UTC"),
        (LAST + 1, "UTC"),
        (LAST, "Asia/Shanghai"),
        (2**63, "UTC"),
    ):
        with pytest.raises(OverflowError):
            phrase.date_time(instant, language, zone)


def test_zone_that_is_not_there() -> None:
    for zone in ("Nowhere/Land", "../passwd", ""):
        with pytest.raises((ZoneInfoNotFoundError, ValueError)):
            phrase.clock(0, zone)


@pytest.mark.parametrize(
    ("seconds", "en", "zh"),
    [
        (0, "0 seconds", "0 秒"),
        (-5, "0 seconds", "0 秒"),
        (0.9, "0 seconds", "0 秒"),
        (1, "1 second", "1 秒"),
        (59.9, "59 seconds", "59 秒"),
        (60, "1 minute", "1 分钟"),
        (61, "1 minute 1 second", "1 分钟 1 秒"),
        (HOUR, "1 hour", "1 小时"),
        (2 * HOUR - 1, "1 hour 59 minutes", "1 小时 59 分钟"),
        (3 * DAY, "3 days", "3 天"),
        (3 * DAY + 4 * HOUR + 59, "3 days 4 hours", "3 天 4 小时"),
        (DAY + 300, "1 day 5 minutes", "1 天 5 分钟"),
        (3650 * DAY, "3,650 days", "3,650 天"),
    ],
)
def test_span(seconds: float, en: str, zh: str) -> None:
    assert (phrase.span(seconds, "en"), phrase.span(seconds, "zh")) == (en, zh)


def test_number() -> None:
    for language in LANGUAGES:
        assert [phrase.number(n, language) for n in (0, -1234, 999, 1234567, 2**63 - 1)] == [
            "0",
            "-1,234",
            "999",
            "1,234,567",
            "9,223,372,036,854,775,807",
        ]


@pytest.mark.parametrize(
    ("items", "en", "zh"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a和b"),
        (["a", "b", "c"], "a, b, and c", "a、b和c"),
        (["{0}", "{1}", "<", "{}"], "{0}, {1}, <, and {}", "{0}、{1}、<和{}"),
    ],
)
def test_listing(items: list[str], en: str, zh: str) -> None:
    assert (phrase.listing(items, "en"), phrase.listing(items, "zh")) == (en, zh)


def test_listing_is_html_only_if_everything_in_it_is() -> None:
    one, two = Html("<b>1</b>"), "<2>"
    assert isinstance(phrase.listing([one, one], "zh"), Html)
    assert not isinstance(phrase.listing([one, two], "zh"), Html)
    assert not isinstance(phrase.listing([], "zh"), Html)


@given(seconds=st.integers(0, 3650 * DAY))
def test_span_is_right_to_its_second_unit(seconds: int) -> None:
    """What is shown is never more than the length, and less by under its smaller unit."""
    words = phrase.span(seconds, "en").replace(",", "").split()
    units = {"d": DAY, "h": HOUR, "m": 60, "s": 1}
    shown = sum(int(n) * units[unit[0]] for n, unit in zip(words[::2], words[1::2], strict=True))
    assert 0 <= seconds - shown < units[words[-1][0]]

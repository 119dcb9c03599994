"""Durations as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.duration import LONGEST, parse, show


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("30s", 30),
        ("4m", 240),
        ("3h", 10_800),
        ("6d", 518_400),
        ("5w", 3_024_000),
        ("30秒", 30),
        ("4分", 240),
        ("4分钟", 240),
        ("3小时", 10_800),
        ("6天", 518_400),
        ("5周", 3_024_000),
        ("1d 12h", 129_600),
        ("1d12h", 129_600),
        (" 2H ", 7_200),
        ("0s", 0),
        ("520w", 520 * 604_800),
    ],
)
def test_parse_duration(typed: str, seconds: int) -> None:
    assert parse(typed) == seconds


@pytest.mark.parametrize(
    "typed",
    ["", " ", "5", "h", "-1h", "1.5h", "1e9s", "٣h", "１h", "1x", "1mm", "1h,", "522w", "9" * 40],
)
def test_parse_nonsense_is_no_duration(typed: str) -> None:
    """T70"""
    assert parse(typed) is None


@given(st.integers(0, LONGEST))
def test_show_is_parsed_back(seconds: int) -> None:
    assert parse(show(seconds)) == seconds


@given(st.text(max_size=30))
def test_parse_any_text_within_bounds(text: str) -> None:
    seconds = parse(text)
    assert seconds is None or 0 <= seconds <= LONGEST


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0s"),
        (59, "59s"),
        (60, "1m"),
        (90, "90s"),
        (3600, "1h"),
        (129_600, "36h"),
        (86_400, "1d"),
    ],
)
def test_show_is_the_shortest(seconds: int, shown: str) -> None:
    assert show(seconds) == shown

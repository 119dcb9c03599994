"""Local dates, over every change of the clock that two years bring."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.checkin.calendar import Calendar, date_of, monday, number_of
from tests.services.checkin.oracle import Wall, instant

ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
)
BEGIN = datetime(2027, 1, 1, tzinfo=UTC)
END = datetime(2028, 12, 31, tzinfo=UTC)


@pytest.mark.parametrize("starts", [0, 120, 150, 240, 1425])
@pytest.mark.parametrize("zone", ZONES)
def test_day_is_the_one_on_the_wall(zone: str, starts: int) -> None:
    """T81: every turn of two years, with a leap day, seen from both sides."""
    wall = Wall(zone, time(*divmod(starts, 60)), BEGIN, END)
    calendar = Calendar(zone, starts)
    for turn, day in wall.turns[1:]:
        at = instant(turn)
        began = calendar.begins(number_of(day))
        assert at - 900 < began <= at
        assert calendar.day_of(began) == calendar.day_of(at) == number_of(day)
        assert calendar.day_of(began - 1) == number_of(day) - 1
    assert date(2028, 2, 29) in {day for _, day in wall.turns}


def test_date_that_a_zone_left_out_is_short_or_none() -> None:
    """T81: Samoa had no 30 December 2011."""
    friday = number_of(date(2011, 12, 30))
    late, midnight = Calendar("Pacific/Apia", 240), Calendar("Pacific/Apia", 0)
    assert late.begins(friday + 1) - late.begins(friday) == 4 * 3600
    assert midnight.begins(friday + 1) == midnight.begins(friday)
    assert midnight.day_of(midnight.begins(friday)) == friday + 1


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from((*ZONES, "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca")),
    st.integers(0, 1439),
    st.integers(instant(datetime(2005, 1, 1, tzinfo=UTC)), instant(END)),
)
def test_days_follow_each_other(zone: str, starts: int, at: int) -> None:
    calendar = Calendar(zone, starts)
    day = calendar.day_of(at)
    assert calendar.begins(day) <= at < calendar.begins(day + 1)
    assert calendar.day_of(at + 3 * 3600) in (day, day + 1)


def test_between_midnight_and_the_beginning_it_is_the_day_before() -> None:
    calendar = Calendar("Asia/Shanghai", 240)
    at = instant(datetime(2026, 11, 22, 3, 59, 59, tzinfo=UTC) - timedelta(hours=8))
    assert date_of(calendar.day_of(at)) == date(2026, 11, 21)
    assert date_of(calendar.day_of(at + 1)) == date(2026, 11, 22)
    assert calendar.minute(at) == 3 * 60 + 59


def test_week_begins_on_monday() -> None:
    days = [date(1970, 1, 1) + timedelta(days=n) for n in range(-10, 20000, 13)]
    assert [date_of(monday(number_of(one))).weekday() for one in days] == [0] * len(days)
    assert all(0 <= number_of(one) - monday(number_of(one)) < 7 for one in days)

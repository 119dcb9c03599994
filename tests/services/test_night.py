"""Night by the group's own clock: it begins once and ends once, whatever the clocks do."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.night import Hours, look, understand

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "UTC")
CHANGES = {
    "Europe/Berlin": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "Australia/Lord_Howe": ("2026-10-04", "2026-04-05"),
}
DAY = 86_400
MINUTES = st.integers(0, 1439)


def at(zone: str, when: str, fold: int = 0) -> int:
    there = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return int(there.timestamp())


def turns(hours: Hours, zone: str, since: int, days: int) -> list[tuple[int, bool]]:
    """When it becomes night, and when it ends, as a room's deadline goes from one to the next."""
    found, now, night = [], since, look(hours, zone, since)[0]
    while now < since + days * DAY:
        now = look(hours, zone, now)[1]
        was, night = night, look(hours, zone, now)[0]
        if was is not night:
            found.append((now, night))
    return found


@pytest.mark.parametrize(
    ("zone", "hours", "changes"),
    [
        # 02:30 does not exist: night begins with the change. 02:30 twice: it ends the first time.
        ("Europe/Berlin", (150, 420), ("2026-03-29T01:00Z", "2026-03-29T05:00Z")),
        ("Europe/Berlin", (1380, 150), ("2026-03-28T22:00Z", "2026-03-29T01:00Z")),
        ("Europe/Berlin", (1380, 150), ("2026-10-24T21:00Z", "2026-10-25T00:30Z")),
        ("Europe/Berlin", (150, 420), ("2026-10-25T00:30Z", "2026-10-25T06:00Z")),
        ("Europe/Berlin", (1380, 420), ("2026-10-24T21:00Z", "2026-10-25T06:00Z")),
        ("America/New_York", (1380, 420), ("2026-03-08T04:00Z", "2026-03-08T11:00Z")),
    ],
)
def test_t81_night_of_the_change(
    zone: str, hours: tuple[int, int], changes: tuple[str, str]
) -> None:
    noon = int(datetime.fromisoformat(changes[0]).timestamp()) - 6 * 3600
    found = turns(Hours(*hours), zone, noon, 1)[:2]
    expected = [int(datetime.fromisoformat(one).timestamp()) for one in changes]
    assert found == [(expected[0], True), (expected[1], False)]


@given(st.sampled_from(sorted(CHANGES)), st.integers(0, 1), MINUTES, MINUTES)
@example("Europe/Berlin", 1, 120, 180)
@example("Europe/Berlin", 0, 130, 170)
@example("Australia/Lord_Howe", 1, 110, 100)
def test_t81_every_night_begins_once_and_ends_once(
    zone: str, which: int, begin: int, end: int
) -> None:
    """Over the days around a change of the clocks; a night within a skipped hour has no length."""
    if begin == end:
        return
    noon = at(zone, f"{CHANGES[zone][which]}T12:00") - 3 * DAY
    found = turns(Hours(begin, end), zone, noon, 6)
    instants = [when for when, _ in found]
    assert instants == sorted(set(instants))
    begins = [datetime.fromtimestamp(when, ZoneInfo(zone)).date() for when, night in found if night]
    ends = [
        datetime.fromtimestamp(when, ZoneInfo(zone)).date() for when, night in found if not night
    ]
    assert len(set(begins)) == len(begins)
    assert len(set(ends)) == len(ends)
    assert min(len(begins), len(ends)) >= 5


@given(st.sampled_from(ZONES), MINUTES, MINUTES, st.integers(1_700_000_000, 1_900_000_000))
def test_it_is_night_between_the_hours(zone: str, begin: int, end: int, now: int) -> None:
    if begin == end:
        return
    here = datetime.fromtimestamp(now, ZoneInfo(zone))
    if here.utcoffset() != datetime.fromtimestamp(now - DAY, ZoneInfo(zone)).utcoffset():
        return
    if here.utcoffset() != datetime.fromtimestamp(now + DAY, ZoneInfo(zone)).utcoffset():
        return
    minute = here.hour * 60 + here.minute
    inside = begin <= minute < end if begin < end else not end <= minute < begin
    is_night, until = look(Hours(begin, end), zone, now)
    assert is_night is inside
    assert now < until <= now + DAY


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("23:00-07:00", (1380, 420)),
        (" 1:05 – 6:30", (65, 390)),
        ("２3:00-07:00", None),
        ("23：00至07：00", (1380, 420)),
        ("07:00-07:00", None),
        ("24:00-07:00", None),
        ("23:00", None),
    ],
)
def test_hours_as_they_are_typed(typed: str, hours: tuple[int, int] | None) -> None:
    assert understand(typed) == (Hours(*hours) if hours else None)


def test_utc_day() -> None:
    noon = int(datetime(2026, 5, 1, 12, tzinfo=UTC).timestamp())
    assert look(Hours(1380, 420), "UTC", noon) == (False, noon + 11 * 3600)

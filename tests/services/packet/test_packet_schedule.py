"""When greeting envelopes come."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from services.packet.schedule import next_at, read_when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("09:00 50 5 早", ("daily", 540, "50 5 早")),
        ("每天 9：30 50 5", ("daily", 570, "50 5")),
        ("fri,mon 00:00 50 5", ("mon,fri", 0, "50 5")),
        ("周一、星期天 23:59 50 5", ("sun,mon", 1439, "50 5")),
        ("工作日 08:00 1 1", ("mon,tue,wed,thu,fri", 480, "1 1")),
        ("12-31 20:00 1 1", ("12-31", 1200, "1 1")),
        ("2月29日 20:00 1 1", ("02-29", 1200, "1 1")),
        ("2027-02-06 20:00 1 1", ("2027-02-06", 1200, "1 1")),
        ("2027-02-29 20:00 1 1", None),
        ("someday 20:00 1 1", None),
        ("mon 24:00 1 1", None),
        ("", None),
    ],
)
def test_times_are_read(text: str, when: tuple[str, int, str] | None) -> None:
    assert read_when(text) == when


@pytest.mark.parametrize(
    ("day", "minute", "now", "then"),
    [
        ("daily", 540, "2026-11-28 09:00", "2026-11-29 09:00"),
        ("daily", 540, "2026-11-28 08:59", "2026-11-28 09:00"),
        ("mon,fri", 540, "2026-11-28 12:00", "2026-11-30 09:00"),
        ("sun", 540, "2026-11-28 12:00", "2026-11-29 09:00"),
        ("02-29", 540, "2026-11-28 12:00", "2028-02-29 09:00"),
        ("2026-12-31", 540, "2026-11-28 12:00", "2026-12-31 09:00"),
        ("2026-01-01", 540, "2026-11-28 12:00", None),
        # T81: clocks go forward from 02:00 to 03:00, and back from 03:00 to 02:00.
        ("daily", 150, "2027-03-27 12:00", "2027-03-28 03:00"),
        ("daily", 150, "2027-10-30 12:00", "2027-10-31 02:30"),
        ("daily", 150, "2027-10-31 12:00", "2027-11-01 02:30"),
    ],
)
def test_t81_next_time(day: str, minute: int, now: str, then: str | None) -> None:
    def at(text: str) -> int:
        zone = ZoneInfo("Europe/Berlin")
        return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())

    found = next_at(day, minute, "Europe/Berlin", at(now))
    assert found == (at(then) if then else None)

"""Days of a group, by its own clock."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def began(now: int, zone: str) -> int:
    """When the day began in a zone: the first instant of that date, in seconds since 1970."""
    here = ZoneInfo(zone)
    date = datetime.fromtimestamp(now, here).date()
    start = int(datetime.combine(date, time(), here).timestamp())
    # Where clocks go forward at midnight, that instant is still of the day before.
    while datetime.fromtimestamp(start, here).date() < date:
        start += int(timedelta(minutes=15).total_seconds())
    return start

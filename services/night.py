"""Night: the hours of the day in which a group sleeps, by its own clock."""

import re

from msgspec import Struct

from bot.core import daily
from bot.core.errors import UserError
from bot.core.kinds import toggle
from bot.core.settings import Setting, Values

DEFAULT = "23:00-07:00"
ALLOWED = "23:00-07:00"

_HOURS = re.compile(
    r"([01]?[0-9]|2[0-3])[:：]([0-5][0-9])\s*[-–—~～至到]\s*([01]?[0-9]|2[0-3])[:：]([0-5][0-9])"
)


class Hours(Struct, frozen=True, gc=False):
    """When night begins and when it ends, in minutes after midnight."""

    begin: int
    end: int


def understand(text: str) -> Hours | None:
    """Hours as people type them, `23:00-07:00`; None if they are none."""
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        return None
    begin, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    return Hours(begin, end) if begin != end else None


def _parse(text: str) -> str:
    hours = understand(text)
    if hours is None:
        raise UserError(ALLOWED)
    return "-".join(f"{one // 60:02}:{one % 60:02}" for one in (hours.begin, hours.end))


SETTINGS = (
    toggle("nightmode.enabled", False),
    Setting(key="nightmode.hours", default=DEFAULT, parse=_parse, show=str, allowed="00:00-23:59"),
)


def hours_of(values: Values) -> Hours | None:
    """When a group sleeps; None if it never does."""
    return understand(values["nightmode.hours"]) if values["nightmode.enabled"] else None


def look(hours: Hours, zone: str, now: int) -> tuple[bool, int]:
    """Whether it is night at an instant, and the instant at which that changes next.

    It is night while the end is nearer than the beginning. A time that clocks skip comes with
    their change, one that happens twice comes once: every night begins once and ends once.
    """
    begin = daily.next_at(hours.begin, zone, now)
    end = daily.next_at(hours.end, zone, now)
    return end < begin, min(begin, end)

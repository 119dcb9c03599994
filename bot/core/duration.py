"""Durations as people type them: `30s 4m 3h 6d 5w`, `30秒 4分 3小时 6天 5周`."""

import re

SECOND, MINUTE, HOUR, DAY, WEEK = 1, 60, 3600, 86_400, 604_800

_UNITS = {
    **dict.fromkeys(("s", "秒", "秒钟"), SECOND),
    **dict.fromkeys(("m", "分", "分钟"), MINUTE),
    **dict.fromkeys(("h", "小时", "时"), HOUR),
    **dict.fromkeys(("d", "天", "日"), DAY),
    **dict.fromkeys(("w", "周", "星期"), WEEK),
}
_ONE = re.compile(r"([0-9]{1,9})\s*([a-z]|[秒分小时天日周星期钟]{1,2})")
LONGEST = 10 * 365 * DAY


def parse(text: str) -> int | None:
    """Seconds, 0 to ten years; None if the text is no duration. Parts add up: `1d 12h`."""
    rest, total = text.strip().lower(), 0
    if not rest:
        return None
    while rest:
        part = _ONE.match(rest)
        if part is None or part[2] not in _UNITS:
            return None
        total += int(part[1]) * _UNITS[part[2]]
        rest = rest[part.end() :].lstrip()
    return total if total <= LONGEST else None


def show(seconds: int) -> str:
    """The shortest way to type a duration: `1d`, `36h`, `90s`."""
    for letter, unit in (("d", DAY), ("h", HOUR), ("m", MINUTE)):
        if seconds and seconds % unit == 0:
            return f"{seconds // unit}{letter}"
    return f"{seconds}s"

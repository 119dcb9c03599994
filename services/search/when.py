"""Days as people type them."""

import re
from datetime import date, timedelta

_WORDS = {
    "today": 0,
    "今天": 0,
    "今日": 0,
    "yesterday": 1,
    "昨天": 1,
    "昨日": 1,
    "前天": 2,
}
_FULL = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_SHORT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})月?")
_DAY = re.compile(r"([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_AGO = re.compile(r"([0-9]{1,4})([dw天周])")
_FIRST, _LAST = 2000, 2200


def read_days(text: str, today: date) -> tuple[date, date] | None:
    """A day, or a month, as its first day and the one after its last; None if it is none.

    Without a year, the last such day that was. `7d` is the day a week ago.
    """
    text = text.strip().lower()
    if text in _WORDS:
        return _one(today - timedelta(days=_WORDS[text]))
    if found := _AGO.fullmatch(text):
        return _one(today - timedelta(days=int(found[1]) * (7 if found[2] in "w周" else 1)))
    try:
        if found := _FULL.fullmatch(text) or _SHORT.fullmatch(text):
            return _one(_date(int(found[1]), int(found[2]), int(found[3])))
        if found := _MONTH.fullmatch(text):
            year, month = int(found[1]), int(found[2])
            after = (year + 1, 1) if month == 12 else (year, month + 1)
            return _date(year, month, 1), _date(*after, 1)
        if found := _DAY.fullmatch(text):
            return _one(_latest(int(found[1]), int(found[2]), today))
    except ValueError:
        return None
    return None


def _latest(month: int, day: int, today: date) -> date:
    for year in range(today.year, today.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:  # the 29th of February
            continue
        if found <= today:
            return found
    raise ValueError


def _date(year: int, month: int, day: int) -> date:
    if not _FIRST <= year <= _LAST:
        raise ValueError
    return date(year, month, day)


def _one(day: date) -> tuple[date, date]:
    return day, day + timedelta(days=1)

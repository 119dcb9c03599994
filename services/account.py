"""How old an account may be, judged by its number alone: an estimate, and always called one.

Telegram says nowhere when an account was made, but numbers are given out roughly in order.
"""

from bisect import bisect_right
from datetime import UTC, datetime
from itertools import pairwise

DAY = 86_400

_KNOWN = (
    (1, "2013-08-14"),
    (2_768_409, "2013-11-01"),
    (11_538_514, "2014-02-01"),
    (44_634_663, "2014-05-06"),
    (63_263_518, "2014-10-28"),
    (101_260_938, "2015-03-06"),
    (124_872_445, "2015-08-18"),
    (143_445_125, "2015-12-01"),
    (181_783_990, "2016-04-10"),
    (225_034_354, "2016-06-18"),
    (285_253_072, "2016-10-18"),
    (337_808_429, "2017-02-21"),
    (400_169_472, "2017-07-31"),
    (616_816_630, "2018-06-22"),
    (805_158_066, "2019-07-15"),
    (1_145_856_008, "2020-04-08"),
    (1_382_531_194, "2020-09-15"),
    (1_692_464_211, "2021-03-10"),
    (1_974_255_900, "2021-10-12"),
    (2_138_472_342, "2021-11-22"),
    (5_031_711_230, "2021-12-06"),
    (5_268_253_519, "2022-03-22"),
    (5_442_755_368, "2022-07-23"),
    (5_795_034_000, "2022-09-02"),
    (6_227_468_000, "2023-03-20"),
    (6_554_264_430, "2023-09-26"),
    (7_583_599_300, "2025-02-16"),
    (7_947_063_900, "2025-08-02"),
    (8_235_679_900, "2025-09-25"),
)
"""Accounts whose beginnings are known, as people have told them in public since 2016: first to
https://github.com/wjclub/telegram-bot-getids, then to those who carried its list on. Numbers
between 2^31 and 5 billion were never given out."""

_POINTS = tuple(
    (number, int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))
    for number, day in _KNOWN
)


def estimate(person: int, now: int) -> int:
    """About when an account was made, in seconds since 1970; never later than now.

    Between two known ones, and beyond the last, evenly.
    """
    at = bisect_right(_POINTS, (person, now))
    segment = min(max(at, 1), len(_POINTS) - 1)
    (low, began), (high, ended) = list(pairwise(_POINTS))[segment - 1]
    return min(began + (max(person, low) - low) * (ended - began) // (high - low), now)

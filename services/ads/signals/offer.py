"""Offers: money, work, goods, bets and the like, by words and by sums of money."""

from collections.abc import Iterator
from typing import Final

from services.ads.excerpt import excerpt
from services.ads.gate import MONEY
from services.ads.patterns import Patterns
from services.ads.reading import Hit
from services.ads.view import CALL, View

LONG: Final = 500
"""From this length on words come together by chance: each counts a point less."""

_CURRENCY: Final = (
    r"(?:\$|€|£|₽|💵|💲|usdt?|eur|руб\w*|рублей|₴|грн|долл\w*|евро|тыс\w*|к\b|р\b|k\b)"
)
_SUMS: Final = (
    (3, r"(?:日入|日赚|日薪|日结|时薪|每天赚|一天赚|每日赚|天赚)\s?[0-9]{2,}"),
    (2, r"(?:月入|年入|月赚|周入|月薪)\s?[0-9]{4,}|(?:日|月|年)入(?:过|上)(?:百|千|万|w)"),
    (2, r"[0-9]{2,}\s?(?:元|块|u|刀|\+)?\s?(?:/|每|一)\s?(?:天|日|小时|单|h\b)"),
    (3, r"[0-9一二三四五六七八九](?:\.?[0-9])?折(?:起|优惠|封顶|促销)"
        r"|全场[0-9一二三四五六七八九.]{1,3}折|满[0-9]+元?(?:立?减|就?送|返)"),
    (3, r"(?:earn\w*|mak(?:e|ing)|made|profits?|won|withdr[ae]w)\s(?:\w+\s){0,3}[$€£]\s?[0-9]"),
    (2, r"[$€£]\s?[0-9][0-9,.]*\s?k?\+?\s?(?:per|a|every|each|/|in|within)\s?(?:[0-9]+\s?)?"
        r"(?:day|daily|week|hour|hr|24)"),
    (3, r"[0-9]%\s?(?:daily|weekly|profit|return|roi|commission|guarantee)"),
    (4, r"[$€£]\s?[0-9][0-9,.]*\s(?:cash|prize|award|gift|bonus)"),
    (2, r"(?:от|до|по|более)\s[0-9][0-9 .]*\s?" + _CURRENCY),
    (2, r"[0-9][0-9 .]*\s?\+?" + _CURRENCY + r"\s?(?:в|за|/|каждый|каждую)\s?"
        r"(?:день|дня|недел|месяц|час\b|сутки|смен)"),
)  # fmt: skip
_PATTERNS: Final = Patterns(pattern for _, pattern in _SUMS)


def find_offers(view: View) -> Iterator[Hit]:
    """Yield the words of offers, and sums promised for a time."""
    forms = view.forms
    discount = len(forms.joined) > LONG
    for match in view.words + view.hidden:
        word = match.word
        points = word.points - discount
        if points > 0 and word.topic != CALL:
            evidence = excerpt(forms.original, forms.joined, match.start, match.end)
            yield Hit("offer", "offer", word.text, evidence, points)
    if MONEY in view.flags or "折" in forms.joined:
        yield from _find_sums(view)


def _find_sums(view: View) -> Iterator[Hit]:
    text = view.forms.joined
    for index, start, end in _PATTERNS.find(text):
        evidence = excerpt(view.forms.original, text, start, end)
        yield Hit("offer", "offer", f"sum {index}", evidence, _SUMS[index][0])

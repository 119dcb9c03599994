"""How an envelope is asked for."""

from typing import Any

import pytest

from services.packet import ask
from services.packet.ask import Unclear, Wanted


def read(text: str) -> Wanted:
    """All of it, where `@x` names somebody."""
    return ask.options(ask.amounts(text), names=lambda rest: rest.startswith("@"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100 5", {"shares": 5}),
        ("100 5 Good luck", {"shares": 5, "rest": "Good luck"}),
        ("１００ ５ 恭喜发财", {"shares": 5, "rest": "恭喜发财"}),
        ("100 5 equal 早安", {"shares": 5, "equal": True, "rest": "早安"}),
        ("100 5 EQUAL", {"shares": 5, "equal": True}),
        ("100 5 for checked-in hi", {"shares": 5, "checked": True, "rest": "hi"}),
        ("100 5 for everybody", {"shares": 5, "rest": "for everybody"}),
        ("100 5 expires 2h word sesame", {"shares": 5, "expires": 7200, "word": "sesame"}),
        ("100 5 word 芝麻开门 大家好", {"shares": 5, "word": "芝麻开门", "rest": "大家好"}),
        ('100 5 word "open  sesame" hi', {"shares": 5, "word": "open sesame", "rest": "hi"}),
        ("100 5 口令 开门 普通", {"shares": 5, "word": "开门", "equal": True}),
        ("100 5 good luck to equal all", {"shares": 5, "rest": "good luck to equal all"}),
        ("100 to @ann for you", {"aims": True, "rest": "@ann for you"}),
        ("100 1 给 @ann", {"shares": 1, "aims": True, "rest": "@ann"}),
        ("100 5 to all of you", {"shares": 5, "rest": "to all of you"}),
        ("100", {}),
        ("100 hello", {"rest": "hello"}),
    ],
)
def test_an_envelope_is_read(text: str, expected: dict[str, Any]) -> None:
    assert read(text) == Wanted(total=100, **expected)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "usage"),
        ("100 5 expires soon", "expires"),
        ("100 5 expires 8d", "expires"),
        ("100 5 expires 5s", "expires"),
        ("100 5 word", "word"),
        ("100 5 word /start", "word"),
        (f"100 5 word {'x' * 33}", "word"),
    ],
)
def test_what_is_unclear_is_refused(text: str, why: str) -> None:
    with pytest.raises(Unclear) as caught:
        read(text)
    assert caught.value.why == why


@pytest.mark.parametrize("amount", ["-1", "0", "1e9", "٣", "1.5", "9" * 31, "+5", "²", "五"])
def test_t70_odd_amounts_are_refused(amount: str) -> None:
    with pytest.raises(Unclear, match="total"):
        read(f"{amount} 5")
    with pytest.raises(Unclear, match="shares"):
        read(f"100 {amount}")


@pytest.mark.parametrize("shares", ["101", "0", "1000000"])
def test_t70_odd_shares_are_refused(shares: str) -> None:
    with pytest.raises(Unclear, match="shares"):
        read(f"100 {shares}")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (ask.as_equal("100 5"), "100 5 equal"),
        (ask.as_equal("100 5 早"), "100 5 equal 早"),
        (ask.as_word("100 5 芝麻开门"), '100 5 word "芝麻开门"'),
        (ask.as_word("100 5 芝麻 开门"), '100 5 word "芝麻 开门"'),
        (ask.as_word("100 5 “芝麻”"), '100 5 word "芝麻"'),
        (ask.as_word("100 5"), "100 5"),
        (ask.as_given("100 @ann 生日快乐"), "100 to @ann 生日快乐"),
        (ask.as_given("100"), "100 to"),
    ],
)
def test_chinese_sentences_mean_the_same(said: str, meant: str) -> None:
    assert said == meant


def test_totals_next_to_it_are_proposed() -> None:
    assert ask.nearest(100, 7) == [98, 105]
    assert ask.nearest(3, 7) == [7]


def test_wish_is_one_short_line() -> None:
    assert ask.wish(" good\n luck ") == "good luck"
    assert len(ask.wish("x" * 300)) == 100

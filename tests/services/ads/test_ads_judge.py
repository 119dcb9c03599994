"""What is an ad and what is not, over lines written for these tests."""

from pathlib import Path

import pytest

from bot.core.incoming import Piece
from services.ads import NOTHING, Band, Shape, band, judge

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]


def words(text: str, carrier: str = "text", kind: str = "words") -> Piece:
    return Piece(carrier, text, kind)


def level_of(text: str) -> Band:
    return band(judge([words(text)]))


@pytest.mark.parametrize("line", lines("advert.txt"))
def test_ad_is_certain(line: str) -> None:  # T52 T53 T54 T56
    assert level_of(line) is Band.CERTAIN


def test_ordinary_lines_stay() -> None:  # T58
    ordinary = lines("ordinary.txt")
    assert len(ordinary) >= 500
    assert [line for line in ordinary if level_of(line) > Band.SUSPICIOUS] == []


def test_ordinary_lines_of_a_newcomer_stay() -> None:
    newcomer = Shape(new=True)
    found = [
        line
        for line in lines("ordinary.txt")
        if band(judge([words(line)]), shape=newcomer) > Band.SUSPICIOUS
    ]
    assert found == []


def test_ordinary_lines_are_seldom_even_reported() -> None:
    ordinary = lines("ordinary.txt")
    assert sum(level_of(line) > Band.NONE for line in ordinary) <= len(ordinary) // 50


def test_ordinary_lines_stay_with_a_mention_in_front() -> None:
    """Who shows an ad to an administrator is not its author."""
    for line in lines("ordinary.txt"):
        assert level_of(f"@admin_anna {line}") < Band.CERTAIN


@pytest.mark.parametrize(
    "line",
    [
        "网络兼职日结，轻松日赚",  # an offer alone
        "Free VIP signals, guaranteed profit, double your bitcoin",
        "Пассивный доход, легкие деньги, всему научим",
        "加微信：abc12345",  # a contact alone
        "QQ 123456789",
        "+86 138 0013 8000",
        "write to anna@example.org",
        "https://t.me/+AbCdEfGh",  # an invite link alone
        "t.me/some_channel and https://other-site.xyz and @somebody_else",
        "tg://join?invite=AbCdEf",
    ],
)
def test_one_half_alone_is_never_certain(line: str) -> None:
    for shape in (Shape(), Shape(new=True, photoless=True)):
        reading = judge([words(line)])
        assert Band.NONE < band(reading, shape=shape) < Band.CERTAIN or reading.score < 4


def test_offer_and_contact_in_different_pieces_add_up() -> None:
    offer, contact = words("网络兼职，佣金日结"), words("加V：abc12345", "caption")
    assert band(judge([offer])) < Band.CERTAIN
    assert band(judge([contact])) < Band.CERTAIN
    assert band(judge([offer, contact])) is Band.CERTAIN


def test_name_with_offer_and_contact_is_certain_whatever_is_said() -> None:
    name = words("兼职日结 加V：abc12345", "display name", "name")
    assert band(judge([name, words("大家好")])) is Band.CERTAIN


def test_bare_file_names_and_modules_are_no_links() -> None:
    for line in ("readme.md", "Hello.World", "main.py", "a.b.c", "v1.2.3", "3.14", "foo.bar()"):
        assert judge([words(line)]).score <= 1


def test_nothing_found_is_the_shared_reading() -> None:
    assert judge([words("今天天气真好")]) is NOTHING
    assert judge([]) is NOTHING
    assert judge([words("", "text"), words("Anna", "display name", "name")]) is NOTHING


def test_private_and_loopback_addresses_are_no_links() -> None:
    for line in ("http://192.168.1.1/login", "127.0.0.1:8080", "10.0.0.7:22"):
        assert judge([words(line)]) is NOTHING


def test_mention_bomb_is_a_finding() -> None:  # T60
    bomb = " ".join(f"@member_{number}" for number in range(15))
    reading = judge([words(bomb)])
    assert "mention bomb" in {finding.signal for finding in reading.findings}
    assert band(reading) is Band.SUSPICIOUS

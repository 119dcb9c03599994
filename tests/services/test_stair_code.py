"""How codes are written, and which spellings mean one."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.settings import Unfit
from rehearsal.entity import hashtags
from services.stair import is_code
from services.stair.code import (
    LONGEST,
    MOST,
    TITLE,
    Asked,
    check_prefix,
    digits_of,
    find_form,
    has_form,
    is_prefix,
    part,
    read,
    tags_of,
    title_of,
)

days = st.dates(date(1000, 1, 1)).map(lambda day: day.year * 10_000 + day.month * 100 + day.day)
serials = st.integers(1, MOST)
prefixes = st.text(min_size=1, max_size=LONGEST).filter(is_prefix)
WIDE = str.maketrans(string.digits + "#", "０１２３４５６７８９＃")


@given(day=days, serial=serials)
def test_digits_are_read_as_they_were_written(day: int, serial: int) -> None:
    assert part(digits_of(day, serial)) == (day, serial)


@given(prefix=prefixes, day=days, serial=serials)
def test_tags_are_alive(prefix: str, day: int, serial: int) -> None:
    """By Telegram's own rules, in a message and behind a title."""
    tags = tags_of(prefix, digits_of(day, serial))
    text = f"📌 Title\n{tags} more"
    found = [text[start:end] for start, end in hashtags(text)]
    assert found == tags.split(" ")


@given(text=st.text(max_size=30))
def test_prefix_is_accepted_only_if_its_tags_are_alive(text: str) -> None:
    try:
        prefix = check_prefix(text)
    except Unfit:
        return
    assert check_prefix(prefix) == prefix
    whole = tags_of(prefix, "20170201201")
    assert [whole[start:end] for start, end in hashtags(whole)] == whole.split(" ")


SPELT = Asked("爬楼", day=20170201, serial=201)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("#爬楼20170201201", SPELT),
        ("＃爬楼20170201201＃", SPELT),
        ("爬楼 2017 0201 201", SPELT),
        (" 爬楼\u200b20170201201\n", SPELT),
        ("#爬楼20170201201 #爬楼", SPELT),
        ("20170201201 #爬楼", SPELT),
        ("20170201201", Asked(day=20170201, serial=201)),
        ("2017/02/01-201", Asked(day=20170201, serial=201)),
        ("201702011234", Asked(day=20170201, serial=1234)),
        ("2017年02月01日201", Asked(day=20170201, serial=201)),
        ("0201201", Asked(date=201, serial=201)),
        ("爬楼0229001", Asked("爬楼", date=229, serial=1)),
        ("02011234", Asked(date=201, serial=1234)),
        ("20170201", Asked(day=20170201)),
        ("170201201", Asked(day=20170201, serial=201)),
    ]
    + [(no, None) for no in ("", "爬楼", "接龙 2017", "2017", "0201", "201", "20171301201", "１２")]
    + [
        (no, None)
        for no in ("0230001", "0201000", "20170229001", "x" * 500, "#爬楼20170201201 #话题")
    ]
    + [(no, None) for no in ("20170201201 hello", "a20170201201b", "9" * 40, "#", "٢٠١٧")],
)
def test_spelling(text: str, meant: Asked | None) -> None:
    assert (read(text), is_code(text)) == (meant, meant is not None)


@given(prefix=prefixes, day=days, serial=serials, wide=st.booleans())
def test_every_spelling_of_a_code_means_it(prefix: str, day: int, serial: int, wide: bool) -> None:
    digits = digits_of(day, serial)
    for text in (f"#{prefix}{digits}#", tags_of(prefix, digits), f"{prefix} {digits}", digits):
        asked = read(text.translate(WIDE) if wide else text)
        if len(prefix) + len(digits) <= 30 and prefix.isascii():
            assert asked is not None
            assert (asked.day, asked.serial) == (day, serial)


@given(prefix=prefixes, day=days, serial=serials)
def test_form_of_wechat_keeps_prefix_and_digits(prefix: str, day: int, serial: int) -> None:
    digits = digits_of(day, serial)
    text = f"Tonight #{prefix}{digits}# at eight"
    form = find_form(text)
    assert has_form(text)
    assert form is not None
    assert form.digits == digits
    assert form.rest.split() == ["Tonight", "at", "eight"]


@given(text=st.text())
def test_any_text_is_read(text: str) -> None:
    read(text)
    form = find_form(text)
    assert form is None or has_form(text)


@given(text=st.text(alphabet=st.characters(), max_size=300))
def test_title_is_one_short_line(text: str) -> None:
    title = title_of(text)
    assert len(title.encode("utf-16-le")) // 2 <= TITLE
    assert len(title.splitlines()) <= 1
    assert "\0" not in title


def test_form_is_found_in_no_time() -> None:
    """T66: a message of 4,096 characters of the worst kind."""
    for text in ("#" * 4096, "#a" * 2048, "#" + "a" * 4095, "#a" + "1" * 4094, "#1a" * 1365):
        for _ in range(50):
            has_form(text)

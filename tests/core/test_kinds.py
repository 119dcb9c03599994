"""Kinds of settings: whatever is typed, a value that can be shown and typed again, or a refusal."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import kinds
from bot.core.errors import UserError
from bot.core.settings import Setting, Unfit

DAY = 86_400
KINDS = (
    kinds.toggle("toggle", True),
    kinds.choice("choice", "kick", "ban"),
    kinds.number("number", 5, -10, 10**12),
    kinds.span("span", 3600, 10, 30 * DAY),
    kinds.span("pause", 0, 60, DAY, off=True),
    kinds.clock("clock", 4 * 60),
    kinds.prose("prose", 200),
    kinds.words("words"),
    kinds.zone("zone", "UTC"),
    kinds.chat("chat"),
)
TYPED = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789dhmsw:.,+-off 天小时|，", max_size=20),
    st.sampled_from(("on", "off", "kick", "04:00", "asia/shanghai", "UTC+8", "-100123", "1d 12h")),
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
@given(typed=TYPED)
def test_what_is_typed_is_refused_or_can_be_typed_again(kind: Setting, typed: str) -> None:
    """T70"""
    try:
        value = kind.parse(typed)
    except UserError:
        return
    assert kind.accepts(value)
    assert kind.parse(kind.show(value)) == value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    )
)
def test_accepts_never_raises(kind: Setting, value: Any) -> None:
    assert kind.accepts(kind.default)
    assert kind.accepts(value) in (True, False)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("toggle", "开", True),
        ("toggle", " Off ", False),
        ("number", "+7", 7),
        ("number", "-10", -10),
        ("span", "1d 12h", 36 * 3600),
        ("span", "3小时", 3 * 3600),
        ("pause", "off", 0),
        ("clock", "4:05", 245),
        ("clock", "23：59", 1439),
        ("prose", "  two\nlines ", "two\nlines"),
        ("prose", "off", ""),
        ("words", "甲，乙、丙|丁｜戊\n甲", ["甲", "乙", "丙", "丁", "戊"]),
        ("zone", "asia/shanghai", "Asia/Shanghai"),
        ("zone", "America/New York", "America/New_York"),
        ("zone", "UTC+8", "Etc/GMT-8"),
        ("chat", "-1001234567890", -1001234567890),
    ],
)
def test_typed(key: str, typed: str, value: Any) -> None:
    (kind,) = (one for one in KINDS if one.key == key)
    assert kind.parse(typed) == value


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("toggle", "maybe"),
        ("number", "1e3"),
        ("number", "１２"),
        ("number", "-11"),
        ("number", "1" * 40),
        ("span", "9s"),
        ("span", "31d"),
        ("span", "off"),
        ("pause", "59s"),
        ("clock", "24:00"),
        ("clock", "4"),
        ("prose", "x" * 201),
        ("zone", "Mars/Olympus"),
        ("zone", "UTC+15"),
        ("chat", "12"),
    ],
)
def test_refused(key: str, typed: str) -> None:
    (kind,) = (one for one in KINDS if one.key == key)
    with pytest.raises(UserError):
        kind.parse(typed)


@pytest.mark.parametrize(
    ("key", "typed", "why", "in_chinese"),
    [
        ("prose", "x" * 201, "At most 200 characters.", "最多 200 个字。"),
        ("words", ",".join(map(str, range(50_001))), "At most 50,000 entries.", "最多 50,000 项。"),
    ],
    ids=["prose", "words"],
)
def test_refusal_says_why_where_what_is_allowed_does_not(
    key: str, typed: str, why: str, in_chinese: str
) -> None:
    (kind,) = (one for one in KINDS if one.key == key)
    with pytest.raises(Unfit) as refused:
        kind.parse(typed)
    assert (refused.value.why("en"), refused.value.why("zh")) == (why, in_chinese)


@pytest.mark.parametrize("name", ["UTC+8", "UTC-3", "UTC+0", "Asia/Tokyo", "UTC"])
def test_zone_is_shown_as_it_is_typed(name: str) -> None:
    """Whatever the tz database calls it: `Etc/GMT-8` looks like the other side of the world."""
    (kind,) = (one for one in KINDS if one.key == "zone")
    assert kind.show(kind.parse(name)) == name

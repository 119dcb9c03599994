"""What was done, as a code for a link, and codes that nobody's stage has written."""

import base64
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.stage.journal import LARGEST, LONGEST, MOST, Unreadable, pack, unpack

PLAIN = st.characters(exclude_categories=("Cs",))
VALUES = (
    st.text(PLAIN, max_size=40)
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False)
)
STEPS = st.lists(st.dictionaries(st.text(PLAIN, max_size=8), VALUES, max_size=5), max_size=12)


def code_of(told: Any) -> str:
    """What is told, as a code, whatever it is."""
    raw = told if isinstance(told, bytes) else json.dumps(told).encode()
    return base64.urlsafe_b64encode(zlib.compress(raw, 9)).decode().rstrip("=")


@given(st.sampled_from(["zh", "en"]), STEPS)
def test_journal_comes_back_as_it_was(language: str, steps: list[dict[str, Any]]) -> None:
    assert unpack(pack(language, steps)) == (language, steps)


def test_code_stands_in_a_link_as_it_is() -> None:
    code = pack("zh", [{"do": "say", "text": "日结兼职？&#/+="}] * 3)
    assert code.replace("-", "").replace("_", "").isalnum()
    assert code.isascii()


@given(st.text())
def test_any_text_is_read_or_unreadable(text: str) -> None:
    try:
        language, steps = unpack(text)
    except Unreadable:
        return
    assert unpack(pack(language, steps)) == (language, steps)


@given(st.data())
def test_damaged_code_is_unreadable_or_a_journal(data: st.DataObject) -> None:
    code = pack("en", [{"do": "say", "who": "owner", "chat": "club", "text": "hello"}])
    place = data.draw(st.integers(0, len(code) - 1))
    with_other = code[:place] + data.draw(st.characters()) + code[place + 1 :]
    for damaged in (with_other, code[:place]):
        try:
            language, steps = unpack(damaged)
        except Unreadable:
            continue
        assert (language in ("zh", "en"), isinstance(steps, list)) == (True, True)


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b'["en", [' + b"9" * 5000 + b"]]",
        {"en": 1, "zh": 2},
        [],
        ["en"],
        ["en", [], 3],
        ["fr", []],
        [["en"], []],
        ["en", {}],
        ["en", "steps"],
        ["en", [1]],
        ["en", [{"do": "kill"}, []]],
        ["en", [{}] * (MOST + 1)],
        None,
        5,
    ],
)
def test_what_is_no_journal_is_unreadable(told: Any) -> None:
    with pytest.raises(Unreadable):
        unpack(code_of(told))


def test_bomb_is_not_unpacked() -> None:
    whole = json.dumps(["en", [{"do": "say", "text": " " * (1 << 22)}]]).encode()
    code = code_of(whole)
    assert len(code) <= LONGEST
    with pytest.raises(Unreadable):
        unpack(code)


def test_huge_code_is_not_looked_at() -> None:
    with pytest.raises(Unreadable, match=r"^too long$"):
        unpack("A" * (LONGEST + 1))


@pytest.mark.parametrize(
    "steps",
    [
        [{"do": "say", "text": "same"}] * (MOST + 1),
        [{"do": "say", "text": "x" * 4096}] * (LARGEST // 4096),
        [{"do": "say", "text": "".join(chr(0x4E00 + (n * 7919) % 20000) for n in range(4096))}],
    ],
    ids=["too many", "too large", "too long"],
)
def test_too_much_for_a_link_is_said(steps: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match=r"^too much has happened for a link$"):
        pack("en", steps)


def test_everything_that_is_packed_can_be_read() -> None:
    steps = [{"do": "say", "text": "x" * 1000}] * MOST
    assert unpack(pack("en", steps)) == ("en", steps)

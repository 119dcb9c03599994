"""Tables as files."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.sheet import write

FORMULAS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "  =1",
    "\n=1",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_what_begins_as_a_formula_is_text(formula: str) -> None:
    """T73"""
    assert list(csv.reader(StringIO(write(["a"], [[formula]]), newline="")))[1] == [f"'{formula}"]


def test_numbers_stay_numbers_and_texts_are_quoted() -> None:
    rows = [[-5, 'say "hi", all'], [12, "two\nlines"]]
    assert write(["n", "text"], rows) == ('n,text\r\n-5,"say ""hi"", all"\r\n12,"two\nlines"\r\n')


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_every_text_comes_back_but_for_the_mark(texts: list[str]) -> None:
    """T72, T73"""
    rows = list(csv.reader(StringIO(write(["a"], [[one] for one in texts]), newline="")))[1:]
    assert [row[0].removeprefix("'") if row else "" for row in rows] == [
        one.removeprefix("'") for one in texts
    ]

"""What the page of laws says is there: the tests it names, and the lines its breaks change."""

import ast
import subprocess
import sys

import pytest

from tests.laws.page import PAGE, ROOT, Law, laws, page

each = pytest.mark.parametrize("law", laws(), ids=lambda law: str(law.number))


def functions(name: str) -> set[str]:
    """The tests of a file."""
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    return {
        one.name for one in tree.body if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef))
    }


@each
def test_law_names_tests_that_are_there(law: Law) -> None:
    named = [test.partition("::") for test in (*law.tests, *law.caught_by)]
    assert [f"{name}::{test}" for name, _, test in named if test not in functions(name)] == []


@each
def test_break_changes_one_place(law: Law) -> None:
    if not law.file:
        assert "Not built" in law.law
        return
    source = (ROOT / law.file).read_text("utf-8")
    assert source.count(law.old) == 1, "the break has to name one place"
    ast.parse(source.replace(law.old, law.new))
    assert law.caught_by


def test_every_law_has_its_number() -> None:
    assert [law.number for law in laws()] == list(range(1, 23))


def test_page_is_what_the_laws_say() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.laws --write"


def test_bot_imports_no_validator() -> None:
    """Law 22: in a process of its own, for the tests themselves need the validator."""
    asked = (
        "import sys, bot.app; from bot.discovery import discover; discover();"
        "print(sorted({one.partition('.')[0] for one in sys.modules} & {'aiogram', 'rehearsal'}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == "[]"

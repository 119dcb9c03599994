"""What the tables say of people: every column of every table, and the words for it."""

import pytest
from sqlalchemy import Column, LargeBinary, MetaData, Table, Text

from bot.core import audit, texts
from bot.core.manner import private
from bot.core.manner.notice import OLDEST
from bot.core.outbox import CLOSED_AGE
from models import metadata
from models.base import Personal, strict
from services import archive, desk, raid
from services.moderation import evidence
from services.privacy import Marks, matters
from services.privacy.declared import declared
from services.privacy.file import KEPT
from services.privacy.inside import LOOKED_INTO

TABLES = metadata.sorted_tables
by_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)

NAMING = ("user_id", "subject_id", "by", "person", "place", "payload", "who", "name", "username")
"""Columns called so are somebody's, or can name somebody; and all that end in `_by` or `_name`."""

NOT_PEOPLE = {("snippets", "name")}
"""What a group calls its own things."""


def said(table: Table) -> list[str]:
    """Every column that the declaration of a table names, as often as it does."""
    one: Personal = declared(table)
    columns = [column for trace in one.traces for column in (trace.column, *trace.blank)]
    words = f"{one.theirs} {one.inside} {one.plain}".split()
    return [*dict.fromkeys(columns), *(word for word in words if word not in columns)]


def unsaid(table: Table) -> list[str]:
    """What is wrong with what a table declares."""
    if "personal" not in table.info:
        return ["nothing is declared"]
    named = said(table)
    wrong = [f"{name} is not declared" for name in table.columns.keys() if name not in named]  # noqa: SIM118
    wrong += [f"{name} is no column" for name in named if name not in table.columns]
    wrong += [f"{name} is declared twice" for name in set(named) if named.count(name) > 1]
    plain = declared(table).plain.split()
    wrong += [f"{name} can name somebody" for name in plain if _can_name(table, name)]
    return wrong


def _can_name(table: Table, name: str) -> bool:
    column = table.columns.get(name)
    if column is None or (table.name, name) in NOT_PEOPLE:
        return False
    if isinstance(column.type, LargeBinary):
        return True
    return name in NAMING or name.endswith(("_by", "_name"))


@by_table
def test_every_column_is_declared_once(table: Table) -> None:
    assert unsaid(table) == []


def test_what_is_not_declared_is_found() -> None:
    """A checker is proven by what it must catch."""
    loose = Table("loose", MetaData(), Column("id", Text))
    assert unsaid(loose) == ["nothing is declared"]
    half = Personal(plain="id invited_by ghost")
    made = Table(
        "half",
        MetaData(),
        *(Column(name, Text) for name in ("id", "invited_by", "text")),
        info={"personal": half},
    )
    assert unsaid(made) == [
        "text is not declared",
        "ghost is no column",
        "invited_by can name somebody",
    ]
    with pytest.raises(TypeError):
        strict()  # type: ignore[call-arg]


@by_table
def test_what_may_name_somebody_inside_is_looked_into(table: Table) -> None:
    if declared(table).inside:
        assert table.name in LOOKED_INTO


@by_table
def test_what_is_of_people_has_a_matter(table: Table) -> None:
    one = declared(table)
    assert bool(one.matter) == bool(one.traces or one.inside)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_matters_and_what_stays_have_words(language: str) -> None:
    reasons = {trace.stays for table in TABLES for trace in declared(table).traces} - {"", "cases"}
    names = {*(f"privacy-matter-{one}" for one in matters())}
    names |= {f"privacy-stays-{one}" for one in reasons}
    there = texts.catalogue(language).variables
    assert sorted(name for name in names if name not in there) == []


def test_what_is_said_to_be_kept_is_how_long_it_is_kept() -> None:
    """The tables know nothing of the program, so that they say it in their own words."""
    kept = {table.name: declared(table).kept for table in TABLES}
    assert kept["messages"] == archive.KEY
    assert kept["audits"] == audit.KEPT
    assert kept["letters"] == private.KEPT
    assert kept["notices"] == OLDEST
    assert kept["cards"] == desk.KEPT
    assert kept["arrivals"] == raid.LATELY
    assert kept["outbox"] == CLOSED_AGE
    assert kept["cases"] == evidence.KEY
    assert kept["exports"] == KEPT


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Eve wrote", True),
        ('{"id":612,"x":1}', True),
        ("1612", False),
        ("6120", False),
        ("Evening", False),
        ("@eve_sells", True),
        ("never", False),
        ("欢迎王明进群", True),
    ],
)
def test_marks_are_words_of_their_own(text: str, found: bool) -> None:
    marks = Marks(612, ("Eve", "eve_sells", "王明"))
    assert marks.are_in(text) is found
    assert marks.are_in(text.encode()) is found

"""What all tables share: named constraints, 64-bit ids, strict typing on SQLite, and how each says
what of people it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BigInteger, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

BigId = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit integer that SQLite accepts as an automatic primary key."""


class Base(DeclarativeBase):
    """Base of every table. Instants are whole seconds since 1970 (UTC) unless a name says more."""

    type_annotation_map = {str: Text()}  # noqa: RUF012 – declared so by SQLAlchemy
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


ALWAYS = "1 = 1"
ASKED = ":asked"
"""As a value that is left: the instant at which somebody asked to be erased."""

LIVE = """(
    cases.state NOT IN ('undone', 'dismissed')
    AND cases.act IN ('mute', 'ban') AND (cases.until IS NULL OR cases.until > :now)
    OR cases.state = 'reported'
    OR cases.at > :since
    OR EXISTS (SELECT 1 FROM strikes WHERE strikes.case_id = cases.id
        AND strikes.lifted_at IS NULL AND (strikes.fades_at = 0 OR strikes.fades_at > :now))
    OR EXISTS (SELECT 1 FROM appeals WHERE appeals.case_id = cases.id AND appeals.state = 'open')
)"""
"""SQL: a case that is not finished: what it does lasts, it waits for somebody, it has strikes that
count, or it is younger than evidence is kept (`:since`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A column with a person's number, and what becomes of their rows when they are erased.

    `blank` are columns and what is left in them, but in rows where `but` (SQL) holds. Where `gone`
    (SQL) holds, the row goes; where `cut` does, the number itself gives way to `empty`. `stays`
    names why the others are kept, for the reply. SQL may ask for `:now` and `:since`, see LIVE.
    `shows` are the columns a person gets to see of such rows, all of them if it is empty: of what
    is about somebody else, only that.
    """

    column: str
    blank: Mapping[str, Any] = field(default_factory=dict)
    but: str = ""
    gone: str = ""
    cut: str = ""
    empty: Any = None
    stays: str = ""
    shows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """What of people a table holds; every column is named in it once, with blanks between them.

    `matter` is what `/privacy` calls it, empty where nothing is of people. `theirs` are columns
    that are the person's as the row is, `inside` such with content that may name anybody
    (`services/privacy/inside.py` looks into them), `plain` those that name nobody. `kept` is for
    how long a row is kept, in seconds or as the key of a setting; 0: until somebody is erased.
    """

    matter: str = ""
    traces: tuple[Trace, ...] = ()
    theirs: str = ""
    inside: str = ""
    plain: str = ""
    kept: int | str = 0


def strict(*parts: Any, personal: Personal, **options: Any) -> tuple[Any, ...]:
    """`__table_args__` of a table that SQLite types strictly, with what of people it holds."""
    return (*parts, {"sqlite_strict": True, "info": {"personal": personal}, **options})

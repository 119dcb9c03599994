"""What all tables share: named constraints, 64-bit ids, strict typing on SQLite."""

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


def strict(*parts: Any, **options: Any) -> tuple[Any, ...]:
    """`__table_args__` of a table that SQLite types strictly."""
    return (*parts, {"sqlite_strict": True, **options})

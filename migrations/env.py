"""How alembic reaches the database: by the connection it is given, or by a URL of its own."""

import warnings
from collections.abc import Mapping
from typing import Any

from alembic import context
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from models import metadata
from models.archive import WORDS

warnings.filterwarnings("error", module="alembic")

OUTSIDE = (WORDS, f"ix_{WORDS}")
"""What is in no model."""


def run(connection: Connection) -> None:
    """Run the asked migrations in one transaction, with SQLite's foreign keys off meanwhile.

    Batch mode copies a table and drops the old one; with foreign keys on, dropping a parent
    would delete its children. They are checked before the commit instead.
    """
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=sqlite,
        compare_type=True,
        transactional_ddl=True,
        include_object=_is_ours,
    )
    with context.begin_transaction():
        context.run_migrations()
        if sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
            raise RuntimeError(f"migration broke foreign keys: {broken[:5]}")


def _is_ours(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    info: Mapping[str, Any] = getattr(thing, "info", {})
    return not info.get("foreign", False) and not (name or "").startswith(OUTSIDE)


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = create_engine(
        context.config.get_main_option("sqlalchemy.url") or "sqlite://", poolclass=NullPool
    )
    with engine.connect() as own:
        run(own)

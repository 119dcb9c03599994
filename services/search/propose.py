"""What the index proposes: documents that have certain words, the newest first."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, text

from models.archive import WORDS
from services.archive.index import KINDS, author_word
from services.search.query import Query

WINDOW = 500
"""The newest documents that PostgreSQL looks at one by one before it asks the index: what is said
often is found there at once, of what is said seldom the index gives few."""

_SQLITE = (
    f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH ? AND rowid BETWEEN ? AND ?"
    " ORDER BY rowid DESC LIMIT ?"
)
_NEWEST = text(
    "SELECT doc FROM ("
    f" SELECT doc, tokens FROM {WORDS} WHERE doc BETWEEN :low AND :high"
    " ORDER BY doc DESC LIMIT :window"
    ") AS newest WHERE tokens @@ CAST(:words AS tsquery) ORDER BY doc DESC LIMIT :count"
)
# OFFSET 0 keeps the range out of the inner query, where the planner would go by it alone.
_INDEXED = text(
    "SELECT doc FROM ("
    f" SELECT doc FROM {WORDS} WHERE tokens @@ CAST(:words AS tsquery) OFFSET 0"
    ") AS found WHERE doc BETWEEN :low AND :high ORDER BY doc DESC LIMIT :count"
)


class Words(Struct, frozen=True):
    """Words of the index: all of `every`, beginnings of any in `begun`, one of each in `either`,
    and none of `never` (with True: none that begins so)."""

    every: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    never: tuple[tuple[str, bool], ...] = ()

    @property
    def narrow(self) -> bool:
        """Whether the index can be asked for them at all."""
        return bool(self.every or self.begun or self.either)


def words_of(query: Query, thread: int | None = None) -> Words:
    """What the index is asked for a query."""
    every: dict[str, None] = {}
    begun = []
    for needle in query.needles:
        whole, beginning = needle.tokens
        every.update(dict.fromkeys(whole))
        begun += [beginning] if beginning else []
    every.update((KINDS[kind], None) for kind in query.has)
    if thread:
        every[f"_t{thread}"] = None
    authors = tuple(dict.fromkeys(map(author_word, query.authors)))
    if len(authors) == 1:
        every[authors[0]] = None
    return Words(
        tuple(every),
        tuple(begun),
        authors if len(authors) > 1 else (),
        tuple((needle.form, needle.open) for needle in query.without if needle.is_exact),
    )


def propose(
    connection: Connection, words: Words, *, number: int, low: int, high: int, count: int
) -> list[int]:
    """Documents of a chat (by its small number) in a range, the newest `count` of them."""
    if connection.dialect.name == "sqlite":
        asked: Sequence[object] = (_match(words), low, high, count)
        rows = connection.exec_driver_sql(_SQLITE, tuple(asked))
        return list(rows.scalars())
    given = {"words": _tsquery(words, number), "low": low, "high": high, "count": count}
    found = list(connection.execute(_NEWEST, {**given, "window": WINDOW}).scalars())
    if len(found) == count:
        return found
    return list(connection.execute(_INDEXED, given).scalars())


def _match(words: Words) -> str:
    parts = [f'"{word}"' for word in words.every]
    parts += [f'"{word}"*' for word in words.begun]
    if words.either:
        parts.append("(" + " OR ".join(f'"{word}"' for word in words.either) + ")")
    never = "".join(f' NOT "{word}"{"*" * more}' for word, more in words.never)
    return f"({' AND '.join(parts)}){never}"


def _tsquery(words: Words, number: int) -> str:
    parts = [f"'{word}'" for word in (f"_r{number}", *words.every)]
    parts += [f"'{word}':*" for word in words.begun]
    if words.either:
        parts.append("(" + " | ".join(f"'{word}'" for word in words.either) + ")")
    parts += [f"!'{word}'{':*' * more}" for word, more in words.never]
    return " & ".join(parts)

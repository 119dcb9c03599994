"""The index of words: what goes in, what comes out, on either database.

A document is a message under one number, made of its chat's small number and its own, so that a
list of documents is sorted by chat and by time, in whatever order messages were written.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.dialects import postgresql

from models.archive import WORDS
from services.archive.said import Said
from services.archive.words import canonical, tokens

BITS = 40
"""Of a message's own number; what is beyond is in no index."""

TOP = 1 << BITS
KINDS = {"photo": "_p", "file": "_f", "link": "_l", "voice": "_v", "video": "_m"}
"""`has:…` as a word. Words of texts have no `_`."""

_FIRST = "_index"
"""A word of no message, with the version behind it: a backup has no index, and brings it none."""

_PUT = f"INSERT INTO {WORDS} (rowid, tokens) VALUES (?, ?)"
_TAKE = f"INSERT INTO {WORDS} ({WORDS}, rowid, tokens) VALUES ('delete', ?, ?)"
_UPSERT = (
    f"INSERT INTO {WORDS} (doc, tokens)"
    " SELECT doc, array_to_tsvector(string_to_array(words, ' '))"
    " FROM unnest(CAST($1 AS bigint[]), CAST($2 AS text[])) AS given (doc, words)"
    " ON CONFLICT (doc) DO {}"
)
_REMOVE = text(f"DELETE FROM {WORDS} WHERE doc = ANY (:docs)").bindparams(
    bindparam("docs", type_=postgresql.ARRAY(postgresql.BIGINT))
)


def doc_of(number: int, message: int) -> int:
    """The document of a message, by its chat's small number."""
    return number << BITS | message


def author_word(author: int) -> str:
    """An author as a word; chats, which are negative, have another letter."""
    return f"_u{author}" if author >= 0 else f"_c{-author}"


def words_of(number: int, one: Said) -> list[str]:
    """All words of a message, sorted: the same for the same row, whenever it is asked.

    Nothing for what is not there any more, or says nothing to anybody.
    """
    if not one.is_there or not 0 < one.message < TOP:
        return []
    found = tokens(canonical(one.words))
    found.update(KINDS[kind] for kind in one.kinds)
    found.add(author_word(one.author))
    found.add(f"_r{number}")
    if one.thread:
        found.add(f"_t{one.thread}")
    return sorted(found)


def put(
    connection: Connection, documents: Iterable[tuple[int, Sequence[str]]], *, anew: bool = False
) -> None:
    """Put documents in, in one go. On PostgreSQL, `anew` replaces those that are there, which
    otherwise stay; on SQLite they must not be there."""
    rows = sorted((doc, words) for doc, words in documents if words)
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_PUT, [(doc, _line(words)) for doc, words in rows])
        return
    what = "UPDATE SET tokens = excluded.tokens" if anew else "NOTHING"
    given = ([doc for doc, _ in rows], [" ".join(words) for _, words in rows])
    connection.exec_driver_sql(_UPSERT.format(what), given)


def take(connection: Connection, documents: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Take documents out. On SQLite the words must be those with which they went in."""
    rows = sorted((doc, words) for doc, words in documents)
    if connection.dialect.name != "sqlite":
        connection.execute(_REMOVE, {"docs": [doc for doc, _ in rows]})
        return
    known = [(doc, _line(words)) for doc, words in rows if words]
    if known:
        connection.exec_driver_sql(_TAKE, known)


def clear(connection: Connection) -> None:
    """Empty it."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('delete-all')")
    else:
        connection.exec_driver_sql(f"TRUNCATE {WORDS}")


def is_of(connection: Connection, version: int) -> bool:
    """Whether it was begun with words of a version; one that is not there was not."""
    first = f"{_FIRST}{version}"
    query = f"SELECT 1 FROM {WORDS} WHERE doc = 0 AND tokens = array_to_tsvector(ARRAY['{first}'])"
    if connection.dialect.name == "sqlite":
        query = f"SELECT 1 FROM {WORDS} WHERE {WORDS} MATCH '{first}'"
    return connection.exec_driver_sql(query).first() is not None


def begin_anew(connection: Connection, version: int) -> None:
    """Empty it, for words of a version."""
    clear(connection)
    put(connection, [(0, [f"{_FIRST}{version}"])])


def _line(words: Sequence[str]) -> str:
    return " ".join(word for word in words if not word.startswith("_r"))

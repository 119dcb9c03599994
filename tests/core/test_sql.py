"""Statements that stay the same however long their lists are, and use an index for them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kit import NOW
from sqlalchemy import Text, select

from bot.core.sql import among, bulk_upsert, pair_among
from bot.core.store import Store
from models.case import Case
from models.member import Member

_ADD = bulk_upsert(Member, ("room_id", "user_id", "seen_at"), keys=("room_id", "user_id"))
_NUMBERS = st.integers(-3, 3)
_BY_PAIR = select(Member.room_id, Member.user_id).where(
    pair_among(Member.room_id, Member.user_id, "pairs")
)
_BY_ONE = select(Member.user_id).where(among(Member.user_id, "people"), Member.room_id == 1)
_BY_WORD = select(Case.id).where(among(Case.key, "keys", Text), Case.room_id == 1)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(there=st.lists(st.tuples(_NUMBERS, _NUMBERS)), asked=st.lists(st.tuples(_NUMBERS, _NUMBERS)))
async def test_pairs_are_found_as_pairs(
    store: Store, there: list[tuple[int, int]], asked: list[tuple[int, int]]
) -> None:
    def work(connection: object) -> list[tuple[int, int]]:
        connection.exec_driver_sql("DELETE FROM members")  # type: ignore[attr-defined]
        _ADD(connection, [(*pair, NOW) for pair in there])  # type: ignore[arg-type]
        rows = connection.execute(_BY_PAIR, {"pairs": asked})  # type: ignore[attr-defined]
        return sorted(map(tuple, rows))

    assert await store.write(work) == sorted(set(there) & set(asked))


async def test_among_numbers_and_words(store: Store) -> None:
    large = 2**62
    await store.write(lambda c: _ADD(c, [(1, large, NOW), (1, -5, NOW), (1, 7, NOW)]))
    found = await store.read(
        lambda c: c.execute(_BY_ONE, {"people": [large, -5, 99]}).scalars().all()
    )
    assert sorted(found) == [-5, large]
    words = ["m:1:2", "it's", '"', "群"]
    assert await store.read(lambda c: c.execute(_BY_WORD, {"keys": words}).all()) == []


@pytest.mark.parametrize("statement", [_BY_PAIR, _BY_ONE, _BY_WORD])
async def test_index_is_used(store: Store, statement: object) -> None:
    if not store.sqlite:
        return
    text = str(statement.compile(store.engine.sync_engine))  # type: ignore[attr-defined]
    asked = tuple(["[]"] * text.count("?"))
    plan = await store.read(lambda c: c.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", asked).all())
    assert plan[0][-1].startswith("SEARCH"), plan

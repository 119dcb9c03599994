"""Searching: what is typed, what is found, in what order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import NOW

from bot.core.store import Store
from services import archive, search
from services.archive import Brought
from services.archive.words import canonical, needed, tokens
from services.search import Stretch, Unclear
from services.search.when import read_days

ROOM = 1
CLUB = -1_001_234_567_890
ZONE = "Asia/Shanghai"


async def settle(store: Store) -> None:
    while await store.write(lambda c: archive.catch_up(c, NOW, archive.MOST)):
        pass


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "climb-unclear-nothing"),
        ("🧧 …", "climb-unclear-nothing"),
        ("x" * 257, "climb-unclear-long"),
        ("a1 " * 13, "climb-unclear-long"),
        ("on:soon", "climb-unclear-on"),
        ("日期：2026-13-01", "climb-unclear-on"),
        ("has:gold", "climb-unclear-has"),
        ("sort:up", "climb-unclear-sort"),
    ],
)
def test_query_that_cannot_be_read(typed: str, why: str) -> None:
    with pytest.raises(Unclear) as unclear:
        search.read(typed, now=NOW, zone=ZONE)
    assert unclear.value.why == why


@pytest.mark.parametrize(
    "typed",
    [
        *('"' * 255 + "a", "a:" * 128, "-" * 255 + "a", "“a" * 128, "*" * 255 + "a"),
        *(
            "(" * 200 + "a+" + ")+" * 20,
            "a" * 255 + "!",
            "' OR 1=1 -- a",
            "tokens: a",
            "a NEAR(b, 2)",
        ),
        *("from:" + "a" * 200, "𝕬" * 100, "a\x00b", "a\ud800b", "{a} & !b | <-> ():*"),
    ],
)
async def test_hostile_queries_are_words(store: Store, typed: str) -> None:
    """T66, T69, T72: no pattern, no syntax, nothing that takes long."""
    brought = [Brought(chat=CLUB, message=1, author=5, at=NOW, text="a b or 1 near tokens")]
    await store.write(lambda c: archive.put_history(c, ROOM, brought))
    await settle(store)
    query = search.read(typed, now=NOW, zone=ZONE)
    page = await store.read(lambda c: search.find(c, query, room=ROOM))
    assert all(one.message == 1 for one in page.hits)


async def test_weight_puts_first_what_is_about_it(store: Store) -> None:
    brought = [
        Brought(chat=CLUB, message=n, author=5, at=NOW + n, text=words, reactions=liked)
        for n, (words, liked) in enumerate(
            (("tea tea", 0), ("a long word about tea and " + "x" * 90, 0), ("tea", 9), ("no", 9)), 1
        )
    ]
    await store.write(lambda c: archive.put_history(c, ROOM, brought))
    await settle(store)

    async def found(typed: str, after: int = 0) -> tuple[list[int], int]:
        query = search.read(typed, now=NOW, zone=ZONE)
        page = await store.read(lambda c: search.find(c, query, room=ROOM, after=after, limit=2))
        return [one.message for one in page.hits], page.after

    assert await found("tea sort:weight") == ([3, 1], 2)
    assert await found("茶 排序：相关") == ([], 0)
    assert await found("tea sort:weight", 2) == ([2], 0)


async def test_search_in_a_part_of_the_archive(store: Store) -> None:
    brought = [
        Brought(chat=CLUB, message=n, author=5, at=NOW + n, text="tea", thread=9 * (n % 2))
        for n in range(1, 9)
    ]
    await store.write(lambda c: archive.put_history(c, ROOM, brought))
    await settle(store)
    for typed in ("tea", "since:2000-01-01"):
        query = search.read(typed, now=NOW, zone=ZONE)
        for thread, numbers in ((None, [6, 5, 4, 3]), (9, [5, 3])):
            part = Stretch(chat=CLUB, first=3, last=6, thread=thread)
            page = await store.read(
                lambda c, q=query, part=part: search.find(c, q, room=ROOM, within=part)
            )
            assert [one.message for one in page.hits] == numbers


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        *[
            (one, "2026-11-20", "2026-11-20")
            for one in ("2026-11-20", "20261120", "2026年11月20日")
        ],
        *[("11-20", "2026-11-20", "2026-11-20"), ("12/31", "2025-12-31", "2025-12-31")],
        *[("2026-02", "2026-02-01", "2026-02-28"), ("2-29", "2024-02-29", "2024-02-29")],
        *[("昨天", "2026-11-27", "2026-11-27"), ("7d", "2026-11-21", "2026-11-21")],
        *[("2周", "2026-11-14", "2026-11-14"), ("today", "2026-11-28", "2026-11-28")],
    ],
)
def test_days_as_people_type_them(typed: str, first: str, last: str) -> None:
    days = read_days(typed, date(2026, 11, 28))
    assert days == (date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))


@pytest.mark.parametrize("typed", ["", "soon", "2026-13-01", "1999-01-01", "2-30", "99999d"])
def test_what_is_no_day(typed: str) -> None:
    assert read_days(typed, date(2026, 11, 28)) is None


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_canonical_form_is_idempotent_and_parts_are_found(a: str, b: str, c: str) -> None:
    form = canonical(a)
    assert canonical(form) == form
    needle = canonical(b)
    if needle:
        whole = canonical(f"{a} {b} {c}")
        assert f" {needle} " in f" {whole} "
        assert set(needed(needle)) <= tokens(whole)

"""What a list's file says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from bot.core.errors import UserError
from bot.core.store import Store
from models.room import Room
from services import guestlist
from services.guestlist import ID, MOST_LINES, NAME, TOKEN, Tally, Understood, digest_of, read

BOB = (NAME, "bob_reads")


def token(word: str) -> tuple[str, str]:
    return TOKEN, digest_of(word)


@pytest.mark.parametrize(
    ("content", "entries", "unclear"),
    [
        ("123456789\n@Bob_Reads\n\nabc-12345\n", [(ID, "123456789"), BOB, token("ABC-12345")], []),
        ("\ufeff123456789,@bob_reads;x\r\n", [(ID, "123456789")], []),
        ("id;name\n123456789;Robert 7th\n", [(ID, "123456789")], []),
        ("用户名,备注\nbob_reads,12345678\n", [BOB], []),
        ("Token\nPLAINWORD\n", [token("plainword")], []),
        ("Elizabeth\n12\n@x\n", [], [1, 2, 3]),
        ('"=""123456789"""\n\'@bob_reads\n', [(ID, "123456789"), BOB], []),
        ("123456789,123456789\n123456789\n", [(ID, "123456789")], []),
        ("Email,User ID\na@b.c,123456789\na@b.c,\n", [(ID, "123456789")], [3]),
    ],
)
def test_file_is_read(content: str, entries: list[tuple[str, str]], unclear: list[int]) -> None:
    assert read(content) == Understood(entries=entries, unclear=unclear)


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1:A9)", "=cmd|' /C calc'!A0"]
)
def test_t73_formula_is_no_entry(cell: str) -> None:
    """T73"""
    assert read(f"{cell}\n").entries == []


def test_t74_file_with_too_many_lines_is_refused_whole() -> None:
    """T74"""
    assert len(read("123456789\n" * MOST_LINES).entries) == 1
    with pytest.raises(UserError, match="50000"):
        read("123456789\n" * (MOST_LINES + 1))


@given(st.text())
def test_t72_any_text_is_read(content: str) -> None:
    """T72: every line is an entry, unclear, or empty; nothing raises."""
    found = read(content)
    assert all(1 <= line <= len(content.splitlines()) for line in found.unclear)
    assert all(kind in (ID, NAME, TOKEN) for kind, _ in found.entries)


async def add_room(store: Store, *numbers: int) -> None:
    for number in numbers:
        await store.write(lambda c, n=number: c.execute(insert(Room).values(id=n, chat_id=-n)))


async def test_token_is_used_up_by_one(store: Store) -> None:
    await add_room(store, 1, 2)
    entries = read("abc-12345\n123456789\n@bob_reads").entries
    assert await store.write(lambda c: guestlist.add(c, room=1, entries=entries)) == 3
    assert await store.write(lambda c: guestlist.add(c, room=1, entries=entries)) == 0

    async def use(room: int, person: int, word: str) -> bool:
        done: bool = await store.write(
            lambda c: guestlist.use_token(
                c, room=room, person=person, token=word, application=person
            )
        )
        return done

    assert [await use(2, 5, "abc-12345"), await use(1, 5, "ABC-12345")] == [False, True]
    assert [await use(1, 5, "abc-12345"), await use(1, 6, "abc-12345")] == [False, False]
    found = Tally(ids=1, names=1, tokens=1, used=1)
    assert await store.read(lambda c: guestlist.tally(c, 1)) == found
    await store.write(lambda c: guestlist.give_back(c, 5))
    assert await use(1, 6, "abc-12345")


async def test_t15_username_belongs_to_who_used_it_first(store: Store) -> None:
    """T15"""
    await add_room(store, 1)
    await store.write(lambda c: guestlist.add(c, room=1, entries=[BOB]))

    async def use(person: int) -> bool:
        done: bool = await store.write(
            lambda c: guestlist.use_account(
                c, room=1, person=person, username="Bob_Reads", application=person
            )
        )
        return done

    assert [await use(5), await use(6), await use(5)] == [True, False, True]

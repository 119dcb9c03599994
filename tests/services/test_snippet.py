"""Keywords in texts, the rows of replies and notes, and what is typed for them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import NOW, said

from bot.core.incoming import Facts, Person, SenderChat
from bot.core.room import Room, admit
from bot.core.store import Store
from services import snippet
from services.snippet import FILTER, NOTE, Keywords, fold, is_said
from services.snippet.written import words_of
from services.template.rich import Rich

LETTERS = st.text(st.sampled_from("abA é好吗+_ ไ"), min_size=1, max_size=12)


def spaced(char: str) -> bool:
    return (char.isalnum() and char.isascii()) or char in "é_"


def naive(words: list[str], text: str) -> set[str]:
    """The same by looking at every place."""
    folded, found = fold(text), set()
    for word in words:
        for start in range(len(folded)):
            end = start + len(word)
            if folded[start:end] != word:
                continue
            before = start and spaced(folded[start - 1]) and spaced(word[0])
            after = end < len(folded) and spaced(folded[end]) and spaced(word[-1])
            if not before and not after:
                found.add(word)
    return found


@given(st.lists(LETTERS.map(fold).filter(bool), min_size=1, unique=True), LETTERS)
def test_whole_words_are_found(words: list[str], text: str) -> None:
    assert set(Keywords(words).find(text * 40)) == naive(words, text * 40)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("well, hi!", ["hi"]),
        ("this", []),
        ("ＨＩ", ["hi"]),
        ("请问价格多少", ["价格"]),
        ("问hi价格", ["hi", "价格"]),
        ("good\n  MORNING", ["good morning"]),
        ("i like C++", ["c++"]),
        ("strasse STRAẞE", ["strasse"]),
        ("안녕하세요", []),
        ("안녕 하세요", ["안녕"]),
        ("สวัสดีครับ", ["สวัสดี"]),
        ("x" * 4096 + " hi", []),
    ],
)
def test_words_of_several_scripts(text: str, found: list[str]) -> None:
    words = ["hi", "价格", "good morning", "c++", "strasse", "안녕", "สวัสดี"]
    assert Keywords([fold(one) for one in words]).find(text) == found


def test_first_comes_first_and_longest_of_those() -> None:
    known = Keywords(["a", "a b", "b", "c"])
    assert known.find("c, a b") == ["c", "a b", "a", "b"]


def test_t65_t66_thousands_of_words_and_words_within_words() -> None:
    """T65, T66: whatever an owner sets, one line does not hold up the others."""
    known = Keywords([f"word{number}" for number in range(5_000)])
    assert known.find("word1 and word4999, no word") == ["word1", "word4999"]
    within = Keywords(["a" * number for number in range(1, 65)])
    begun = time.process_time()
    within.find("a" * 4096)
    assert time.process_time() - begun < 0.5


def test_whose_say_counts() -> None:
    bot = Person(7, "Robot", is_bot=True)
    anonymous = Facts(
        1, "message", 1, -5, person=bot, sender_chat=SenderChat(-5, "supergroup"), text="hi"
    )
    assert [
        is_said(said(1, "hi")),
        is_said(anonymous),
        is_said(Facts(1, "message", 1, -5, person=bot, text="hi")),
        is_said(said(1, "/hi")),
        is_said(Facts(1, "message", 1, -5, person=Person(8), text="")),
        is_said(Facts(1, "message", 1, -5, person=Person(8), text="hi", automatic_forward=True)),
    ] == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("typed", "words", "rest"),
    [
        ("hi hello there", ["hi"], " hello there"),
        ("hi", ["hi"], ""),
        ('"good morning" hello', ["good morning"], " hello"),
        ("“good morning” hello", ["good morning"], " hello"),
        ("「早上好」早", ["早上好"], "早"),
        ('(hi, hello,"a, b") x', ["hi", "hello", "a, b"], " x"),
        ("（你好，您好、早）x", ["你好", "您好", "早"], "x"),
        ('("a)b", c) x', ["a)b", "c"], " x"),
        ("(hi", [], "(hi"),
        ('"hi', [], '"hi'),
        ("()", [], "()"),
        ("", [], ""),
    ],
)
def test_what_is_typed(typed: str, words: list[str], rest: str) -> None:
    found, left = words_of(Rich(typed))
    assert (found, left.text) == (words, rest if words else left.text)


ODD = "𝕬🀄 ‮\t'\"\\%s:x?$1 {} ﷽"


async def test_t72_rows(store: Store) -> None:
    """T72: put, replaced, found, listed, recalled, cleared, each kind and room by itself."""
    rooms = await store.write(
        lambda c: [admit(c, [Room(0, number, "supergroup")], NOW)[number].id for number in (-5, -6)]
    )
    room, other = rooms

    def put(kind: str, *names: str, source: str = "x") -> None:
        named = [(fold(name), name) for name in names]
        more = {"source": source, "media": "photo", "file": "F", "now": NOW}
        work.append(lambda c: snippet.put(c, room=room, kind=kind, named=named, **more))

    work: list = []  # type: ignore[type-arg]
    put(FILTER, "Hi", "好", ODD)
    put(FILTER, "HI", source=ODD)
    put(NOTE, "hi")
    for one in work:
        await store.write(one)
    assert await store.read(lambda c: snippet.listed(c, room=room, kind=FILTER)) == sorted(
        ["HI", "好", ODD], key=fold
    )
    found = await store.read(lambda c: snippet.find(c, room=room, kind=FILTER, name="hi"))
    assert found == snippet.Snippet("HI", ODD, "photo", "F")
    assert await store.read(lambda c: snippet.recall(c, [room, other], NOTE)) == {room: ("hi",)}
    recalled = await store.read(lambda c: snippet.recall(c, rooms, FILTER))
    assert {key: set(names) for key, names in recalled.items()} == {room: {"hi", "好", fold(ODD)}}
    assert await store.read(lambda c: snippet.count(c, room=room, kind=FILTER)) == 3
    for gone in (True, False):
        cleared = await store.write(lambda c: snippet.clear(c, room=room, kind=FILTER, name="hi"))
        assert cleared is gone
    assert await store.read(lambda c: snippet.count(c, room=room, kind=NOTE)) == 1

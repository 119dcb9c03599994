"""Codes, and what many at once make of them."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from bot.core.store import Store
from models.entry import Application
from models.room import Room
from services import code, vouch
from services.code import LETTERS

NOW, LATER = 1_000_000, 2_000_000
MADE = "ABCD-EFGH-JKMN-PQRS-TV23"
PLAIN = "ABCDEFGHJKMNPQRSTV23"


def test_made_code_is_long_enough_and_readable() -> None:
    """T8: at least 64 random bits, of which the hint shows a few."""
    made = {code.make() for _ in range(200)}
    assert len(made) == 200
    for one in made:
        plain = one.replace("-", "")
        assert len(plain) == 20
        assert set(plain) <= set(LETTERS)
        assert any(letter.isdigit() for letter in plain)
        assert code.read(one) == plain
    assert len(LETTERS) ** (20 - code.GROUP) > 2**64
    assert not set("01ILOU") & set(LETTERS)


@pytest.mark.parametrize(
    "typed",
    [
        MADE,
        MADE.lower(),
        PLAIN,
        f"  {MADE.replace('-', ' ')}\n",
        MADE.replace("-", "—"),
        "ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ－ＰＱＲＳ－ＴＶ２３",
        f"https://t.me/louzhang_bot?start=code_{MADE}",
        f"join: t.me/louzhang_bot?start=code_{PLAIN} now",
    ],
)
def test_code_is_read_however_it_is_typed(typed: str) -> None:
    assert code.read(typed) == PLAIN


@pytest.mark.parametrize("typed", ["", "hello", "ABCD-EFGH", "x" * 20, "a1" * 40, "你好" * 10])
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert code.read(typed) == ""


@given(st.text())
def test_any_text_is_read(typed: str) -> None:
    read = code.read(typed)
    assert read == "" or (read.isascii() and read.isalnum() and read == read.upper())


async def prepare(store: Store, *, uses: int, applications: int) -> None:
    """A room with a code, and people at its door."""

    def fill(connection: object) -> None:
        connection.execute(insert(Room).values(id=1, chat_id=-1))  # type: ignore[attr-defined]
        for number in range(1, applications + 1):
            values = {
                column.name: "" if column.type.python_type is str else number
                for column in Application.__table__.columns
                if not column.nullable
            }
            connection.execute(  # type: ignore[attr-defined]
                insert(Application).values(values | {"id": number, "room_id": 1})
            )
        assert code.create(
            connection,  # type: ignore[arg-type]
            room=1,
            code=MADE,
            uses=uses,
            for_user=0,
            for_name="",
            by=None,
            now=NOW,
            until=LATER,
        )

    await store.write(fill)


async def take(store: Store, application: int, now: int = NOW) -> bool:
    hint: str = await store.write(
        lambda c: code.take(
            c,
            room=1,
            letters=PLAIN,
            person=application,
            username="",
            application=application,
            now=now,
        )
    )
    return bool(hint)


async def test_t8_code_is_used_as_often_as_it_says_by_many_at_once(store: Store) -> None:
    """T8: no lane in between; the statement alone decides."""
    await prepare(store, uses=5, applications=20)
    taken = await asyncio.gather(*(take(store, number) for number in range(1, 21)))
    assert sum(taken) == 5
    last = taken.index(True) + 1
    for _ in range(2):
        await store.write(lambda c: code.give_back(c, last))
    assert await store.read(lambda c: code.live(c, 1, NOW)) == 1
    assert [await take(store, last), await take(store, 20)] == [True, False]


async def test_code_ends_to_the_second(store: Store) -> None:
    await prepare(store, uses=5, applications=2)
    assert [await take(store, 1, LATER - 1), await take(store, 2, LATER)] == [True, False]


async def test_vouches_of_many_at_once_stay_within_the_quota(store: Store) -> None:
    await store.write(lambda c: c.execute(insert(Room).values(id=1, chat_id=-1)))

    async def one(application: int) -> bool:
        done: bool = await store.write(
            lambda c: vouch.vouch(
                c,
                room=1,
                voucher=7,
                application=application,
                person=application,
                quota=2,
                now=NOW,
                zone="Asia/Shanghai",
            )
        )
        return done

    done = await asyncio.gather(*(one(number) for number in range(1, 11)))
    assert sum(done) == 2
    await store.write(lambda c: vouch.give_back(c, done.index(True) + 1))
    assert [await one(11), await one(12)] == [True, False]


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({}, ""),
        ({"asked": False}, "over"),
        ({"own": True}, "own"),
        ({"waiting": True}, "waiting"),
        ({"status": "left"}, "stranger"),
        ({"status": "kicked"}, "stranger"),
        ({"status": ""}, "stranger"),
    ],
)
def test_who_may_vouch_is_judged(how: dict[str, object], refusal: str) -> None:
    asked = {"asked": True, "own": False, "waiting": False, "status": "member", **how}
    assert vouch.judge(**asked) == refusal  # type: ignore[arg-type]


def test_month_is_that_of_the_groups_clock() -> None:
    end = 1_796_054_400  # 2026-11-30T16:00Z
    assert vouch.month_of(end, "UTC") == "2026-11"
    assert vouch.month_of(end, "Asia/Shanghai") == "2026-12"

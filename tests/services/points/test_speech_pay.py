"""Points for speaking: what counts, what it pays, and what goes back."""

import pytest
from kit import NOW, plans_of, said
from msgspec import structs
from sqlalchemy import Connection, update

from bot.core import room as rooms
from bot.core.incoming import Facts, SenderChat
from bot.core.room import Room
from bot.core.store import Store
from models.ledger import Account
from services import archive
from services.points import RETIRED, TREASURY, balance, check, member, move, retire
from services.points.speech import (
    HALVED,
    MOST,
    PAUSE,
    Said,
    Terms,
    counts,
    day_of,
    give_back,
    hear,
    pay,
    pays,
)

ONE = Terms(1, "UTC")
EVE = 5_000_000_001
CHAT = -1_001_234_567_890


@pytest.mark.parametrize(
    ("text", "is_talk"),
    [
        ("hello", True),
        ("你好吗朋友", True),
        ("hell", False),
        ("a b c d", False),
        ("!!!!!!!!", False),
        ("😀😀😀😀😀😀", False),
        ("h.e.l.l.o", True),
        ("/hello there", False),
        ("！hello there", False),
        (" /hello there", False),
        ("#接龙 周六爬山", False),
        ("＃接龙\n1. 张三", False),
        ("#Group Note trip", False),
        ("#自我介绍 我叫小明，住在上海", False),
        ("#intro I am Bob from Rome", False),
        ("1. 张三\n2. 李四", False),
        ("1. April is the day we meet", True),
        ("#books are the thing", True),
    ],
)
def test_what_is_talk(text: str, is_talk: bool) -> None:
    assert counts(said(1, text)) is is_talk


@pytest.mark.parametrize(
    "how",
    [
        {"edited": True, "kind": "edited_message"},
        {"forwarded": True},
        {"automatic_forward": True},
        {"sender_chat": SenderChat(-1001, "channel")},
        {"person": None},
        {"chat_type": "private"},
        {"raw": {"message": {"via_bot": {"id": 7}}}},
        {"text": ""},
    ],
)
def test_what_is_nobodys_own_talk_earns_nothing(how: dict[str, object]) -> None:
    facts = said(1)
    assert counts(facts)
    assert not counts(structs.replace(facts, **how))


@pytest.mark.parametrize("person", [1087968824, 777000, 136817688])
def test_t9_who_hides_earns_nothing(person: int) -> None:
    assert not counts(said(1, person=person))


@pytest.mark.parametrize("amount", [1, 2, 3, 7])
def test_half_after_twenty_and_none_after_forty(amount: int) -> None:
    paid = [pays(amount, number) for number in range(1, 60)]
    assert paid[:HALVED] == [amount] * HALVED
    halved = paid[HALVED:MOST]
    assert sum(halved) == amount * (MOST - HALVED) // 2
    assert max(halved) - min(halved) <= 1
    assert sum(paid[MOST:]) == 0


def test_half_of_one_is_every_second_message() -> None:
    assert [pays(1, number) for number in range(21, 27)] == [0, 1, 0, 1, 0, 1]


def test_one_of_a_minute_counts_and_a_day_begins_anew() -> None:
    mine, at = Said(), NOW
    assert [hear(mine, at + step, ONE) for step in (0, 1, PAUSE - 1, PAUSE, PAUSE)] == [
        1,
        0,
        0,
        1,
        0,
    ]
    assert mine.counted == 2
    assert sum(hear(mine, at + PAUSE * step, ONE) for step in range(2, 100)) == 28
    assert mine.counted == MOST
    assert hear(mine, at + 86_400, ONE) == 1
    assert hear(mine, at + PAUSE, ONE) == 0, "what comes late is of a day that is over"


def test_t81_day_begins_when_the_group_says() -> None:
    midnight = 1_767_571_200
    early = Terms(1, "UTC", 4 * 60)
    assert day_of(midnight, ONE) == day_of(midnight - 1, ONE) + 1
    assert day_of(midnight, early) == day_of(midnight - 1, early)
    assert day_of(midnight + 4 * 3600, early) == day_of(midnight, early) + 1
    there = Terms(1, "Asia/Shanghai")
    assert day_of(midnight - 8 * 3600, there) == day_of(midnight - 8 * 3600 - 1, there) + 1
    # The night in which clocks go back has 25 hours, and none of them is of no day.
    berlin = Terms(1, "Europe/Berlin", 4 * 60)
    days = [day_of(1_792_800_000 + 900 * step, berlin) for step in range(200)]
    assert sorted(days) == days
    assert len(set(days)) == 3


@pytest.fixture
async def club(store: Store) -> None:
    chats = [Room(0, CHAT, "supergroup"), Room(0, -200, "group")]
    await store.write(lambda c: [rooms.admit(c, [one], NOW) for one in chats])


def talk(count: int, **how: int) -> list[tuple[Facts, Terms]]:
    """Messages of one person, a minute apart."""
    step = how.pop("step", PAUSE)
    return [(said(number, at=NOW + step * number, **how), ONE) for number in range(1, count + 1)]


async def held(store: Store, person: int = EVE) -> int:
    found: int = await store.read(lambda c: balance(c, 1, member(person)))
    assert (await store.read(lambda c: check.whole(c, 1))).wrong == 0
    return found


async def test_batch_is_paid_once_however_it_is_cut(store: Store, club: None) -> None:
    heard = talk(45)
    for begin in range(0, 45, 7):
        await store.write(lambda c, at=begin: pay(c, heard[at : at + 7], NOW))
    assert await held(store) == 30
    await store.write(lambda c: pay(c, heard, NOW))
    assert await held(store) == 30


async def test_whole_day_in_one_batch_pays_the_same(store: Store, club: None) -> None:
    other = talk(45, person=EVE + 1)
    for number, (facts, _) in enumerate(other):
        facts.message_id += 1000 + number
    await store.write(lambda c: pay(c, [*talk(45), *other], NOW))
    assert (await held(store), await held(store, EVE + 1)) == (30, 30)


async def test_messages_taken_away_give_theirs_back_once(store: Store, club: None) -> None:
    await store.write(lambda c: pay(c, talk(5), NOW))
    gone = [(CHAT, 2), (CHAT, 4), (CHAT, 4), (CHAT, 77), (-200, 1)]
    for _ in range(2):
        await store.write(lambda c: archive.mark_deleted(c, gone, NOW))
        assert await held(store) == 3


async def test_edit_into_an_ad_gives_its_points_back(store: Store, club: None) -> None:
    heard = talk(2)
    await store.write(lambda c: pay(c, heard, NOW))
    edit = structs.replace(heard[0][0], kind="edited_message", edited=True)
    await store.write(lambda c: archive.write(c, [], [edit], NOW))
    assert await held(store) == 1


async def test_what_was_spent_is_not_owed(store: Store, club: None) -> None:
    terms = Terms(10, "UTC")
    spend = {"reason": "shop", "reference": "order:1", "amount": 14, "at": NOW}
    target = TREASURY

    def work(connection: Connection) -> None:
        pay(connection, [(facts, terms) for facts, _ in talk(2)], NOW)
        move(connection, room=1, source=member(EVE), target=target, **spend)
        give_back(connection, [(CHAT, 1), (CHAT, 2)], NOW)

    await store.write(work)
    assert await held(store) == 0


async def test_t84_erased_author_owes_nothing(store: Store, club: None) -> None:
    def erase(connection: Connection) -> None:
        retire(connection, room=1, person=EVE, now=NOW)
        connection.execute(update(Account).where(Account.user_id == EVE).values(user_id=None))
        give_back(connection, [(CHAT, 1)], NOW)

    await store.write(lambda c: pay(c, talk(2), NOW))
    await store.write(erase)
    assert await store.read(lambda c: balance(c, 1, RETIRED)) == 2


async def test_t91_group_that_moved_gives_back_what_was_said_before(
    store: Store, club: None
) -> None:
    heard = [(said(1, chat=-200, room=2), ONE)]
    await store.write(lambda c: pay(c, heard, NOW))
    await store.write(lambda c: rooms.migrate(c, old=-200, new=-1009, now=NOW))
    await store.write(lambda c: give_back(c, [(-200, 1)], NOW))
    assert await store.read(lambda c: balance(c, 2, member(EVE))) == 0


async def test_t62_giving_back_looks_up_by_an_index(store: Store, club: None) -> None:
    if not store.sqlite:
        pytest.skip("the plans of SQLite")
    await store.write(lambda c: pay(c, talk(5), NOW))
    plans = await plans_of(store, lambda c: give_back(c, [(CHAT, 77)], NOW))
    assert "SCAN ledger" not in plans[0], plans
    assert "room_id=? AND reason=? AND reference=?" in plans[0], plans

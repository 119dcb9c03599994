"""The runtime: written down, settled once, whatever an update is."""

import json
from dataclasses import replace
from typing import Any

import pytest
from kit import ADMIN, CHAT, NOW, Machine, change, chatter, counted, rows_of
from sqlalchemy import Connection, event, insert

from bot.core.actions import Delete, Kick
from bot.core.lane import LENGTH
from bot.core.store import Store
from models.case import Case
from models.deadline import Meta
from models.inbox import Quarantine
from models.message import Message
from models.outbox import Outbox
from models.room import Address
from rehearsal.clock import ManualClock
from tests.cast import FEATURE, LARGE, marks, quarantined, settled, slow, stuck


@pytest.fixture
def machine(store: Store) -> Machine:
    return Machine(store, ManualClock(), FEATURE)


async def test_chatter_is_archived_and_settled_in_one_transaction(machine: Machine) -> None:
    """Law 8: when `receive` returns, all of it is done, without a lane."""
    await machine.receive(chatter(1, "one"), chatter(2, "two", person=6))
    assert len(machine.runtime.lanes) == 0
    assert await settled(machine.store) == {1: True, 2: True}
    assert await counted(machine.store) == {5_000_000_001: 1, 6: 1}
    assert await rows_of(machine.store, Message.text) == [("one",), ("two",)]


async def test_accused_is_judged_with_the_batch(machine: Machine) -> None:
    """Law 6: verdicts of several rooms, their tombstones and actions, in one transaction."""
    payloads = [chatter(n, "SPAM", chat=CHAT - n, person=100 + n) for n in range(1, 6)]
    await machine.receive(*payloads, chatter(9, "fine"))
    assert await settled(machine.store) == dict.fromkeys((1, 2, 3, 4, 5, 9), True)
    actions = machine.basket.actions
    deletes = [action for action in actions if isinstance(action, Delete)]
    kicks = [action for action in actions if isinstance(action, Kick)]
    assert [one.message for one in deletes] == [1, 2, 3, 4, 5]
    assert sorted(one.person for one in kicks) == [101, 102, 103, 104, 105]
    assert len(await rows_of(machine.store, Case.id)) == 5
    assert await rows_of(machine.store, Outbox.state) == [("new",)] * 10


async def test_administrator_is_not_accused(machine: Machine) -> None:
    await machine.receive(chatter(1, "SPAM", person=ADMIN))
    assert (machine.basket.actions, await counted(machine.store)) == ([], {ADMIN: 1})


async def test_duplicate_in_one_batch_counts_once(machine: Machine) -> None:
    """T85"""
    await machine.handle(chatter(1), chatter(1), chatter(2, "SPAM"), chatter(2, "SPAM"))
    await machine.handle(chatter(1), chatter(2, "SPAM"))
    assert await counted(machine.store) == {5_000_000_001: 1}
    assert len(machine.basket.actions) == 2
    assert await rows_of(machine.store, Case.hits) == [(1,)]


async def test_command_twice_in_one_batch_runs_once(machine: Machine) -> None:
    """T85"""
    await machine.handle(chatter(1, "/mark a"), chatter(1, "/mark a"))
    assert len(machine.basket.actions) == 1
    assert await quarantined(machine.store) == []


async def test_numbers_that_start_anew_are_taken_by_the_set(machine: Machine) -> None:
    """T85: after a quiet week Telegram chooses the next number at random."""
    await machine.handle(chatter(900, "/mark a"), chatter(5, "/mark b"), chatter(901, "/mark c"))
    assert [key for (key,) in await rows_of(machine.store, Meta.key)] == ["a", "b", "c"]


async def test_command_waits_its_turn_and_what_follows_waits_behind_it(machine: Machine) -> None:
    """Law 5: a room's order is kept, also for what needs no handler."""
    machine.answers.clear()
    await machine.receive(slow(1, "a"), chatter(2, "after"), slow(3, "b"))
    await stuck(machine)
    await machine.receive(chatter(4, "later"), chatter(5, "elsewhere", chat=CHAT - 1))
    assert await settled(machine.store) == {1: False, 2: False, 3: False, 4: False, 5: True}
    machine.answers.set()
    await machine.rest()
    assert marks(machine) == ["a", "b"]
    assert set((await settled(machine.store)).values()) == {True}


async def test_busy_room_spills_to_the_inbox_and_keeps_its_order(machine: Machine) -> None:
    """Law 5, T63: thousands wait in the inbox, 200 in memory; nothing is lost or turned round."""
    machine.answers.clear()
    await machine.receive(slow(1, "1"))
    await stuck(machine)
    amount = 3 * LENGTH
    commands = [number for number in range(2, amount) if number % 50 == 0]
    for start in range(2, amount, 100):
        batch = range(start, min(start + 100, amount))
        await machine.receive(
            *(slow(n, f"{n}") if n in commands else chatter(n, person=6) for n in batch)
        )
    (lane,) = machine.runtime.lanes._lanes.values()
    assert len(lane.queue) == LENGTH
    machine.answers.set()
    await machine.rest()
    assert marks(machine) == ["1", *map(str, commands)]
    assert set((await settled(machine.store)).values()) == {True}
    assert await counted(machine.store) == {
        ADMIN: len(commands) + 1,
        6: amount - 2 - len(commands),
    }


async def test_crash_is_tried_once_more_then_quarantined(machine: Machine) -> None:
    """Law 4, T72: the admins' traceback may hold anything; the lane goes on."""
    await machine.handle(chatter(1, "/crash"), chatter(2, "/mark a"))
    assert await quarantined(machine.store) == [("update", "1")]
    ((error, payload),) = await rows_of(machine.store, Quarantine.error, Quarantine.payload)
    assert "ZeroDivisionError: ab" in error
    assert json.loads(payload)["update_id"] == 1
    assert await settled(machine.store) == {1: True, 2: True}
    assert await rows_of(machine.store, Meta.key) == [("a",)]


@pytest.mark.parametrize("word", ["BOOM", "BANG"])
async def test_screener_or_watcher_that_crashes_stops_nothing(machine: Machine, word: str) -> None:
    """Law 4, T89: a pure function crashes over one message; that one goes into quarantine."""
    await machine.handle(chatter(1, "before"), chatter(2, word), chatter(3, "after"))
    assert await quarantined(machine.store) == [("update", "2")]
    assert await settled(machine.store) == {1: True, 2: True, 3: True}
    texts = [text for (text,) in await rows_of(machine.store, Message.text)]
    assert texts == ["after", "before"]


async def test_bulk_that_fails_is_halved_until_the_bad_one_is_alone(
    machine: Machine,
) -> None:
    """Law 4"""
    write = machine.runtime.court.archive

    def choosy(connection: Connection, said: Any) -> None:
        if any(facts.text == "bad" for facts in said):
            raise ZeroDivisionError
        write(connection, said)

    machine.runtime.court = replace(machine.runtime.court, archive=choosy)
    payloads = [chatter(n, "bad" if n in (13, 40) else "good") for n in range(1, 65)]
    await machine.handle(*payloads)
    assert await quarantined(machine.store) == [("update", "13"), ("update", "40")]
    assert await counted(machine.store) == {5_000_000_001: 62}
    assert set((await settled(machine.store)).values()) == {True}


async def test_unusable_update_is_passed_over(machine: Machine) -> None:
    """T89"""
    await machine.handle(b"nonsense", b"[]", b'{"update_id":"x"}', chatter(1))
    assert await settled(machine.store) == {1: True}


ODD = (
    {"message": {"message_id": "?", "chat": []}},
    {"message": {"message_id": 1, "date": "x", "chat": {"id": CHAT, "type": 5}, "text": {}}},
    {"callback_query": {"id": 5, "message": "?", "from": "x", "data": []}},
    {"chat_member": {"chat": {"id": CHAT}, "new_chat_member": "x"}},
    {"message": {"chat": {"id": 2**70}, "date": 2**70, "text": "x"}},
    {"message": {"chat": {"id": CHAT, "type": "supergroup"}, "migrate_to_chat_id": 2**70}},
    {"message": {"chat": {"id": CHAT, "type": "supergroup"}, "migrate_from_chat_id": True}},
    {"unheard_of": {"chat": {"id": LARGE, "title": "\0\ud83d"}}},
    {},
)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: next(iter(odd), "empty"))
async def test_odd_update_stops_nothing(machine: Machine, odd: dict[str, Any]) -> None:
    """T89: whatever an update is, it is settled, and so are its neighbours."""
    payload = json.dumps({"update_id": 2} | odd).encode()
    await machine.handle(chatter(1, "before"), payload, chatter(3, "after"))
    assert await settled(machine.store) == {1: True, 2: True, 3: True}
    assert {text for (text,) in await rows_of(machine.store, Message.text)} >= {"before", "after"}


async def test_large_ids_go_the_whole_way(machine: Machine) -> None:
    """T71"""
    chat = -LARGE
    await machine.handle(
        chatter(LARGE, "SPAM", chat=chat, person=LARGE, message=LARGE, at=LARGE // 1000)
    )
    assert await settled(machine.store) == {LARGE: True}
    assert await rows_of(machine.store, Address.chat_id) == [(chat,)]
    assert {type(action) for action in machine.basket.actions} == {Delete, Kick}
    assert await rows_of(machine.store, Case.subject_id) == [(LARGE,)]


async def test_odd_texts_go_the_whole_way(machine: Machine) -> None:
    """T72"""
    odd = chatter(1, "0").replace(b'"0"', b'"SPAM \\u0000 \\ud83d \\ud83c\\udc04"')
    plain = chatter(2, "𝕬🀄 %s :x $1 ?")
    await machine.handle(odd, plain)
    assert await rows_of(machine.store, Case.text) == [("SPAM  � 🀄",)]
    texts = [text for (text,) in await rows_of(machine.store, Message.text)]
    assert texts == ["", "𝕬🀄 %s :x $1 ?"]


async def test_receipt_of_a_hundred_thousand_members_iterates_none(machine: Machine) -> None:
    """T62: one message in a group of 200,000 takes as many statements as in a group of two."""
    from models.member import Member

    await machine.receive(chatter(1, chat=CHAT), chatter(2, chat=CHAT - 1))
    room = await machine.room_id()
    rows = [{"room_id": room, "user_id": 10_000 + n} for n in range(5_000)]
    await machine.store.write(lambda c: c.execute(insert(Member), rows))
    engines = (
        [machine.store._full, machine.store._reads, machine.store._normal]
        if machine.store.sqlite
        else [machine.store.engine.sync_engine]
    )
    statements: list[str] = []
    for engine in engines:

        @event.listens_for(engine, "before_cursor_execute")
        def count_statement(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            statements.append(statement)

    taken = []
    for number, chat in ((10, CHAT), (11, CHAT - 1)):
        statements.clear()
        await machine.receive(chatter(number, "SPAM", chat=chat))
        taken.append(len(statements))
    assert taken[0] == taken[1]


async def test_time_in_facts_is_telegrams(machine: Machine) -> None:
    """Law 3: what is caught up on bears the date it was written at."""
    await machine.receive(chatter(1, at=NOW - 6 * 3600))
    assert await rows_of(machine.store, Message.at) == [(NOW - 6 * 3600,)]


async def test_edit_of_what_was_said_is_judged_again(machine: Machine) -> None:
    """T49"""
    await machine.handle(chatter(1, "harmless", message=7))
    changed = json.loads(chatter(2, "SPAM", message=7))
    changed["edited_message"] = changed.pop("message") | {"edit_date": NOW + 5}
    await machine.handle(json.dumps(changed).encode())
    assert [action.message for action in machine.basket.actions[:1]] == [7]
    assert await counted(machine.store) == {5_000_000_001: 1}


async def test_member_update_of_nobodys_interest_is_settled(machine: Machine) -> None:
    await machine.handle(change(1, "left", "member", person=6))
    assert await settled(machine.store) == {1: True}
    assert await rows_of(machine.store, Message.text) == []

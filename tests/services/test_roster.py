"""The roster: who is in a room, and how they stand there."""

import json

import pytest
from kit import NOW, change, rows_of, said
from sqlalchemy import insert, update

from bot.core.feature import Record, Standing
from bot.core.incoming import Facts
from bot.core.perception import perceive
from bot.core.room import Room
from bot.core.store import Store
from models.case import Case
from models.member import Member, People
from services import archive, roster

LARGE = 2**63 - 1
MEMBER = (Member.user_id, Member.status, Member.changed_at, Member.joined_at)


def moved(old: str, new: str, *, at: int, person: int = 6, room: int = 1) -> Facts:
    facts = perceive(change(1, old, new, person=person, at=at), NOW)
    facts.room = room
    return facts


async def note(store: Store, *changes: Facts) -> None:
    for facts in changes:
        await store.write(lambda c, f=facts: roster.note_change(c, f))


async def test_note_change_of_somebody_new(store: Store) -> None:
    """T71"""
    await note(store, moved("left", "member", at=NOW, person=LARGE))
    assert await rows_of(store, *MEMBER) == [(LARGE, "member", NOW, NOW)]
    assert await rows_of(store, People.user_id, People.first_name) == [(LARGE, f"P{LARGE}")]


async def test_note_change_older_than_the_last_changes_nothing(store: Store) -> None:
    """T85: reordered; there is no order between kinds of updates."""
    await note(store, moved("member", "left", at=NOW + 9), moved("left", "member", at=NOW))
    assert await rows_of(store, *MEMBER) == [(6, "left", NOW + 9, None)]


async def test_note_change_twice_is_once(store: Store) -> None:
    """T85"""
    joined = moved("left", "member", at=NOW)
    await note(store, joined, joined)
    assert await rows_of(store, *MEMBER) == [(6, "member", NOW, NOW)]


@pytest.mark.parametrize(
    ("old", "new", "joined"),
    [
        ("left", "member", NOW + 9),
        ("kicked", "member", NOW + 9),
        ("left", "restricted", NOW + 9),
        ("member", "restricted", NOW),
        ("restricted", "member", NOW),
        ("member", "administrator", NOW),
        ("member", "left", NOW),
        ("member", "kicked", NOW),
    ],
)
async def test_note_change_joined_is_when_they_came_last(
    store: Store, old: str, new: str, joined: int
) -> None:
    await note(store, moved("left", "member", at=NOW), moved(old, new, at=NOW + 9))
    assert await rows_of(store, *MEMBER) == [(6, new, NOW + 9, joined)]


async def test_note_change_keeps_the_counts(store: Store) -> None:
    await store.write(lambda c: archive.write(c, [said(1, "hello", person=6)]))
    await note(store, moved("member", "left", at=NOW), moved("left", "member", at=NOW + 5))
    assert await rows_of(store, Member.messages, Member.substance, Member.days) == [(1, 1, 1)]


async def make_case(store: Store, number: int, **more: object) -> None:
    row = {
        "id": number,
        "room_id": 1,
        "key": f"{number}",
        "subject_id": 6,
        "rule": "ads",
        "band": "certain",
        "act": "kick",
        "deleted": 1,
        "state": "in force",
        "at": NOW,
        "last_hit_at": NOW,
        "hits": 1,
        "evidence": "[]",
        "text": "",
        "name": "",
        "note": "",
    } | more
    await store.write(lambda c: c.execute(insert(Case).values(**row)))


async def test_standings_of_strangers_and_members(store: Store) -> None:
    rooms = {1: Room(1, -1, bot_since=NOW - 99, size_then=5)}
    await store.write(lambda c: archive.write(c, [said(1, "hello", person=6, at=NOW - 5)]))
    await note(store, moved("left", "member", at=NOW - 9))
    await store.write(lambda c: c.execute(update(Member).values(approved_by=3)))
    who = [(1, 6), (1, 7), (2, 6), (1, -100), (1, 6)]
    found = await store.read(lambda c: roster.standings(c, who, NOW, rooms))
    known = {"room_since": NOW - 99, "room_size": 5}
    assert found == {
        (1, 6): Standing(
            approved=True,
            substance=1,
            days=1,
            seen_at=NOW - 5,
            joined_at=NOW - 9,
            changed_at=NOW - 9,
            status="member",
            **known,
        ),
        (1, 7): Standing(**known),
        (2, 6): Standing(),
        (1, -100): Standing(is_channel=True, **known),
    }


async def test_standings_know_cases_of_thirty_days(store: Store) -> None:
    await make_case(store, 1, at=NOW - roster.MEMORY)
    await make_case(store, 2, at=NOW - roster.MEMORY + 1, state="dismissed")
    await make_case(store, 3)
    await make_case(store, 4, subject_id=7)
    await make_case(store, 5, room_id=2)
    found = await store.read(lambda c: roster.standings(c, [(1, 6), (2, 7)], NOW, {}))
    assert found[1, 6].records == (
        Record(2, "ads", "certain", NOW - roster.MEMORY + 1, NOW, "dismissed"),
        Record(3, "ads", "certain", NOW, NOW, "in force"),
    )
    assert found[2, 7].records == ()


async def test_standings_of_many_take_as_many_queries_as_of_one(store: Store) -> None:
    """T61, T62: a batch is read together."""
    who = [(room, person) for room in range(1, 20) for person in range(1, 40)]
    found = await store.read(lambda c: roster.standings(c, who, NOW, {}))
    assert set(found) == set(who)


async def meet(store: Store, person: int, name: str, at: int, room: int = 1) -> None:
    """Somebody with a username is a member of a room, and was seen."""
    facts = said(person, person=person, at=at)
    facts.person = type(facts.person)(person, "x", "", name)  # type: ignore[misc]
    await store.write(lambda c: roster.note_person(c, facts))
    await note(store, moved("left", "member", at=at, person=person, room=room))
    await store.write(lambda c: roster.note_person(c, facts))


async def test_find_person_is_the_one_seen_last_under_a_name(store: Store) -> None:
    """T15: a name that changed hands."""
    for person, at in ((6, NOW), (7, NOW + 5)):
        await meet(store, person, "Same_Name", at)
    for asked in ("same_name", "SAME_NAME"):
        assert await store.read(lambda c, a=asked: roster.find_person(c, a, room=1)) == 7
    assert await store.read(lambda c: roster.find_person(c, "nobody", room=1)) is None


async def test_find_person_of_another_room_is_nobody(store: Store) -> None:
    """Not even where somebody there had the name before them."""
    await meet(store, 6, "ann", NOW)
    await meet(store, 7, "ann", NOW + 5, room=2)
    await meet(store, 8, "bob", NOW, room=2)
    for room, asked, found in ((1, "ann", 6), (2, "ann", 7), (1, "bob", None), (3, "ann", None)):
        assert await store.read(lambda c, a=asked, r=room: roster.find_person(c, a, r)) == found


async def test_started_is_remembered_until_unreachable(store: Store) -> None:
    """T93"""
    for person in (6, 7):
        facts = said(person, person=person)
        await store.write(lambda c, f=facts: roster.note_person(c, f, started=True))
        await store.write(lambda c, f=facts: roster.note_person(c, f))
    await store.write(lambda c: roster.note_unreachable(c, 7))
    assert await store.read(lambda c: roster.started(c, [6, 7, 8])) == {6}


async def test_note_without_a_person_is_nothing(store: Store) -> None:
    update_ = json.dumps({"update_id": 1, "chat_member": {"date": 5}}).encode()
    facts = perceive(update_, NOW)
    await note(store, facts)
    await store.write(lambda c: roster.note_person(c, facts))
    assert await rows_of(store, Member.user_id) == []

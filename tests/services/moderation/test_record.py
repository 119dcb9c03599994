"""Cases: read, decided once, and told when something did not get through."""

import asyncio

import pytest
from kit import NOW, rows_of
from sqlalchemy import insert

from bot.core.actions import (
    AnyAction,
    Ban,
    BanChannel,
    Delete,
    Kick,
    Unban,
    UnbanChannel,
    Unmute,
)
from bot.core.outbox import Fate, Parcel
from bot.core.role import ANONYMOUS
from bot.core.store import Store
from models.case import Case
from models.deadline import Deadline
from services import moderation
from services.moderation import TROUBLE, File

LARGE = 2**63 - 1


async def make(store: Store, number: int = 1, **more: object) -> File:
    row = {
        "id": number,
        "room_id": 1,
        "key": f"{number}",
        "subject_id": 6,
        "rule": "ads",
        "band": "likely",
        "act": "none",
        "deleted": 0,
        "state": "reported",
        "at": NOW,
        "last_hit_at": NOW,
        "hits": 1,
        "evidence": "[]",
        "text": "",
        "name": "",
        "note": "",
    } | more
    await store.write(lambda c: c.execute(insert(Case).values(**row)))
    found = await store.read(lambda c: moderation.find(c, number))
    assert found is not None
    return found


async def settle(store: Store, case: File, how: str, by: int = 9) -> list[AnyAction] | None:
    return await store.write(lambda c: moderation.settle(c, case, how=how, by=by, now=NOW))


async def test_find_nothing(store: Store) -> None:
    assert await store.read(lambda c: moderation.find(c, LARGE)) is None


async def test_newest_first_and_narrowed_down(store: Store) -> None:
    await make(store, 1)
    await make(store, 2, room_id=2)
    await make(store, 3, subject_id=7)
    await make(store, LARGE, rule="flood")

    async def newest(**how: object) -> list[int]:
        found = await store.read(lambda c: moderation.newest(c, **how))  # type: ignore[arg-type]
        return [file.id for file in found]

    assert await newest() == [LARGE, 3, 2, 1]
    assert await newest(limit=2) == [LARGE, 3]
    assert await newest(room=2) == [2]
    assert await newest(subject=7) == [3]
    assert await newest(room=1, subject=6, rule="ads") == [1]


@pytest.mark.parametrize(
    ("act", "subject", "how", "actions", "state"),
    [
        ("none", 6, "kick", [Kick(room=1, person=6)], "in force"),
        ("none", 6, "ban", [Ban(room=1, person=6)], "in force"),
        ("none", 6, "ham", [], "dismissed"),
        ("mute", 6, "ham", [Unmute(room=1, person=6)], "dismissed"),
        ("ban", 6, "ham", [Unban(room=1, person=6)], "dismissed"),
        ("kick", 6, "ham", [], "dismissed"),
        ("none", -6, "kick", [BanChannel(room=1, channel=-6)], "in force"),
        ("none", -6, "ban", [BanChannel(room=1, channel=-6)], "in force"),
        ("ban", -6, "ham", [UnbanChannel(room=1, channel=-6)], "dismissed"),
        ("none", -6, "ham", [], "dismissed"),
        ("none", ANONYMOUS, "ban", [], "in force"),
        ("none", 0, "kick", [], "in force"),
    ],
)
async def test_settle(
    store: Store, act: str, subject: int, how: str, actions: list[AnyAction], state: str
) -> None:
    """T10, T95: what the machine did is taken back by `ham`; stand-ins are never acted upon."""
    case = await make(store, act=act, subject_id=subject)
    assert await settle(store, case, how) == actions
    after = act if how == "ham" else how
    rows = await rows_of(store, Case.state, Case.act, Case.decided_by)
    assert rows == [(state, after, 9)]


async def test_settle_a_hundred_taps_decide_once(store: Store) -> None:
    """T3: compare and set, without any lane."""
    case = await make(store)
    taps = [settle(store, case, ("kick", "ban", "ham")[n % 3], by=n) for n in range(100)]
    told = await asyncio.gather(*taps)
    assert sum(answer is not None for answer in told) == 1
    ((by,),) = await rows_of(store, Case.decided_by)
    assert told[by] is not None


@pytest.mark.parametrize("state", ["in force", "dismissed", "settled"])
async def test_settle_what_is_decided_changes_nothing(store: Store, state: str) -> None:
    """T4"""
    case = await make(store, state=state)
    assert await settle(store, case, "ban") is None
    assert await rows_of(store, Case.state, Case.act) == [(state, "none")]


@pytest.mark.parametrize(
    ("state", "told"), [("refused", True), ("unknown", True), ("expired", False)]
)
async def test_trouble_is_noted_and_told(store: Store, state: str, told: bool) -> None:
    """Law 5 of the picture: a refusal ends in a case note and a word to the admins."""
    await make(store)
    parcel = Parcel(id=5, action=Kick(room=1, person=6), case=1)
    fate = Fate(state=state, result="Not enough rights")
    await store.write(lambda c: moderation.note_trouble(c, parcel, fate, NOW))
    assert await rows_of(store, Case.note) == [(f"kick: {state} Not enough rights",)]
    due = await rows_of(store, Deadline.kind, Deadline.key, Deadline.room_id, Deadline.due_at)
    assert due == ([(TROUBLE, "1:kick", 1, NOW)] if told else [])


async def test_trouble_of_a_kind_is_told_once(store: Store) -> None:
    for number in range(1, 6):
        await make(store, number)
        parcel = Parcel(id=5, action=Delete(room=1, chat=-1, message=number), case=number)
        fate = Fate(state="refused", result="🀄" * 5000)
        await store.write(lambda c, p=parcel, f=fate: moderation.note_trouble(c, p, f, NOW))
    assert await rows_of(store, Deadline.key) == [("1:delete",)]
    notes = await rows_of(store, Case.note)
    assert {len(note) for (note,) in notes} == {len("delete: refused ") + 300}


def test_findings_are_those_of_every_reason() -> None:
    evidence = '[{"rule":"a","saw":[{"x":1}]},{"rule":"b","saw":[{"x":2},{"x":3}]}]'
    file = File(
        1, 1, 6, "a", "b", "none", 0, "reported", None, 1, 1, evidence, "", "", "", None, "", "", 0
    )
    assert file.findings == [{"x": 1}, {"x": 2}, {"x": 3}]

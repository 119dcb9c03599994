"""One order, to the last column: the case, its strikes, its messages, and what is to be done."""

from typing import Any

import pytest
from kit import LOG_CHAT, NOW, rows_of, said
from sqlalchemy import insert

from bot.core.actions import Ban, BanChannel, Delete, Kick, Mute, Unban, UnbanChannel, Unmute
from bot.core.deadline import set_deadline
from bot.core.feature import Feature
from bot.core.house import House
from bot.core.role import ANONYMOUS
from bot.core.store import Store
from bot.core.verdict import FOREVER, Sanction
from models.case import Case, CaseMessage
from models.deadline import Deadline
from models.message import Message
from models.restraint import Restraint
from models.strike import Strike
from services import archive, moderation
from services.moderation import LIFT_CHANNEL, RELEASE, UNBAN, Order, Outcome, release, restraint
from services.moderation.ladder import SETTINGS, Step

DAY, CHAT = 86_400, -100
HOUSE = House([Feature(name="punish", settings=(LOG_CHAT, *SETTINGS))])
VALUES = HOUSE.values({})
CASE = (
    Case.room_id,
    Case.key,
    Case.subject_id,
    Case.rule,
    Case.act,
    Case.until,
    Case.deleted,
    Case.state,
    Case.decided_by,
    Case.via,
    Case.reason,
    Case.strikes,
    Case.text,
    Case.name,
)


async def carry(store: Store, order: Order, room: int = 1, values: Any = VALUES) -> Outcome:
    done: Outcome = await store.write(
        lambda c: moderation.carry_out(c, order, room=room, values=values, now=NOW)
    )
    return done


async def test_order_is_written_down_whole(store: Store) -> None:
    await store.write(lambda c: archive.write(c, [said(1, "rude", message=7)]))
    order = Order(
        person=6,
        key="c:1",
        name="Eve",
        act=Sanction.MUTE,
        term=3600,
        by=9,
        reason="be polite",
        text="rude",
        messages=((-5, 7),),
        delete=True,
    )
    done = await carry(store, order)
    assert (done.act, done.until, done.count, done.next) == (Sanction.MUTE, NOW + 3600, 0, None)
    assert done.actions == [
        Delete(room=1, chat=-5, message=7),
        Mute(room=1, person=6, until=NOW + 3600),
    ]
    row = (1, "c:1", 6, "manual", "mute", NOW + 3600, 1, "in force", 9, "human", "be polite", 0)
    assert await rows_of(store, *CASE) == [(*row, "rude", "Eve")]
    assert await rows_of(store, CaseMessage.chat_id, CaseMessage.message_id) == [(-5, 7)]
    assert await rows_of(store, Deadline.kind, Deadline.due_at) == [(RELEASE, NOW + 3600)]
    assert await rows_of(store, Restraint.user_id, Restraint.until) == [(6, NOW + 3600)]


async def test_messages_that_stay_are_tied_and_not_deleted(store: Store) -> None:
    first = await carry(store, Order(person=6, key="a", messages=((-5, 7),)))
    assert first.actions == []
    again = await carry(store, Order(person=6, key="b", messages=((-5, 7), (-5, 8))))
    assert again.actions == []
    columns = (CaseMessage.message_id, CaseMessage.case_id)
    assert await rows_of(store, *columns) == [(7, first.case), (8, again.case)]
    assert await rows_of(store, Case.deleted) == [(0,), (0,)]


async def test_deleting_without_messages_deletes_nothing(store: Store) -> None:
    await carry(store, Order(person=6, key="a", delete=True))
    assert await rows_of(store, Case.deleted) == [(0,)]


async def test_deleted_messages_are_gone_from_the_archive(store: Store) -> None:
    here = said(1, "rude", message=7)
    await store.write(lambda c: archive.write(c, [here]))
    await carry(store, Order(person=6, key="a", messages=((here.chat_id, 7),), delete=True))
    assert await rows_of(store, Message.deleted_at) == [(NOW,)]


@pytest.mark.parametrize(
    ("act", "term", "until", "actions"),
    [
        (Sanction.NONE, FOREVER, None, []),
        (Sanction.WARN, FOREVER, None, []),
        (Sanction.KICK, FOREVER, None, [Kick(room=1, person=6)]),
        (Sanction.BAN, FOREVER, None, [Ban(room=1, person=6)]),
        (Sanction.BAN, DAY, NOW + DAY, [Ban(room=1, person=6, until=NOW + DAY)]),
        (Sanction.MUTE, FOREVER, None, [Mute(room=1, person=6)]),
    ],
)
async def test_act_and_its_end(
    store: Store, act: Sanction, term: int, until: int | None, actions: list[Any]
) -> None:
    done = await carry(store, Order(person=6, key="a", act=act, term=term))
    assert (done.act, done.until, done.actions) == (act, until, actions)
    assert await rows_of(store, Case.act, Case.until) == [(act.name.lower(), until)]


@pytest.mark.parametrize("person", [0, ANONYMOUS])
async def test_t10_nobody_is_acted_upon(store: Store, person: int) -> None:
    done = await carry(store, Order(person=person, key="a", act=Sanction.BAN))
    assert done.actions == []


@pytest.mark.parametrize(
    ("act", "term", "due"),
    [(Sanction.KICK, FOREVER, NOW + DAY), (Sanction.BAN, 60, NOW + 60), (Sanction.BAN, FOREVER, 0)],
)
async def test_t10_channel_is_banned_and_let_in_again(
    store: Store, act: Sanction, term: int, due: int
) -> None:
    done = await carry(store, Order(person=-7, key="a", act=act, term=term))
    assert done.actions == [BanChannel(room=1, channel=-7)]
    wanted = [(LIFT_CHANNEL, "1:-7", due, '{"channel":-7}')] if due else []
    columns = (Deadline.kind, Deadline.key, Deadline.due_at, Deadline.data)
    assert await rows_of(store, *columns) == wanted


@pytest.mark.parametrize(("term", "told"), [(20, True), (61, False), (366 * DAY, True)])
async def test_ban_that_telegram_would_measure_otherwise_is_lifted_by_us(
    store: Store, term: int, told: bool
) -> None:
    await carry(store, Order(person=6, key="a", act=Sanction.BAN, term=term))
    wanted = [(UNBAN, "1:6", NOW + term)] if told else []
    assert await rows_of(store, Deadline.kind, Deadline.key, Deadline.due_at) == wanted


async def test_strikes_climb_and_fade(store: Store) -> None:
    acts = []
    for number in range(6):
        order = Order(person=6, key=f"{number}", act=Sanction.WARN, strikes=1)
        done = await carry(store, order)
        acts.append((done.act.name, done.count, done.steps, done.next))
    assert acts == [
        ("WARN", 1, 5, Step(Sanction.MUTE, 3600)),
        ("MUTE", 2, 5, Step(Sanction.MUTE, DAY)),
        ("MUTE", 3, 5, Step(Sanction.KICK)),
        ("KICK", 4, 5, Step(Sanction.BAN, 30 * DAY)),
        ("BAN", 5, 5, Step(Sanction.BAN, 30 * DAY)),
        ("BAN", 6, 5, Step(Sanction.BAN, 30 * DAY)),
    ]
    columns = (Strike.room_id, Strike.user_id, Strike.weight, Strike.given_at, Strike.fades_at)
    assert set(await rows_of(store, *columns)) == {(1, 6, 1, NOW, NOW + 30 * DAY)}


async def test_strikes_of_others_and_elsewhere_do_not_count(store: Store) -> None:
    for room, person in ((1, 7), (2, 6)):
        await carry(store, Order(person=person, key="x", act=Sanction.WARN, strikes=3), room)
    done = await carry(store, Order(person=6, key="y", act=Sanction.WARN, strikes=1))
    assert (done.act, done.count) == (Sanction.WARN, 1)


async def test_what_is_ordered_stands_where_the_ladder_is_milder(store: Store) -> None:
    done = await carry(store, Order(person=6, key="a", act=Sanction.BAN, term=60, strikes=1))
    assert (done.act, done.until) == (Sanction.BAN, NOW + 60)


async def test_nothing_harder_than_allowed_is_done(store: Store) -> None:
    values = HOUSE.values({0: {"punish.ladder": ["ban"], "punish.decay": 0}})
    most = Step(Sanction.MUTE, DAY)
    order = Order(person=6, key="a", act=Sanction.WARN, strikes=1, most=most)
    done = await carry(store, order, values=values)
    assert (done.act, done.until) == (Sanction.MUTE, NOW + DAY)
    assert await rows_of(store, Strike.fades_at) == [(0,)]


CASES = {
    1: {"act": "mute"},
    2: {"act": "mute", "until": NOW + 1},
    3: {"act": "mute", "until": NOW},
    4: {"act": "mute", "subject_id": 7},
    5: {"act": "mute", "room_id": 2},
    6: {"act": "ban"},
    7: {"act": "mute", "state": "dismissed"},
    8: {"act": "mute", "state": "replaced 2"},
}
"""Of these the first, the second and the last mute Eve in the first room still."""


async def fill(store: Store) -> None:
    usual = {
        "room_id": 1,
        "subject_id": 6,
        "rule": "manual",
        "band": "certain",
        "deleted": 0,
        "state": "in force",
        "at": NOW,
        "last_hit_at": NOW,
        "hits": 1,
        "evidence": "[]",
        "text": "",
        "name": "",
        "note": "",
        "until": None,
    }
    rows = [{**usual, "id": number, "key": f"{number}", **row} for number, row in CASES.items()]
    await store.write(lambda c: c.execute(insert(Case), rows))


async def states(store: Store) -> dict[int, str]:
    return dict(await rows_of(store, Case.id, Case.state))  # type: ignore[arg-type]


async def test_release_ends_what_holds_of_this_kind_here(store: Store) -> None:
    await fill(store)
    actions = await store.write(
        lambda c: release.release(c, room=1, person=6, act=Sanction.MUTE, by=9, now=NOW)
    )
    assert actions == [Unmute(room=1, person=6)]
    found = await states(store)
    assert [number for number, state in found.items() if state == "undone"] == [1, 2, 8]
    decided = await rows_of(store, Case.id, Case.decided_by)
    assert [number for number, by in decided if by == 9] == [1, 2, 8]


async def test_release_of_a_ban_takes_its_deadline_back(store: Store) -> None:
    await fill(store)
    for kind, key in ((UNBAN, "1:6"), (UNBAN, "1:7"), (LIFT_CHANNEL, "1:-7")):
        await store.write(
            lambda c, kind=kind, key=key: set_deadline(c, kind=kind, key=key, room=1, due_at=NOW)
        )
    done = await store.write(
        lambda c: release.release(c, room=1, person=6, act=Sanction.BAN, by=9, now=NOW)
    )
    assert done == [Unban(room=1, person=6)]
    assert [number for number, state in (await states(store)).items() if state == "undone"] == [6]
    channel = await store.write(
        lambda c: release.release(c, room=1, person=-7, act=Sanction.BAN, by=9, now=NOW)
    )
    assert channel == [UnbanChannel(room=1, channel=-7)]
    assert await rows_of(store, Deadline.kind, Deadline.key) == [(UNBAN, "1:7")]


async def test_overrule_voids_mutes_and_bans_of_this_person(store: Store) -> None:
    await fill(store)
    await store.write(lambda c: set_deadline(c, kind=UNBAN, key="1:6", room=1, due_at=NOW))
    await store.write(lambda c: release.overrule(c, room=1, person=6))
    found = await states(store)
    assert [number for number, state in found.items() if state == "undone"] == [1, 2, 3, 6, 8]
    assert await rows_of(store, Deadline.kind) == []


@pytest.mark.parametrize(
    ("lasts", "asked", "holds"),
    [
        (100, 99, True),
        (100, 100, True),
        (100, 101, False),
        (100, 0, False),
        (0, 5, True),
        (0, 0, True),
    ],
)
async def test_mute_holds_as_long_as_it_lasts(
    store: Store, lasts: int, asked: int, holds: bool
) -> None:
    await fill(store)
    row = {"room_id": 1, "user_id": 6, "case_id": 1, "until": lasts}
    await store.write(lambda c: c.execute(insert(Restraint).values(**row)))
    for room, person, found in ((1, 6, holds), (1, 7, False), (2, 6, False)):
        told = await store.read(
            lambda c, room=room, person=person: restraint.holds(
                c, room=room, person=person, until=asked
            )
        )
        assert told is found


@pytest.mark.parametrize(("person", "kind"), [(6, UNBAN), (-7, LIFT_CHANNEL)])
async def test_end_of_an_earlier_ban_does_not_end_a_later_one(
    store: Store, person: int, kind: str
) -> None:
    """A ban of half a minute, and then one without an end."""
    await carry(store, Order(person=person, key="a", act=Sanction.BAN, term=30))
    assert await rows_of(store, Deadline.kind, Deadline.due_at) == [(kind, NOW + 30)]
    await carry(store, Order(person=person, key="b", act=Sanction.BAN))
    assert await rows_of(store, Deadline.kind) == []


@pytest.mark.parametrize(
    ("person", "ban", "unban"),
    [
        (6, Ban(room=1, person=6), Unban(room=1, person=6)),
        (-7, BanChannel(room=1, channel=-7), UnbanChannel(room=1, channel=-7)),
    ],
)
async def test_undoing_one_of_two_bans_leaves_the_other(
    store: Store, person: int, ban: Any, unban: Any
) -> None:
    """The earlier one first, then the later one first; only then may they come in."""

    async def undo(number: int) -> list[Any]:
        case = await store.read(lambda c: moderation.find(c, number))
        assert case is not None
        done = await store.write(lambda c: moderation.undo(c, case, by=9, now=NOW))
        assert done is not None
        return list(done.actions)

    first, second, third = [
        (await carry(store, Order(person=person, key=key, act=Sanction.BAN))).case
        for key in ("a", "b", "c")
    ]
    assert await undo(first) == []
    assert await undo(third) == [ban]
    assert await undo(second) == [unban]


async def test_end_of_a_mute_that_another_one_took_the_place_of_ends_nothing(store: Store) -> None:
    """A deadline that an absorbed room left: its key is not the one that was moved."""
    await carry(store, Order(person=6, key="a", act=Sanction.MUTE, term=DAY))

    async def expire(now: int) -> list[Any]:
        done: list[Any] = await store.write(
            lambda c: restraint.expire(c, room=1, person=6, now=now, tell=True)
        )
        return done

    assert await expire(NOW + 30) == []
    assert await rows_of(store, Restraint.until) == [(NOW + DAY,)]
    assert await expire(NOW + DAY) == [Unmute(room=1, person=6)]

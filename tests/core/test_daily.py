"""Dailies: once a day by the group's own clock, whatever clocks and settings do."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import ADMIN, CHAT, NOW, Machine, chatter, rows_of
from sqlalchemy import update

from bot.core import daily
from bot.core import room as rooms
from bot.core.alter import alter
from bot.core.daily import ARMING, arm, next_at
from bot.core.feature import Command, Daily, Feature
from bot.core.kinds import clock, toggle, zone
from bot.core.room import Room
from bot.core.store import Store
from bot.core.unit import Unit
from models.deadline import Deadline
from models.room import Room as Row
from rehearsal.clock import ManualClock

HOUR, DAY = 3600, 86_400
BERLIN, HAVANA, HOWE = "Europe/Berlin", "America/Havana", "Australia/Lord_Howe"


def at(place: str, written: str, *, second: bool = False) -> int:
    """The instant at which clocks show that in a place; `second`: for the second time."""
    there = datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(place), fold=int(second))
    return int(there.timestamp())


@pytest.mark.parametrize(
    ("place", "minutes", "now", "then"),
    [
        ("UTC", 0, "2026-11-20 00:00", "2026-11-21 00:00"),
        ("UTC", 720, "2026-11-20 11:59:59", "2026-11-20 12:00"),
        ("UTC", 720, "2026-11-20 12:00", "2026-11-21 12:00"),
        ("Asia/Shanghai", 1439, "2026-12-31 23:59:30", "2027-01-01 23:59"),
        ("Asia/Kathmandu", 5, "2028-02-28 12:00", "2028-02-29 00:05"),
        # Clocks go forward: 02:00 to 02:59 is skipped, and comes with the change.
        (BERLIN, 150, "2026-03-28 12:00", "2026-03-29 03:00"),
        (BERLIN, 120, "2026-03-29 01:59", "2026-03-29 03:00"),
        (BERLIN, 179, "2026-03-29 03:00", "2026-03-30 02:59"),
        (BERLIN, 180, "2026-03-29 01:59", "2026-03-29 03:00"),
        ("America/Santiago", 0, "2026-09-05 12:00", "2026-09-06 01:00"),
        (HOWE, 135, "2026-10-03 12:00", "2026-10-04 02:30"),
        # Clocks go back: 02:00 to 02:59 happens twice, and counts once.
        (BERLIN, 150, "2026-10-25 00:00", "2026-10-25 02:30"),
        (BERLIN, 150, "2026-10-25 02:30", "2026-10-26 02:30"),
        (BERLIN, 180, "2026-10-25 02:50", "2026-10-25 03:00"),
        (HAVANA, 10, "2026-11-01 00:10", "2026-11-02 00:10"),
        (HOWE, 105, "2026-04-05 01:45", "2026-04-06 01:45"),
    ],
)
def test_next_at(place: str, minutes: int, now: str, then: str) -> None:
    assert next_at(minutes, place, at(place, now)) == at(place, then)


@pytest.mark.parametrize(
    ("place", "minutes", "now", "then"),
    [
        (BERLIN, 150, "2026-10-25 02:10", "2026-10-26 02:30"),
        (BERLIN, 150, "2026-10-25 02:30", "2026-10-26 02:30"),
        (HAVANA, 10, "2026-11-01 00:05", "2026-11-02 00:10"),
        (HOWE, 105, "2026-04-05 01:40", "2026-04-06 01:45"),
    ],
)
def test_next_at_in_the_second_of_an_hour_that_comes_twice(
    place: str, minutes: int, now: str, then: str
) -> None:
    """Not in the first, which is over: that would be due at once, again and again."""
    assert next_at(minutes, place, at(place, now, second=True)) == at(place, then)


@given(
    minutes=st.integers(0, 1439),
    place=st.sampled_from((BERLIN, HAVANA, HOWE, "Africa/Cairo", "Asia/Shanghai")),
    now=st.integers(NOW, NOW + 2 * 365 * DAY),
)
def test_next_at_is_ahead_and_every_day_has_one(minutes: int, place: str, now: int) -> None:
    first = next_at(minutes, place, now)
    second = next_at(minutes, place, first)
    assert now < first <= now + 49 * HOUR
    dates = [datetime.fromtimestamp(one, ZoneInfo(place)).date() for one in (first, second)]
    assert (dates[1] - dates[0]).days == 1


class Diary:
    """What was done, and what is still to be done in each room."""

    def __init__(self) -> None:
        self.lines: list[int] = []

    async def write(self, unit: Unit) -> None:
        self.lines.append(unit.now)

    async def change(self, unit: Unit) -> None:
        key, _, value = unit.args.partition(" ")
        await alter(unit, key, unit.values.declared[key].parse(value), by=unit.actor)


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def machine(store: Store, diary: Diary) -> Machine:
    return Machine(
        store,
        ManualClock(),
        Feature(
            name="language",
            settings=(zone("zone", "UTC"),),
            commands=(Command(name="change", handle=diary.change),),
        ),
        Feature(
            name="digest",
            settings=(clock("digest.at", 13 * 60), toggle("digest.enabled", True)),
            dailies=(Daily(name="digest.write", at="digest.at", handle=diary.write),),
        ),
    )


async def begin(machine: Machine, *chats: int) -> None:
    """The bot is in some groups, runs, and has caught up."""
    for number, chat in enumerate(chats or (CHAT,), 1):
        await machine.handle(chatter(number, chat=chat))
    await machine.store.write(lambda c: c.execute(update(Row).values(bot_status="member")))
    machine.memory.forget_all()
    await rearm(machine)
    await machine.sweeper.tick()
    machine.sweeper.ready()
    await machine.rest()


async def rearm(machine: Machine) -> None:
    now = int(machine.clock.now())
    await machine.store.write(lambda c: arm(c, machine.house.dailies.values(), now))


async def tick(machine: Machine, seconds: float) -> None:
    machine.clock.advance(seconds)
    await machine.sweeper.tick()
    await machine.rest()


async def due(machine: Machine) -> list[tuple[int, int]]:
    """The deadlines of dailies, as (room, seconds from noon)."""
    rows = await rows_of(machine.store, Deadline.room_id, Deadline.due_at)
    return [(room, due_at - NOW) for room, due_at in rows]


async def test_daily_is_armed_without_being_done_and_then_done_each_day(
    machine: Machine, diary: Diary
) -> None:
    await begin(machine)
    assert await due(machine) == [(1, 1)]
    await tick(machine, 1)
    assert (await due(machine), diary.lines) == ([(1, HOUR)], [])
    for _ in range(50):
        await tick(machine, HOUR)
    hours = [(line - NOW) // HOUR for line in diary.lines]
    assert (hours, await due(machine)) == ([1, 25, 49], [(1, 73 * HOUR)])


async def test_daily_missed_for_days_is_made_up_for_once(machine: Machine, diary: Diary) -> None:
    """T97: the bot was off; the next one is ahead of now, not of then."""
    await begin(machine)
    await tick(machine, 1)
    await tick(machine, 3 * DAY + 2 * HOUR)
    assert diary.lines == [NOW + 3 * DAY + 2 * HOUR + 1]
    assert await due(machine) == [(1, 4 * DAY + HOUR)]


async def test_arm_twice_leaves_what_is_set(machine: Machine, diary: Diary) -> None:
    """A restart between neither moves a daily nor makes a second one."""
    await begin(machine)
    await rearm(machine)
    assert await due(machine) == [(1, 1)]
    await tick(machine, 5)
    await rearm(machine)
    assert await due(machine) == [(1, HOUR)]
    await tick(machine, HOUR)
    await rearm(machine)
    await tick(machine, ARMING)
    assert (len(diary.lines), await due(machine)) == (1, [(1, 25 * HOUR)])


async def test_arm_takes_groups_the_bot_is_in(machine: Machine) -> None:
    """Private chats, channels, and groups it has left have none; a new group gets its own.

    Where nobody ever said how the bot stands, it is there: its messages come from somewhere.
    """
    kinds = [("group", "member"), ("supergroup", "administrator"), ("supergroup", "restricted")]
    kinds += [("supergroup", ""), ("supergroup", "left"), ("supergroup", "kicked")]
    kinds += [("private", "member"), ("channel", "administrator")]
    chats = [Room(0, -number, kind) for number, (kind, _) in enumerate(kinds, 1)]
    made = await machine.store.write(lambda c: rooms.admit(c, chats, NOW))
    for number, (_, status) in enumerate(kinds, 1):
        change = update(Row).where(Row.id == made[-number].id).values(bot_status=status)
        await machine.store.write(lambda c, change=change: c.execute(change))
    await rearm(machine)
    expected = [(made[-number].id, made[-number].id % ARMING) for number in (1, 2, 3, 4)]
    assert sorted(await due(machine)) == sorted(expected)


@pytest.mark.parametrize("admins", [True, False])
def test_daily_asks_for_admins_as_it_is_declared(admins: bool) -> None:
    async def nothing(unit: Unit) -> None: ...

    one = Daily(name="d", at="digest.at", handle=nothing, admins=admins)
    assert daily.turn(Feature(name="digest"), one).admins is admins


async def test_daily_of_a_feature_that_is_off_goes_on_silently(
    machine: Machine, diary: Diary
) -> None:
    await begin(machine)
    await tick(machine, 1)
    await machine.handle(chatter(5, "/change digest.enabled off"))
    await tick(machine, DAY)
    assert (diary.lines, await due(machine)) == ([], [(1, 25 * HOUR)])
    await machine.handle(chatter(6, "/change digest.enabled on"))
    await tick(machine, DAY)
    assert [line - NOW for line in diary.lines] == [2 * DAY + 1]


async def test_daily_of_a_group_that_nothing_is_known_of_is_done(
    machine: Machine, diary: Diary
) -> None:
    """A fresh database: the bot came before it, and nobody says again that it did."""
    await begin(machine)
    await machine.store.write(lambda c: c.execute(update(Row).values(bot_status="")))
    machine.memory.forget_all()
    await tick(machine, 1)
    await tick(machine, HOUR)
    assert (diary.lines, await due(machine)) == ([NOW + HOUR + 1], [(1, 25 * HOUR)])


async def test_daily_ends_where_the_bot_is_no_more(machine: Machine, diary: Diary) -> None:
    await begin(machine)
    await tick(machine, 1)
    await machine.store.write(lambda c: c.execute(update(Row).values(bot_status="kicked")))
    machine.memory.forget_all()
    await tick(machine, DAY)
    assert (diary.lines, await due(machine)) == ([], [])


@pytest.mark.parametrize(
    ("changes", "hour"),
    [
        (["digest.at 12:30"], 0.5),
        (["digest.at 12:00"], 24),
        (["zone Asia/Shanghai"], 17),
        (["zone Asia/Shanghai", "digest.at 20:30"], 0.5),
        (["zone UTC+8", "zone UTC"], 1),
        (["digest.enabled off"], 1),
    ],
)
async def test_daily_follows_its_settings(
    machine: Machine, diary: Diary, changes: list[str], hour: float
) -> None:
    """Of the group that changed them alone."""
    await begin(machine, CHAT, CHAT - 1)
    await tick(machine, 5)
    for number, change in enumerate(changes):
        await machine.handle(chatter(10 + number, f"/change {change}", person=ADMIN))
    assert await due(machine) == [(1, int(hour * HOUR)), (2, HOUR)]
    assert diary.lines == []


async def test_daily_changed_before_it_was_armed_is_set_once(machine: Machine) -> None:
    await begin(machine)
    await machine.handle(chatter(10, "/change digest.at 14:00"))
    assert await due(machine) == [(1, 2 * HOUR)]


async def test_daily_of_a_room_that_was_absorbed_is_not_done_twice(
    machine: Machine, diary: Diary
) -> None:
    """T91: the supergroup was seen first, and both rooms had a deadline."""
    await begin(machine, -4001, CHAT)
    await tick(machine, 5)
    assert len(await due(machine)) == 2
    await machine.memory.move(-4001, CHAT, NOW)
    await tick(machine, HOUR)
    await tick(machine, DAY)
    assert (len(diary.lines), await due(machine)) == (2, [(1, 49 * HOUR)])


def test_zone_of_a_house_without_zones_is_utc() -> None:
    from bot.core.house import House

    values = House([]).values({})
    assert daily.zone_of(values) == "UTC"

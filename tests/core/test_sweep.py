"""The sweeper: what is due is handed out once, behind what came before, after an outage later."""

from typing import Any

import pytest
from kit import ADMIN, BOT, CHAT, NOW, Machine, chatter, count, rows_of, until
from sqlalchemy import delete, insert, select

from bot.core import deadline, kinds, settings, sweep
from bot.core.errors import Lacking
from bot.core.feature import Command, Feature, Later
from bot.core.inbox import CHUNK, TOMBSTONE_AGE, Entry, insert_new
from bot.core.store import Store
from bot.core.sweep import OUTAGE, Sweeper, raise_generation
from bot.core.unit import Unit
from models.deadline import Deadline, Meta, Pulse
from models.inbox import Inbox, Quarantine
from rehearsal.clock import ManualClock


class Diary:
    """What happened, in its order."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    async def write(self, unit: Unit) -> None:
        self.lines.append(str(unit.data))

    async def command(self, unit: Unit) -> None:
        self.lines.append(f"/{unit.args}")

    async def again(self, unit: Unit) -> None:
        """A daily: it sets itself anew in the unit that fires it."""
        self.lines.append("daily")
        await unit.later("daily", "d", due_at=unit.now + 86_400)

    async def crash(self, _unit: Unit) -> None:
        raise ZeroDivisionError

    async def lack(self, _unit: Unit) -> None:
        self.lines.append("lacks")
        raise Lacking("can_restrict_members")

    async def elsewhere(self, unit: Unit) -> None:
        await unit.tell(unit.data, "room", "told")

    async def note_room(self, unit: Unit) -> None:
        self.lines.append(f"in {unit.room.id}")


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def machine(store: Store, diary: Diary) -> Machine:
    feature = Feature(
        name="test",
        settings=(kinds.number("score", 60, 0, 100),),
        commands=(
            Command(name="slow", handle=diary.command, right="can_restrict_members"),
            Command(name="note", handle=diary.command),
        ),
        deadlines=(
            Later(name="note", handle=diary.write),
            Later(name="asks", handle=diary.write, admins=True),
            Later(name="daily", handle=diary.again),
            Later(name="crash", handle=diary.crash),
            Later(name="lacks", handle=diary.lack, admins=True),
            Later(name="elsewhere", handle=diary.elsewhere),
            Later(name="room", handle=diary.note_room),
        ),
    )
    return Machine(store, ManualClock(), feature)


async def put(machine: Machine, key: str, at: int, **more: Any) -> None:
    given = {"kind": "note", "room": await machine.room_id(), "data": key} | more
    await machine.store.write(lambda c: deadline.set_deadline(c, key=key, due_at=at, **given))


async def begin(machine: Machine) -> None:
    """The bot knows a room, runs, and has caught up."""
    await machine.receive(chatter(1), chatter(2, chat=CHAT - 1))
    await machine.sweeper.tick()
    machine.sweeper.ready()
    await machine.rest()


async def tick(machine: Machine, seconds: float = 0.0) -> None:
    machine.clock.advance(seconds)
    await machine.sweeper.tick()
    await machine.rest()


async def test_deadline_falls_due_once_and_in_order(machine: Machine, diary: Diary) -> None:
    """Law 17"""
    await begin(machine)
    for key, at in (("c", 30), ("a", 10), ("b", 20), ("z", 999)):
        await put(machine, key, NOW + at)
    await tick(machine, 9)
    assert diary.lines == []
    await tick(machine, 21)
    await tick(machine)
    assert diary.lines == ["a", "b", "c"]
    assert await rows_of(machine.store, Deadline.key) == [("z",)]


async def test_deadline_waits_until_telegram_has_been_heard(machine: Machine, diary: Diary) -> None:
    """Law 3: who answered in time, while we were away, must not be declined."""
    await machine.receive(chatter(1))
    await put(machine, "a", NOW - 5)
    await tick(machine, 1)
    assert diary.lines == []
    machine.sweeper.ready()
    await machine.rest()
    assert diary.lines == ["a"]


async def test_deadline_waits_behind_updates_that_came_before(
    machine: Machine, diary: Diary
) -> None:
    """Law 3"""
    await begin(machine)
    machine.answers.clear()
    slow = [chatter(10 + n, f"/slow {n}", person=ADMIN) for n in range(2)]
    await machine.receive(*slow)
    await until(lambda: machine.directory.warmed)
    await put(machine, "a", NOW + 1)
    machine.clock.advance(2)
    await machine.sweeper.tick()
    await until(lambda: machine.runtime.due == 1)
    await machine.receive(chatter(20, "/note later"))
    machine.answers.set()
    await machine.rest()
    assert diary.lines == ["/0", "/1", "a", "/later"]


async def test_deadline_handed_out_by_two_ticks_runs_once(machine: Machine, diary: Diary) -> None:
    """T77: also when two sweepers look."""
    await begin(machine)
    await put(machine, "a", NOW)
    other = Sweeper(machine.runtime)
    await other.tick()
    other.ready()
    await machine.sweeper.tick()
    machine.sweeper.poke()
    await machine.rest()
    assert diary.lines == ["a"]


async def test_deadline_cancelled_in_the_lane_before_it_does_not_run(
    machine: Machine, diary: Diary
) -> None:
    await begin(machine)
    machine.answers.clear()
    await machine.receive(chatter(10, "/slow 0", person=ADMIN))
    await until(lambda: machine.directory.warmed)
    await put(machine, "a", NOW)
    await machine.sweeper.tick()
    await until(lambda: machine.runtime.due == 1)
    await machine.store.write(lambda c: deadline.cancel_deadline(c, kind="note", key="a"))
    machine.answers.set()
    await machine.rest()
    assert diary.lines == ["/0"]
    assert await rows_of(machine.store, Quarantine.kind) == []


async def test_daily_sets_itself_anew(machine: Machine, diary: Diary) -> None:
    """Law 17: the firing and the next one are one unit."""
    await begin(machine)
    await put(machine, "d", NOW, kind="daily")
    await tick(machine)
    await tick(machine, 86_400)
    assert diary.lines == ["daily", "daily"]
    assert await rows_of(machine.store, Deadline.key, Deadline.due_at) == [("d", NOW + 2 * 86_400)]


async def test_deadline_that_crashes_or_is_unknown_goes_into_quarantine(
    machine: Machine, diary: Diary
) -> None:
    """Laws 4 and 15: one attempt more, then it is out of the way; others go on."""
    await begin(machine)
    await put(machine, "a", NOW, kind="crash")
    await put(machine, "b", NOW, kind="from_another_version")
    await put(machine, "c", NOW)
    await tick(machine)
    assert diary.lines == ["c"]
    kinds = await rows_of(machine.store, Quarantine.kind, Quarantine.reference)
    assert [one for one in kinds if one[1] in ("crash", "from_another_version")] == [
        ("deadline", "crash"),
        ("deadline", "from_another_version"),
    ]
    left = await rows_of(machine.store, Deadline.kind)
    assert ("crash",) not in left
    assert ("from_another_version",) not in left


async def test_deadline_that_lacks_a_right_twice_goes_into_quarantine(
    machine: Machine, diary: Diary
) -> None:
    """Law 4: with the rights read anew and tried once more; it is not handed out for ever."""
    await begin(machine)
    await put(machine, "a", NOW, kind="lacks")
    await tick(machine)
    assert ("lacks",) in await rows_of(machine.store, Quarantine.reference)
    assert ("lacks",) not in await rows_of(machine.store, Deadline.kind)
    seen = list(diary.lines)
    await tick(machine, 60)
    assert diary.lines == seen


async def test_tell_reaches_the_other_room_in_its_own_lane(machine: Machine, diary: Diary) -> None:
    """Law 10"""
    await begin(machine)
    other = await machine.room_id(CHAT - 1)
    await put(machine, "a", NOW, kind="elsewhere", data=other)
    await tick(machine)
    await machine.rest()
    assert diary.lines == [f"in {other}"]


async def test_many_due_in_a_slow_room_starve_no_other(
    machine: Machine, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T61, T63: 500 captchas run out in a room whose administrators cannot be read."""
    monkeypatch.setattr(sweep, "BATCH", 10)
    await begin(machine)
    machine.answers.clear()
    room = await machine.room_id()

    def many(connection: Any) -> None:
        for number in range(35):
            deadline.set_deadline(
                connection, kind="asks", key=f"{number}", room=room, due_at=NOW - 9, data=number
            )

    await machine.store.write(many)
    await put(machine, "elsewhere", NOW, room=await machine.room_id(CHAT - 1))
    await machine.sweeper.tick()
    await until(lambda: diary.lines == ["elsewhere"])
    machine.answers.set()
    await machine.rest()
    assert len(diary.lines) == 36


async def test_outage_extends_before_anything_falls_due(machine: Machine, diary: Diary) -> None:
    """Law 3: caught up at once after six hours, people still have their minutes."""
    await begin(machine)
    await put(machine, "waits", NOW + 60, term=120)
    await put(machine, "machine", NOW + 60)
    machine.clock.advance(6 * 3600)
    await machine.crash_and_start()
    machine.sweeper.ready()
    await machine.rest()
    assert diary.lines == ["machine"]
    assert await rows_of(machine.store, Deadline.key, Deadline.due_at) == [
        ("waits", NOW + 6 * 3600 + 120)
    ]
    await tick(machine, 119)
    assert diary.lines == ["machine"]
    await tick(machine, 1)
    assert diary.lines == ["machine", "waits"]


async def test_machine_that_slept_gives_people_their_time_back(
    machine: Machine, diary: Diary
) -> None:
    """Law 3: the process lives on, but nobody was there to be answered."""
    await begin(machine)
    await put(machine, "waits", NOW + 60, term=120)
    machine.clock.jump(6 * 3600)
    machine.sweeper.poke()
    await machine.rest()
    await tick(machine, 1)
    assert await rows_of(machine.store, Deadline.key, Deadline.due_at) == [
        ("waits", NOW + 6 * 3600 + 120)
    ]
    await tick(machine, 121)
    assert diary.lines == ["waits"]


async def test_short_restart_is_no_outage(machine: Machine) -> None:
    await begin(machine)
    await put(machine, "waits", NOW + 60, term=3600)
    machine.clock.advance(OUTAGE - 61)
    await machine.crash_and_start()
    await machine.sweeper.tick()
    await machine.rest()
    assert await rows_of(machine.store, Deadline.due_at) == [(NOW + 60,)]


async def test_pulse_is_a_row_a_minute(machine: Machine) -> None:
    await begin(machine)
    for _ in range(26):
        await tick(machine, 5)
    minutes = [minute for (minute,) in await rows_of(machine.store, Pulse.minute)]
    assert minutes == list(range(NOW // 60, (NOW + 130) // 60 + 1))


async def test_wall_that_jumps_back_hands_nothing_out_twice(machine: Machine, diary: Diary) -> None:
    """T81: the wall may jump alone."""
    await begin(machine)
    await put(machine, "a", NOW + 10)
    machine.clock.jump(86_400)
    await tick(machine)
    machine.clock.jump(-2 * 86_400)
    await tick(machine)
    machine.clock.jump(2 * 86_400)
    await tick(machine)
    assert diary.lines == ["a"]


async def test_generation_of_another_program_drops_the_caches(machine: Machine) -> None:
    """Law 20"""
    await begin(machine)
    room = await machine.room_id()
    for value in (5, 6):
        await machine.store.write(
            lambda c, v=value: (
                settings.change(c, room=room, key="score", value=v, by=None, now=NOW),
                raise_generation(c),
            )
        )
        await tick(machine)
        await machine.memory.load_values({room})
        values = machine.memory.values(room)
        assert values is not None
        assert values["score"] == value
    assert await rows_of(machine.store, Meta.value) == [("2",)]


async def test_caches_stay_while_nobody_else_writes(machine: Machine) -> None:
    await begin(machine)
    before = machine.memory.values(await machine.room_id())
    await tick(machine, 120)
    assert machine.memory.values(await machine.room_id()) is before


async def test_chores_run_each_minute_until_nothing_is_left(machine: Machine) -> None:
    """Law 11: in chunks of 500."""
    await begin(machine)
    old = NOW - TOMBSTONE_AGE - 999
    entries = [Entry(1000 + n, 1, n, None) for n in range(2 * CHUNK + 7)]
    await machine.store.write(lambda c: insert_new(c, BOT, entries, old))
    await tick(machine, 60)
    assert await machine.store.read(lambda c: count(c, Inbox)) == 2


async def test_tick_during_an_outage_is_no_crash(machine: Machine, diary: Diary) -> None:
    """T96: at the next tick the database may be back."""
    await begin(machine)
    await put(machine, "a", NOW)
    down = True
    read = machine.store.read

    class Flaky:
        """The store, out of reach."""

        def __getattr__(self, name: str) -> Any:
            return getattr(machine.store, name)

        async def read(self, work: Any) -> Any:
            if down:
                raise TimeoutError
            return await read(work)

    machine.runtime.store = Flaky()  # type: ignore[assignment]
    await tick(machine, 1)
    assert diary.lines == []
    down = False
    await tick(machine, 1)
    assert diary.lines == ["a"]


async def test_old_pulses_go(machine: Machine) -> None:
    await machine.store.write(lambda c: c.execute(insert(Pulse).values(minute=5)))
    await begin(machine)
    assert await rows_of(machine.store, Pulse.minute) == [(NOW // 60,)]
    await machine.store.write(lambda c: c.execute(delete(Pulse)))
    assert await machine.store.read(lambda c: c.execute(select(Pulse.minute)).all()) == []

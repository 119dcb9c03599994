"""Sign-ins, cards, freezes, outages, zones, jumps of the clock and repeats, in any order.

Whatever happens, the log is what a patient reader of it would have written, and the ledger agrees.
"""

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from models.checkin import Freeze, SignIn
from services.checkin import book, enter, freeze, makeup, purse, sign_in, streak
from services.checkin.calendar import Calendar, calendar_of, date_of
from tests.databases import in_memory
from tests.services.checkin.club import (
    earned,
    is_alive,
    joins,
    open_room,
    sum_of_all,
    values_of,
    was_off,
)
from tests.services.checkin.oracle import ONE, Wall

HOUR, DAY = 3600, 86_400
BEGIN = datetime(2027, 2, 20, 12, tzinfo=UTC)
END = datetime(2027, 9, 1, tzinfo=UTC)
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Auckland")
PEOPLE = (1, 2)
APART = 20 * HOUR


@cache
def wall(zone: str, starts: int) -> Wall:
    return Wall(zone, time(*divmod(starts, 60)), BEGIN, END)


class World:
    """A room, its people, and what they did."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.room = open_room(connection)
        self.now = int(BEGIN.timestamp())
        self.ahead = 0
        self.updates = 0
        self.read: dict[int, list[Any]] = {}
        self.told: list[tuple[int, int]] = []
        self.spent = dict.fromkeys(PEOPLE, 0)
        self.paid = dict.fromkeys(PEOPLE, 0)
        self.zone, self.starts = "Asia/Shanghai", 240
        self.slots: list[list[int]] = []
        self.joined: dict[int, int | None] = {1: None, 2: self.now - 2 * DAY}
        for person, at in self.joined.items():
            joins(connection, self.room, person, at)
        is_alive(connection, self.now)

    @property
    def values(self) -> Any:
        return values_of(
            zone=self.zone,
            checkin_day_start=self.starts,
            checkin_slots=self.slots,
            checkin_base=40,
            checkin_makeup_month=3,
        )

    def wait(self, seconds: int) -> None:
        """Time passes, and the bot runs."""
        self.now += seconds
        is_alive(self.connection, self.now)

    def sleep(self, seconds: int) -> None:
        """Time passes, and the bot does not run."""
        was_off(self.connection, self.now, self.now + seconds)
        self.wait(seconds)

    def jump(self, seconds: int) -> None:
        """Our own clock goes wrong, or right again; Telegram's does not."""
        self.ahead = seconds

    def move(self, zone: str) -> None:
        self.zone = zone

    def begin(self, starts: int) -> None:
        self.starts = starts

    def divide(self, slots: list[list[int]]) -> None:
        self.slots = slots

    def sign(self, person: int) -> None:
        self.updates += 1
        self._sign(person, self.updates, self.now)

    def repeat(self, person: int) -> None:
        """The same message comes once more, as after a restart."""
        if self.told:
            self._sign(person, *self.told[-1])

    def _sign(self, person: int, update: int, at: int) -> None:
        entry = sign_in(
            self.connection,
            room=self.room,
            person=person,
            at=at,
            now=self.now + self.ahead,
            values=self.values,
            update=update,
        )
        self.told.append((update, at))
        self.read.clear()
        if entry.state == "done":
            self.paid[person] += entry.points
            assert entry.streak == len(self.chain(person, entry.day))
            assert entry.points == self.worth(person, entry.day)
        else:
            assert entry.points == 0

    def worth(self, person: int, day: int) -> int:
        """What the sign-in that was just done had to pay."""
        chain = self.chain(person, day)
        lines = self.lines(person)
        points = 40 + (min(len(chain) - 1, 20) * 50) // 100
        before = [one.milestone for one in lines if one.day in chain and one.day < day]
        others = [one for one in lines if one.day == day and one.at < self.told[-1][1]]
        paid = max([*before, *(one.milestone for one in others)], default=0)
        steps = ((7, 20), (30, 100), (100, 300), (365, 1000))
        return points + sum(more for days, more in steps if paid < days <= len(chain))

    def buy(self, person: int) -> None:
        self.updates += 1
        calendar = calendar_of(self.values)
        enter.settle(
            self.connection,
            self.room,
            person,
            calendar=calendar,
            today=calendar.day_of(self.now),
        )
        if freeze.held(self.connection, self.room, person) >= 2:
            return
        how: dict[str, Any] = {"reference": str(self.updates), "at": self.now, "update": 1}
        try:
            purse.buy(self.connection, self.room, person, 30, reason="freeze", **how)
        except purse.Short:
            return
        freeze.add(self.connection, self.room, person, self.now)
        self.spent[person] += 30

    def fill(self, person: int, back: int) -> None:
        self.updates += 1
        calendar = calendar_of(self.values)
        day = calendar.day_of(self.now) - back
        before = purse.has(self.connection, self.room, person)
        done = makeup.fill(
            self.connection,
            room=self.room,
            person=person,
            day=day,
            at=self.now,
            now=self.now + self.ahead,
            values=self.values,
            update=self.updates,
        )
        if done.state == "done":
            assert 1 <= back <= 7
            self.spent[person] += 60
            self.paid[person] += done.points
        else:
            assert purse.has(self.connection, self.room, person) == before

    def lines(self, person: int) -> list[Any]:
        """The log of somebody, read once a step."""
        if person not in self.read:
            self.read[person] = self._lines(person)
        return self.read[person]

    def _lines(self, person: int) -> list[Any]:
        rows = self.connection.execute(
            select(*SignIn.__table__.columns)
            .where(SignIn.room_id == self.room, SignIn.user_id == person)
            .order_by(SignIn.at, SignIn.day, SignIn.slot)
        )
        return list(rows)

    def chain(self, person: int, day: int) -> list[int]:
        """The unbroken days up to one, walked forward from the first."""
        days = {one.day for one in self.lines(person)}
        away = book.away_days(self.connection, self.room)
        chain: list[int] = []
        for one in range(min(days, default=day), day + 1):
            if one in days or (chain and one in away):
                chain.append(one)
            else:
                chain = []
        return chain

    def check(self) -> None:
        """What holds at every moment."""
        self.read.clear()
        assert sum_of_all(self.connection, self.room) == 0
        for person in PEOPLE:
            lines = self.lines(person)
            self._check_days(person, lines)
            self._check_apart([one for one in lines if one.kind == "own"])
            self._check_freezes(person, lines)
            assert earned(self.connection, self.room, person) == self.paid[person]
            balance = self.paid[person] - self.spent[person]
            assert purse.has(self.connection, self.room, person) == balance >= 0
            self._check_streak(person, lines)

    def _check_streak(self, person: int, lines: list[Any]) -> None:
        today = calendar_of(self.values).day_of(self.now)
        newest = max((one.day for one in lines), default=0)
        end = newest if newest >= today else today - 1
        run = book.standing(self.connection, self.room, person, today)
        assert run.length == (len(self.chain(person, end)) if lines else 0)

    def _check_days(self, person: int, lines: list[Any]) -> None:
        assert len({(one.day, one.slot) for one in lines}) == len(lines)
        joined = self.joined[person]
        cards: dict[tuple[int, int], int] = {}
        for one in lines:
            theirs = wall(one.zone, one.starts)
            when = datetime.fromtimestamp(one.at, UTC)
            if one.kind == "own":
                assert theirs.date(when) == date_of(one.day)
            if joined is not None and one.kind != "own":
                assert date_of(one.day) >= theirs.date(datetime.fromtimestamp(joined, UTC))
            if one.kind == "makeup":
                assert 1 <= (theirs.date(when) - date_of(one.day)) / ONE <= 7
                month = theirs.date(when)
                cards[month.year, month.month] = cards.get((month.year, month.month), 0) + 1
        if not self.moved(lines):
            assert all(count <= 3 for count in cards.values())

    @staticmethod
    def moved(lines: list[Any]) -> bool:
        """Whether the calendar was another one meanwhile."""
        return len({(one.zone, one.starts) for one in lines}) > 1

    def _check_apart(self, own: list[Any]) -> None:
        """A change of the calendar makes no second sign-in."""
        for one, other in itertools.pairwise(own):
            if other.day == one.day:
                assert other.slot != one.slot
                continue
            assert other.day > one.day
            at = datetime.fromtimestamp(other.at, UTC)
            before = wall(one.zone, one.starts).date(at)
            assert other.at - one.at >= APART or before > date_of(one.day)

    def _check_freezes(self, person: int, lines: list[Any]) -> None:
        rows = self.connection.execute(
            select(Freeze.bought_at, Freeze.used_day).where(
                Freeze.room_id == self.room, Freeze.user_id == person
            )
        ).all()
        used = {one.used_day for one in rows if one.used_day is not None}
        frozen = {one.day: one for one in lines if one.kind == "freeze"}
        assert used == set(frozen)
        assert sum(one.used_day is None for one in rows) <= 2
        for one in rows:
            if one.used_day is not None:
                line = frozen[one.used_day]
                ends = Calendar(line.zone, line.starts).begins(one.used_day + 1)
                assert one.bought_at < ends <= self.now
                assert self.chain(person, one.used_day - 1)


TWO = [[300, 450], [720, 840]]
_PERSON = st.tuples(st.sampled_from(PEOPLE))
STEPS = st.one_of(
    st.tuples(st.just("sign"), _PERSON),
    st.tuples(st.just("sign"), _PERSON),
    st.tuples(st.just("sign"), _PERSON),
    st.tuples(st.just("repeat"), _PERSON),
    st.tuples(
        st.just("wait"),
        st.tuples(st.sampled_from((HOUR, 7 * HOUR, DAY, DAY, DAY, 26 * HOUR, 2 * DAY))),
    ),
    st.tuples(st.just("sleep"), st.tuples(st.sampled_from((HOUR, 9 * HOUR, DAY, 3 * DAY)))),
    st.tuples(st.just("jump"), st.tuples(st.sampled_from((DAY, -DAY, 0)))),
    st.tuples(st.just("move"), st.tuples(st.sampled_from(ZONES))),
    st.tuples(st.just("begin"), st.tuples(st.sampled_from((0, 240, 1410)))),
    st.tuples(st.just("divide"), st.tuples(st.sampled_from(([], TWO)))),
    st.tuples(st.just("buy"), _PERSON),
    st.tuples(st.just("fill"), st.tuples(st.sampled_from(PEOPLE), st.integers(0, 8))),
)
_WEEK = [("sign", (1,)), ("wait", (DAY,))]
OPENINGS: tuple[list[tuple[str, tuple[Any, ...]]], ...] = (
    [],
    _WEEK * 6,
    [*_WEEK * 3, ("buy", (1,)), ("wait", (DAY,))],
    [*_WEEK * 4, ("wait", (DAY,)), *_WEEK * 3],
    [("sign", (2,)), ("wait", (DAY,)), ("sign", (2,)), ("fill", (2, 6))],
    [("wait", (7 * HOUR,)), ("sign", (1,)), ("move", ("Pacific/Auckland",)), ("sign", (1,))],
)


def live(story: list[tuple[str, tuple[Any, ...]]]) -> None:
    """One life of the room, looked at after every step."""
    connection = in_memory().connect()
    try:
        world = World(connection)
        for name, how in story:
            getattr(world, name)(*how)
            world.check()
    finally:
        connection.rollback()
        connection.close()


def anything(examples: int) -> Callable[[], None]:
    @settings(max_examples=examples, phases=(Phase.generate,), deadline=None)
    @given(st.sampled_from(OPENINGS), st.lists(STEPS, min_size=8, max_size=24))
    def lives(opening: list[Any], steps: list[Any]) -> None:
        live([*opening, *steps])

    return lives


def test_checkin_machine() -> None:
    """T3, T75, T78, T79, T81"""
    anything(60)()


def _never_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enter, "APART", 0)


def _pays_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enter, "reached", lambda streak, paid, of: [7] if streak >= 7 else [])


def _counts_what_was_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    def run_to(log: Any, end: int, away: Any) -> streak.Run:
        days = [day for day, _ in log if day <= end]
        return streak.Run(min(days), end) if days else streak.NONE

    monkeypatch.setattr(book, "run_to", run_to)


def _spends_what_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def spend(gaps: Any, bought: Any, since: int) -> list[tuple[int, int]]:
        return [(day, one[0]) for day, one in zip(gaps[1:], bought, strict=False)]

    monkeypatch.setattr(freeze, "spend", spend)


def _fills_what_was_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(makeup, "joined_on", lambda *_: 0)


@pytest.mark.parametrize(
    "plant",
    [
        _never_apart,
        _pays_again,
        _counts_what_was_missed,
        _spends_what_is_not_there,
        _fills_what_was_before,
    ],
)
def test_machine_catches_a_planted_bug(
    monkeypatch: pytest.MonkeyPatch, plant: Callable[[pytest.MonkeyPatch], None]
) -> None:
    plant(monkeypatch)
    with pytest.raises((AssertionError, ExceptionGroup)):
        anything(200)()


def test_oracle_knows_today() -> None:
    assert wall("Asia/Shanghai", 240).date(BEGIN) == date(2027, 2, 20)

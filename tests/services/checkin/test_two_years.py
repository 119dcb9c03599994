"""Two years of a group's sign-ins, told again by somebody with a wall calendar."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection

from bot.core.store import Store
from services.checkin import book, enter, freeze, makeup, purse, sign_in
from services.checkin.calendar import calendar_of, date_of, number_of
from tests.services.checkin.club import (
    is_alive,
    joins,
    log_of,
    open_room,
    sum_of_all,
    values_of,
    was_off,
)
from tests.services.checkin.oracle import ONE, Diary, Wall, instant
from tests.services.checkin.test_local_date import BEGIN, END, ZONES

SHARE = ONE * 0.25
HABITS = {1: 0.97, 2: 0.8}
"""How likely each of them signs in on a date."""


class Story:
    """What a few people do, and what it must lead to."""

    def __init__(self, zone: str, seed: int) -> None:
        self.dice = random.Random(seed)
        self.values = values_of(zone=zone)
        self.calendar = calendar_of(self.values)
        self.wall = Wall(zone, time(4), BEGIN, END)
        self.outages: list[tuple[datetime, datetime]] = []
        self.gone: set[date] = set()
        self.told: Counter[str] = Counter()
        self.spent: dict[int, int] = dict.fromkeys(HABITS, 0)
        self.cards: dict[int, list[date]] = {one: [] for one in HABITS}
        self.updates = 0

    def away(self, day: date) -> bool:
        """Whether the bot was off for a quarter of a date."""
        return day in self.gone

    def _lost(self, day: date) -> timedelta:
        began, ended = self.wall.span(day)
        lost = timedelta(0)
        for since, until in self.outages:
            lost += max(timedelta(0), min(ended, until) - max(began, since))
        return lost / (ended - began) * ONE

    def tell(self, connection: Connection) -> None:
        """All of it."""
        room = open_room(connection)
        diaries: dict[int, Diary] = {}
        for person in HABITS:
            came = BEGIN + timedelta(days=40 * (person - 1), hours=5)
            joins(connection, room, person, instant(came) if person > 1 else None)
            joined = self.wall.date(came) if person > 1 else date.min
            diaries[person] = Diary(joined)
        day = self.wall.date(BEGIN) + ONE
        while day < date(2028, 12, 30):
            self._outage(connection, day)
            for person, diary in diaries.items():
                if day > diary.joined:
                    self._live(connection, room, person, diary, day)
            day += ONE
        for person, diary in diaries.items():
            self._compare(connection, room, person, diary, day)
        assert sum_of_all(connection, room) == 0

    def _outage(self, connection: Connection, day: date) -> None:
        """Now and then the bot is off: for an hour, a morning, or days."""
        if self.dice.random() < 0.02:
            began, _ = self.wall.span(day)
            began += timedelta(minutes=self.dice.randrange(600))
            hours = self.dice.choice((1, 3, 5, 7, 12, 40))
            ended = began + timedelta(hours=hours)
            if not self.outages or self.outages[-1][1] < began:
                self.outages.append((began, ended))
                near = [day + n * ONE for n in range(4)]
                self.gone |= {one for one in near if self._lost(one) >= SHARE}
                was_off(connection, instant(began), instant(ended))

    def _live(
        self, connection: Connection, room: int, person: int, diary: Diary, day: date
    ) -> None:
        began, ended = self.wall.span(day)
        at = began + (ended - began) * self.dice.random()
        now = instant(at)
        is_alive(connection, now)
        self.updates += 1
        if self.dice.random() < HABITS[person]:
            points = diary.sign(day, self.away)
            self._signs(connection, room, person, now, points, len(diary.chain(day, self.away)))
        if self.dice.random() < 0.1:
            self._freezes(connection, room, person, diary, day, now)
        if self.dice.random() < 0.1:
            self._makes_up(connection, room, person, diary, day, now)

    def _signs(
        self, connection: Connection, room: int, person: int, now: int, points: int, length: int
    ) -> None:
        how = {"room": room, "person": person, "at": now, "now": now, "values": self.values}
        self.told["milestone"] += points > 20
        entry = sign_in(connection, **how, update=self.updates)
        assert (entry.state, entry.points, entry.streak) == ("done", points, length)
        if self.dice.random() < 0.2:
            again = sign_in(connection, **how, update=self.updates)
            assert (again.state, again.at, again.points) == ("again", now, 0)

    def _freezes(
        self, connection: Connection, room: int, person: int, diary: Diary, day: date, now: int
    ) -> None:
        diary.spend(day, self.away)
        wants = len(diary.freezes) < 2 and diary.points - self.spent[person] >= 30
        enter.settle(connection, room, person, calendar=self.calendar, today=number_of(day))
        assert freeze.held(connection, room, person) == len(diary.freezes)
        if wants:
            how = {"reason": "freeze", "reference": f"{self.updates}", "at": now, "update": 1}
            purse.buy(connection, room, person, 30, **how)  # type: ignore[arg-type]
            freeze.add(connection, room, person, now)
            diary.freezes.append(day)
            self.told["freeze"] += 1
            self.spent[person] += 30

    def _makes_up(
        self, connection: Connection, room: int, person: int, diary: Diary, day: date, now: int
    ) -> None:
        diary.spend(day, self.away)
        missed = day - timedelta(days=self.dice.randrange(-1, 10))
        expected = self._judge(person, diary, day, missed)
        done = makeup.fill(
            connection,
            room=room,
            person=person,
            day=number_of(missed),
            at=now,
            now=now,
            values=self.values,
            update=self.updates,
        )
        assert done.state == expected
        self.told[expected] += 1
        if expected == "done":
            assert done.points == diary.make_up(missed, self.away)
            self.spent[person] += 60
            self.cards[person].append(day)

    def _judge(self, person: int, diary: Diary, day: date, missed: date) -> str:
        """What becomes of a card on a date."""
        used = [one for one in self.cards[person] if (one.year, one.month) == (day.year, day.month)]
        for state, holds in (
            ("future", missed > day),
            ("today", missed == day),
            ("old", day - missed > timedelta(days=7)),
            ("before", missed < diary.joined),
            ("there", bool(diary.chain(missed, self._closed(day)))),
            ("many", len(used) >= 2),
            ("short", diary.points - self.spent[person] < 60),
        ):
            if holds:
                return state
        return "done"

    def _closed(self, today: date) -> Callable[[date], bool]:
        return lambda day: day < today and self.away(day)

    def _compare(
        self, connection: Connection, room: int, person: int, diary: Diary, day: date
    ) -> None:
        kept = {
            date_of(one): lines[0][1] for one, lines in log_of(connection, room, person).items()
        }
        assert kept == diary.kinds
        assert purse.has(connection, room, person) == diary.points - self.spent[person]
        last = max(diary.kinds)
        chain = diary.chain(last, self.away)
        away = book.away_days(connection, room)
        run = book.run(connection, room, person, number_of(last), away)
        assert (run.length, date_of(run.first)) == (len(chain), chain[0])


@pytest.mark.parametrize("zone", ZONES)
async def test_two_years_are_as_the_wall_calendar_says(store: Store, zone: str) -> None:
    """T81: days, streaks, pay, milestones, freezes, cards and outages, over every change of the
    clock in two years."""
    story = Story(zone, len(zone))
    await store.write(story.tell)
    told = ("done", "there", "old", "today", "future", "milestone", "freeze")
    assert [one for one in told if not story.told[one]] == []
    assert len(story.gone) > 5

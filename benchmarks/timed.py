"""Runs by the clock: updates arrive at their times whatever the bot does (open loop)."""

import asyncio
import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from benchmarks import table
from benchmarks.arena import arena, settle_in
from benchmarks.process import Failed
from benchmarks.traffic import Traffic

Key = tuple[int, int]


@dataclass(frozen=True)
class Flow:
    """Something that happens `rate` times a second, at random moments (Poisson)."""

    rate: float
    add: Callable[[], None]

    def times(self, number: int, seconds: float) -> Iterator[tuple[float, int]]:
        """The moments in seconds, each with `number`, which is also the seed."""
        random = Random(number)
        moment = random.expovariate(self.rate)
        while moment < seconds:
            yield moment, number
            moment += random.expovariate(self.rate)


def one_in(traffic: Traffic, number: int, groups: slice) -> Callable[[], None]:
    """A message in one of these groups; one in `number` is an advertisement."""
    chosen = traffic.groups[groups]

    def add() -> None:
        group = traffic.random.choice(chosen)
        if traffic.random.random() * number < 1:
            traffic.advertise(group)
        else:
            traffic.chat(group)

    return add


def timetable(traffic: Traffic, flows: list[Flow], seconds: float) -> list[float]:
    """Add the flows' updates in order of time; returns when each is due, from the beginning."""
    moments = heapq.merge(*(flow.times(number, seconds) for number, flow in enumerate(flows)))
    due: list[float] = []
    before = len(traffic.payloads)
    for at, number in moments:
        flows[number].add()
        due.extend([at] * (len(traffic.payloads) - before - len(due)))
    return due


@dataclass(frozen=True)
class Delays:
    """Milliseconds for each advertisement; `own` leaves out the wait for a poll and the wire."""

    whole: dict[Key, float]
    own: dict[Key, float]
    generator_late: float

    def within(self, chats: set[int]) -> list[float]:
        """The whole delays of some groups."""
        return [delay for (chat_id, _), delay in self.whole.items() if chat_id in chats]


async def measure(
    name: str,
    kind: str,
    plan: Callable[[Traffic], list[Flow]],
    *,
    groups: int = 50,
    seconds: float,
    round_trip: float = 0.0,
) -> Delays:
    """One run: from each advertisement's availability to the arrival of its deletion."""
    traffic = Traffic(groups=groups)
    start = settle_in(traffic, chatter=500)
    due = timetable(traffic, plan(traffic), seconds)
    async with arena(name, kind, traffic, start=start, round_trip=round_trip) as place:
        feed, deleted = place.server.feed, place.server.api.deleted
        begin = asyncio.get_running_loop().time() + 0.1
        feed.schedule([begin + at for at in due])
        await place.settled(len(traffic.payloads))
    ads = {key: position for key, position in traffic.ads.items() if position >= start}
    return Delays(
        whole={key: (deleted[key] - feed.available[at]) * 1000 for key, at in ads.items()},
        own={key: (deleted[key] - feed.handed(at) - round_trip) * 1000 for key, at in ads.items()},
        generator_late=feed.late * 1000,
    )


def spread(delays: list[float]) -> tuple[float, float, float]:
    """Median, 99th percentile and maximum."""
    if not delays:
        raise Failed("no advertisement in the timed run: it is too short")
    return table.percentile(delays, 0.5), table.percentile(delays, 0.99), max(delays)

"""How fast we may send: never faster than Telegram allows, and no slower than needed."""

import asyncio
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st
from kit import HastyClock

from bot.telegram.limit import BURST, MINUTE, Pace


def pace(clock: HastyClock, **limits: int) -> Pace:
    return Pace(clock, **limits)


def send(paced: Pace, clock: HastyClock, chat: int, *, group: bool = True) -> float:
    """Send as soon as it is allowed; the seconds that had to be waited."""
    waited = 0.0
    while (delay := paced.delay(chat, group=group)) > 0:
        clock.advance(delay)
        waited += delay
    paced.take(chat)
    return waited


def test_burst_goes_at_once_then_about_one_a_second() -> None:
    clock = HastyClock()
    paced = pace(clock)
    waits = [send(paced, clock, 5, group=False) for _ in range(BURST + 3)]
    assert waits == [0.0] * BURST + [float(BURST), 0.0, 0.0]


def test_group_has_twenty_a_minute() -> None:
    """The 21st waits until a minute after the first."""
    clock = HastyClock()
    paced = pace(clock)
    begun = clock.now()
    for _ in range(20):
        send(paced, clock, -5)
    assert clock.now() - begun <= 20
    send(paced, clock, -5)
    assert clock.now() - begun == MINUTE


def test_full_chat_delays_no_other() -> None:
    clock = HastyClock()
    paced = pace(clock)
    for _ in range(20):
        send(paced, clock, -5)
    assert paced.delay(-5, group=True) > 0
    assert paced.delay(-6, group=True) == 0


def test_overall_limit_counts_all_chats() -> None:
    clock = HastyClock()
    paced = pace(clock, per_second=30)
    for chat in range(30):
        assert send(paced, clock, -chat) == 0
    assert paced.delay(-99, group=True) == 1.0


def test_parked_chat_waits_and_no_other() -> None:
    """T86: 429 of 1 to 3,600 s parks that chat's sends alone."""
    clock = HastyClock()
    paced = pace(clock)
    paced.park(-5, 3600)
    assert (paced.delay(-5, group=True), paced.delay(-6, group=True)) == (3600.0, 0.0)
    clock.advance(3599)
    assert paced.delay(-5, group=True) == 1.0
    clock.advance(1)
    assert paced.delay(-5, group=True) == 0.0


def test_many_chats_do_not_stay_in_memory() -> None:
    """T62"""
    clock = HastyClock()
    paced = pace(clock)
    for chat in range(10_000):
        paced.take(chat)
    clock.advance(MINUTE + 1)
    paced.take(-1)
    assert len(paced._sent) == 1


async def test_clock_that_is_moved_lets_go() -> None:
    clock = HastyClock()
    paced = pace(clock)
    paced.park(5, 10)
    await clock.sleep(10)
    await asyncio.sleep(0)
    assert paced.delay(5, group=False) == 0


@given(
    chats=st.lists(st.integers(-3, 3).filter(bool), min_size=1, max_size=80),
    gaps=st.lists(st.floats(0, 5), min_size=1, max_size=5),
)
def test_any_traffic_stays_within_the_limits(chats: list[int], gaps: list[float]) -> None:
    clock = HastyClock()
    paced = pace(clock, group_per_minute=6, per_second=4)
    sent: dict[int, list[float]] = defaultdict(list)
    everything: list[float] = []
    for number, chat in enumerate(chats):
        send(paced, clock, chat, group=chat < 0)
        sent[chat].append(clock.monotonic())
        everything.append(clock.monotonic())
        clock.advance(gaps[number % len(gaps)])

    def densest(times: list[float], window: float) -> int:
        return max(sum(one <= at < one + window - 1e-6 for at in times) for one in times)

    assert densest(everything, 1.0) <= 4
    for chat, times in sent.items():
        assert densest(times, float(BURST)) <= BURST
        if chat < 0:
            assert densest(times, MINUTE) <= 6

"""Counters: by the time of the messages, the same however often one asks, and bounded."""

from hypothesis import given
from hypothesis import strategies as st
from kit import NOW, said

from bot.core.incoming import Facts
from services.speech import counter
from services.speech.counter import Spacing, Window, who


def message(number: int, at: int, *, person: int = 7, **more: object) -> Facts:
    return said(number, f"line {number}", person=person, at=NOW + at, **more)


def album(number: int, at: int, name: str) -> Facts:
    facts = message(number, at)
    facts.media_group = name
    return facts


def test_what_is_older_than_the_window_does_not_count() -> None:
    window = Window(10)
    at = [0, 1, 2, 9, 10, 11, 30]
    counts = [window.count((1,), message(number, when)) for number, when in enumerate(at, 1)]
    assert counts == [1, 2, 3, 4, 4, 4, 1]


def test_album_counts_once() -> None:
    window = Window(10)
    parts = [album(number, 0, "a") for number in (1, 2, 3)]
    assert [window.count((1,), part) for part in parts] == [1, 1, 1]
    assert window.count((1,), message(4, 1)) == 2


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30))
def test_asking_again_gives_the_same(times: list[int]) -> None:
    """A message is assessed in memory, and again in its unit, whatever came between."""
    said_then = [message(number, at) for number, at in enumerate(sorted(times), 1)]
    window, spacing = Window(10), Spacing(10)
    counted = [window.count((1,), one) for one in said_then]
    waits = [spacing.wait((1,), one) == 0 for one in said_then]
    expected = [
        sum(one.at > said.at - 10 for one in said_then[: n + 1]) for n, said in enumerate(said_then)
    ]
    assert counted == expected
    assert [window.count((1,), one) for one in said_then[-3:]] == counted[-3:]
    assert [spacing.wait((1,), one) == 0 for one in said_then[-3:]] == waits[-3:]


def test_spacing_lets_through_one_in_so_many_seconds() -> None:
    spacing = Spacing(30)
    at = [0, 1, 29, 30, 59, 61]
    waits = [spacing.wait((1,), message(number, when)) for number, when in enumerate(at, 1)]
    assert waits == [0, 29, 1, 0, 1, 0]


def test_t61_raid_of_newcomers_does_not_fill_the_memory() -> None:
    """Five hundred at once are remembered; of two hundred thousand only the last."""
    window, spacing = Window(10), Spacing(10)
    for number in range(1, 2 * counter.MOST_KEPT):
        facts = message(number, number // 1000, person=number)
        assert window.count(who(facts), facts) == 1
        spacing.wait(who(facts), facts)
    assert (len(window), len(spacing)) == (counter.MOST_KEPT, counter.MOST_KEPT)
    for number in range(1, 2 * counter.MOST_EACH):
        window.count((1, 1), message(number, 0))
    kept = window._kept[(1, 1)]
    assert len(kept) == counter.MOST_EACH

"""What is in an envelope: the law of its shares at fixed seeds, and that anybody can redo it."""

import hashlib
import subprocess
import sys
from collections import Counter
from itertools import combinations, islice, pairwise
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.packet import law
from services.packet.draw import below, draw, numbers, promise, shuffle

VERIFIER = Path(__file__).parents[3] / "docs" / "verify.py"
DRAWN = 20_000

PROMISE = "92707643f4758e1dd7accbaf0bd83adc26d8fd3b6d9e8d4720bd104fe983a800"
SHARES, ORDER = (2, 27, 20, 9, 42), (4, 1, 0, 2, 3)


def seed_of(number: int) -> bytes:
    """One of the fixed seeds."""
    return hashlib.sha256(f"envelope {number}".encode()).digest()


def many(total: int, shares: int, count: int = DRAWN) -> list[tuple[int, ...]]:
    return [
        draw(seed=seed_of(at), total=total, shares=shares, mode="lucky").shares
        for at in range(count)
    ]


@given(st.binary(min_size=32, max_size=32), st.integers(1, 100), st.integers(0, 10**12))
def test_shares_make_the_total_and_none_is_less_than_one(
    seed: bytes, shares: int, more: int
) -> None:
    drawn = draw(seed=seed, total=shares + more, shares=shares, mode="lucky")
    assert (len(drawn.shares), sum(drawn.shares)) == (shares, shares + more)
    assert min(drawn.shares) >= 1
    assert sorted(drawn.order) == list(range(shares))


@pytest.mark.parametrize(("total", "shares"), [(4, 5), (1, 0), (0, 0), (5, -1)])
def test_what_cannot_be_divided_is_refused(total: int, shares: int) -> None:
    with pytest.raises(ValueError, match="do not make"):
        draw(seed=seed_of(0), total=total, shares=shares, mode="lucky")


def test_equal_shares_are_equal_or_refused() -> None:
    assert draw(seed=seed_of(0), total=20, shares=4, mode="equal").shares == (5, 5, 5, 5)
    with pytest.raises(ValueError, match="4 equal shares"):
        draw(seed=seed_of(0), total=21, shares=4, mode="equal")


def test_all_compositions_are_equally_likely() -> None:
    seen = Counter(many(7, 3))
    wanted = {
        tuple(high - low for low, high in pairwise((0, *cuts, 7)))
        for cuts in combinations(range(1, 7), 2)
    }
    assert set(seen) == wanted
    fit = law.fit([seen[one] for one in sorted(wanted)], [DRAWN / 15] * 15)
    assert fit.chance > 0.001, fit


@pytest.mark.parametrize(("total", "shares"), [(10, 5), (100, 5), (12, 2)])
def test_each_position_follows_the_law(total: int, shares: int) -> None:
    drawn = many(total, shares)
    values = range(1, total - shares + 2)
    expected = [DRAWN * law.probability(x, total=total, shares=shares) for x in values]
    for at in range(shares):
        seen = Counter(one[at] for one in drawn)
        # The tail is one class: Pearson's test wants five of each.
        large = [(seen[x], e) for x, e in zip(values, expected, strict=True) if e >= 5]
        rest = (DRAWN - sum(s for s, _ in large), DRAWN - sum(e for _, e in large))
        classes = [*large, rest] if rest[1] > 1e-6 else large
        fit = law.fit([s for s, _ in classes], [e for _, e in classes])
        assert fit.chance > 0.001, (at, fit.statistic)


@pytest.mark.parametrize(("total", "shares"), [(10, 5), (100, 5), (200, 10)])
def test_mean_and_variance_are_the_same_at_every_position(total: int, shares: int) -> None:
    drawn = many(total, shares)
    mean, variance = (f(total=total, shares=shares) for f in (law.mean, law.variance))
    for at in range(shares):
        values = [one[at] for one in drawn]
        found = sum(values) / DRAWN
        assert abs(found - mean) / sqrt(variance / DRAWN) < 3.5
        squares = [(value - mean) ** 2 for value in values]
        spread = sum(squares) / DRAWN
        error = sqrt(sum((one - spread) ** 2 for one in squares) / DRAWN / DRAWN)
        assert abs(spread - variance) / error < 3.5


def test_variance_is_what_the_book_says() -> None:
    assert round(law.variance(total=100, shares=5), 1) == 253.3
    assert round(sqrt(law.variance(total=100, shares=5)), 2) == 15.92


@pytest.mark.parametrize(("total", "shares"), [(10, 5), (100, 5), (8, 6)])
def test_the_luckiest_is_as_often_at_every_position(total: int, shares: int) -> None:
    seen = Counter(
        draw(seed=seed_of(at), total=total, shares=shares, mode="lucky").best(shares)
        for at in range(DRAWN)
    )
    fit = law.fit([seen[at] for at in range(shares)], [DRAWN / shares] * shares)
    assert fit.chance > 0.001, fit


def test_the_textbook_rule_would_be_caught() -> None:
    """A planted bug: the double mean on whole numbers favours whoever is early."""
    first = []
    for at in range(DRAWN):
        random, left, shares = numbers(seed_of(at), "cuts"), 10, []
        for people in range(5, 1, -1):
            most = max(1, 2 * left // people - 1)
            shares.append(min(1 + below(random, most), left - people + 1))
            left -= shares[-1]
        first.append(shares[0])
    seen = Counter(first)
    values = range(1, 7)
    expected = [DRAWN * law.probability(x, total=10, shares=5) for x in values]
    assert law.fit([seen[x] for x in values], expected).chance < 1e-9


def test_of_equal_shares_the_committed_order_decides() -> None:
    lucky = Counter(
        draw(seed=seed_of(at), total=4, shares=4, mode="lucky").best(4) for at in range(DRAWN)
    )
    fit = law.fit([lucky[at] for at in range(4)], [DRAWN / 4] * 4)
    assert fit.chance > 0.001, fit
    drawn = draw(seed=seed_of(1), total=8, shares=4, mode="equal")
    assert drawn.best(4) == drawn.worst(4) == drawn.order[0]
    assert (drawn.best(1), drawn.best(0)) == (0, None)


def test_numbers_below_a_bound_are_even_and_rejected_fairly() -> None:
    words = iter([2**64 - 1, 2**64 - 2, 7])
    # 2^64 = 3 · 6148914691236517205 + 1: the last word is passed over.
    assert [below(words, 3), below(words, 3)] == [(2**64 - 2) % 3, 1]
    seen = Counter(below(numbers(seed_of(at), "cuts"), 7) for at in range(DRAWN))
    assert law.fit([seen[at] for at in range(7)], [DRAWN / 7] * 7).chance > 0.001


def test_purposes_are_independent() -> None:
    assert (
        len({*islice(numbers(seed_of(0), "cuts"), 9), *islice(numbers(seed_of(0), "ties"), 9)})
        == 18
    )
    assert shuffle(seed_of(0), "ties", 1) == [0]


def test_t80_the_draw_is_pinned() -> None:
    """What was drawn once is drawn for ever: envelopes are open while the bot is renewed."""
    seed = bytes(range(32))
    drawn = draw(seed=seed, total=100, shares=5, mode="lucky")
    assert promise(seed=seed, number=7, total=100, shares=5, mode="lucky") == PROMISE
    assert (drawn.shares, drawn.order) == (SHARES, ORDER)


def test_the_promise_differs_with_everything_it_is_about() -> None:
    plain = {"seed": seed_of(0), "number": 1, "total": 100, "shares": 5, "mode": "lucky"}
    others = [{"seed": seed_of(1)}, {"number": 2}, {"total": 101}, {"shares": 6}, {"mode": "equal"}]
    made = {promise(**(plain | one)) for one in [{}, *others]}  # type: ignore[arg-type]
    assert len(made) == 6
    assert all(len(one) == 64 for one in made)


@pytest.mark.parametrize(
    ("total", "shares", "mode"),
    [(100, 5, "lucky"), (7, 7, "lucky"), (9, 1, "lucky"), (10**12, 100, "lucky"), (90, 9, "equal")],
)
def test_t80_a_program_of_thirty_lines_agrees(total: int, shares: int, mode: str) -> None:
    seed, number = seed_of(total + shares), 12
    given_ = [seed.hex(), str(number), str(total), str(shares), mode]
    # Nothing of this project can be imported there.
    done = subprocess.run(
        [sys.executable, "-I", "-S", VERIFIER, *given_],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
    )
    drawn = draw(seed=seed, total=total, shares=shares, mode=mode)
    best = drawn.best(shares)
    assert best is not None
    assert done.stdout.splitlines() == [
        f"promise {promise(seed=seed, number=number, total=total, shares=shares, mode=mode)}",
        f"shares {' '.join(map(str, drawn.shares))}",
        f"luckiest {best + 1}",
    ]


def test_the_page_shows_that_program() -> None:
    page = (VERIFIER.parent / "fairness.md").read_text("utf-8")
    assert f"```python\n{VERIFIER.read_text('utf-8')}```" in page

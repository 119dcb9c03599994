"""The law of shares, and how well the envelopes of a group fit it."""

import hashlib
from math import isclose

import pytest

from services.packet import law
from services.packet.draw import draw


@pytest.mark.parametrize(("total", "shares"), [(5, 5), (10, 5), (30, 2), (9, 1), (1000, 100)])
def test_probabilities_are_of_one_piece(total: int, shares: int) -> None:
    values = range(1, total + 1)
    each = [law.probability(x, total=total, shares=shares) for x in values]
    assert isclose(sum(each), 1)
    mean = sum(x * p for x, p in zip(values, each, strict=True))
    square = sum(x * x * p for x, p in zip(values, each, strict=True))
    assert isclose(mean, law.mean(total=total, shares=shares))
    assert isclose(
        square - mean**2, law.variance(total=total, shares=shares), rel_tol=1e-9, abs_tol=1e-9
    )
    for x in (0, 1, total // 2, total - 1, total):
        tail = sum(each[x:])
        assert isclose(law.above(x, total=total, shares=shares), tail, rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize(
    ("statistic", "freedom", "chance"),
    # Quantiles as tables print them.
    [
        (3.841, 1, 0.05),
        (5.991, 2, 0.05),
        (7.815, 3, 0.05),
        (11.345, 3, 0.01),
        (21.666, 9, 0.01),
        (23.685, 14, 0.05),
        (0.0, 3, 1.0),
        (1.0, 0, 1.0),
    ],
)
def test_survival_is_that_of_the_tables(statistic: float, freedom: int, chance: float) -> None:
    assert isclose(law.survival(statistic, freedom), chance, rel_tol=2e-3)


def envelopes(count: int) -> list[tuple[int, int, int, int]]:
    """First share, S, n, and the place of the luckiest."""
    found = []
    for at in range(count):
        total, shares = 20 + at % 80, 2 + at % 7
        seed = hashlib.sha256(f"group {at}".encode()).digest()
        drawn = draw(seed=seed, total=total, shares=shares, mode="lucky")
        best = drawn.best(shares)
        assert best is not None
        found.append((drawn.shares[0], total, shares, best))
    return found


def test_a_fair_group_fits() -> None:
    drawn = envelopes(2000)
    sizes = law.sizes((share, total, shares) for share, total, shares, _ in drawn)
    places = law.places((best, shares) for _, _, shares, best in drawn)
    assert sum(sizes.seen) == sum(places.seen) == 2000
    assert isclose(sum(sizes.expected), 2000)
    assert isclose(sum(places.expected), 2000)
    assert sizes.enough
    assert min(sizes.chance, places.chance) > 0.001


def test_an_unfair_group_does_not_fit() -> None:
    drawn = envelopes(300)
    sizes = law.sizes((max(1, share // 2), total, shares) for share, total, shares, _ in drawn)
    places = law.places((0, shares) for _, _, shares, _ in drawn)
    assert max(sizes.chance, places.chance) < 1e-6


def test_a_few_envelopes_say_nothing() -> None:
    assert not law.sizes([(3, 20, 5)] * 10).enough
    assert law.places([]).chance == 1.0
    assert not law.places([]).enough

"""The law of a lucky envelope: what a share of it is worth, and how well a group's fit it.

S points in n shares, all compositions equally likely (`services/packet/draw.py`). The number of
compositions of m into k parts of at least 1 is C(m - 1, k - 1), so that one share X of it has

- P(X = x) = C(S - x - 1, n - 2) / C(S - 1, n - 1),
- P(X > x) = C(S - x - 1, n - 1) / C(S - 1, n - 1),
- mean S / n and variance (S - n)(n - 1)S / (n²(n + 1)).

Source: "stars and bars", W. Feller, An Introduction to Probability Theory and Its Applications I,
3rd ed. (1968), II.5. For the variance, E[X(X - 1)] = 2 C(S, n + 1) / C(S - 1, n - 1).
"""

from collections.abc import Iterable, Sequence
from math import comb, exp, pi, sqrt
from math import erfc as complement

from msgspec import Struct

CLASSES = 4
"""Into how many classes shares are sorted, by size: each expected about equally often."""

THIRDS = 3
"""Into how many parts the order of claiming is divided."""

LEAST = 5
"""How often each class has to be expected before anything is said: the usual rule of thumb for
Pearson's test, W. G. Cochran, "Some methods for strengthening the common χ² tests", Biometrics 10
(1954), 417-451."""


class Fit(Struct, frozen=True):
    """How often something was seen in each class and how often it was to be expected; by how much
    that differs (χ²), and how often chance alone makes it differ as much (0 … 1)."""

    seen: tuple[int, ...]
    expected: tuple[float, ...]
    statistic: float
    chance: float

    @property
    def enough(self) -> bool:
        """Whether there is enough of it to say anything."""
        return min(self.expected) >= LEAST


def probability(value: int, *, total: int, shares: int) -> float:
    """P(X = value)."""
    if shares == 1:
        return float(value == total)
    if not 1 <= value <= total - shares + 1:
        return 0.0
    return comb(total - value - 1, shares - 2) / comb(total - 1, shares - 1)


def above(value: int, *, total: int, shares: int) -> float:
    """P(X > value)."""
    if value < 1:
        return 1.0
    if value >= total:
        return 0.0
    return comb(total - value - 1, shares - 1) / comb(total - 1, shares - 1)


def mean(*, total: int, shares: int) -> float:
    """E[X]."""
    return total / shares


def variance(*, total: int, shares: int) -> float:
    """Var[X]."""
    return (total - shares) * (shares - 1) * total / (shares**2 * (shares + 1))


def bounds(*, total: int, shares: int) -> list[int]:
    """Largest values of all classes but the last, so that each holds about a quarter of P."""
    found, low = [], 0
    for part in range(1, CLASSES):
        target, high = 1 - part / CLASSES, total
        while low < high:
            middle = (low + high) // 2
            if above(middle, total=total, shares=shares) <= target:
                high = middle
            else:
                low = middle + 1
        found.append(low)
    return found


def sizes(shares: Iterable[tuple[int, int, int]]) -> Fit:
    """How one share each of some envelopes (share, S, n) fits the law: by quarters of size.

    One share of an envelope, because two of the same one are not independent.
    """
    seen, expected = [0] * CLASSES, [0.0] * CLASSES
    for share, total, count in shares:
        edges = bounds(total=total, shares=count)
        seen[sum(share > edge for edge in edges)] += 1
        tails = [1.0, *(above(edge, total=total, shares=count) for edge in edges), 0.0]
        for at in range(CLASSES):
            expected[at] += tails[at] - tails[at + 1]
    return fit(seen, expected)


def places(luckiest: Iterable[tuple[int, int]]) -> Fit:
    """Whether it matters who is quick: the place of the luckiest (from 0) among n, by thirds."""
    seen, expected = [0] * THIRDS, [0.0] * THIRDS
    for place, count in luckiest:
        seen[place * THIRDS // count] += 1
        for at in range(count):
            expected[at * THIRDS // count] += 1 / count
    return fit(seen, expected)


def fit(seen: Sequence[int], expected: Sequence[float]) -> Fit:
    """Pearson's χ²; classes of which nothing is expected are left out of it."""
    pairs = [(one, other) for one, other in zip(seen, expected, strict=True) if other > 0]
    statistic = sum((one - other) ** 2 / other for one, other in pairs)
    return Fit(tuple(seen), tuple(expected), statistic, survival(statistic, len(pairs) - 1))


def survival(statistic: float, freedom: int) -> float:
    """How often χ² with some degrees of freedom is larger by chance.

    By its recurrence Q(k + 2) = Q(k) + (x / 2)^(k / 2) e^(-x / 2) / Γ(k / 2 + 1), from Q(1) =
    erfc(√(x / 2)) and Q(2) = e^(-x / 2): M. Abramowitz, I. Stegun, Handbook of Mathematical
    Functions (1964), 26.4.4 and 26.4.5.
    """
    if freedom < 1:
        return 1.0
    half = statistic / 2
    if freedom % 2:
        total, term, at = complement(sqrt(half)), 2 * sqrt(half / pi) * exp(-half), 1
    else:
        total, term, at = exp(-half), half * exp(-half), 2
    while at < freedom:
        total += term
        at += 2
        term *= half / (at / 2)
    return total

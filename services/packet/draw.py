"""What is in an envelope, drawn from its secret seed, and the promise that is made of it before.

Everything here is a function of five values, so that anybody can do it again:

- `seed`, 32 secret bytes;
- `number`, the envelope's own; `total`, its points (S); `shares`, into how many (n);
- `mode`, `lucky` or `equal`.

The promise is SHA-256 over the seed, then `number`, `total` and `shares` as eight bytes each, the
highest first, unsigned, then `mode` in ASCII: 56 bytes and the length of the mode. Nothing in front
of the mode has a varying length, so that no two envelopes make the same bytes.

Random numbers: for each purpose, `cuts` or `ties`, the blocks HMAC-SHA-256(key: seed, message: the
purpose in ASCII ‖ i in eight bytes), i = 0, 1, 2 …, one behind the other, are read as words of
eight bytes, the highest first. A number below k is the next word modulo k; a word at or above the
largest multiple of k that 64 bits hold is passed over, so that none is likelier than others.

Shares: a uniformly chosen composition of S into n parts of at least 1, that is, n - 1 different cut
points out of 1 … S - 1, chosen by Floyd's method: for j = S - n + 1 … S - 1 a number t of 1 … j is
drawn; t is taken, or j if t was taken before. The gaps between 0, the sorted cuts and S are the
shares, in the order in which they are handed out. All compositions are equally likely, and so every
share has the same law, whoever comes when.

Ties: the order 0 … n - 1 is shuffled by Fisher and Yates, from the end: for i = n - 1 … 1 the one
at i changes places with the one at a number drawn below i + 1. Of several largest shares the one
that stands first in this order is the luckiest.

Sources: R. W. Floyd and J. Bentley, "A sample of brilliance", CACM 30 (1987), 754-757; R.
Durstenfeld, "Algorithm 235: Random permutation", CACM 7 (1964), 420; HMAC: RFC 2104.
"""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from itertools import count, pairwise

from msgspec import Struct

SEED = 32
"""Bytes of a seed."""

MODES = ("lucky", "equal")

_WORD = 8
_WORDS = 2 ** (8 * _WORD)


class Draw(Struct, frozen=True):
    """The shares of an envelope in the order they are handed out, and the order that breaks ties:
    positions, counted from 0, the one that wins first."""

    shares: tuple[int, ...]
    order: tuple[int, ...]

    def best(self, taken: int) -> int | None:
        """The luckiest of the first `taken` positions, counted from 0; None of none."""
        return first_of(self.shares[:taken], self.order, max)

    def worst(self, taken: int) -> int | None:
        """The one with the least of the first `taken` positions; None of none."""
        return first_of(self.shares[:taken], self.order, min)


def promise(*, seed: bytes, number: int, total: int, shares: int, mode: str) -> str:
    """What is published when an envelope opens, in 64 hexadecimal digits."""
    numbers = b"".join(value.to_bytes(_WORD, "big") for value in (number, total, shares))
    return hashlib.sha256(seed + numbers + mode.encode("ascii")).hexdigest()


def draw(*, seed: bytes, total: int, shares: int, mode: str) -> Draw:
    """What is in an envelope.

    Raises:
        ValueError: less than 1 share, less than 1 point a share, or `equal` does not divide.
    """
    if not 1 <= shares <= total:
        raise ValueError(f"{total} points do not make {shares} shares")
    if mode == "equal" and total % shares:
        raise ValueError(f"{total} points do not make {shares} equal shares")
    if mode not in MODES:
        raise ValueError(f"no such mode: {mode!r}")
    parts = [total // shares] * shares if mode == "equal" else compose(seed, total, shares)
    return Draw(tuple(parts), tuple(shuffle(seed, "ties", shares)))


def compose(seed: bytes, total: int, shares: int) -> list[int]:
    """A composition of `total` into `shares` parts, all of them equally likely."""
    random = numbers(seed, "cuts")
    cuts: set[int] = set()
    for last in range(total - shares + 1, total):
        cut = 1 + below(random, last)
        cuts.add(last if cut in cuts else cut)
    return [high - low for low, high in pairwise((0, *sorted(cuts), total))]


def shuffle(seed: bytes, purpose: str, size: int) -> list[int]:
    """The numbers 0 … size - 1 in an order, all orders equally likely."""
    random = numbers(seed, purpose)
    order = list(range(size))
    for last in range(size - 1, 0, -1):
        other = below(random, last + 1)
        order[last], order[other] = order[other], order[last]
    return order


def numbers(seed: bytes, purpose: str) -> Iterator[int]:
    """Words of 64 random bits, without end."""
    for block in count():
        message = purpose.encode("ascii") + block.to_bytes(_WORD, "big")
        digest = hmac.digest(seed, message, "sha256")
        for at in range(0, len(digest), _WORD):
            yield int.from_bytes(digest[at : at + _WORD], "big")


def below(random: Iterator[int], bound: int) -> int:
    """A number of 0 … bound - 1, all equally likely; `bound` is at least 1."""
    fair = _WORDS - _WORDS % bound
    return next(word for word in random if word < fair) % bound


def first_of(shares: Sequence[int], order: Sequence[int], pick: object) -> int | None:
    """Of the positions whose share is what `pick` (max or min) makes of all, the first in order."""
    if not shares:
        return None
    wanted = max(shares) if pick is max else min(shares)
    return next(at for at in order if at < len(shares) and shares[at] == wanted)

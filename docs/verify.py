"""Check the draw of an envelope: python verify.py SEED ID TOTAL SHARES MODE

SEED as it was published when the envelope closed (64 hexadecimal digits), MODE `lucky` or `equal`.
Prints the promise, which has to be the one that was published when it opened, then the shares in
the order in which they were handed out, and which of all of them is the luckiest.
"""

import hashlib
import hmac
import sys
from itertools import pairwise


def words(seed, purpose):
    block = 0
    while True:
        digest = hmac.digest(seed, purpose + block.to_bytes(8, "big"), "sha256")
        yield from (int.from_bytes(digest[at : at + 8], "big") for at in (0, 8, 16, 24))
        block += 1


def below(stream, bound):
    while (word := next(stream)) >= 2**64 - 2**64 % bound:
        pass
    return word % bound


seed, mode = bytes.fromhex(sys.argv[1]), sys.argv[5]
number, total, shares = map(int, sys.argv[2:5])
head = seed + b"".join(value.to_bytes(8, "big") for value in (number, total, shares))
print("promise", hashlib.sha256(head + mode.encode()).hexdigest())

stream, cuts = words(seed, b"cuts"), set()
for last in range(total - shares + 1, total) if mode == "lucky" else ():
    cut = 1 + below(stream, last)
    cuts.add(last if cut in cuts else cut)
edges = [0, *sorted(cuts), total]
gaps = [high - low for low, high in pairwise(edges)]
drawn = gaps if mode == "lucky" else [total // shares] * shares
print("shares", *drawn)

stream, order = words(seed, b"ties"), list(range(shares))
for last in range(shares - 1, 0, -1):
    other = below(stream, last + 1)
    order[last], order[other] = order[other], order[last]
print("luckiest", 1 + next(at for at in order if drawn[at] == max(drawn)))

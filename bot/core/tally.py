"""What is counted while the bot runs, in plain numbers; `bot.web.metrics` shows them.

Nothing here names a chat or a person, and nothing is counted before its commit.
"""

from bisect import bisect_left
from collections import Counter

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Upper ends of a histogram's buckets in seconds."""


class Histogram:
    """How long something takes, in buckets."""

    __slots__ = ("counts", "total")

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS) + 1)
        self.total = 0.0

    def observe(self, seconds: float) -> None:
        """Count one more."""
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.total += seconds


class Tally:
    """The counts of one process.

    `updates` by kind; `verdicts` by band and act; `calls` by method and outcome (the HTTP status,
    or how the line broke); `refused` requests to the webhook by reason. `commits` and `units` are
    seconds, the wait for the database included.
    """

    def __init__(self) -> None:
        self.updates: Counter[str] = Counter()
        self.verdicts: Counter[tuple[str, str]] = Counter()
        self.calls: Counter[tuple[str, str]] = Counter()
        self.refused: Counter[str] = Counter()
        self.commits = Histogram()
        self.units = Histogram()

    def call(self, method: str, outcome: str) -> None:
        """Count a call to Telegram."""
        self.calls[method, outcome] += 1

"""`/metrics`: the counts of this process in Prometheus' form. No label names a chat or a person."""

import platform
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from itertools import accumulate
from typing import Any

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST as CONTENT_TYPE

from bot.core.tally import BOUNDS, Histogram, Tally
from bot.web.state import State

__all__ = ["CONTENT_TYPE", "Exhibit"]

KINDS = 40
"""Values a label may take; what comes later counts as `other`: Telegram names the updates."""


class Exhibit:
    """Shows a tally and a state."""

    def __init__(self, tally: Tally, database: str) -> None:
        self._tally = tally
        self._build = {
            "version": version("louzhang"),
            "python": platform.python_version(),
            "database": database,
        }
        self._state: State | None = None
        self._registry = CollectorRegistry(auto_describe=False)
        ProcessCollector(registry=self._registry)
        self._registry.register(self)

    def show(self, state: State) -> bytes:
        """The page."""
        self._state = state
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """What the registry asks for."""
        yield InfoMetricFamily("louzhang_build", "What runs.", self._build)
        tally = self._tally
        yield _counter("updates", "Updates that were new, by kind.", tally.updates, "kind")
        yield _counter("verdicts", "Verdicts on messages and names.", tally.verdicts, "band", "act")
        yield _counter(
            "calls",
            "Calls to Telegram by method, and HTTP status or how the line broke.",
            tally.calls,
            "method",
            "outcome",
        )
        yield _counter(
            "webhook_refused", "Requests to the webhook that were refused.", tally.refused, "reason"
        )
        yield _histogram(
            "commit", "Bulk transactions, from the asking to the commit.", tally.commits
        )
        yield _histogram("unit", "Units of handlers, from the asking to the commit.", tally.units)
        if self._state is not None:
            yield from _gauges(self._state)


def _gauges(state: State) -> Iterator[Metric]:
    rows = state.rows
    yield _gauge("healthy", "1 while /healthz answers 200.", int(not state.problems))
    yield _gauge("database_up", "1 while the database answers.", int(rows is not None))
    yield _gauge(
        "silent_seconds", "For how long nothing could be received or written down.", state.silent
    )
    yield _gauge("lanes_busy", "Rooms in which something waits or happens.", state.lanes)
    yield _gauge("outbox_waiting", "Actions that have not met their fate.", state.outbox)
    if rows is not None:
        yield _gauge("inbox_waiting", "Updates received and not settled.", rows.inbox)
        yield _gauge("deadlines_waiting", "Deadlines that are set.", rows.deadlines)
        yield _gauge("deadlines_due", "Deadlines that are due and not handled.", rows.due)
        quarantined = GaugeMetricFamily(
            "louzhang_quarantined", "What could not be handled and is kept.", labels=["kind"]
        )
        for kind, number in sorted(rows.quarantined.items()):
            quarantined.add_metric([kind], number)
        yield quarantined


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"louzhang_{name}", told, value=value)


def _counter(name: str, told: str, counts: Mapping[Any, int], *labels: str) -> Metric:
    family = CounterMetricFamily(f"louzhang_{name}", told, labels=labels)
    shown: Counter[tuple[str, ...]] = Counter()
    for key, number in list(counts.items()):  # the oldest first: they keep their names
        values = (key,) if isinstance(key, str) else tuple(key)
        known = values in shown or len(shown) < KINDS
        shown[values if known else ("other",) * len(labels)] += number
    for values, number in shown.items():
        family.add_metric(values, number)
    return family


def _histogram(name: str, told: str, found: Histogram) -> Metric:
    family = HistogramMetricFamily(f"louzhang_{name}_seconds", told)
    bounds = [*map(str, BOUNDS), "+Inf"]
    buckets = list(zip(bounds, accumulate(found.counts), strict=True))
    family.add_metric([], buckets, found.total)
    return family

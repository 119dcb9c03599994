"""The judgement alone: decoding a batch, facts, walker and ads, in this process."""

import time
from collections.abc import Callable, Iterable
from statistics import median
from typing import TypeVar

from benchmarks import table
from benchmarks.options import Options
from benchmarks.process import Failed
from benchmarks.traffic import Traffic

_T = TypeVar("_T")
_R = TypeVar("_R")
_BATCH = 100


def _timed(call: Callable[[_T], _R], arguments: Iterable[_T]) -> tuple[float, list[_R]]:
    """Microseconds in all, and the results."""
    begun = time.perf_counter()
    results = [call(argument) for argument in arguments]
    return (time.perf_counter() - begun) * 1e6, results


async def run(options: Options) -> None:
    """Print microseconds per message for each step; the median of the runs."""
    from bot.core.perception import perceive, split
    from bot.core.walker import walk
    from services.ads import Band, band, judge

    size = int(20_000 * options.scale)
    steps: dict[str, list[float]] = {}
    for number in range(options.runs):
        traffic = Traffic(seed=number + 1)
        traffic.mixed(size, one_in=5)
        payloads, ads = traffic.payloads, set(traffic.ads.values())
        answers = [
            b'{"ok":true,"result":[%b]}' % b",".join(payloads[at : at + _BATCH])
            for at in range(0, size, _BATCH)
        ]

        def note(step: str, microseconds: float, count: int) -> None:
            steps.setdefault(step, []).append(microseconds / max(count, 1))

        note("batch of 100 split", _timed(split, answers)[0], size)
        spent, all_facts = _timed(lambda payload: perceive(payload, 0), payloads)
        note("facts (plain chatter and the rest)", spent, size)
        rich = [facts.raw["message"] for facts in all_facts if facts.raw]
        note(
            f"… walker, of the {len(rich) / size:.0%} that need it",
            _timed(walk, rich)[0],
            len(rich),
        )
        ordinary = [facts.pieces for at, facts in enumerate(all_facts) if at not in ads]
        spent_here, ordinary_readings = _timed(judge, ordinary)
        note("ads judged: an ordinary message", spent_here, len(ordinary))
        spent_there, ad_readings = _timed(judge, [all_facts[at].pieces for at in sorted(ads)])
        note("ads judged: an advertisement", spent_there, len(ads))
        missed = sum(band(reading) is not Band.CERTAIN for reading in ad_readings)
        wrong = sum(band(reading) >= Band.LIKELY for reading in ordinary_readings)
        if missed or wrong:
            raise Failed(
                f"{missed} of {len(ads)} advertisements not certain, {wrong} lines taken for ads"
            )
    rows = [(step, f"{median(figures):.1f}") for step, figures in steps.items()]
    table.show(f"judgement, median of {options.runs}", ("step", "µs a message"), rows)

"""What a busy group costs the others."""

from collections.abc import Callable
from statistics import median

from benchmarks import people, table
from benchmarks.options import Options
from benchmarks.timed import Flow, measure, one_in, spread
from benchmarks.traffic import Traffic

_OTHERS = slice(1, None)


def _plan(busy: bool, scale: float) -> Callable[[Traffic], list[Flow]]:
    """20 groups with a message a second each; with `busy`, one more with 5,000 a minute."""

    def plan(traffic: Traffic) -> list[Flow]:
        others = Flow(20 * scale, one_in(traffic, 4, _OTHERS))
        loud = Flow(5000 / 60 * scale, one_in(traffic, 5, slice(0, 1)))
        return [others, loud] if busy else [others]

    return plan


async def run(options: Options) -> None:
    """Print the others' delays without and with the busy group, and the difference."""
    others = {people.group_id(number) for number in range(1, 21)}
    delays: dict[bool, list[list[float]]] = {False: [], True: []}
    for number in range(options.runs):
        for busy, found in delays.items():
            run_delays = await measure(
                options.bot,
                options.database,
                _plan(busy, options.scale),
                groups=21,
                seconds=options.seconds,
            )
            found.append(run_delays.within(others))
            label = "with" if busy else "without"
            print(f"  run {number + 1} {label}: p99 {spread(found[-1])[1]:.1f} ms")
    rows = []
    for busy, found in delays.items():
        pooled = spread([delay for one in found for delay in one])
        rows.append(
            (
                "with 5,000 messages/min next door" if busy else "20 groups alone",
                *(f"{figure:.1f}" for figure in pooled),
                f"{median(spread(one)[1] for one in found):.1f}",
                str(sum(map(len, found))),
            )
        )
    heads = ("others' delay in ms", "p50", "p99", "max", "p99, median of runs", "ads")
    table.show(f"fairness on {options.database}, {options.runs} runs pooled", heads, rows)
    added = float(rows[1][2]) - float(rows[0][2])
    table.target(f"a busy group adds ≤ 5 ms p99 (added {added:.1f})", added <= 5)

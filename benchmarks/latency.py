"""How soon an advertisement is dealt with: update available → delete call received."""

from collections.abc import Callable
from statistics import median

from benchmarks import table
from benchmarks.options import Options
from benchmarks.timed import Delays, Flow, measure, one_in, spread
from benchmarks.traffic import Traffic

ROUND_TRIP = 0.050
_LEGEND = """\
  own = from the moment the update left the Bot API to the call's arrival, without the wire.
  With one poll at a time a round trip R costs at least R (the update finds a poll waiting) and
  at most 2 R (it has just missed one): of 50 ms, 75 ms at the median and 99.5 at p99."""


def _chat(scale: float) -> Callable[[Traffic], list[Flow]]:
    """1,000 messages a second over all groups, one in 50 an advertisement."""
    return lambda traffic: [Flow(1000 * scale, one_in(traffic, 50, slice(None)))]


def _joins(scale: float) -> Callable[[Traffic], list[Flow]]:
    """The same while 500 people a minute join one group."""

    def plan(traffic: Traffic) -> list[Flow]:
        return [
            *_chat(scale)(traffic),
            Flow(500 / 60 * scale, lambda: traffic.join(traffic.groups[0])),
        ]

    return plan


async def run(options: Options) -> None:
    """Print median, 99th percentile and maximum of each situation."""
    cases: dict[str, tuple[Callable[[Traffic], list[Flow]], float]] = {
        "1,000 messages/s": (_chat(options.scale), 0.0),
        "… and 500 joins in 60 s": (_joins(options.scale), 0.0),
        "… with 50 ms of round trip": (_chat(options.scale), ROUND_TRIP),
    }
    results: dict[str, list[Delays]] = {case: [] for case in cases}
    for number in range(options.runs):
        for case, (plan, round_trip) in cases.items():
            delays = await measure(
                options.bot,
                options.database,
                plan,
                seconds=options.seconds,
                round_trip=round_trip,
            )
            results[case].append(delays)
            figures = " / ".join(f"{figure:.1f}" for figure in spread([*delays.whole.values()]))
            print(f"  run {number + 1} {case}: p50 / p99 / max {figures} ms")
    rows, worst = [], {}
    for case, runs in results.items():
        whole = [spread([*delays.whole.values()]) for delays in runs]
        own = [spread([*delays.own.values()]) for delays in runs]
        worst[case] = median(figures[1] for figures in whole)
        rows.append(
            (
                case,
                *(f"{median(figures[at] for figures in whole):.1f}" for at in range(3)),
                *(f"{median(figures[at] for figures in own):.1f}" for at in range(2)),
                f"{median(len(delays.whole) for delays in runs):.0f}",
                f"{max(delays.generator_late for delays in runs):.1f}",
            )
        )
    heads = ("ms", "p50", "p99", "max", "own p50", "own p99", "ads a run", "generator late")
    table.show(f"enforcement on {options.database}, median of {options.runs}", heads, rows)
    print(_LEGEND)
    for case in list(cases)[:2]:
        table.target(f"p99 ≤ 20 ms at {case}", worst[case] <= 20)

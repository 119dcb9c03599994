"""The whole pipeline as fast as it goes: 50 groups, one message in five deleted."""

from dataclasses import dataclass
from statistics import median

from benchmarks import machine, table
from benchmarks.arena import arena, settle_in
from benchmarks.options import Options
from benchmarks.traffic import Traffic

_SIZE = {"bare": 300_000, "baseline": 5_000, "louzhang": 100_000}


@dataclass(frozen=True)
class Speed:
    """Updates per second of wall time, and microseconds of processor time for each."""

    rate: float
    cpu: float


async def measure(name: str, kind: str, size: int) -> Speed:
    """One run of one bot; the last message of every group is an advertisement."""
    traffic = Traffic()
    start = settle_in(traffic)
    traffic.mixed(size - len(traffic.groups), one_in=5)
    for group in traffic.groups:
        traffic.advertise(group)
    async with arena(name, kind, traffic, start=start) as place:
        feed, api, pid = place.server.feed, place.server.api, place.bot.process.pid
        before, busy = feed.available[-1], machine.cpu_seconds(pid)
        feed.release(start + size)
        before = feed.available[-1]
        await place.settled(start + size)
        busy = machine.cpu_seconds(pid) - busy
        after = max(feed.confirmed_at, *(api.deleted.values() or [0.0]), 0.0)
    return Speed(size / (after - before), busy / size * 1e6)


async def run(options: Options) -> None:
    """Alternate the bots and print medians, ratios to the baseline, and the limit."""
    names = ["baseline", *([options.bot] if options.bot != "baseline" else [])]
    speeds: dict[str, list[Speed]] = {name: [] for name in ["bare", *names]}
    for number in range(options.runs):
        for name in speeds:
            size = int(_SIZE[name] * options.scale)
            speed = await measure(name, options.database, size)
            speeds[name].append(speed)
            print(f"  run {number + 1} {name}: {speed.rate:,.0f} updates/s, {speed.cpu:,.0f} µs")
    rows = []
    for name, all_runs in speeds.items():
        ratios = [
            mine.rate / theirs.rate
            for mine, theirs in zip(all_runs, speeds["baseline"], strict=True)
        ]
        rows.append(
            (
                {"bare": "bare poll loop (the limit)", "baseline": "baseline N"}.get(name, name),
                f"{median(speed.rate for speed in all_runs):,.0f}",
                f"{median(speed.cpu for speed in all_runs):,.0f}",
                f"{median(ratios):.1f}",
                f"{min(ratios):.1f}–{max(ratios):.1f}",
            )
        )
    heads = ("pipeline, 1 in 5 deleted", "updates/s", "µs CPU each", "× baseline", "in single runs")
    table.show(f"pipeline on {options.database}, median of {options.runs}", heads, rows)
    if options.bot != "baseline":
        table.target("pipeline ≥ 20 × baseline N", median(ratios) >= 20)

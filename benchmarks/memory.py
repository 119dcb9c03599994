"""Resident memory with 10,000 groups known and 1,000,000 messages archived."""

from statistics import median

from benchmarks import filled, machine, table
from benchmarks.arena import arena
from benchmarks.options import Options


async def measure(options: Options, like: str) -> tuple[float, float, float]:
    """MB at the first poll, after traffic in half of the groups, and at the peak."""
    traffic = filled.later(options)
    half = traffic.groups[: len(traffic.groups) // 2]
    traffic.mixed(int(20_000 * options.scale), one_in=50, groups=half)
    async with arena(options.bot, options.database, traffic, like=like) as place:
        pid = place.bot.process.pid
        first = machine.resident(pid)[0]
        place.server.feed.release(len(traffic.payloads))
        await place.settled(len(traffic.payloads))
        await place.quiet()
        after, peak = machine.resident(pid)
    return first, after, peak


async def run(options: Options) -> None:
    """Print the medians."""
    like = await filled.prepare(options)
    figures = [await measure(options, like) for _ in range(options.runs)]
    rows = [[f"{median(one[at] for one in figures):.0f}" for at in range(3)]]
    heads = ("MB at the first poll", "after 20,000 messages in 5,000 groups", "at the peak")
    table.show(f"memory on {options.database}, median of {options.runs}", heads, rows)
    table.target("resident ≤ 150 MB", float(rows[0][1]) <= 150)

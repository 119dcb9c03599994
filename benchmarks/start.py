"""From the start of the process to its first getUpdates."""

import tempfile
from pathlib import Path
from statistics import median

from benchmarks import database, filled, table
from benchmarks.options import Options
from benchmarks.process import running
from benchmarks.server import serve


async def measure(options: Options, like: str) -> float:
    """Seconds, on a copy of a kept database (or an empty one)."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        async with (
            database.temporary(options.database, folder, like=like) as url,
            serve() as server,
            running(options.bot, folder=folder, api=server.url, database=url) as bot,
        ):
            await bot.until(server.feed.polled.wait(), "the first poll", lambda: None)
            return server.feed.first_poll - bot.started


async def run(options: Options) -> None:
    """Print the medians, of an empty database (its tables are made then) and of the filled one."""
    like = await filled.prepare(options)
    rows, seconds = [], 0.0
    for label, name in (("empty database", ""), ("10,000 groups, 1,000,000 messages", like)):
        figures = [await measure(options, name) for _ in range(options.runs)]
        seconds = median(figures)
        rows.append((label, f"{seconds:.2f}", f"{max(figures):.2f}"))
    heads = ("process start → first poll, s", "median", "slowest")
    table.show(f"start on {options.database}, {options.runs} runs", heads, rows)
    table.target("first poll ≤ 2 s", seconds <= 2)

"""`python -m benchmarks [PART …]`: measure, and print tables for the documentation."""

import argparse
import asyncio
import fcntl
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from benchmarks import database, machine
from benchmarks.options import Options
from benchmarks.process import Failed

PARTS = ("pipeline", "latency", "fairness", "memory", "start", "judge", "shares", "search")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("part", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default all")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bot", choices=("louzhang", "baseline"), default="louzhang")
    parser.add_argument("--scale", type=float, default=1.0, help="1 = full number of updates")
    parser.add_argument("--seconds", type=float, default=20.0, help="length of the timed runs")
    arguments = parser.parse_args()
    if unknown := [part for part in arguments.part if part not in PARTS]:
        parser.error(f"no such part: {', '.join(unknown)}")
    return arguments


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other measurement runs on this machine: two would spoil each other."""
    with (Path(tempfile.gettempdir()) / "bench.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another measurement is running: waiting for its end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


async def _run(parts: list[str], options: Options) -> int:
    server = await database.postgresql_version() if options.database == "postgresql" else ""
    print(machine.facts(server))
    machine.pin(machine.GENERATOR_CORE)
    failed = 0
    for part in parts:
        try:
            await import_module(f"benchmarks.{part}").run(options)
        except Failed as failure:
            print(f"{part}: {failure}", file=sys.stderr)
            failed = 1
    return failed


def main() -> int:
    """Run the parts; 1 if one could not be measured."""
    arguments = _arguments()
    options = Options(
        bot=arguments.bot,
        database=arguments.database,
        runs=arguments.runs,
        scale=arguments.scale,
        seconds=arguments.seconds,
    )
    with _alone():
        return asyncio.run(_run(arguments.part or list(PARTS), options))


if __name__ == "__main__":
    raise SystemExit(main())

"""`make torture`, or `python -m tests.torture [--database KIND] [--kills N] [--seed N]`.

A seed gives the same talk and the same kill points again. What the machine does between two of
them is its own affair, so that a rare failure may take several replays.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.torture.database import Databases
from tests.torture.round import KILLS, Outcome, play
from tools.postgres import VARIABLE, postgres

SHARE = {"sqlite": 200, "postgresql": 50}
"""Kill points on each kind of database, unless told otherwise."""

JOBS = 2
"""Rounds side by side."""

LINES = 25
"""Lines of the bot's log that are shown of a round that failed."""


def say(line: str = "") -> None:
    """A line for who runs this."""
    print(line, flush=True)  # noqa: T201 – this is a command


async def torture(
    kind: str, *, seeds: list[int], kills: list[int], bug: str, jobs: int
) -> list[Outcome]:
    """Play one round for each seed."""
    outcomes: list[Outcome] = []
    waiting = list(zip(seeds, kills, strict=True))
    with TemporaryDirectory(prefix="torture-") as folder:
        async with Databases(kind, Path(folder)) as databases:

            async def work() -> None:
                while waiting:
                    place = len(waiting)
                    seed, count = waiting.pop(0)
                    async with databases.new() as database:
                        outcome = await play(
                            seed=seed,
                            kills=count,
                            database=database,
                            folder=Path(folder) / f"{place}",
                            bug=bug,
                        )
                    outcomes.append(outcome)
                    _report(kind, outcome, outcomes, sum(kills))

            await asyncio.gather(*(work() for _ in range(jobs)))
    return outcomes


def _report(kind: str, outcome: Outcome, outcomes: list[Outcome], wanted: int) -> None:
    done = sum(len(one.points) for one in outcomes)
    state = "FAILED" if outcome.complaints else "ok"
    say(f"{kind} {done:4}/{wanted}  seed {outcome.seed}  {state:6}  {'; '.join(outcome.points)}")
    if outcome.complaints:
        for line in outcome.complaints:
            say(f"    {line}")
        for line in outcome.log.splitlines()[-LINES:]:
            say(f"    | {line}")
        say(f"    again: python -m tests.torture --database {kind} --seed {outcome.seed}")


def _summarise(kind: str, outcomes: list[Outcome], seconds: float) -> None:
    points = [point for one in outcomes for point in one.points]
    failed = [one.seed for one in outcomes if one.complaints]
    forced = sum(one.forced for one in outcomes)
    kinds = Counter(
        "while starting" if point.startswith("starting") else point.split()[0] for point in points
    )
    say(f"{kind}: {len(points)} kill points in {len(outcomes)} rounds, {seconds:.0f} s")
    say("  at " + ", ".join(f"{name} {count}" for name, count in kinds.most_common()))
    say(f"  {forced} of them a second after their moment had not come")
    say(f"  failed: {', '.join(map(str, failed)) or 'none'}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--database", choices=SHARE, help="one kind only; both unless given")
    parser.add_argument("--kills", type=int, help="kill points on each kind of database")
    parser.add_argument("--seed", type=int, help="play the one round of this seed")
    parser.add_argument("--rounds", type=int, default=1, help="with --seed: so many times")
    parser.add_argument("--jobs", type=int, default=JOBS, help="rounds side by side")
    parser.add_argument("--bug", default="", help="a planted bug, see tests/torture/planted.py")
    given = parser.parse_args()
    first = secrets.randbelow(1_000_000) * 1000 if given.seed is None else given.seed
    say(f"seed {first}")
    bad = False
    with postgres() as url:
        if url:
            os.environ[VARIABLE] = url
        for kind in [given.database] if given.database else SHARE:
            if kind == "postgresql" and not url:
                say("postgresql: there is no server")
                bad = True
                continue
            kills = [KILLS] * given.rounds
            seeds = [first] * given.rounds
            if given.seed is None:
                wanted = given.kills or SHARE[kind]
                kills = [min(KILLS, wanted - done) for done in range(0, wanted, KILLS)]
                seeds = [first + number for number in range(len(kills))]
            started = time.monotonic()
            outcomes = asyncio.run(
                torture(kind, seeds=seeds, kills=kills, bug=given.bug, jobs=given.jobs)
            )
            _summarise(kind, outcomes, time.monotonic() - started)
            bad |= any(one.complaints for one in outcomes)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())

"""What was asked for on the command line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """`scale` shrinks or stretches the number of updates; `seconds` the timed runs."""

    bot: str = "louzhang"
    database: str = "sqlite"
    runs: int = 5
    scale: float = 1.0
    seconds: float = 20.0

"""Printing figures."""

import math
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

_console = Console(width=120, highlight=False)


def show(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; all columns but the first are figures."""
    table = Table(title=title, title_justify="left")
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    _console.print(table)


def target(what: str, holds: bool) -> None:
    """Print whether a target is met."""
    _console.print(f"  {'met' if holds else 'MISSED'}: {what}")


def percentile(figures: Sequence[float], share: float) -> float:
    """The figure that `share` of all do not exceed (nearest rank)."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]

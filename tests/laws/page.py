"""The laws as data, and `docs/laws.md` as it is written from them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("laws.toml")
PAGE = ROOT / "docs" / "laws.md"
HEAD = """<!-- Written by `python -m tests.laws --write` from tests/laws/laws.toml: edit that. -->

# The laws of the runtime

What the house stands on, with the tests that hold it. For each law a break is kept: `make laws`
plants them one after the other in a copy of the program, and looks whether the tests named last
notice.
"""


@dataclass(frozen=True, kw_only=True)
class Law:
    """One law. Without a `file` there is no break: nothing of it is built yet."""

    number: int
    name: str
    law: str
    tests: tuple[str, ...]
    file: str = ""
    old: str = ""
    new: str = ""
    caught_by: tuple[str, ...] = ()


def laws() -> list[Law]:
    """All of them, in their order."""
    told = tomllib.loads(SOURCE.read_text("utf-8"))["law"]
    return [
        Law(**{key: tuple(one) if isinstance(one, list) else one for key, one in law.items()})
        for law in told
    ]


def page() -> str:
    """The page of documentation."""
    parts = [HEAD]
    for law in laws():
        parts.append(f"## {law.number}. {law.name}\n\n{law.law}\n")
        parts.append("\n".join(f"- `{test}`" for test in law.tests) + "\n")
        if law.file:
            caught = ", ".join(f"`{test}`" for test in law.caught_by)
            parts.append(f"Break, in `{law.file}`:\n")
            lines = [f"- {line}" for line in law.old.strip("\n").splitlines()]
            lines += [f"+ {line}" for line in law.new.strip("\n").splitlines()]
            parts.append("```diff\n" + "\n".join(lines) + "\n```\n")
            parts.append(f"Caught by {caught}.\n")
    return "\n".join(parts)

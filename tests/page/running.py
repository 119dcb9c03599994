"""`louzhang rehearse` as somebody runs it: a program of its own, told apart by what it prints."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

SPY = """
import atexit, os, sys
def look(event, given):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        told = given[1] if event in ("socket.connect", "socket.sendto") else given[0]
        named = told[0] if isinstance(told, tuple) else told
        with open(os.environ["SPIED"], "a") as file:
            file.write(f"{event} {named}\\n")
sys.addaudithook(look)
"""
"""A sitecustomize: every program of Python's writes down whom it calls (the file `SPIED`)."""


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """Ours without the bot's settings."""
    clean = {name: value for name, value in os.environ.items() if "LOUZHANG" not in name}
    return clean | {"PYTHONPATH": str(ROOT), "TERM": "dumb", "COLUMNS": "100"} | more


def played(script: Path, language: str = "en", **more: str) -> Outcome:
    """A script played to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "rehearse", "--script", str(script), "--language", language],
        cwd=ROOT,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=250,
        stdin=subprocess.DEVNULL,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def spied(folder: Path) -> dict[str, str]:
    """Variables with which every program started writes down whom it calls."""
    (folder / "sitecustomize.py").write_text(SPY)
    return {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "SPIED": str(folder / "spied")}


def called(folder: Path) -> set[str]:
    """Whom they called."""
    return set((folder / "spied").read_text().splitlines())

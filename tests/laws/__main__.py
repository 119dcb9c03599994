"""`make laws`: plant a break for each law in a copy of the program, and see it caught.

`python -m tests.laws [NUMBER …]` looks at some laws only; `--write` writes docs/laws.md.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.laws.page import PAGE, ROOT, Law, laws, page

TERM = 300
"""Seconds the tests of one law may take."""


def say(line: str) -> None:
    """A line for who runs this."""
    print(line, flush=True)  # noqa: T201 – this is a command


def copy(folder: Path) -> Path:
    """A copy of everything that is tracked or new here."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def run(folder: Path, tests: tuple[str, ...]) -> int:
    """Run tests in a copy, on SQLite; pytest's exit code, 1 where a test failed."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-cov", "-p", "no:cacheprovider"]
    command += ["-k", "not postgresql", *tests]
    ended = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=TERM, check=False
    )
    if ended.returncode not in (0, 1):
        say(ended.stdout[-2000:])
    return ended.returncode


def look(folder: Path, law: Law) -> str:
    """Plant the break of a law, run what must catch it, and take it out again."""
    place = folder / law.file
    whole = place.read_text("utf-8")
    if run(folder, law.caught_by) != 0:
        return "its tests fail without a break"
    place.write_text(whole.replace(law.old, law.new, 1), "utf-8")
    try:
        return "caught" if run(folder, law.caught_by) == 1 else "NOT CAUGHT"
    finally:
        place.write_text(whole, "utf-8")


def main() -> int:
    """Look at the laws asked for, or at all; 1 if a break went unnoticed."""
    if "--write" in sys.argv:
        PAGE.write_text(page(), "utf-8")
        return 0
    asked = {int(word) for word in sys.argv[1:]}
    bad = 0
    with tempfile.TemporaryDirectory(prefix="laws-") as name:
        folder = copy(Path(name))
        for law in laws():
            if asked and law.number not in asked:
                continue
            began = time.monotonic()
            found = look(folder, law) if law.file else "no break: not built"
            bad += found not in ("caught", "no break: not built")
            took = time.monotonic() - began
            say(f"{law.number:2}  {found:12} {took:5.1f} s  {law.name}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())

"""The command line in a process of its own, without the second its imports take each time.

A server that has imported everything forks for each command; the process is as new as any other.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

_STREAMS = ("in", "out", "err")
_fork = multiprocessing.get_context("forkserver")
_fork.set_forkserver_preload(["tests.warm"])


class Outcome(NamedTuple):
    """How a command ended, and what it said where."""

    code: int
    out: str
    err: str


def command(
    words: tuple[str, ...],
    *,
    folder: Path,
    environ: Mapping[str, str],
    given: str = "",
    timeout: float = 60,
) -> Outcome:
    """Run `louzhang` with these words in a folder.

    Raises:
        TimeoutError: it did not end within `timeout` seconds; it was killed.
    """
    with TemporaryDirectory() as kept:
        files = [os.path.join(kept, name) for name in _STREAMS]
        Path(files[0]).write_text(given, "utf-8")
        process = _fork.Process(target=_run, args=(words, str(folder), dict(environ), files))
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"louzhang {' '.join(words)}: not within {timeout} s")
        said = [Path(name).read_bytes().decode("utf-8") for name in files[1:]]
    return Outcome(process.exitcode, *said)


def _run(words: tuple[str, ...], folder: str, environ: dict[str, str], files: list[str]) -> None:
    flags = (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT | os.O_TRUNC] * 2)
    for number, (name, flag) in enumerate(zip(files, flags, strict=True)):
        os.dup2(os.open(name, flag), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(folder)
    sys.argv = ["louzhang", *words]
    from bot.__main__ import main

    main()

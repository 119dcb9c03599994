"""`louzhang rehearse` serves the page until it is told to end, and `make run` starts it."""

import contextlib
import errno
import http.client
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.page.running import ROOT, Outcome, called, environment, spied

TOKEN = "7123456789:AAExampleExampleExampleExampleExam"
ADDRESS = re.compile(r"http://127\.0\.0\.1:([0-9]+)/[A-Za-z0-9_-]{22}/\n")


class Page:
    """A running `louzhang rehearse`, whose first line was its address."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], 30)
        self.line = process.stdout.readline() if ready else ""

    @property
    def port(self) -> int:
        return urlsplit(self.line).port or 0

    def get(self, path: str = "", **headers: str) -> tuple[int, str]:
        """An answer's status and text."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request("GET", urlsplit(self.line.strip()).path + path, headers=headers)
        answer = line.getresponse()
        told = answer.status, answer.read().decode()
        line.close()
        return told

    def children(self) -> list[int]:
        """The processes that it started."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return [int(one) for task in tasks for one in (task / "children").read_text().split()]

    def end(self, sign: signal.Signals = signal.SIGTERM) -> tuple[Outcome, float]:
        """Tell it to end: how it ended, and after how many seconds."""
        began = time.monotonic()
        self.process.send_signal(sign)
        out, err = self.process.communicate(timeout=120)
        return Outcome(self.process.returncode, out, err), time.monotonic() - began


@contextmanager
def rehearsing(folder: Path, *arguments: str, **more: str) -> Iterator[Page]:
    """The program; whatever happens it is gone afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "rehearse", *arguments],
        cwd=folder,
        env=environment(**{"TMPDIR": str(folder), **more}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        yield Page(process)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def gone(pids: list[int]) -> bool:
    """Whether none of these processes is there."""
    return [pid for pid in pids if Path(f"/proc/{pid}/exe").exists()] == []


def test_page_is_served_until_sigterm(tmp_path: Path) -> None:
    """T103: nobody but this machine was called meanwhile."""
    work = tmp_path / "work"
    work.mkdir()
    with rehearsing(work, "--port", "0", "--language", "en", **spied(tmp_path)) as page:
        assert ADDRESS.fullmatch(page.line) is not None
        status, text = page.get()
        assert (status, text.startswith("<!doctype html>"), "Book club" in text) == (
            200,
            True,
            True,
        )
        assert (page.get(host="evil.example")[0], page.get("part/none")[0]) == (421, 404)
        line = http.client.HTTPConnection("127.0.0.1", page.port, timeout=60)
        line.request("GET", urlsplit(page.line.strip()).path + "events")
        events = line.getresponse()
        assert events.readline() == b"retry: 500\n"
        children = page.children()
        assert len(children) == 1
        outcome, seconds = page.end()
        line.close()
    assert outcome == Outcome(0, "", "")
    assert seconds < 15
    assert gone(children)
    assert list(work.iterdir()) == []
    assert {one.split()[1] for one in called(tmp_path)} == {"127.0.0.1"}


def test_end_while_it_begins_leaves_nothing(tmp_path: Path) -> None:
    with rehearsing(tmp_path, "--port", "0") as page:
        children = page.children()
        outcome, _ = page.end(signal.SIGINT)  # it may be importing, for seconds
    assert outcome == Outcome(0, "", "")
    assert gone(children)
    assert list(tmp_path.iterdir()) == []


def test_port_that_is_taken(tmp_path: Path) -> None:
    """Another one is found where none was asked for; else it is said in one line."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):  # somebody else has it
            taken.bind(("127.0.0.1", 8080))
            taken.listen()
        with rehearsing(tmp_path) as page:
            assert ADDRESS.fullmatch(page.line) is not None
            assert page.port != 8080
            assert page.end()[0] == Outcome(0, "", "")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with rehearsing(tmp_path, "--port", str(port)) as page:
            out, err = page.process.communicate(timeout=120)
    assert (page.process.returncode, page.line, out) == (1, "", "")
    assert (err.startswith(f"--port: {os.strerror(errno.EADDRINUSE)}"), err.count("\n")) == (
        True,
        1,
    )
    assert list(tmp_path.iterdir()) == []


def decided(folder: Path, **more: str) -> Outcome:
    """What `make run` asks before it chooses."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.has_token"],
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


NONE = Outcome(3, "", "There is no token yet: this is the rehearsal. Open its page in a browser.\n")


def test_make_run_rehearses_without_a_token(tmp_path: Path) -> None:
    assert decided(tmp_path) == NONE
    assert decided(tmp_path, LOUZHANG__TELEGRAM__TOKEN="") == NONE
    (tmp_path / "config.toml").write_text('[log]\nlevel = "error"\n')
    assert decided(tmp_path) == NONE


def test_make_run_runs_with_a_token(tmp_path: Path) -> None:
    assert decided(tmp_path, LOUZHANG__TELEGRAM__TOKEN=TOKEN) == Outcome(0, "", "")
    (tmp_path / "config.toml").write_text(f'[telegram]\ntoken = "{TOKEN}"\n')
    assert decided(tmp_path) == Outcome(0, "", "")


def test_make_run_says_what_is_wrong_with_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[log]\nlevl = 1\n")
    expected = Outcome(2, "", "log.levl: unknown key; did you mean level?\n")
    assert decided(tmp_path) == expected


def test_makefile_chooses_by_that_code() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    recipe = text.partition("\nrun:")[2].partition("\n\n")[0]
    choice = "if $(BIN)/python -m tools.has_token; then exec $(BIN)/louzhang run; \\\n"
    other = "elif [ $$? -eq 3 ]; then exec $(BIN)/louzhang rehearse; else exit 2; fi"
    assert [part in recipe for part in (choice, other)] == [True, True]

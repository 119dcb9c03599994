"""The command line, as a person runs it: exit codes, and what is said where."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.command import Outcome, command

ROOT = Path(__file__).parent.parent
TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz12345"
NO_TOKEN = (
    "telegram.token: there is none; put the token that @BotFather gave you under [telegram] in "
    "config.toml or into the variable LOUZHANG__TELEGRAM__TOKEN\n"
)

# Stand-ins for the composition root and the check, whose own tests are elsewhere.
APP = """
import logging, sys, types
from bot.core.errors import UserError
app, examination = types.ModuleType("bot.app"), types.ModuleType("bot.check")
async def run(config):
    logging.getLogger("app").warning("started at %s", config.telegram.api_base_url)
    {run}
async def check(config):
    return {check}
app.run, examination.check = run, check
sys.modules |= {"bot.app": app, "bot.check": examination}
from bot.__main__ import main
main()
"""


def louzhang(folder: Path, *arguments: str, app: str = "", **environ: str) -> Outcome:
    """Run it in the folder, in an environment without our variables but these."""
    clean = {name: value for name, value in os.environ.items() if "LOUZHANG" not in name}
    clean |= {"PYTHONPATH": str(ROOT), "TERM": "dumb", "COLUMNS": "100"} | environ
    if not app:
        return command(arguments, folder=folder, environ=clean)
    done = subprocess.run(
        [sys.executable, "-c", app, *arguments],
        cwd=folder,
        env=clean,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def stand_in(run: str = "return 0", check: str = "[]") -> str:
    return APP.replace("{run}", run).replace("{check}", check)


def test_version(tmp_path: Path) -> None:
    expected = Outcome(0, f"louzhang {version('louzhang')}\n", "")
    assert louzhang(tmp_path, "--version") == expected


def test_help_names_what_works(tmp_path: Path) -> None:
    code, out, err = louzhang(tmp_path, "--help")
    assert (code, err) == (0, "")
    assert [
        word
        for word in ("louzhang", "run", "check", "backup", "restore", "--version")
        if word not in out
    ] == []


def test_help_does_not_import_the_bot(tmp_path: Path) -> None:
    heavy = ("sqlalchemy", "telegram", "pydantic", "aiohttp", "structlog")
    spy = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print([n for n in {heavy} if n in sys.modules]))\n"
        "from bot.__main__ import main\nmain()"
    )
    assert louzhang(tmp_path, "--help", app=spy).out.endswith("\n[]\n")


@pytest.mark.parametrize("arguments", [(), ("fly",), ("run", "--fast"), ("run", "--config")])
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert louzhang(tmp_path, *arguments).code == 2


def test_run_without_token(tmp_path: Path) -> None:
    assert louzhang(tmp_path, "run") == Outcome(2, "", NO_TOKEN)
    (tmp_path / "config.toml").write_text('[telegram]\ntoken = ""\n', encoding="utf-8")
    assert louzhang(tmp_path, "run") == Outcome(2, "", NO_TOKEN)


@pytest.mark.parametrize("command", ["run", "check"])
def test_mistakes_in_the_configuration(tmp_path: Path, command: str) -> None:
    (tmp_path / "my.toml").write_text('[log]\nlevel = "loud"\nlevl = 1\n', encoding="utf-8")
    environ = {"LOUZHANG__LIMITS__MESSAGES_PER_SECOND": "0"}
    assert louzhang(tmp_path, command, "--config", "my.toml", **environ) == Outcome(
        2,
        "",
        'log.level: must be "debug", "info", "warning" or "error", not "loud"\n'
        "log.levl: unknown key; did you mean level?\n"
        'LOUZHANG__LIMITS__MESSAGES_PER_SECOND: must be at least 1, not "0"\n',
    )


def test_named_file_must_be_there(tmp_path: Path) -> None:
    expected = Outcome(2, "", "no.toml: there is no such file\n")
    assert louzhang(tmp_path, "run", "--config", "no.toml") == expected


@pytest.mark.parametrize("code", [0, 1])
def test_run_ends_with_the_code_of_the_bot(tmp_path: Path, code: int) -> None:
    app = stand_in(run=f"return {code}")
    found = louzhang(tmp_path, "run", app=app, LOUZHANG__TELEGRAM__TOKEN=TOKEN)
    assert (found.code, found.out) == (code, "")
    assert found.err.endswith("Z warning app started at https://api.telegram.org\n")


def test_run_logs_as_configured(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        f'[telegram]\ntoken = "{TOKEN}"\n[log]\nlevel = "error"\n', encoding="utf-8"
    )
    assert louzhang(tmp_path, "run", app=stand_in()) == Outcome(0, "", "")


def test_t104_crash_shows_no_token(tmp_path: Path) -> None:
    app = stand_in(run="raise RuntimeError(config.telegram.token.get_secret_value())")
    code, out, err = louzhang(tmp_path, "run", app=app, LOUZHANG__TELEGRAM__TOKEN=TOKEN)
    assert (code, out) == (1, "")
    assert "Traceback" in err
    assert err.endswith("RuntimeError: [hidden]\n")
    assert TOKEN.partition(":")[2] not in err


def test_lost_connection_is_one_line(tmp_path: Path) -> None:
    app = stand_in(run='raise ConnectionRefusedError("nobody there")')
    code, _, err = louzhang(tmp_path, "run", app=app, LOUZHANG__TELEGRAM__TOKEN=TOKEN)
    assert code == 1
    started, crash = err.splitlines()
    assert started.endswith(" started at https://api.telegram.org")
    assert crash.endswith("crash error='ConnectionRefusedError: nobody there'")


def test_check_finds_nothing(tmp_path: Path) -> None:
    found = louzhang(tmp_path, "check", app=stand_in())
    assert found == Outcome(0, "Everything is in order.\n", "")


def test_check_says_each_problem_with_its_mend(tmp_path: Path) -> None:
    app = stand_in(check='[("no token", "ask @BotFather"), ("no database", "start it")]')
    assert louzhang(tmp_path, "check", app=app) == Outcome(
        1, "no token: ask @BotFather\nno database: start it\n", ""
    )

"""`bot.config`: what is accepted, and what is said about the rest."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.config import (
    Config,
    ConfigError,
    Database,
    Forbid,
    Language,
    Limits,
    Log,
    Metrics,
    Payments,
    Telegram,
    load,
)
from bot.config.mistakes import keys

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz12345"
EXAMPLE = Path(__file__).parent.parent / "config.example.toml"

EVERYTHING = f"""
[telegram]
token = "{TOKEN}"
api_base_url = "http://127.0.0.1:8081/deep"
mode = "webhook"
webhook_url = "http://127.0.0.1:9000/hook"
webhook_listen = "[::1]:0"
webhook_secret = "s-E_1"
[database]
url = "postgresql://me:p%40ss@db.example:5433/louzhang"
[log]
level = "DEBUG"
format = "json"
[metrics]
listen = "0.0.0.0:0"
[language]
default = "en"
[payments]
enabled = true
chats = [-1001234567890, -5]
[limits]
group_messages_per_minute = 1
messages_per_second = 1000
[forbid]
features = ["relay", "idiom_chain"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "louzhang.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str = "", environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(write(folder, text), environ or {})
    assert str(caught.value) == "\n".join(caught.value.mistakes)
    return caught.value.mistakes


def test_every_key_is_accepted(tmp_path: Path) -> None:
    config = load(write(tmp_path, EVERYTHING), {})
    assert config == Config(
        telegram=Telegram(
            token=SecretStr(TOKEN),
            api_base_url="http://127.0.0.1:8081/deep",
            mode="webhook",
            webhook_url="http://127.0.0.1:9000/hook",
            webhook_listen="[::1]:0",
            webhook_secret=SecretStr("s-E_1"),
        ),
        database=Database(url="postgresql+asyncpg://me:p%40ss@db.example:5433/louzhang"),
        log=Log(level="debug", format="json"),
        metrics=Metrics(listen="0.0.0.0:0"),
        language=Language(default="en"),
        payments=Payments(enabled=True, chats=(-1001234567890, -5)),
        limits=Limits(group_messages_per_minute=1, messages_per_second=1000),
        forbid=Forbid(features=("relay", "idiom_chain")),
    )
    assert config.telegram.webhook_address == ("::1", 0)
    assert config.metrics.address == ("0.0.0.0", 0)
    assert config.secrets() == [TOKEN, "s-E_1", "p@ss"]
    assert [chat for chat in (-5, -6) if config.payments.allowed_in(chat)] == [-5]


def test_every_key_from_the_environment_alone(tmp_path: Path) -> None:
    environ = {
        f"LOUZHANG__{section}__{key}".upper(): (
            ",".join(map(str, value))
            if isinstance(value, list)
            else str(value).lower()
            if isinstance(value, bool)
            else str(value)
        )
        for section, values in tomllib.loads(EVERYTHING).items()
        for key, value in values.items()
    }
    assert load(write(tmp_path, ""), environ) == load(write(tmp_path, EVERYTHING), {})


def test_example_holds_every_key_and_default(tmp_path: Path) -> None:
    values = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    found = [(section, key) for section, under in values.items() for key in under]
    assert found == list(keys())
    copy = write(tmp_path, EXAMPLE.read_text(encoding="utf-8"))
    assert load(copy, {}) == load(write(tmp_path, ""), {})
    assert Config(**values) == Config()


def test_every_key_of_the_example_is_explained() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    above = [lines[n - 1] for n, line in enumerate(lines) if re.match(r"\w+ = ", line)]
    unexplained = [line for line in above if not line.startswith("#")]
    assert unexplained == ["group_messages_per_minute = 20"]  # explained together with the next


def test_environment_overrides_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, '[log]\nlevel = "error"\nformat = "json"\n')
    config = load(path, {"LOUZHANG__LOG__LEVEL": "Warning", "LOUZHANG_OTHER": "x", "LOG": "y"})
    assert config.log == Log(level="warning", format="json")


def test_environment_lists_as_json_or_with_commas(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    wanted = Forbid(features=("relay", "shop"))
    for text in ("relay,shop", " relay , shop,", '["relay", "shop"]'):
        assert load(path, {"LOUZHANG__FORBID__FEATURES": text}).forbid == wanted
    assert load(path, {"LOUZHANG__FORBID__FEATURES": ""}).forbid == Forbid()


def test_defaults_do_not_read_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOUZHANG__LOG__LEVEL", "error")
    monkeypatch.setenv("LOG", '{"level": "error"}')
    assert Config().log.level == "info"


def test_config_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Config().log = Log()
    with pytest.raises(ValueError, match="frozen"):
        Config().log.level = "error"


def test_missing_default_file_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = load(None, {"LOUZHANG__TELEGRAM__TOKEN": TOKEN})
    assert config.telegram.token.get_secret_value() == TOKEN
    assert config.database.url == f"sqlite+aiosqlite:///{tmp_path}/louzhang.db"


def test_default_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text('[language]\ndefault = "en"\n', encoding="utf-8")
    assert load(None, {}).language.default == "en"


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    missing = tmp_path / "missing.toml"
    with pytest.raises(ConfigError) as caught:
        load(missing, {"LOUZHANG__X": ""})
    assert caught.value.mistakes == [
        f"{missing}: there is no such file",
        "LOUZHANG__X: unknown; variables are named LOUZHANG__SECTION__KEY",
    ]
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, {})
    assert caught.value.mistakes == [f"{tmp_path}: is not a file"]
    broken = write(tmp_path, "[log]\nlevel =\n")
    with pytest.raises(ConfigError) as caught:
        load(broken, {})
    assert caught.value.mistakes == [
        f"{broken}: not valid TOML: Invalid value (at line 2, column 8)"
    ]
    broken.write_bytes(b'[log]\nlevel = "\xff"\n')
    with pytest.raises(ConfigError) as caught:
        load(broken, {})
    assert caught.value.mistakes == [f"{broken}: must be text in UTF-8 (byte 15 is not)"]


def test_file_that_the_system_refuses(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300)
    with pytest.raises(ConfigError) as caught:
        load(path, {})
    assert caught.value.mistakes == [f"{path}: cannot be read: File name too long"]


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    text = """
    token = "123"
    logs = 3
    _env_file = "x"
    database = "sqlite:///x.db"
    [telegram]
    tokn = "123"
    mode = "webhok"
    level = "debug"
    token = 5
    [log]
    level = "loud"
    colours = true
    [limits]
    messages_per_second = true
    group_messages_per_minute = 0
    [payments]
    enabled = "ja"
    chats = [3, "@group", -4]
    [forbid]
    features = ["Relay"]
    [metrics]
    listen = 9090
    [wholly]
    other = 1
    """
    assert mistakes(tmp_path, text) == [
        "_env_file: unknown; there are telegram, database, log, metrics, language, payments, "
        "limits, forbid",
        "telegram.token: must be text in quotes",
        'telegram.mode: must be "polling" or "webhook", not "webhok"',
        "telegram.tokn: unknown key; did you mean token?",
        "telegram.level: unknown here; did you mean level under [log]?",
        "database: must be a section: a line with its name in square brackets, keys below",
        'log.level: must be "debug", "info", "warning" or "error", not "loud"',
        "log.colours: unknown; [log] has level, format",
        "metrics.listen: must be text in quotes, not 9090",
        'payments.enabled: must be true or false, not "ja"',
        "payments.chats entry 1: must be below 0, not 3",
        'payments.chats entry 2: must be a whole number, not "@group"',
        "limits.group_messages_per_minute: must be at least 1, not 0",
        "limits.messages_per_second: must be a whole number",
        "forbid.features entry 1: must be small letters, digits or _, beginning with a letter, "
        'not "Relay"',
        "token: unknown here; did you mean token under [telegram]?",
        "logs: unknown section; did you mean [log]?",
        "wholly: unknown; there are telegram, database, log, metrics, language, payments, limits, "
        "forbid",
    ]


def test_mistakes_in_the_environment_name_the_variable(tmp_path: Path) -> None:
    environ = {
        "LOUZHANG__LOG__LEVEL": "loud",
        "LOUZHANG__LOG__FORMATS": "json",
        "LOUZHANG__LIMITS__MESSAGES_PER_SECOND": "1001",
        "LOUZHANG__FORBID__FEATURES": "[1",
        "LOUZHANG__PAYMENTS__CHATS": "-1,x",
        "LOUZHANG__TOKEN": "1",
        "LOUZHANG__TELEGRAM": "{}",
        "LOUZHANG__TELEGRAM__TOKEN__": "1",
        "LOUZHANG__METRICS__LISTEN": "9090",
    }
    assert mistakes(tmp_path, '[log]\nlevel = "info"\n', environ) == [
        "LOUZHANG__TELEGRAM: unknown; variables are named LOUZHANG__SECTION__KEY",
        "LOUZHANG__TELEGRAM__TOKEN__: unknown; did you mean LOUZHANG__TELEGRAM__TOKEN?",
        "LOUZHANG__TOKEN: unknown; did you mean LOUZHANG__TELEGRAM__TOKEN?",
        'LOUZHANG__LOG__LEVEL: must be "debug", "info", "warning" or "error", not "loud"',
        "LOUZHANG__LOG__FORMATS: unknown; did you mean LOUZHANG__LOG__FORMAT?",
        "LOUZHANG__METRICS__LISTEN: must be HOST:PORT such as 127.0.0.1:9090, the port at most "
        "65535",
        'LOUZHANG__PAYMENTS__CHATS entry 2: must be a whole number, not "x"',
        'LOUZHANG__LIMITS__MESSAGES_PER_SECOND: must be at most 1000, not "1001"',
        "LOUZHANG__FORBID__FEATURES: must be a list, separated by commas or in JSON",
    ]


def test_a_variable_under_a_section_that_is_no_section(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "log = 3", {"LOUZHANG__LOG__LEVEL": "info"}) == [
        "log: must be a section: a line with its name in square brackets, keys below"
    ]


def test_token_in_the_wrong_place_is_not_repeated(tmp_path: Path) -> None:
    text = f'"{TOKEN}" = 1\n[log]\nlevel = "{TOKEN}"\n"{TOKEN}" = 2'
    found = mistakes(tmp_path, text)
    assert found[0] == 'log.level: must be "debug", "info", "warning" or "error", not "[hidden]"'
    assert TOKEN.partition(":")[2] not in "\n".join(found)


def test_secrets_are_in_no_representation() -> None:
    config = Config(
        telegram=Telegram(token=SecretStr(TOKEN), webhook_secret=SecretStr("hush-hush")),
        database=Database(url="postgresql://me:hush-hush@db/x"),
    )
    shown = f"{config!r} {config} {config.telegram!r} {config.database!r} {config.database}"
    assert TOKEN not in shown
    assert "hush" not in shown


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from([f"LOUZHANG__{s}__{k}".upper() for s, k in keys()]),
        st.text(max_size=30) | st.integers().map(str),
        max_size=4,
    )
)
def test_any_environment_is_accepted_or_explained(environ: dict[str, str]) -> None:
    said = ""
    try:
        load(None, environ)
    except ConfigError as error:
        said = str(error)
    strange = [line for line in said.splitlines() if not _names_a_key(line)]
    assert strange == []


def _names_a_key(line: str) -> bool:
    """Whether it begins with the variable, or with what webhook mode needs beside it."""
    return re.match(r"LOUZHANG__\w+__\w+( entry \d)?: |telegram\.webhook_", line) is not None


def test_importing_does_not_read_the_environment() -> None:
    environ = {"LOUZHANG__LOG__LEVEL": "loud", "PATH": os.environ.get("PATH", "")}
    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-c", "import bot.config"], env=environ, cwd=root, check=True)

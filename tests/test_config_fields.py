"""`bot.config`: the shape of single values."""

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.config import ConfigError, load
from bot.config.fields import address

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz12345"


def write(folder: Path, text: str) -> Path:
    path = folder / "louzhang.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(write(folder, text), {})
    return caught.value.mistakes


@pytest.mark.parametrize(
    "token",
    ["x", "123456789", "123456789:short", TOKEN + "!", f"bot{TOKEN}", f"{TOKEN} {TOKEN}", "令牌"],
)
def test_token_of_the_wrong_shape_is_not_repeated(tmp_path: Path, token: str) -> None:
    [line] = mistakes(tmp_path, f'[telegram]\ntoken = "{token}"')
    assert line == (
        "telegram.token: is not a bot token: that is a number, a colon and 35 letters, digits, "
        "_ or -, exactly as @BotFather gave it"
    )


def test_token_with_blanks_around_is_trimmed(tmp_path: Path) -> None:
    config = load(write(tmp_path, ""), {"LOUZHANG__TELEGRAM__TOKEN": f" {TOKEN}\n"})
    assert config.telegram.token.get_secret_value() == TOKEN


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://api.telegram.org/", "must not end with a slash"),
        ("https://api.telegram.org/bot", "must end before /bot, which is added"),
        ("http://localhost:8081/x/bot/", "must end before /bot, which is added"),
        ("http://localhost:8081?x=1", "must have no ? or # part"),
        *(
            (wrong, "must be an http:// or https:// address such as https://api.telegram.org")
            for wrong in ("", "api.telegram.org", "ftp://x", "http://", "http://a b", "http://x:y")
        ),
    ],
)
def test_api_base_url_says_what_is_wrong(tmp_path: Path, url: str, said: str) -> None:
    found = mistakes(tmp_path, f'[telegram]\napi_base_url = "{url}"')
    assert found == [f"telegram.api_base_url: {said}"]


def test_webhook_needs_url_listen_and_secret(tmp_path: Path) -> None:
    assert mistakes(tmp_path, '[telegram]\nmode = "webhook"') == [
        'telegram.webhook_url: is needed when mode is "webhook": such as '
        "https://example.org/telegram",
        'telegram.webhook_listen: is needed when mode is "webhook": HOST:PORT such as '
        "127.0.0.1:8081",
        'telegram.webhook_secret: is needed when mode is "webhook": 1 to 256 letters, digits, _ '
        "or -",
    ]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("url", "http://e.org/x", "must be an https:// address on port 443, 80, 88 or 8443"),
        ("url", "https://e.org:444", "must be an https:// address on port 443, 80, 88 or 8443"),
        ("url", "e.org", "must be an https:// address that Telegram can reach"),
        ("listen", "8081", "must be HOST:PORT such as 127.0.0.1:9090, the port at most 65535"),
        ("secret", "a b", "must be 1 to 256 letters, digits, _ or -"),
        ("secret", "x" * 257, "must be 1 to 256 letters, digits, _ or -"),
        ("secret", "x\\n", "must be 1 to 256 letters, digits, _ or -"),
    ],
)
def test_webhook_key_of_the_wrong_shape(tmp_path: Path, key: str, value: str, said: str) -> None:
    found = mistakes(tmp_path, f'[telegram]\nwebhook_{key} = "{value}"')
    assert found == [f"telegram.webhook_{key}: {said}"]


def test_webhook_on_the_public_server(tmp_path: Path) -> None:
    text = """
    [telegram]
    mode = "webhook"
    webhook_url = "https://example.org:8443/telegram"
    webhook_listen = "127.0.0.1:8081"
    webhook_secret = "x"
    """
    assert load(write(tmp_path, text), {}).telegram.webhook_address == ("127.0.0.1", 8081)


@pytest.mark.parametrize(
    ("given_url", "url"),
    [
        ("postgresql://me@db/x", "postgresql+asyncpg://me@db/x"),
        ("postgres://me:p%2F%40@db:1/x", "postgresql+asyncpg://me:p%2F%40@db:1/x"),
        ("postgresql+asyncpg:///x?host=/run", "postgresql+asyncpg:///x?host=%2Frun"),
        ("postgresql://db/x?sslmode=require", "postgresql+asyncpg://db/x?ssl=require"),
        ("sqlite:////var/lib/x.db", "sqlite+aiosqlite:////var/lib/x.db"),
    ],
)
def test_database_url_gets_its_driver(tmp_path: Path, given_url: str, url: str) -> None:
    text = f'[database]\nurl = "{given_url}"'
    assert load(write(tmp_path, text), {}).database.url == url


def test_sqlite_path_is_relative_to_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "楼 长%41"
    folder.mkdir()
    for text in ("", '[database]\nurl = "sqlite:///louzhang.db"'):
        url = load(write(folder, text), {}).database.url
        assert make_url(url).database == str(folder / "louzhang.db")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        *(
            (wrong, "must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE")
            for wrong in ("", "louzhang.db", "postgresql://u:hush@h:port/x")
        ),
        *(
            (
                wrong,
                "must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE; the driver "
                "is added",
            )
            for wrong in ("mysql://u:hush@h/x", "postgresql+psycopg2://u:hush@h/x")
        ),
        *(
            (wrong, "needs the path of a file: sqlite:///louzhang.db")
            for wrong in ("sqlite://", "sqlite:///:memory:", "sqlite:///file:x?uri=true")
        ),
    ],
)
def test_database_url_says_what_is_wrong(tmp_path: Path, url: str, said: str) -> None:
    assert mistakes(tmp_path, f'[database]\nurl = "{url}"') == [f"database.url: {said}"]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("", None),
        ("127.0.0.1:9090", ("127.0.0.1", 9090)),
        ("localhost:0", ("localhost", 0)),
        ("[::]:65535", ("::", 65535)),
    ],
)
def test_address(text: str, pair: tuple[str, int] | None) -> None:
    assert address(text) == pair


@pytest.mark.parametrize(
    "text", ["x", ":1", "a:65536", "::1:80", "a:b", "a b:1", "a:-1", "a:1\n", "a:１"]
)
def test_address_of_the_wrong_shape(text: str) -> None:
    with pytest.raises(ValueError, match="HOST:PORT"):
        address(text)

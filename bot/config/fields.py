"""What a single value may look like."""

from __future__ import annotations

import json
import re
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, StringConstraints
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PUBLIC_SERVER = "https://api.telegram.org"

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}


def address(text: str) -> tuple[str, int] | None:
    """`host:port` as a pair, an IPv6 host without its brackets; None for the empty text."""
    if not text:
        return None
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+)):([0-9]{1,5})", text)
    if not found or int(found[3]) > 65535:
        raise ValueError("must be HOST:PORT such as 127.0.0.1:9090, the port at most 65535")
    return found[1] or found[2], int(found[3])


def http(value: str, *, otherwise: str) -> SplitResult:
    """The parts of an http(s) address; raises ValueError with `otherwise` if it is none."""
    try:
        parts = urlsplit(value)
        well_formed = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        raise ValueError(otherwise) from None
    if not well_formed or re.search(r"\s", value):
        raise ValueError(otherwise)
    return parts


def _token(value: SecretStr) -> SecretStr:
    token = value.get_secret_value().strip()
    if token and not re.fullmatch(r"[0-9]{3,16}:[A-Za-z0-9_-]{30,64}", token):
        raise ValueError(
            "is not a bot token: that is a number, a colon and 35 letters, digits, _ or -, "
            "exactly as @BotFather gave it"
        )
    return SecretStr(token)


def _server_url(value: str) -> str:
    parts = http(value, otherwise=f"must be an http:// or https:// address such as {PUBLIC_SERVER}")
    if re.search(r"/bot/?$", parts.path):
        raise ValueError("must end before /bot, which is added")
    if value.endswith("/"):
        raise ValueError("must not end with a slash")
    if parts.query or parts.fragment:
        raise ValueError("must have no ? or # part")
    return value


def _database_url(value: str) -> str:
    """The same with the driver that this program uses."""
    allowed = "must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE"
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise ValueError(allowed) from None
    driver = _DRIVERS.get(url.drivername, url.drivername)
    if driver not in _DRIVERS.values():
        raise ValueError(f"{allowed}; the driver is added")
    if driver == _DRIVERS["sqlite"] and (url.database or ":memory:").startswith((":", "file:")):
        raise ValueError("needs the path of a file: sqlite:///louzhang.db")
    if "sslmode" in url.query:  # libpq's word for what asyncpg calls ssl
        url = url.set(query={"ssl": url.query["sslmode"], **url.query})
        url = url.difference_update_query(["sslmode"])
    return url.set(drivername=driver).render_as_string(hide_password=False)


def _listen(value: str) -> str:
    address(value)
    return value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _whole(value: object) -> object:
    if isinstance(value, bool | float):
        raise ValueError("must be a whole number")
    return value


def _list(value: object) -> object:
    """A list as it is; from the environment as JSON or separated by commas."""
    if isinstance(value, list):
        return tuple(value)
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        try:
            return tuple(json.loads(value))
        except ValueError:
            raise ValueError("must be a list, separated by commas or in JSON") from None
    return tuple(part.strip() for part in value.split(",") if part.strip())


Token = Annotated[SecretStr, AfterValidator(_token)]
ServerUrl = Annotated[str, AfterValidator(_server_url)]
DatabaseUrl = Annotated[str, AfterValidator(_database_url)]
Listen = Annotated[str, AfterValidator(_listen)]
LogLevel = Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)]
Rate = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1000)]
ChatId = Annotated[int, BeforeValidator(_whole), Field(ge=-(2**63), lt=0)]
ChatIds = Annotated[tuple[ChatId, ...], BeforeValidator(_list)]
FeatureName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
FeatureNames = Annotated[tuple[FeatureName, ...], BeforeValidator(_list)]

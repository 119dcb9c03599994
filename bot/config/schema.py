"""Every key of `config.toml`, its type, its default and its bounds."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from sqlalchemy.engine import make_url

from bot.config.fields import (
    PUBLIC_SERVER,
    ChatIds,
    DatabaseUrl,
    FeatureNames,
    Listen,
    LogLevel,
    Rate,
    ServerUrl,
    Token,
    address,
    http,
)

_WEBHOOK_PORTS = (None, 443, 80, 88, 8443)  # https://core.telegram.org/bots/api#setwebhook


def _needed(value: str, info: ValidationInfo, allowed: str) -> None:
    if not value and info.data.get("mode") == "webhook":
        raise ValueError(f'is needed when mode is "webhook": {allowed}')


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Telegram(_Section):
    """How the bot reaches Telegram and is reached by it."""

    token: Token = SecretStr("")
    """Empty if there is none: enough for whatever does not talk to Telegram."""
    api_base_url: Annotated[ServerUrl, Field(repr=False)] = PUBLIC_SERVER
    """Without a trailing slash and without the `/bot` part."""
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: Annotated[str, Field(repr=False, validate_default=True)] = ""
    webhook_listen: Annotated[Listen, Field(validate_default=True)] = ""
    webhook_secret: Annotated[SecretStr, Field(validate_default=True)] = SecretStr("")

    @property
    def webhook_address(self) -> tuple[str, int] | None:
        """Host and port of `webhook_listen`."""
        return address(self.webhook_listen)

    @field_validator("webhook_url")
    @classmethod
    def _webhook_url(cls, value: str, info: ValidationInfo) -> str:
        _needed(value, info, "such as https://example.org/telegram")
        if value:
            parts = http(value, otherwise="must be an https:// address that Telegram can reach")
            public = info.data.get("api_base_url") == PUBLIC_SERVER
            if public and (parts.scheme != "https" or parts.port not in _WEBHOOK_PORTS):
                raise ValueError("must be an https:// address on port 443, 80, 88 or 8443")
        return value

    @field_validator("webhook_listen")
    @classmethod
    def _webhook_listen(cls, value: str, info: ValidationInfo) -> str:
        _needed(value, info, "HOST:PORT such as 127.0.0.1:8081")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        # https://core.telegram.org/bots/api#setwebhook, secret_token
        allowed = "1 to 256 letters, digits, _ or -"
        _needed(value.get_secret_value(), info, allowed)
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
            raise ValueError(f"must be {allowed}")
        return value


class Database(_Section):
    """Where everything is kept."""

    url: Annotated[DatabaseUrl, Field(repr=False)] = "sqlite+aiosqlite:///louzhang.db"
    """An SQLAlchemy URL with its driver; may hold a password."""

    @property
    def password(self) -> str:
        """As in the URL, decoded; empty if there is none."""
        return str(make_url(self.url).password or "")


class Log(_Section):
    """What is said on standard error."""

    level: LogLevel = "info"
    format: Literal["text", "json"] = "text"


class Metrics(_Section):
    """Where `/metrics` and `/healthz` are served."""

    listen: Listen = "127.0.0.1:9090"
    """HOST:PORT; port 0 is any free one, the empty text is nowhere."""

    @property
    def address(self) -> tuple[str, int] | None:
        """Host and port of `listen`, or None if nothing is to be served."""
        return address(self.listen)


class Language(_Section):
    """The language of a group whose adder's client names none."""

    default: Literal["zh", "en"] = "zh"


class Payments(_Section):
    """Who may take Telegram Stars."""

    enabled: bool = False
    chats: ChatIds = ()

    def allowed_in(self, chat_id: int) -> bool:
        """Whether paid terms may be offered in this Telegram chat: on, and the chat is listed."""
        return self.enabled and chat_id in self.chats


class Limits(_Section):
    """The speed of sending; the defaults are Telegram's own limits."""

    group_messages_per_minute: Rate = 20
    messages_per_second: Rate = 30


class Forbid(_Section):
    """What the operator does not offer."""

    features: FeatureNames = ()


class Config(BaseSettings):
    """The whole configuration. `Config()` is the defaults, whatever the environment says."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    telegram: Telegram = Telegram()
    database: Database = Database()
    log: Log = Log()
    metrics: Metrics = Metrics()
    language: Language = Language()
    payments: Payments = Payments()
    limits: Limits = Limits()
    forbid: Forbid = Forbid()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is given: `load` reads the file and the environment."""
        return (init_settings,)

    def secrets(self) -> list[str]:
        """What no log may show."""
        found = (
            self.telegram.token.get_secret_value(),
            self.telegram.webhook_secret.get_secret_value(),
            self.database.password,
        )
        return [secret for secret in found if secret]

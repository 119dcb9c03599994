"""Deployment facts and secrets: `config.toml` and the environment as one frozen `Config`."""

from bot.config.load import DEFAULT_PATH, ConfigError, load
from bot.config.schema import (
    Config,
    Database,
    Forbid,
    Language,
    Limits,
    Log,
    Metrics,
    Payments,
    Telegram,
)

__all__ = [
    "DEFAULT_PATH",
    "Config",
    "ConfigError",
    "Database",
    "Forbid",
    "Language",
    "Limits",
    "Log",
    "Metrics",
    "Payments",
    "Telegram",
    "load",
]

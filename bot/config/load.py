"""Reading the configuration: the file, then the environment over it, all mistakes at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    PydanticBaseSettingsSource,
    SettingsError,
    TomlConfigSettingsSource,
)
from sqlalchemy.engine import make_url

from bot.config.mistakes import PREFIX, explain, strange_key, strange_variable
from bot.config.schema import Config, Database
from bot.redaction import redact

DEFAULT_PATH = Path("config.toml")


class ConfigError(Exception):
    """Everything that is wrong with the configuration, one plain line per mistake."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class _Environment(PydanticBaseSettingsSource):
    """The `LOUZHANG__SECTION__KEY` variables of the given environment.

    `strange` holds those that name no section and key.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        super().__init__(Config)
        self.variables: dict[tuple[str, str], str] = {}
        self.strange: list[str] = []
        self._values: dict[str, dict[str, Any]] = {}
        for name in sorted(environ):
            if not name.startswith(PREFIX):
                continue
            section, _, key = name.removeprefix(PREFIX).lower().partition("__")
            if section in Config.model_fields and key and "__" not in key:
                self.variables[section, key] = name
                self._values.setdefault(section, {})[key] = environ[name]
            else:
                self.strange.append(name)

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        return self._values.get(field_name), field_name, False

    def __call__(self) -> dict[str, Any]:
        return {section: dict(keys) for section, keys in self._values.items()}


def load(path: Path | None, environ: Mapping[str, str]) -> Config:
    """The configuration in a file, overridden by the environment.

    `None` is `config.toml` in the current folder, which need not be there; a file that is named
    must be. A relative path inside is relative to the file. Raises `ConfigError` with all mistakes.
    """
    environment = _Environment(environ)
    mistakes = [strange_variable(name) for name in environment.strange]
    try:
        values = _read(path)
    except ConfigError as error:
        raise ConfigError(error.mistakes + mistakes) from None
    # BaseSettings takes names that begin with an underscore for its own arguments.
    mistakes += [strange_key(name) for name in values if name.startswith("_")]
    values = {name: value for name, value in values.items() if not name.startswith("_")}
    for section, keys in environment().items():
        under = values.setdefault(section, {})
        if isinstance(under, dict):
            under.update(keys)
    try:
        config = Config(**values)
    except ValidationError as error:
        mistakes += explain(error, environment.variables)
    if mistakes:
        raise ConfigError(mistakes)
    return _anchored(config, (path or DEFAULT_PATH).absolute().parent)


def _read(path: Path | None) -> dict[str, Any]:
    """The file's own words, unchecked; nothing if the default file is not there."""
    file = path or DEFAULT_PATH
    try:
        if not file.exists():
            if path is None:
                return {}
            raise ConfigError([f"{file}: there is no such file"])
        if not file.is_file():
            raise ConfigError([f"{file}: is not a file"])
        return TomlConfigSettingsSource(Config, toml_file=file)()
    except (tomllib.TOMLDecodeError, SettingsError) as error:
        raise ConfigError([f"{file}: not valid TOML: {redact(str(error))}"]) from None
    except UnicodeDecodeError as error:
        raise ConfigError([f"{file}: must be text in UTF-8 (byte {error.start} is not)"]) from None
    except OSError as error:
        raise ConfigError([f"{file}: cannot be read: {error.strerror}"]) from None


def _anchored(config: Config, folder: Path) -> Config:
    """The same with the path of an SQLite file made absolute."""
    url = make_url(config.database.url)
    if url.get_backend_name() != "sqlite" or url.database is None:
        return config
    absolute = url.set(database=str(folder / url.database))
    database = Database(url=absolute.render_as_string(hide_password=False))
    return config.model_copy(update={"database": database})

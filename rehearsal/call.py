"""What the bot asked of the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rehearsal.error import ApiError, Violated


@dataclass
class Call:
    """One request: `at` is the wall's time, `fault` what was ordered to go wrong with it.

    `ok` and `result` tell the effect even when the answer was lost on the way.
    """

    method: str
    params: dict[str, Any]
    at: float
    ok: bool = False
    result: Any = None
    error: ApiError | None = None
    fault: str | None = None


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    data: bytes


@dataclass
class Params:
    """The parameters of a request, read by type: forms carry everything as text."""

    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        """The value as it came."""
        return self.values.get(name)

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false, in any spelling that Telegram takes."""
        value = self.values.get(name)
        if value is None:
            return default
        return value is True or str(value).lower() in ("true", "1", "yes", "on", "t", "y")

    def number(self, name: str) -> int:
        """A whole number that must be there."""
        found = self.integer(name)
        if found is None:
            raise Violated(f"{name.replace('_', ' ')} is not specified")
        return found

    def integer(self, name: str) -> int | None:
        """A whole number, if it is there."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise Violated(f'invalid {name} "{value}" specified') from None

    def listing(self, name: str) -> list[Any]:
        """A list; empty if it is not there."""
        value = self.values.get(name)
        return list(value) if isinstance(value, list) else []

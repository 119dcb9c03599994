"""Every request is compared with aiogram's generated models: another reading of the Bot API.

aiogram takes seconds and much memory to import, so it is only imported when validation is on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rehearsal.call import Params

if TYPE_CHECKING:
    from pydantic import BaseModel

MOST_PROBLEMS = 5
NEW_RIGHTS = {"can_send_welcome_messages": False}
"""Rights that older clients do not know; the server takes what is missing as false."""


@dataclass(frozen=True)
class Violation:
    """A request that breaks the Bot API's contract."""

    method: str
    params: dict[str, Any]
    problem: str

    def __str__(self) -> str:
        return f"{self.method}: {self.problem} in {self.params}"


class ViolationError(AssertionError):
    """The bot made requests that the Bot API does not describe."""

    def __init__(self, violations: list[Violation]) -> None:
        super().__init__("\n".join(map(str, violations)))


@cache
def models() -> dict[str, type[BaseModel]]:
    """aiogram's model of each method, by its name in lower case."""
    from aiogram import methods

    found = (getattr(methods, name) for name in methods.__all__)
    return {
        one.__api_method__.lower(): one
        for one in found
        if isinstance(getattr(one, "__api_method__", None), str)
    }


def problems(method: str, params: Params) -> list[str]:
    """What is wrong with a request by the models, a few lines at most."""
    from pydantic import ValidationError

    model = models().get(method.lower())
    if model is None:
        return ["no such method"]
    values = {name: value for name, value in params.values.items() if name != "certificate"}
    values = {name: _tolerated(name, value) for name, value in values.items()}
    try:
        read = model.model_validate(values)
    except ValidationError as error:
        return [
            f"{'.'.join(map(str, one['loc']))}: {one['msg']}"
            for one in error.errors(include_url=False, include_input=False)[:MOST_PROBLEMS]
        ]
    return [f"{path}: unknown field" for path in leftovers(values, read)][:MOST_PROBLEMS]


def leftovers(given: Any, read: Any, path: str = "") -> Iterator[str]:
    """Where something was given that the model has no field for, at any depth."""
    if isinstance(given, dict) and hasattr(read, "model_fields_set"):
        fields = {field.alias or name: name for name, field in type(read).model_fields.items()}
        for key, value in given.items():
            here = f"{path}.{key}".lstrip(".")
            if key not in fields:
                yield here
            else:
                yield from leftovers(value, getattr(read, fields[key]), here)
    elif isinstance(given, list) and isinstance(read, list):
        for index, (one, other) in enumerate(zip(given, read, strict=True)):
            yield from leftovers(one, other, f"{path}[{index}]")


def _tolerated(name: str, value: Any) -> Any:
    """The value as the models want it, where Telegram is content with less.

    Thumbnails that are uploads go, for which aiogram has its own class.
    """
    if isinstance(value, list):
        return [_tolerated(name, one) for one in value]
    if isinstance(value, dict):
        known = NEW_RIGHTS if name.endswith("rights") else {}
        return known | {
            key: _tolerated(key, one)
            for key, one in value.items()
            if not (key == "thumbnail" and str(one).startswith("attach://"))
        }
    return value

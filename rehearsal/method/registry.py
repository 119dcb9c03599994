"""Where methods register themselves by name."""

from collections.abc import Callable
from typing import Any

from rehearsal.call import Params
from rehearsal.world import World

Handler = Callable[[World, Params], Any]

_HANDLERS: dict[str, Handler] = {}


def method(*names: str) -> Callable[[Handler], Handler]:
    """Register a handler under one or more names; the API does not mind their case."""

    def register(handler: Handler) -> Handler:
        _HANDLERS.update({name.lower(): handler for name in names})
        return handler

    return register


def find(name: str) -> Handler | None:
    """The handler of a method, by its name in lower case."""
    return _HANDLERS.get(name)


def names() -> frozenset[str]:
    """Every method that is simulated, in lower case."""
    return frozenset(_HANDLERS)

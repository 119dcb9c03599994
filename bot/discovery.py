"""The features of the house, found where they lie: no list names them."""

from collections.abc import Container
from importlib import import_module
from pkgutil import iter_modules

import handlers
from bot.core.feature import Feature


def discover(forbidden: Container[str] = ()) -> list[Feature]:
    """The features of the house: every module of `handlers` ends in one.

    Some may be forbidden; what has no switch is the house itself, and stays.
    """
    names = sorted(module.name for module in iter_modules(handlers.__path__))
    found = [import_module(f"handlers.{name}").FEATURE for name in names]
    return [one for one in found if one.name not in forbidden or not one.switch]

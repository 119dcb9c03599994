"""The methods of the Bot API, one function each; `find` knows them all by name."""

from importlib import import_module
from pkgutil import iter_modules

from rehearsal.method.registry import Handler, find, names

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["Handler", "find", "names"]

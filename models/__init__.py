"""Tables. Importing the package loads every module, so that `metadata` is complete."""

from importlib import import_module
from pkgutil import iter_modules

from models.base import Base

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

metadata = Base.metadata

__all__ = ["metadata"]

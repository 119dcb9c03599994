"""Templates to HTML. Whatever is filled in is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def page(name: str, shown: Mapping[str, Any]) -> str:
    """A template, filled."""
    return _environment().get_template(name).render(shown)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("rehearsal.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

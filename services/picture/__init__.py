"""Pictures of our own, drawn in a thread of their own when they leave."""

from collections.abc import Callable, Mapping
from typing import Any

from services.picture import calendar, captcha
from services.picture.font import can_write

__all__ = ["can_write", "draw"]

_DRAWINGS: dict[str, Callable[[Mapping[str, Any]], bytes]] = {
    "captcha": captcha.draw,
    "calendar": calendar.draw,
}


def draw(drawing: str, data: Mapping[str, Any]) -> bytes:
    """A picture as PNG.

    Raises:
        KeyError: there is no such drawing.
    """
    return _DRAWINGS[drawing](data)

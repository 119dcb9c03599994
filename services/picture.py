"""Pictures of our own, drawn in a thread of their own when they leave."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

WIDTH, HEIGHT = 320, 120
"""Pixels of a captcha."""


def draw(drawing: str, data: Mapping[str, Any]) -> bytes:
    """A picture as PNG.

    Raises:
        KeyError: there is no such drawing.
    """
    return _DRAWINGS[drawing](data)


def _captcha(data: Mapping[str, Any]) -> bytes:
    """A few signs that are hard to read for a machine, though not impossible."""
    from captcha.image import ImageCaptcha  # with Pillow, which few groups need

    image = ImageCaptcha(width=WIDTH, height=HEIGHT).generate_image(data["text"])
    written = BytesIO()
    image.save(written, format="PNG")
    return written.getvalue()


_DRAWINGS: dict[str, Callable[[Mapping[str, Any]], bytes]] = {"captcha": _captcha}

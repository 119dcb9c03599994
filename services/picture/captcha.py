"""A few signs that are hard to read for a machine, though not impossible."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

WIDTH, HEIGHT = 320, 120
"""Pixels."""


def draw(data: Mapping[str, Any]) -> bytes:
    """The signs in `text`, as PNG."""
    from captcha.image import ImageCaptcha  # with Pillow, which few groups need

    image = ImageCaptcha(width=WIDTH, height=HEIGHT).generate_image(data["text"])
    written = BytesIO()
    image.save(written, format="PNG")
    return written.getvalue()

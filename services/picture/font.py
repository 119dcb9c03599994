"""Fonts for pictures, by look-up: the package of the extra `fonts`, what the system has, and for
Latin letters the one that comes with Pillow."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

PACKAGE, FILE = "noto_cjk_sans_otc", "NotoSansCJK-Regular.ttc"
_SIMPLIFIED = 2
"""The face of a Noto collection with the Chinese of the mainland."""

SYSTEM = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
"""Where systems keep one."""


@cache
def _file() -> tuple[str, int] | None:
    """The font with Chinese, and which face of it; None if there is none."""
    spec = find_spec(PACKAGE)
    packaged = Path(spec.origin).with_name(FILE) if spec and spec.origin else None
    for path in (packaged, *SYSTEM):
        if path and Path(path).is_file():
            return str(path), _SIMPLIFIED if Path(path).name.startswith("NotoSansCJK") else 0
    return None


def can_write(language: str) -> bool:
    """Whether pictures can have text in a language here."""
    return language != "zh" or _file() is not None


def font(size: int) -> "FreeTypeFont | Any":
    """The font for everything, in pixels."""
    from PIL import ImageFont

    found = _file()
    if found is None:
        return ImageFont.load_default(size)
    return ImageFont.truetype(found[0], size, index=found[1])

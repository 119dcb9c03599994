"""Amounts of points as people type them: the one place where they are read."""

import re

from bot.core.errors import UserError
from models.ledger import LARGEST

_DIGITS = re.compile(r"[0-9]{1,13}")

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def read(text: str, *, most: int = LARGEST) -> int:
    """Whole points in digits, plain or full-width: 1 … `most`, 10^12 unless it is said.

    Raises:
        UserError: it is none: signs, decimals, exponents, other digits, or out of bounds.
    """
    typed = text.strip().translate(_WIDE)
    if not _DIGITS.fullmatch(typed) or not 1 <= int(typed) <= most:
        raise UserError(f"1 … {most}")
    return int(typed)

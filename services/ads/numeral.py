"""Numbers in disguise: runs of Chinese numerals that can only be a telephone or account."""

import re
from typing import Final

_DIGITS: Final = str.maketrans(
    "零〇○一壹幺么二贰两俩三叁仨四肆五伍六陆七柒拐八捌九玖勾", "0001111222233344556677788999"
)
_RUN: Final = re.compile("[零〇○一壹幺二贰两三叁四肆五伍六陆七柒拐八捌九玖勾0-9]{6,}")
_FORMAL: Final = re.compile("[壹贰叁肆伍陆柒捌玖]{2,}")


def unmask_numerals(text: str) -> str:
    """Return `text` with disguised digit runs as digits.

    Six numerals in a row without 十 or 百 are no amount and no date; the banker's
    numerals 壹贰叁 count from two on.
    """
    if _RUN.search(text) is not None:
        text = _RUN.sub(_reveal, text)
    if _FORMAL.search(text) is not None:
        text = _FORMAL.sub(_reveal, text)
    return text


def _reveal(match: re.Match[str]) -> str:
    return match[0].translate(_DIGITS)

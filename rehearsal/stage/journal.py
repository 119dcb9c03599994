"""What was done on a stage, step by step, short enough for a link."""

import base64
import binascii
import json
import zlib
from typing import Any

Step = dict[str, Any]

LONGEST = 6000
"""Characters of a link's code."""

MOST = 200
"""Steps a journal holds."""

LARGEST = 1 << 18
"""Bytes of a journal, unpacked."""


class Unreadable(ValueError):
    """A code that no stage has written."""


def pack(language: str, steps: list[Step]) -> str:
    """A journal as a code of letters, digits, `-` and `_`.

    Raises:
        ValueError: it is too long for a link.
    """
    told = json.dumps([language, steps], ensure_ascii=False, separators=(",", ":")).encode()
    code = base64.urlsafe_b64encode(zlib.compress(told, 9)).decode().rstrip("=")
    if len(code) > LONGEST or len(told) > LARGEST or len(steps) > MOST:
        raise ValueError("too much has happened for a link")
    return code


def unpack(code: str) -> tuple[str, list[Step]]:
    """The language and steps of a code.

    Raises:
        Unreadable: it is damaged, or no code at all.
    """
    if len(code) > LONGEST:
        raise Unreadable("too long")
    try:
        packed = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
        told = zlib.decompressobj().decompress(packed, LARGEST)
        language, steps = json.loads(told)
    except (ValueError, TypeError, binascii.Error, zlib.error, RecursionError) as error:
        raise Unreadable(str(error)) from None
    whole = isinstance(steps, list) and all(isinstance(one, dict) for one in steps)
    if language not in ("zh", "en") or not whole or len(steps) > MOST:
        raise Unreadable("not a journal")
    return language, steps

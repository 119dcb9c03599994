"""Buttons in a text, in the syntax that admins know: `[label](buttonurl://example.org)`.

With `:same` before the last bracket a button stands in the row of the one before it.
"""

import re
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from services.template.rich import Rich

MOST: Final = 20
ROW: Final = 8
"""Buttons of one row, as many as Telegram shows."""

LABEL: Final = 64
ADDRESS: Final = 512
SCHEMES: Final = ("http", "https", "tg")

_WRITTEN: Final = re.compile(r"\[([^\[\]\n]+)\]\(buttonurl:(?://)?([^()\s]+?)(:same)?\)")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_HOST: Final = re.compile(r"[\w-]+(\.[\w-]+)*\.[\w-]{2,}")


class Label(Struct, frozen=True, gc=False):
    """A button: what is on it, and where it leads."""

    text: str
    address: str


Rows = tuple[tuple[Label, ...], ...]


class BadButton(ValueError):
    """A button that cannot be, by its `label`."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


def part(rich: Rich) -> tuple[Rich, Rows]:
    """A text without its buttons, and the buttons by rows.

    Raises:
        BadButton: the label is too long, the address is none or leads to no web page or chat, or
            there are too many.
    """
    rows: list[list[Label]] = []
    spans = []
    for number, found in enumerate(_WRITTEN.finditer(rich.text)):
        label = " ".join(found[1].split())
        address = _address(found[2])
        if not label or len(label) > LABEL or not address or number >= MOST:
            raise BadButton(label[:LABEL])
        spans.append(found.span())
        if found[3] and rows and len(rows[-1]) < ROW:
            rows[-1].append(Label(label, address))
        else:
            rows.append([Label(label, address)])
    if spans:
        rich = rich.without(spans)
    return rich.stripped(), tuple(map(tuple, rows))


def _address(written: str) -> str:
    """An address with its scheme; empty if it leads to no web page or chat."""
    scheme = _SCHEME.match(written)
    address = written if scheme else f"https://{written}"
    if len(address) > ADDRESS or (scheme and scheme[1].lower() not in SCHEMES):
        return ""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme == "tg":
        return address if host else ""
    return address if _HOST.fullmatch(host) and not parts.username else ""

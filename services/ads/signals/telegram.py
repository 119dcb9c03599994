"""Telegram's own links: what `t.me` and `tg://` addresses lead to."""

import re
from typing import Final

from services.ads.reading import Hit

_NAME: Final = re.compile(r"[a-z]\w{3,31}")
_NAME_END: Final = re.compile(r"[?#&]")
_PART_END: Final = re.compile(r"[/?#]")
_DOMAIN: Final = re.compile(r"[?&]domain=(\w+)")
_HARMLESS: Final = frozenset(
    {"c", "addstickers", "addemoji", "addtheme", "setlanguage", "bg", "iv", "login", "k", "a",
     "confirmphone", "settings", "share"}
)  # fmt: skip
_INVITING: Final = frozenset({"joinchat", "addlist", "join", "contact", "proxy", "socks", "m"})


def read_telegram(scheme: str, path: str, evidence: str) -> Hit | None:
    """Return the hit of a Telegram address; None for one that leads to no stranger.

    `scheme` is `t.me` with the path of the address, or `tg` with all after `tg://`.
    """
    first, _, rest = path.strip("/").partition("/")
    word = _NAME_END.split(first, maxsplit=1)[0]
    if scheme == "tg":
        named = _DOMAIN.search(path)
        if named is not None:
            return _read_name(named[1], path, evidence)
    if word.startswith("+") or word in _INVITING:
        digits = word.startswith("+") and word[1:].isdigit()
        signal = "contact link" if digits or word in ("contact", "m") else "invite link"
        return Hit(signal, "place", f"t.me/{word}/{rest[:40]}", evidence, 4)
    if word == "s":
        word = _PART_END.split(rest, maxsplit=1)[0]
    if word in _HARMLESS or _NAME.fullmatch(word) is None:
        return None
    return _read_name(word, path, evidence)


def _read_name(name: str, path: str, evidence: str) -> Hit:
    if name.endswith("bot") or "start=" in path or "startapp" in path:
        return Hit("bot link", "place", f"@{name}", evidence, 3)
    return Hit("channel", "place", f"@{name}", evidence, 3)

"""Hosts: which registered domain a name belongs to, and how well known that is."""

from functools import lru_cache
from typing import Final

import tldextract

from services.ads.words import read_sections

_EXTRACT: Final = tldextract.TLDExtract(
    cache_dir=None, suffix_list_urls=(), fallback_to_snapshot=True
)

_SITES: Final = read_sections("site")

KNOWN: Final = frozenset(_SITES["known"].split())
"""Sites everybody links to: a link there leads to nobody in particular."""

OPEN: Final = frozenset(_SITES["open"].split())
"""Hosts of known sites where anybody may put a page."""

SHORTENERS: Final = frozenset(_SITES["short"].split())
"""Sites whose links show nothing of where they lead."""

INVITING: Final = frozenset(_SITES["inviting"].split())
"""Hosts that open a talk or a group elsewhere."""

PLAIN_SUFFIXES: Final = frozenset(_SITES["suffixes"].split())
"""Suffixes by which a bare name is read as a site."""


@lru_cache(maxsize=8192)
def find_domain(host: str) -> tuple[str, str]:
    """Return the registered domain and the public suffix of `host`, empty if it has none."""
    if len(host) > 253:
        return "", ""
    parts = _EXTRACT.extract_str(host)
    if not parts.domain or not parts.suffix:
        return "", ""
    return f"{parts.domain}.{parts.suffix}", parts.suffix


# The list of suffixes is read when it is first needed: now, not under somebody's message.
find_domain("example.org")

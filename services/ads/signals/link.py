"""Links: invite links, channels, sites, and hosts that hide from being seen as links."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from services.ads.excerpt import excerpt, safe
from services.ads.gate import AT, DOT, LINK
from services.ads.host import INVITING, KNOWN, OPEN, PLAIN_SUFFIXES, SHORTENERS, find_domain
from services.ads.reading import Group, Hit
from services.ads.signals.telegram import read_telegram
from services.ads.view import View

MAX_LINKS: Final = 20

_LEADS: Final = frozenset({LINK, DOT, AT})

_ADDRESS: Final = re.compile(
    r"(?<![a-zа-яё0-9_.\-@])(?P<scheme>[a-z]{2,8}://)?(?:[^\s/@]{1,64}@)?"
    r"(?P<host>(?:[a-z0-9_\-]{1,63}\.){1,8}[a-z][a-z0-9\-]{1,62}|(?:[а-яё0-9\-]{1,63}\.){1,4}[а-яё]{2,20}"
    r"|[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![.0-9]))"
    r"(?P<port>:[0-9]{2,5})?(?P<path>[/?#][^\s<>\"'，。）)】」]*)?"
)
_TG: Final = re.compile(r"tg://[^\s]+")
_DOTS: Final = re.compile(
    r"(?<=[a-z0-9])(?: ?[\[({（【] ?(?:\.|,|dot|точка|点) ?[\])}）】] ?| dot | точка |[。．｡]|点)"
    r"(?=[a-z0-9])"
    r"|(?<=[a-z0-9])(?: \. ?| ?\. )(?=(?:com|net|org|cn|ru|xyz|top|vip|cc)(?![a-z]))"
)
_DOTLIKE: Final = re.compile(r"[\[({（【。．｡点]")
_SCHEME: Final = re.compile(r"\bh[tx*]{2}p(s?) ?(?::|：) ?/ ?/ ?")
_PRIVATE: Final = re.compile(r"(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01])|0|255)\.")


def find_links(view: View) -> Iterator[Hit]:
    """Yield links of a text, each place once, with the weight of what it leads to."""
    forms = view.forms
    if view.kind == "link" and forms.plain.startswith("@"):
        yield Hit("channel", "place", forms.plain, safe(forms.original), 3)
        return
    if view.flags.isdisjoint(_LEADS):
        return
    for text in dict.fromkeys((forms.plain, forms.latin)):
        opened = _SCHEME.sub(r"http\1://", text) if _has_scheme(text) else text
        bared = _DOTS.sub(".", opened) if _has_dotlike(opened) else opened
        seen = set()
        for found in _find_addresses(bared):
            hidden = found[0] not in opened
            start = text.find(found[0]) if not hidden else -1
            evidence = (
                excerpt(forms.original, text, start, start + len(found[0]))
                if start >= 0
                else safe(found[0])
            )
            hit = _read(found, evidence, view.kind == "link", hidden)
            if hit is not None and hit.key not in seen:
                seen.add(hit.key)
                yield hit


def _has_scheme(text: str) -> bool:
    """Whether `_SCHEME` may match: asked first, as few texts have what it needs."""
    return "/" in text and (":" in text or "：" in text)


def _has_dotlike(text: str) -> bool:
    """Whether `_DOTS` may match: asked first, as few texts have what it needs."""
    return (
        _DOTLIKE.search(text) is not None
        or " ." in text
        or ". " in text
        or " dot " in text
        or " точка " in text
    )


def _find_addresses(text: str) -> Iterator[re.Match[str]]:
    if "tg://" in text:
        yield from islice(_TG.finditer(text), MAX_LINKS)
    # No address has a space in it, and each a dot.
    parts = [part for part in text.split() if "." in part] if "." in text else ()
    everywhere = chain.from_iterable(map(_ADDRESS.finditer, parts))
    for found in islice(everywhere, MAX_LINKS):
        if found["scheme"] != "tg://":
            yield found


def _read(found: re.Match[str], evidence: str, linked: bool, hidden: bool) -> Hit | None:
    if found[0].startswith("tg://"):
        return read_telegram("tg", found[0][5:], evidence)
    host, path = found["host"], found["path"] or ""
    domain, suffix = find_domain(host)
    explicit = bool(found["scheme"]) or linked or host.startswith("www.")
    if not domain:
        return _read_number(found, evidence, explicit)
    if "@" in found[0] and found[0].index("@") < found[0].index(host):
        return None
    if domain in ("t.me", "telegram.me", "telegram.dog"):
        prefix = host[: -len(domain)].rstrip(".")
        return read_telegram("t.me", f"/{prefix}" if prefix not in ("", "www") else path, evidence)
    signal, group, weight = _weigh(host, domain, suffix, path, explicit)
    if hidden and (explicit or suffix in PLAIN_SUFFIXES):
        signal, group, weight = "hidden link", "place", 4
    return Hit(signal, group, host if group == "place" else domain, evidence, weight)


def _weigh(
    host: str, domain: str, suffix: str, path: str, explicit: bool
) -> tuple[str, Group, int]:
    if host in INVITING or domain in INVITING or path.startswith("/invite/"):
        return "invite link", "place", 4
    if domain in SHORTENERS:
        return "short link", "place", 3
    if domain in KNOWN and host not in OPEN:
        return "known site", "hint", 0
    if "xn--" in host:
        return "punycode", "place", 3
    plain = suffix in PLAIN_SUFFIXES or suffix.rpartition(".")[2] in PLAIN_SUFFIXES
    if explicit or (plain and (path or len(domain) - len(suffix) > 3)):
        return "site", "place", 2
    return "bare host", "hint", 1


def _read_number(found: re.Match[str], evidence: str, explicit: bool) -> Hit | None:
    host = found["host"]
    if not host[0].isdigit() or _PRIVATE.match(host):
        return None
    parts = host.split(".")
    if len(parts) != 4 or any(not p.isdigit() or int(p) > 255 for p in parts):
        return None
    if explicit or found["port"] or found["path"]:
        return Hit("number address", "place", host, evidence, 3)
    return Hit("bare host", "hint", host, evidence, 1)

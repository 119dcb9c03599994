"""What must never be read in a log, a traceback, a message to an admin or a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

HIDDEN = "[hidden]"

# A token may follow a letter ("/bot123456:AA…"), so the pattern starts at no word boundary. The
# bounds keep a line of digits from costing quadratic time.
_TOKEN = r"[0-9]{5,16}(?::|%3[Aa])[A-Za-z0-9_-]{30,}"
_URL_PASSWORD = r"(?<=://)([^\s/:@]{0,128}):[^\s/]{1,512}@"

_SHORTEST_LITERAL = 6  # a shorter secret would hide ordinary words


class Redactor:
    """Replaces token-shaped text, passwords in URLs and the given secrets."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """Secrets shorter than 6 characters are only found inside URLs."""
        forms = {form for secret in secrets for form in _forms(secret)}
        # The longest first: a secret may begin with another.
        literals = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
        self._whole = re.compile(f"{literals}|{_TOKEN}" if literals else _TOKEN)
        self._password = re.compile(_URL_PASSWORD)

    def __call__(self, text: str) -> str:
        text = self._whole.sub(HIDDEN, text)
        if "://" in text:
            text = self._password.sub(rf"\1:{HIDDEN}@", text)
        return text


def _forms(secret: str) -> set[str]:
    """The ways in which a secret gets written: as it is, in a URL, in JSON, by repr."""
    if len(secret) < _SHORTEST_LITERAL:
        return set()
    written = {secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}
    written |= {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    written.add(repr(secret)[1:-1])
    number, colon, key = secret.partition(":")
    if colon and number.isdigit() and len(key) >= _SHORTEST_LITERAL:
        written.add(key)  # the second half of a token is all that is secret about it
    return written


_redactor = Redactor()


def hide(secrets: Iterable[str]) -> None:
    """From now on `redact` knows these secrets, too, in place of those given before."""
    global _redactor
    _redactor = Redactor(secrets)


def redact(text: str) -> str:
    """The text without secrets: for whatever leaves the process or stays on disk."""
    return _redactor(text)

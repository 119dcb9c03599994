"""Whether one introduction says what another one says already."""

import hashlib
import zlib
from collections.abc import Sequence

from services.intro.field import find, fold, unmarked

SHINGLE = 4
"""Characters that are compared together."""

KEPT = 64
"""Of those, the smallest by their checksums: enough to tell how much two texts have in common."""

LEAST = 12
"""Characters from which a text can be a copy: shorter ones are alike by chance."""

ALIKE = 0.8
"""The part of all shingles that two texts share, from which one is a copy."""


def body(text: str, fields: Sequence[str]) -> str:
    """What a text says, without labels, mark, blanks and signs: everybody has those."""
    values = find(text, fields)
    lines = []
    for line in unmarked(text).splitlines():
        value = next((one for one in values.values() if line.rstrip().endswith(one)), None)
        lines.append(line if value is None else value)
    return "".join(one for one in fold(" ".join(lines)) if one.isalnum())


def digest(said: str) -> str:
    """A body as a number that says nothing."""
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def sketch(said: str) -> str:
    """The shingles of a body that are kept for comparing."""
    cuts = {said[at : at + SHINGLE] for at in range(max(1, len(said) - SHINGLE + 1))}
    sums = sorted(zlib.crc32(one.encode("utf-8", "replace")) for one in cuts if one)
    return " ".join(f"{one:08x}" for one in sums[:KEPT])


def likeness(first: str, second: str) -> float:
    """How much two sketches have in common, 0 … 1."""
    one, other = set(first.split()), set(second.split())
    whole = sorted(one | other)[:KEPT]
    if not whole:
        return 0.0
    return len(one & other & set(whole)) / len(whole)

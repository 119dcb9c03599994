"""Mentions: `@name` as a contact, and many people called at once."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from services.ads.excerpt import safe
from services.ads.gate import AT
from services.ads.reading import Group, Hit
from services.ads.view import View

_MENTION: Final = re.compile(r"@(?<![\w.@/]@)[a-z]\w{3,31}")
FEW: Final = 6
MANY: Final = 12
MOST: Final = 100


def find_mentions(view: View) -> Iterator[Hit]:
    """Yield the accounts mentioned, and a bomb if they are six or more.

    Names that a text begins with are those it speaks to: they weigh nothing.
    """
    if AT not in view.flags or view.kind == "link":
        return
    text = view.forms.plain
    addressed = 0
    names: dict[str, bool] = {}
    for found in islice(_MENTION.finditer(text), MOST):
        if not text[addressed : found.start()].strip(" ,，、"):
            addressed = found.end()
            names.setdefault(found[0], False)
        else:
            names[found[0]] = True
    for name, offered in names.items():
        group: Group = "place" if offered else "hint"
        signal, weight = ("bot", 2) if name.endswith("bot") else ("name", 1)
        yield Hit(signal, group, name, safe(name), weight if offered else 0)
    if len(names) >= FEW:
        weight = 5 if len(names) >= MANY else 3
        yield Hit("mention bomb", "disguise", "mention bomb", safe(" ".join(names)), weight)

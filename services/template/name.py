"""People and groups as they are named in texts: shortened, harmless, and never an ad."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from bot.core.incoming import Person, Piece
from bot.core.settings import Values
from bot.core.texts import size
from services.ads import STANDARD, Policy, judge
from services.ads.setting import policy_of

LONGEST: Final = 32
"""Characters of a name that are shown."""

_LEADS: Final = re.compile(r"[@＠]\w{3}|://|\bt(elegram)?\.me/", re.IGNORECASE)
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_DROPPED: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_MARKS: Final = frozenset(("Mn", "Me"))
_JOINER: Final = "\u200d"
_PILE: Final = 2
"""Marks that one letter may carry: more of them run over the lines above and below."""


class Somebody(Struct, frozen=True, gc=False):
    """Somebody who is named. `hidden`: their name is none to be repeated."""

    id: int
    first: str = ""
    last: str = ""
    username: str = ""
    hidden: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return clean(f"{self.first} {self.last}")


def clean(name: str, most: int = LONGEST) -> str:
    """A name in one line that disturbs nothing around it, cut to what is shown."""
    kept: list[str] = []
    pile = 0
    for char in name[: most * 8]:
        category = unicodedata.category(char)
        if char in _FILLERS:
            char = " "
        if category in _DROPPED and char != _JOINER:
            if category == "Cc":
                kept.append(" ")
            continue
        pile = pile + 1 if category in _MARKS else 0
        if pile <= _PILE:
            kept.append(char)
    shown = " ".join("".join(kept).split()).strip(_JOINER)
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def somebody(person: Person, values: Values) -> Somebody:
    """An account as an update showed it."""
    first, last = person.first_name, person.last_name
    return Somebody(person.id, first, last, person.username, is_ad(person.name, values))


def author_of(message: Mapping[str, Any], values: Values) -> Somebody | None:
    """Who wrote a message as Telegram sent it: a person, or the chat that they wrote as."""
    chat, user = message.get("sender_chat"), message.get("from")
    if isinstance(chat, dict):
        title, name = str(chat.get("title", "")), str(chat.get("username", ""))
        return Somebody(chat.get("id", 0), title, "", name, is_ad(title, values))
    if not isinstance(user, dict):
        return None
    fields = ("first_name", "last_name", "username")
    first, last, username = (str(user.get(field, "")) for field in fields)
    return somebody(Person(user.get("id", 0), first, last, username), values)


def is_ad(name: str, values: Values) -> bool:
    """Whether a name has anything of an ad, or leads somewhere: then nobody repeats it."""
    if _LEADS.search(name):
        return True
    return bool(judge((Piece("display name", name, "name"),), values.derive(_policy)).findings)


def _policy(values: Values) -> Policy:
    return policy_of(values) if "ads.level" in values.declared else STANDARD


def shorten(names: Sequence[str], room: int) -> tuple[list[str], int]:
    """As many names as fit into so many units of UTF-16, one at least; how many are left out."""
    kept: list[str] = []
    for name in names:
        if kept and sum(map(size, kept)) + 2 * len(kept) + size(name) > room:
            break
        kept.append(name)
    return kept, len(names) - len(kept)

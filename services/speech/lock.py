"""Locks: kinds of content that do not stay in a group."""

import re
from collections.abc import Iterable

from bot.core.errors import UserError
from bot.core.feature import Standing
from bot.core.house import MESSAGES
from bot.core.incoming import Facts
from bot.core.kinds import toggle, words
from bot.core.settings import Values
from bot.core.verdict import Verdict
from services.ads.setting import policy_of
from services.speech import action
from services.speech.action import Finding, decide
from services.speech.kind import CHECKS, HOLDS, KINDS, LINKS, known
from services.speech.sight import Sight
from services.trust import is_trusted

RULE = "lock"

_PLACE = re.compile(r"(?:https?://)?(?:www\.)?([\w.-]+)(?:[:/?#]+(\w*))?", re.IGNORECASE)
_TELEGRAM = ("t.me", "telegram.me", "telegram.dog")


def check(entry: str) -> str:
    """A kind of content by any of its names.

    Raises:
        UserError: there is no such kind.
    """
    name = known(entry)
    if not name:
        raise UserError(", ".join(KINDS))
    return name


SETTINGS = (
    toggle("lock.enabled", False, topical=True),
    words("lock.types", check=check, most=len(KINDS), topical=True),
    action.setting("lock.action", topical=True),
)


class Locks:
    """Some kinds of content, ready to be looked for; links to `allowed` places are none."""

    __slots__ = ("_allowed", "_checks", "_contents")

    def __init__(self, kinds: Iterable[str], allowed: frozenset[str] = frozenset()) -> None:
        self._contents = {
            content: kind for kind in kinds for content in HOLDS.get(kind, frozenset())
        }
        self._checks = [(kind, CHECKS[kind]) for kind in kinds if kind in CHECKS]
        self._allowed = allowed

    def find(self, facts: Facts) -> list[str]:
        """The kinds of a message that are among them."""
        found = [self._contents[facts.content]] if facts.content in self._contents else []
        if self._checks:
            sight = Sight(facts)
            found += [kind for kind, check in self._checks if check(sight)]
            if found and self._allowed and sight.links and all(map(self._is_allowed, sight.links)):
                found = [kind for kind in found if kind not in LINKS]
        return found

    def _is_allowed(self, link: str) -> bool:
        place = _PLACE.match(link)
        if place is None:
            return False
        host = place[1].lower()
        if host in _TELEGRAM:
            return f"@{(place[2] or '').lower()}" in self._allowed
        while host:
            if host in self._allowed:
                return True
            host = host.partition(".")[2]
        return False


def allowed_of(values: Values) -> frozenset[str]:
    """Places that are never held against anybody, as the group says for ads."""
    return policy_of(values).allowed if "ads.allow" in values.declared else frozenset()


def _locks(values: Values) -> Locks:
    return Locks(values["lock.types"], allowed_of(values))


def read(facts: Facts, values: Values) -> list[str] | None:
    """The locked kinds of content in a message."""
    if facts.kind not in MESSAGES or facts.content == "service":
        return None
    return values.derive(_locks).find(facts) or None


def rule(facts: Facts, found: list[str], standing: Standing, values: Values, _now: int) -> Verdict:
    """It goes."""
    saw = [Finding(RULE, facts.content, kind) for kind in found]
    trusted = is_trusted(standing, values, facts.at)
    return decide(RULE, values["lock.action"], saw, trusted=trusted)

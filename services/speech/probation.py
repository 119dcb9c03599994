"""Probation: what newcomers may not post until they have written and been here for a while."""

from bot.core.duration import DAY
from bot.core.feature import Standing
from bot.core.house import MESSAGES
from bot.core.incoming import Facts
from bot.core.kinds import number, toggle, words
from bot.core.settings import Values
from bot.core.verdict import Verdict
from services.speech import action
from services.speech.action import Finding, decide
from services.speech.kind import KINDS
from services.speech.lock import Locks, allowed_of, check
from services.trust import is_trusted

RULE = "probation"

BARRED = ["url", "invitelink", "media", "forward", "inline", "button", "contact"]

SETTINGS = (
    toggle("probation.enabled", False, topical=True),
    number("probation.messages", 5, 0, 1000, topical=True),
    number("probation.days", 0, 0, 365, topical=True),
    words("probation.types", default=BARRED, check=check, most=len(KINDS), topical=True),
    action.setting("probation.action", topical=True),
)


def _locks(values: Values) -> Locks:
    return Locks(values["probation.types"], allowed_of(values))


def read(facts: Facts, values: Values) -> list[str] | None:
    """What a message holds that is not for newcomers."""
    if facts.kind not in MESSAGES or facts.content == "service":
        return None
    return values.derive(_locks).find(facts) or None


def rule(
    facts: Facts, found: list[str], standing: Standing, values: Values, _now: int
) -> Verdict | None:
    """It goes if a newcomer wrote it."""
    if not is_new(standing, values, facts.at):
        return None
    saw = [Finding(RULE, facts.content, kind) for kind in found]
    return decide(RULE, values["probation.action"], saw, trusted=False)


def is_new(standing: Standing, values: Values, at: int) -> bool:
    """Whether somebody is on probation at an instant.

    Whoever the bot did not see come was there before: only those who are no members are new then.
    """
    if is_trusted(standing, values, at):
        return False
    if standing.joined_at is None and standing.member is not False and not standing.is_channel:
        return False
    days: int = values["probation.days"]
    if standing.substance < values["probation.messages"]:
        return True
    return at < (standing.joined_at or 0) + days * DAY

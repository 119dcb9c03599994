"""What a group decides about ads, and the policy compiled from it."""

import re

from bot.core import duration
from bot.core.errors import UserError
from bot.core.kinds import choice, number, toggle, words
from bot.core.settings import Setting, Unfit, Values
from services.ads.policy import MAX_PATTERN, Policy, compile_patterns

_PATTERN = re.compile(r"/((?:[^/\\\n]|\\.)+)/")
_ENTRY = re.compile(rf"(?:(?<=[,，、|\n])|^)\s*{_PATTERN.pattern}\s*(?=[,，、|\n]|$)")
"""A pattern fills an entry of the list: the slashes of an address are none."""

_SHORTEST = 60
_LONGEST = 365 * duration.DAY
POLICIES = "kick | ban | ban 30d | mute 1d | delete | report"
MOST_ENTRIES = 2000


def _parse_policy(text: str) -> str:
    word, _, rest = text.strip().lower().partition(" ")
    if not rest and word in ("kick", "ban", "delete", "report"):
        return word
    seconds = duration.parse(rest)
    if word not in ("ban", "mute") or seconds is None or not _SHORTEST <= seconds <= _LONGEST:
        raise UserError(POLICIES)
    return f"{word} {duration.show(seconds)}"


def _parse_repeat(text: str) -> str:
    if text.strip().lower() == "off":
        return ""
    try:
        kept = _parse_policy(text)
    except UserError:
        raise UserError(REPEATS) from None
    if kept in ("delete", "report"):
        raise UserError(REPEATS)
    return kept


def _parse_block(text: str) -> list[str]:
    """Words, domains and channels, and patterns between slashes."""
    if text.strip().lower() == "off":
        return []
    patterns = [f"/{found}/" for found in _ENTRY.findall(text)]
    if any(len(entry) - 2 > MAX_PATTERN for entry in patterns):
        raise Unfit("value-pattern-long", most=MAX_PATTERN)
    try:
        compile_patterns(tuple(entry[1:-1] for entry in patterns))
    except ValueError as error:
        raise Unfit("value-pattern", said=str(error)) from None
    text = _ENTRY.sub(",", text)
    for separator in "，、|\n":
        text = text.replace(separator, ",")
    plain = [entry.strip() for entry in text.split(",") if entry.strip()]
    entries = list(dict.fromkeys(plain + patterns))
    if len(entries) > MOST_ENTRIES:
        raise Unfit("value-many", most=MOST_ENTRIES)
    return entries


def _show(value: list[str]) -> str:
    return ", ".join(value) or "off"


REPEATS = "ban 30d | kick | mute 1d | off"

SETTINGS = (
    toggle("ads.enabled", True, topical=True),
    choice("ads.level", "soft", "standard", "strict", default="standard", topical=True),
    Setting(
        key="ads.policy",
        default="kick",
        parse=_parse_policy,
        show=str,
        allowed=POLICIES,
        options=("kick", "ban", "ban 30d", "mute 1d", "delete", "report"),
        topical=True,
        worded=True,
    ),
    Setting(
        key="ads.repeat",
        default="ban 30d",
        parse=_parse_repeat,
        show=lambda value: value or "off",
        allowed=REPEATS,
        options=("ban 30d", "kick", "mute 1d", ""),
        worded=True,
    ),
    number("ads.trust_after", 10, 1, 1000),
    words("ads.allow"),
    Setting(
        key="ads.block",
        default=[],
        parse=_parse_block,
        show=_show,
        allowed="word, example.org, @channel, /pattern/ | off",
    ),
)

PRESETS = {
    "open": {"ads.enabled": True, "ads.level": "standard", "ads.policy": "kick"},
    "learning": {"ads.enabled": True, "ads.level": "strict", "ads.policy": "kick"},
    "fans": {"ads.enabled": True, "ads.level": "strict", "ads.policy": "ban 30d"},
    "circle": {"ads.enabled": True, "ads.level": "soft", "ads.policy": "delete"},
}
"""The larger and the more open a group, the harder it is on ads; a circle knows its people."""


def policy_of(values: Values) -> Policy:
    """The policy a room's settings amount to. A group's own link is no stranger in it."""
    block = values["ads.block"]
    own = [f"@{values.username}"] if values.username else []
    return Policy(
        level=values["ads.level"],
        allow=frozenset([*values["ads.allow"], *own]),
        block=frozenset(entry for entry in block if not _PATTERN.fullmatch(entry)),
        patterns=tuple(entry[1:-1] for entry in block if _PATTERN.fullmatch(entry)),
    )

"""Names: a template they follow, words and scripts they never hold."""

from dataclasses import replace

from bot.core.duration import DAY, HOUR
from bot.core.feature import Command, Feature, Follow, Later, Press, Watcher, Word
from bot.core.gate import Gate
from bot.core.kinds import choice, span, words
from bot.core.settings import Setting
from handlers.naming import card, deadline, gate, listing, watch
from services.naming import follow, form
from services.naming.policy import check_banned, check_value
from services.naming.template import KNOWN, parse

_OFF = frozenset(("off", "关", "关闭", ""))
MOST = 500
"""Values of a field."""


def _format(text: str) -> str:
    return "" if text.strip().lower() in _OFF else str(parse(text))


SETTINGS = (
    Setting(
        key="naming.format",
        default="",
        parse=_format,
        show=lambda value: value or "off",
        allowed="{city}-{job}-{name} | {name:2..8} | {team:red|blue} | off",
        explain=listing.explain,
    ),
    replace(choice("naming.on", "profile", "card"), explain=listing.explain_on),
    *(
        replace(
            words(f"naming.{name}", check=check_value, most=MOST, about="naming-values"),
            explain=listing.explain_count,
        )
        for name in KNOWN
    ),
    replace(words("naming.banned", check=check_banned, most=MOST), explain=listing.explain_count),
    span("naming.grace", DAY, HOUR // 6, 30 * DAY),
    choice("naming.action", "remind", "mute", "kick"),
)

FEATURE = Feature(
    name="naming",
    key="rules",
    settings=SETTINGS,
    commands=(
        Command(
            name="names",
            handle=listing.names,
            right=listing.RIGHT,
            where="group",
            words=(Word(texts=("名字检查",)),),
        ),
        Command(
            name="namecard",
            handle=card.command,
            lists=True,
            always=True,
            words=(Word(texts=("群名片",)),),
        ),
    ),
    presses=(Press(name="naming_check", handle=watch.press), listing.LIST.press),
    watchers=(
        Watcher(
            kinds=("message", "edited_message", "chat_member"),
            handle=watch.see,
            choose=watch.wanted,
            admins=True,
        ),
    ),
    deadlines=(
        Later(name=follow.DUE, handle=deadline.due, admins=True),
        Later(name=follow.LOOK, handle=deadline.look, admins=True),
        Later(name=follow.LINE, handle=deadline.line),
        Later(name=deadline.SWEEP, handle=deadline.sweep, admins=True),
        Later(name=watch.CHECK, handle=watch.checked),
        Later(name=form.KEEP, handle=card.take, admins=True),
    ),
    continuations=(
        Later(name=follow.SEEN, handle=deadline.seen, admins=True),
        Later(name=follow.TOLD, handle=deadline.told),
    ),
    follows=(
        Follow(
            keys=(
                "naming.format",
                "naming.on",
                "naming.banned",
                "naming.action",
                *(f"naming.{name}" for name in KNOWN),
            ),
            handle=deadline.follow_rule,
        ),
    ),
    gates=(
        Gate(name="name", ask=gate.ask, look=gate.look, hear=gate.hear, shut=gate.shut, typed=True),
    ),
    needs=("can_restrict_members",),
    needed=lambda values: (
        values["naming.action"] != "remind"
        and bool(values["naming.format"] or values["naming.banned"])
    ),
    presets={"circle": {"naming.format": "{city}-{job}-{name}", "naming.on": "card"}},
    rules=listing.sentences,
    card=listing.card,
    warn=listing.warn,
    greets=card.greets,
    spares=follow.spare,
)

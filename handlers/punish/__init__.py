"""Punishments: one path for what people order and what rules bring, with a way back."""

from typing import Any

from bot.core import phrase
from bot.core.feature import Command, Feature, Later, Press, Watcher, Word, aimed
from bot.core.unit import Unit
from handlers.punish.lift import card, lift, unwarn, warns
from handlers.punish.notice import hand_link, let_in, let_speak, note_overruled, tell_struck
from handlers.punish.order import RIGHT, names, punish
from handlers.punish.undo import press, undo
from handlers.punish.word import step
from services.moderation import LINK, RELEASE, STRUCK, UNBAN
from services.moderation.ladder import ROSE, SETTINGS, USUAL, decay_of, ladder_of


def sentences(unit: Unit) -> list[str]:
    """What strikes bring here."""
    steps = " → ".join(step(unit, one) for one in ladder_of(unit.values))
    lines = [unit.say("rules-ladder", steps=steps)]
    if decay := decay_of(unit.values):
        lines.append(unit.say("rules-decay", term=phrase.span(decay, unit.language)))
    return lines


def _order(name: str, word: str, **how: Any) -> Command:
    return Command(
        name=name,
        handle=punish,
        aliases=names(name),
        right=RIGHT,
        where="group",
        words=(Word(texts=(word,), complete=aimed),),
        **how,
    )


def _lift(name: str, word: str) -> Command:
    return Command(
        name=name,
        handle=lift,
        right=RIGHT,
        where="group",
        words=(Word(texts=(word,), complete=aimed),),
    )


FEATURE = Feature(
    name="punish",
    key="rules",
    settings=SETTINGS,
    commands=(
        _order("ban", "封禁", menu={"admin": 1}),
        _order("mute", "禁言", menu={"admin": 2}, power="mute"),
        _order("warn", "警告", menu={"admin": 3}, power="warn"),
        _order("kick", "踢出", menu={"admin": 4}),
        _lift("unban", "解封"),
        _lift("unmute", "解除禁言"),
        Command(
            name="unwarn",
            handle=unwarn,
            aliases=("resetwarns",),
            right=RIGHT,
            where="group",
            words=(Word(texts=("撤销警告",), complete=aimed),),
        ),
        Command(name="warns", handle=warns, lists=True, where="group"),
        Command(name="undo", handle=undo, right=RIGHT, where="group", menu={"admin": 6}),
    ),
    presses=(Press(name="undo", handle=press, right=RIGHT),),
    deadlines=(
        Later(name=STRUCK, handle=tell_struck),
        Later(name=RELEASE, handle=let_speak),
        Later(name=UNBAN, handle=let_in),
    ),
    continuations=(Later(name=LINK, handle=hand_link),),
    watchers=(Watcher(kinds=("chat_member",), handle=note_overruled),),
    needs=("can_restrict_members", "can_delete_messages"),
    presets={
        "open": {"punish.ladder": USUAL},
        "learning": {"punish.ladder": USUAL},
        "fans": {"punish.ladder": ROSE},
        "circle": {"punish.ladder": USUAL},
    },
    rules=sentences,
    card=card,
)

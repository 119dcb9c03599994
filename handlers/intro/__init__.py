"""Self-introductions: asked for, looked at, found again."""

from dataclasses import replace

from bot.core import phrase
from bot.core.duration import DAY, HOUR
from bot.core.feature import Command, Feature, Follow, Later, Press, Watcher, Word
from bot.core.gate import Gate
from bot.core.kinds import choice, number, span, toggle, words
from bot.core.unit import Unit
from handlers.intro import admin, deadline, gate, group, listing, post
from handlers.intro.link import button
from services.intro import field
from services.intro.accept import BOARD, DUE, HALF, POST, release
from services.intro.judge import labels
from services.intro.task import FREED

__all__ = ["FEATURE", "button"]

SETTINGS = (
    toggle("intro.enabled", False),
    span("intro.within", DAY, HOUR // 6, 30 * DAY),
    words("intro.fields", default=field.DEFAULT, check=field.check, most=field.MOST),
    number("intro.min_length", 30, 0, 1000),
    choice("intro.photo", "optional", "required", "off"),
    choice("intro.until_done", "free", "text-only", "mute"),
    choice("intro.action", "remind", "kick"),
    number("intro.reward", 10, 0, 10_000),
)


def sentences(unit: Unit) -> list[str]:
    """What newcomers are to say, by when, and what happens otherwise."""
    values = unit.values
    within = phrase.span(values["intro.within"], unit.language)
    lines = [unit.say("rules-intro", within=within, n=values["intro.min_length"])]
    if values["intro.fields"]:
        lines.append(unit.say("rules-intro-fields", fields=labels(unit, values["intro.fields"])))
    if values["intro.photo"] == "required":
        lines.append(unit.say("rules-intro-photo"))
    if values["intro.until_done"] != "free":
        lines.append(unit.say(f"rules-intro-{values['intro.until_done']}"))
    if values["intro.action"] == "kick":
        lines.append(unit.say("rules-intro-kick"))
    return lines


FEATURE = Feature(
    name="intro",
    key="rules",
    settings=tuple(replace(one, explain=listing.explain) for one in SETTINGS),
    eager=True,
    commands=(
        Command(
            name="intro",
            handle=admin.command,
            lists=True,
            always=True,
            menu={"member": 6},
            words=(Word(texts=("自我介绍",)),),
        ),
        Command(name="intros", handle=listing.command, lists=True, where="group"),
    ),
    presses=(
        Press(name="intro_accept", handle=admin.press_accept, right=admin.RIGHT, power=admin.POWER),
        Press(name="intro_return", handle=admin.press_return, right=admin.RIGHT, power=admin.POWER),
        listing.LIST.press,
    ),
    watchers=(
        Watcher(kinds=("message", "edited_message"), handle=group.hear, choose=group.wanted),
        Watcher(
            kinds=("chat_member",), handle=deadline.see_member, wants=deadline.moved, admins=True
        ),
    ),
    deadlines=(
        Later(name=HALF, handle=deadline.half, admins=True),
        Later(name=DUE, handle=deadline.due, admins=True),
        Later(name=deadline.LINE, handle=deadline.line),
        Later(name=deadline.FREE, handle=deadline.free),
        Later(name=deadline.RESUME, handle=deadline.resume),
        Later(name=BOARD, handle=listing.renew),
        Later(name=POST, handle=post.post),
    ),
    continuations=(
        Later(name=deadline.TOLD, handle=deadline.told),
        Later(name=post.POSTED, handle=post.posted),
        Later(name=listing.POSTED, handle=listing.posted),
    ),
    follows=(Follow(keys=("intro.enabled", "intro.until_done"), handle=deadline.follow),),
    gates=(
        Gate(
            name=gate.GATE,
            ask=gate.ask,
            hear=gate.hear,
            look=gate.look,
            over=gate.over,
            typed=True,
            shares="photo",
        ),
    ),
    needs=("can_restrict_members",),
    presets={"circle": {"intro.enabled": True}},
    rules=sentences,
    card=listing.card,
    greets=lambda unit: [button(unit)],
    spares=lambda unit, person: release(unit, person, FREED),
)

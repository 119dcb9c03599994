"""The gate `captcha`: five kinds, each with a way for who cannot see pictures."""

from random import SystemRandom

import msgspec

from bot.core import texts
from bot.core.actions import Button, Buttons
from bot.core.duration import HOUR
from bot.core.feature import Feature
from bot.core.gate import OPEN, PASSED, Gate, Prompt, Result, Said, Visit
from bot.core.kinds import choice, span
from bot.core.unit import Unit
from services import captcha
from services.captcha import FAMILIES, KINDS, Challenge

_random = SystemRandom()
ROW = 3


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """The challenge that stands, or a new one if there is none or its time is over."""
    known = _standing(unit, visit)
    if known is None:
        kind = visit.data.get("kind") or unit.values["entry.captcha"]
        if visit.at_door and kind == "image":
            kind = "emoji"
        known = captcha.draw(kind, _random, _families(unit))
    turn = visit.data.get("turn", 0) + (0 if _standing(unit, visit) else 1)
    until = visit.data.get("until", 0) if _standing(unit, visit) else 0
    data = {
        "challenge": msgspec.to_builtins(known),
        "turn": turn,
        "until": until or unit.now + unit.values["entry.timeout"],
        "kind": visit.data.get("kind", ""),
    }
    picture = ("captcha", known.asked) if known.kind == "image" else None
    return Prompt(
        text=_question(unit, known),
        buttons=_buttons(unit, visit, known, turn),
        picture=picture,
        data=data,
    )


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """An answer: a button of the challenge that stands, or typed."""
    known = _standing(unit, visit)
    again = {"turn": visit.data.get("turn", 0), "kind": visit.data.get("kind", "")}
    if said.word == "other":
        return Result(data={**again, "kind": "text"})
    if known is None:
        asked = said.word or visit.applicant.focus == visit.leaf.key
        return Result(note=unit.say("captcha-late"), data=again) if asked else OPEN
    if said.word:
        turn, _, place = said.word.removeprefix("a").partition(".")
        if turn != str(visit.data["turn"]) or not place.isdecimal():
            return Result()
        chosen = int(place)
        right = chosen < len(known.options) and known.options[chosen] == known.answer
    elif said.text:
        right = captcha.is_right(known, said.text)
    else:
        return Result()
    if right:
        return PASSED
    return Result(wrong=True, note=unit.say("captcha-wrong"), data=again)


def _standing(unit: Unit, visit: Visit) -> Challenge | None:
    if visit.data.get("until", 0) <= unit.now or "challenge" not in visit.data:
        return None
    return msgspec.convert(visit.data["challenge"], Challenge)


def _families(unit: Unit) -> list[list[str]]:
    """Kinds of things, in the language of who is asked: name and members of each."""
    return [
        [
            texts.plain(unit.language, f"captcha-family-{number}"),
            *texts.plain(unit.language, f"captcha-words-{number}").split(),
        ]
        for number in range(FAMILIES)
    ]


def _question(unit: Unit, known: Challenge) -> str:
    match known.kind:
        case "emoji":
            number = known.asked["n"]
            return unit.say("captcha-emoji", what=unit.say(f"captcha-emoji-{number}"))
        case "math":
            first, second = known.asked["first"], known.asked["second"]
            return unit.say("captcha-math", first=first, second=second)
        case "text":
            return unit.say("captcha-text", what=known.asked["what"])
        case _:
            return unit.say(f"captcha-{known.kind}")


def _buttons(unit: Unit, visit: Visit, known: Challenge, turn: int) -> Buttons:
    labels = known.options
    if known.kind == "button":
        labels = (unit.say("captcha-yes"),)
    made = [
        Button(text=label, data=visit.press(f"a{turn}.{place}"))
        for place, label in enumerate(labels)
    ]
    rows = [tuple(made[start : start + ROW]) for start in range(0, len(made), ROW)]
    if known.kind in ("image", "emoji"):
        rows.append((Button(text=unit.say("captcha-other"), data=visit.press("other")),))
    return tuple(rows)


FEATURE = Feature(
    name="captcha",
    key="threshold",
    part_of="entry",
    settings=(
        choice("entry.captcha", *KINDS),
        span("entry.timeout", 300, 10, HOUR),
    ),
    gates=(Gate(name="captcha", ask=ask, hear=hear, at_door=True, typed=True),),
)

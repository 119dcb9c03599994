"""Captchas: questions that a person answers at once, and a program has to be written for.

The answer never leaves the server. Pure; `draw` is where the chance comes from.
"""

import unicodedata
from collections.abc import Sequence
from random import SystemRandom
from typing import Any

from msgspec import Struct

KINDS = ("button", "math", "image", "emoji", "text")
CHOICES = 6
"""Answers to choose from."""

SIGNS = "ACDEFHJKLMNPRTUVWXY3479"
"""What pictures are written in: nothing that looks like another."""

LENGTH = 5

EMOJI = (
    "🍎",
    "🍌",
    "🍇",
    "🍉",
    "🍓",
    "🥕",
    "🌽",
    "🍄",
    "🐶",
    "🐱",
    "🐟",
    "🐘",
    "🐢",
    "🦋",
    "🚗",
    "🚲",
    "🚂",
    "⛵",
    "🏠",
    "🌳",
    "🌙",
    "⭐",
    "☂️",
    "🔑",
    "📖",
    "✂️",
    "🎈",
    "🎸",
    "⚽",
    "👓",
)
"""What is shown, each named by the text `captcha-emoji-N`."""

FAMILIES = 8
"""Kinds of things there are texts for."""


class Challenge(Struct, frozen=True):
    """What is asked, and what is right. `options` are buttons, the answer one of them; `asked`
    fills the text of the kind."""

    kind: str
    answer: str
    options: tuple[str, ...]
    asked: dict[str, Any]


def draw(kind: str, random: SystemRandom, families: Sequence[Sequence[str]] = ()) -> Challenge:
    """A new challenge; `families` are kinds of things in the language of who is asked, each with
    its name first."""
    match kind:
        case "math":
            return _sum(random)
        case "image":
            text = "".join(random.choice(SIGNS) for _ in range(LENGTH))
            return Challenge(kind, text, (), {"text": text})
        case "emoji":
            shown = random.sample(range(len(EMOJI)), CHOICES)
            right = random.choice(shown)
            return Challenge(kind, EMOJI[right], tuple(EMOJI[one] for one in shown), {"n": right})
        case "text":
            return _odd(random, families)
        case _:
            return Challenge("button", "yes", ("yes",), {})


def _sum(random: SystemRandom) -> Challenge:
    first, second = random.randint(2, 19), random.randint(2, 9)
    right = first + second
    near = {right + step for step in range(-7, 8) if step and right + step > 0}
    options = [right, *random.sample(sorted(near), CHOICES - 1)]
    random.shuffle(options)
    return Challenge(
        "math",
        str(right),
        tuple(str(one) for one in options),
        {"first": str(first), "second": str(second)},
    )


def _odd(random: SystemRandom, families: Sequence[Sequence[str]]) -> Challenge:
    """Which of some words is of another kind; read aloud, it is as easy."""
    one, other = random.sample(list(families), 2)
    words = random.sample(list(one[1:]), 3)
    odd = random.choice(list(other[1:]))
    options = [*words, odd]
    random.shuffle(options)
    return Challenge("text", odd, tuple(options), {"what": other[0]})


def folded(text: str) -> str:
    """What was typed, without what people type differently: width, case, blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def is_right(challenge: Challenge, text: str) -> bool:
    """Whether a typed answer is right; a sum also where it is typed as a whole equation."""
    said = folded(text)
    if challenge.kind == "math":
        said = said.rpartition("=")[2]
    return bool(said) and said == folded(challenge.answer)

"""What people write: ordinary lines in three languages, and advertisements."""

import tomllib
from pathlib import Path
from random import Random
from typing import Any

_PHRASES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8")
)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"


def language(random: Random) -> str:
    """`zh` six times in ten, `en` three, `ru` once."""
    return random.choices(("zh", "en", "ru"), (6, 3, 1))[0]


def line(random: Random, tongue: str) -> str:
    """An ordinary line of 5–120 characters."""
    phrases = _PHRASES[tongue]
    count = random.choices((1, 2, 3), (5, 4, 1))[0]
    text = phrases["joint"].join(random.sample(phrases["clauses"], count))
    text = str(text + random.choice(phrases["ends"])).format(
        thing=random.choice(phrases["things"]),
        place=random.choice(_PHRASES["places"]),
        n=random.randint(2, 11),
    )
    return text if len(text) <= 120 else text[:119] + "…"


def advertisement(random: Random, tongue: str) -> str:
    """An offer of money or work with a way to reach the advertiser."""
    phrases = _PHRASES[tongue]
    contact = random.choice(phrases["contacts"]).format(
        id="".join(random.choices("abcdefghkmnpqrst", k=3)) + str(random.randint(10_000, 99_999)),
        handle=f"{random.choice(_PHRASES['handles'])}_{random.randint(10, 999)}",
        code="".join(random.choices(_LETTERS, k=16)),
    )
    offer = random.choice(phrases["offers"]).format(money=random.randrange(200, 3000, 50))
    return f"{offer}{' ' if tongue == 'zh' else ', '}{contact}"


def link(random: Random) -> str:
    """The address of a page that anybody may quote."""
    return str(random.choice(_PHRASES["links"]))


def emoji(random: Random) -> str:
    """The emoji of a sticker."""
    return str(random.choice(_PHRASES["emoji"]))


def name(random: Random, tongue: str) -> tuple[str, str]:
    """A first and a last name; the last may be empty."""
    phrases = _PHRASES[tongue]
    return random.choice(phrases["names"]), random.choice(phrases["surnames"])

"""What people at the door do, and what they see there."""

import re

from rehearsal.message import Message
from rehearsal.person import Person
from tests.house.conftest import Scene


def card_of(scene: Scene, person: Person) -> Message:
    """The newest message of the bot in somebody's private chat."""
    return scene.lines(person.private)[-1]


def seen(scene: Scene, person: Person) -> str:
    """Its text; empty while there is none."""
    lines = scene.lines(person.private)
    return lines[-1].text if lines else ""


async def knock(scene: Scene, name: str = "Cem", **how: object) -> Person:
    """Somebody new asks to come in, and is answered in private."""
    person = scene.tg.person(name, **how)  # type: ignore[arg-type]
    await request(scene, person)
    return person


async def request(scene: Scene, person: Person) -> None:
    """Somebody asks to come in, and is answered in private."""
    scene.group.by_request = True
    before = len(scene.lines(person.private))
    person.requests(scene.group)
    await scene.tg.until(lambda: len(scene.lines(person.private)) > before)


async def inside(scene: Scene, person: Person) -> None:
    """Wait until somebody is let in."""
    await scene.tg.until(lambda: scene.group.status(person) == "member")


async def sees(scene: Scene, person: Person, text: str) -> Message:
    """Wait until somebody's newest message holds a text."""
    await scene.tg.until(lambda: text in seen(scene, person))
    return card_of(scene, person)


def solution(text: str) -> str:
    """The answer to a sum."""
    first, second = re.findall(r"\d+", text)[:2]
    return str(int(first) + int(second))

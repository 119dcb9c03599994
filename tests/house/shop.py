"""A club whose members pay, and what its people do."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from rehearsal import Telegram
from rehearsal.checkout import Outcome
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.person import Person
from tests.conftest import Launch
from tests.house.conftest import HOUR, Scene


@asynccontextmanager
async def selling(
    tg: Telegram, clock: RunningClock, launch: Launch, language: str = "en"
) -> AsyncIterator[Scene]:
    """The club, whose members pay 50 Stars for 30 days."""
    scene = Scene(tg, clock, language)
    async with launch(payments={"enabled": True, "chats": [scene.group.id]}):
        await scene.open()
        scene.group.by_request = True
        await scene.ask(scene.ann, "/set entry.price 50")
        await scene.ask(scene.ann, "/set entry.term 30d")
        await scene.ask(scene.ann, "/set entry.require paid")
        yield scene


def invoices(scene: Scene, person: Person) -> list[Message]:
    """What somebody can pay, oldest first."""
    return [one for one in scene.lines(person.private) if one.invoice is not None]


def said(scene: Scene, person: Person) -> str:
    """Everything the bot wrote to somebody in private."""
    return "\n".join(one.text for one in scene.lines(person.private))


async def knock(scene: Scene, name: str = "Cem", **how: object) -> Person:
    """Somebody asks to come in, and gets an invoice."""
    person = scene.tg.person(name, **how)  # type: ignore[arg-type]
    await apply(scene, person)
    return person


async def apply(scene: Scene, person: Person, bills: int = 1) -> None:
    person.requests(scene.group)
    await scene.tg.until(lambda: len(invoices(scene, person)) >= bills)
    await scene.tg.until(lambda: re.search("Pay 50 Telegram|请付 50 个", said(scene, person)))
    await scene.tg.idle()


async def pay(scene: Scene, person: Person, bill: Message | None = None) -> Outcome:
    """Pay the newest invoice, or another one."""
    return await person.pays(bill or invoices(scene, person)[-1])


async def inside(scene: Scene, name: str = "Cem") -> Person:
    """Somebody who has paid, and is in."""
    person = await knock(scene, name)
    assert (await pay(scene, person)).paid
    await scene.out(person, "member")
    await scene.tg.until(lambda: "received" in said(scene, person))
    return person


async def wait(scene: Scene, condition: Callable[[], object], step: int = 12 * HOUR) -> None:
    """Let time pass until something is the case, at the pace at which the bot keeps up."""
    for _ in range(200):
        if condition():
            return
        scene.clock.advance(step)
        await scene.quiet()
    raise AssertionError("it never happened")

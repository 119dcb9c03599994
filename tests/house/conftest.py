"""A book club with the bot in it, and the people of the stories."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.person import Person

MINUTE, HOUR, DAY = 60, 3600, 86_400
DELETING = ("deleteMessage", "deleteMessages")


class Scene:
    """Ann owns the club, Bob reads there, Eve came to advertise."""

    def __init__(self, tg: Telegram, clock: RunningClock, language: str = "en") -> None:
        self.tg, self.clock = tg, clock
        self.ann = tg.person("Ann", "ann_reads", language=language)
        self.bob = tg.person("Bob", "bob_reads")
        self.eve = tg.person("Eve", "eve_sells")
        self.group = tg.supergroup("Book club", owner=self.ann, username="bookclub")

    async def open(self, pause: float = HOUR) -> None:
        """The bot comes, then Bob and Eve; some time passes."""
        self.group.add_bot()
        self.bob.joins(self.group)
        self.eve.joins(self.group)
        await self.tg.until(lambda: self.group.find("/rules"))
        await self.tg.idle()
        self.clock.advance(pause)

    def newcomer(self, name: str, **how: object) -> Person:
        """Somebody who joins the club just now."""
        person = self.tg.person(name, **how)  # type: ignore[arg-type]
        person.joins(self.group)
        return person

    def lines(self, chat: Chat | None = None) -> list[Message]:
        """What the bot wrote and nobody took away, oldest first."""
        place = chat or self.group
        return [one for one in place.messages if one.author is self.tg.bot and not one.service]

    def answers(self, said: Message) -> list[Message]:
        """The bot's answers to a message."""
        return [one for one in self.lines(said.chat) if one.reply_to is said]

    async def ask(self, person: Person, text: str, chat: Chat | None = None) -> Message:
        """Say something and wait for the bot's answer; a few seconds pass before."""
        self.clock.advance(4)
        said = person.says(chat or self.group, text)
        await self.tg.until(lambda: self.answers(said))
        return self.answers(said)[0]

    async def set(self, line: str) -> Message:
        """Ann changes a setting."""
        answer = await self.ask(self.ann, f"/set {line}")
        assert answer.text.startswith("✅"), answer.text
        return answer

    async def cases(self, asked: str = "") -> list[str]:
        """The cases Ann is shown, newest first, without their numbers."""
        said = (await self.ask(self.ann, f"/cases {asked}".strip())).text
        lines = said.splitlines()
        assert all(line.startswith("#") for line in lines) or said == "No cases.", said
        return [line.partition(" ")[2] for line in lines if line.startswith("#")]

    async def quiet(self) -> None:
        """Wait until everything that was said so far is dealt with."""
        await self.ask(self.ann, "/rules")
        await self.tg.idle()

    def fail(self, kind: str, *methods: str, **how: Any) -> None:
        """Let the next call of each method go wrong."""
        for method in methods:
            self.tg.faults.order(kind=kind, method=method, **how)  # type: ignore[arg-type]

    async def struck(self, *methods: str) -> None:
        """Wait until faults have hit at least one call of these methods."""
        faults = self.tg.faults
        await self.tg.until(lambda: any(call.method in methods for call in faults.struck))

    async def later(self, condition: Callable[[], object], step: float = 5) -> None:
        """Wait until something is the case while time passes by steps."""

        def look() -> object:
            found = condition()
            if not found:
                self.clock.advance(step)
            return found

        await self.tg.until(look, timeout=10)

    async def gone(self, *messages: Message) -> None:
        """Wait until messages were taken away."""
        await self.tg.until(lambda: all(one.deleted for one in messages))

    async def out(self, person: Person, status: str = "left", chat: Chat | None = None) -> None:
        """Wait until somebody is removed, or stands otherwise."""
        place = chat or self.group
        await self.tg.until(lambda: place.status(person) == status)


async def club(
    tg: Telegram, clock: RunningClock, warden: Warden, language: str
) -> AsyncIterator[Scene]:
    """A scene that is ready; afterwards whatever was told to wait may go on, and ends."""
    scene = Scene(tg, clock, language)
    await scene.open()
    yield scene
    assert not warden.failed.done()
    tg.faults.clear()
    for _ in range(20):
        clock.advance(HOUR)
        await asyncio.sleep(0)


@pytest.fixture
async def scene(tg: Telegram, clock: RunningClock, warden: Warden) -> AsyncIterator[Scene]:
    """The club in English, the bot at work."""
    async for ready in club(tg, clock, warden, "en"):
        yield ready


@pytest.fixture
async def scene_zh(tg: Telegram, clock: RunningClock, warden: Warden) -> AsyncIterator[Scene]:
    """The club in Chinese."""
    async for ready in club(tg, clock, warden, "zh-hans"):
        yield ready

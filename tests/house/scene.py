"""The people of the stories, and what they say and see."""

from collections.abc import Callable
from typing import Any

from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from rehearsal.person import Person
from tests.house.cast import Cast

MINUTE, HOUR, DAY = 60, 3600, 86_400
DELETING = ("deleteMessage", "deleteMessages")


def holds(text: str, expected: str) -> bool:
    """Whether all lines that are expected are among those of a text: other features add some."""
    return set(expected.splitlines()) <= set(text.splitlines())


class Scene:
    """Ann owns the club, Bob reads there, Eve came to advertise."""

    def __init__(
        self, tg: Telegram, clock: RunningClock, language: str = "en", *, cast: Cast | None = None
    ) -> None:
        self.tg, self.clock = tg, clock
        if cast is not None:
            self.ann, self.bob, self.eve, self.group = cast.ann, cast.bob, cast.eve, cast.group
            return
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

    async def ask_in_reply(self, person: Person, text: str, to: Message) -> Message:
        """The same in reply to a message."""
        self.clock.advance(4)
        said = person.says(to.chat, text, reply_to=to)
        await self.tg.until(lambda: self.answers(said))
        return self.answers(said)[0]

    async def set(self, line: str) -> Message:
        """Ann changes a setting."""
        answer = await self.ask(self.ann, f"/set {line}")
        assert answer.text.startswith("✅"), answer.text
        return answer

    async def shown(self, key: str, chat: Chat | None = None) -> str:
        """What Ann is told that a setting is, without the explanation below it."""
        return (await self.ask(self.ann, f"/set {key}", chat)).text.partition("\n")[0]

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

        await self.tg.until(look, timeout=60)

    async def gone(self, *messages: Message) -> None:
        """Wait until messages were taken away."""
        await self.tg.until(lambda: all(one.deleted for one in messages))

    async def out(self, person: Person, status: str = "left", chat: Chat | None = None) -> None:
        """Wait until somebody is removed, or stands otherwise."""
        place = chat or self.group
        await self.tg.until(lambda: place.status(person) == status)

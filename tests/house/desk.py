"""A private chat with the bot as a person sees it: what is opened, pressed and typed there."""

from sqlalchemy import select

from bot.app import Warden
from models.inbox import Quarantine
from rehearsal.message import Message
from rehearsal.person import Person
from rehearsal.press import Answer
from tests.house.conftest import Scene

NOT_THERE = (
    "You cannot change the settings of that group: you need the right to change group info there, "
    "and I have to be in it."
)
STALE = Answer("This button is out of date.")
NOTHING = Answer()


class Desk:
    """Somebody at the bot's private chat. `panel` is the page they look at."""

    def __init__(self, scene: Scene, person: Person) -> None:
        self.scene, self.person = scene, person
        self.panel: Message

    @property
    def lines(self) -> list[Message]:
        """What the bot wrote there, oldest first."""
        return self.scene.lines(self.person.private)

    async def starts(self, payload: str = "") -> Message:
        """Open the chat by a link; what the bot says to that."""
        self.scene.clock.advance(4)
        seen = len(self.lines)
        self.person.unblocks_bot()
        self.person.tells_bot(f"/start {payload}".strip())
        await self.scene.tg.until(lambda: len(self.lines) > seen)
        return self.lines[-1]

    async def types(self, text: str) -> Message:
        """Write something; what the bot says to that."""
        self.scene.clock.advance(4)
        seen = len(self.lines)
        self.person.tells_bot(text)
        await self.scene.tg.until(lambda: len(self.lines) > seen)
        return self.lines[-1]

    async def opens(self, *ways: str) -> Message:
        """Open the panel of the club, and go on by buttons: (label, …)."""
        said = await self.scene.ask(self.person, "/settings")
        self.panel = await self.starts(said.button("Open")["url"].partition("start=")[2])
        for label in ways:
            await self.goes(label)
        return self.panel

    async def goes(self, label: str) -> str:
        """Press a button that changes the page; what the page says then."""
        self.scene.clock.advance(4)
        before = len(self.panel.edits)
        assert await self.person.presses(self.panel, label).answer == NOTHING
        await self.scene.tg.until(lambda: len(self.panel.edits) > before)
        return self.panel.text

    async def hears(self, label: str) -> Message:
        """Press a button that is answered with a message; that message."""
        self.scene.clock.advance(4)
        seen = len(self.lines)
        assert await self.person.presses(self.panel, label).answer == NOTHING
        await self.scene.tg.until(lambda: len(self.lines) > seen)
        return self.lines[-1]


async def read(scene: Scene, key: str) -> str:
    """What is stored for a setting of the club, as its owner reads it."""
    return (await scene.ask(scene.ann, f"/set {key}")).text.splitlines()[0]


async def config(scene: Scene) -> str:
    """What is changed in the club."""
    return (await scene.ask(scene.ann, "/config")).text


async def quarantined(warden: Warden) -> list[str]:
    """What the bot could not handle."""
    found = await warden.store.read(lambda c: c.execute(select(Quarantine.error)).scalars().all())
    return list(found)

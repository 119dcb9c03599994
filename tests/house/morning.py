"""What a morning of sign-ins looks like to a test."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core import phrase
from rehearsal.message import Message
from rehearsal.person import Person
from tests.house.scene import Scene

DAY = 86_400


class Morning:
    """The club while people sign in."""

    def __init__(self, scene: Scene, zone: str = "UTC") -> None:
        self.scene = scene
        self.zone = ZoneInfo(zone)
        self.go_to(13)
        self.first = self.wall().date()

    def wall(self) -> datetime:
        """What the clock on the wall of the club shows."""
        return datetime.fromtimestamp(self.scene.clock.now(), self.zone)

    def go_to(self, hour: float, *, weekday: int = 2) -> None:
        """Let time pass until it is so late on a day of the week (0: Monday)."""
        now = self.wall()
        goal = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=hour)
        goal += timedelta(days=(weekday - now.weekday()) % 7)
        if goal <= now:
            goal += timedelta(days=7)
        self.scene.clock.advance(goal.timestamp() - now.timestamp())

    def day(self, number: int = 0, language: str = "en") -> str:
        """The date that the board of a day has, counted from the first."""
        return phrase.day(self.first + timedelta(days=number), language)

    def boards(self) -> list[Message]:
        """All boards, oldest first."""
        return [one for one in self.scene.lines() if one.text.startswith("📅") and one.buttons]

    def board(self) -> list[str]:
        """The lines of the newest board."""
        boards = self.boards()
        return boards[-1].text.splitlines() if boards else []

    async def says(self, person: Person, text: str = "签到") -> Message:
        """Somebody signs in, and it is seen that they did."""
        self.scene.clock.advance(4)
        said = person.says(self.scene.group, text)
        await self.scene.tg.until(lambda: said.reactions)
        await self.scene.tg.idle()
        return said

    async def days(self, count: int, *people: Person) -> None:
        """People sign in on so many days, each at about the same time."""
        for _ in range(count):
            for person in people:
                await self.says(person)
            self.scene.clock.advance(DAY - 4 * len(people))

    async def own(self, person: Person) -> str:
        """What somebody is shown when they press the board's first button."""
        pressed = person.presses(self.boards()[-1], self.boards()[-1].buttons[0])
        return (await pressed.answer).text


def emoji(said: Message) -> list[str]:
    """What reacts to a message."""
    return [one["emoji"] for every in said.reactions.values() for one in every]
